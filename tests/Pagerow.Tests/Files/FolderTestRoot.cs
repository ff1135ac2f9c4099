using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Pagerow.Engine.Sides;
using Pagerow.Files;
using Pagerow.Files.Trees;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;

namespace Pagerow.Tests.Files;

/// <summary>A real root in a temporary folder, with a side over it and a time of its own.</summary>
sealed class FolderTestRoot : IAsyncDisposable
{
    public const string Id = "a-root";

    public static readonly Wanted Markdown = new(
        p => p.Name.EndsWith(".md", StringComparison.Ordinal) && !p.Value.StartsWith("unwanted/", StringComparison.Ordinal),
        f => !f.Split('/').Any(s => s.StartsWith('.') || s == "node_modules"),
        _ => "nobody wants it");

    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public FolderTestRoot(Func<string, Tree>? open = null, IEnumerable<KeyValuePair<string, byte[]>>? stamps = null)
    {
        Outside = Directory.CreateTempSubdirectory("pagerow-files-").FullName;
        Folder = System.IO.Path.Combine(Outside, "root");
        Directory.CreateDirectory(Folder);
        Root = RootFolder.Create(Folder, Id);
        Side = Another(open, stamps);

        // The first look sets the side's clock by the file system's; from here on the test's time counts.
        Side.LookAsync(new FolderScope.Everything(), CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    /// <summary>The folder that the root lies in, for what stands outside.</summary>
    public string Outside { get; }

    public string Folder { get; }

    public RootFolder Root { get; }

    public FolderTestTime Time { get; } = new();

    public FolderSide Side { get; }

    public static FolderScope.Only Only(params string[] paths) => new([], [.. paths.Select(PagePath.Of)]);

    public static FolderScope.Only OnlyFolders(params string[] folders) => new([.. folders], []);

    public static IEnumerable<string> Suspects(FolderLook look) => look.Suspects.Select(s => s.Path.Value);

    public FolderSide Another(Func<string, Tree>? open = null, IEnumerable<KeyValuePair<string, byte[]>>? stamps = null, Wanted? wanted = null) =>
        new(Root, wanted ?? Markdown, stamps ?? [], Time, 64 * 1024, open);

    public string Path(string path) => System.IO.Path.Combine(Folder, path);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(path))!);
        File.WriteAllText(Path(path), text, Utf8);
    }

    public string Read(string path) => File.ReadAllText(Path(path), Utf8);

    public async Task<FolderLook> LookAsync(FolderScope? scope = null) =>
        await Side.LookAsync(scope ?? new FolderScope.Everything(), TestContext.Current.CancellationToken);

    /// <summary>Looks until nothing is racy any more, and settles.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, byte[]?>>> RestAsync()
    {
        var stored = new Dictionary<string, byte[]?>();
        for (var i = 0; i < 2; i++)
        {
            Time.Advance(TimeSpan.FromHours(1));
            await LookAsync();
            foreach (var (folder, packed) in Side.Settle(new HashSet<PagePath>()))
                stored[folder] = packed;
        }
        Time.Advance(TimeSpan.FromHours(1));
        return [.. stored];
    }

    public async Task<FileIntent> StageAsync(FileAction action, string path, string? text, string? expected, string? from = null)
    {
        var target = text is null ? null : PageBytes.Of(Utf8.GetBytes(text));
        var stage = target is null
            ? Side.NewStage()
            : await Side.StageAsync(PagePath.Of(path), target.Bytes, PagePath.Of(path), TestContext.Current.CancellationToken);
        return new(
            stage, new("c", 1), "", action, PagePath.Of(path), from is null ? null : PagePath.Of(from),
            expected is null ? null : PageHash.Of(Utf8.GetBytes(expected)), target?.Hash, new Shown(0, 0, 0, [], [], []));
    }

    public async Task<PutOutcome> PutAsync(FileIntent intent) => await Side.PutAsync(intent, TestContext.Current.CancellationToken);

    public async Task<string?> WitnessAsync(StageName stage) => await Side.WitnessAsync(stage, TestContext.Current.CancellationToken) switch
    {
        FileState.Present present => Utf8.GetString(present.Page.Bytes.Span),
        FileState.Absent => null,
        FileState.Unknown unknown => "unknown: " + unknown.Reason.Code,
        _ => throw new InvalidOperationException(),
    };

    /// <summary>Runs as somebody whom permissions bind: root is let through everything, so its file identity is dropped on this thread.</summary>
    public void AsNobody(Action act)
    {
        foreach (var folder in (ReadOnlySpan<string>)[Outside, Folder, Path(RootFolder.State)])
            Allow("755", folder);
        if (Environment.UserName != "root")
        {
            act();
            return;
        }
        const uint nobody = 65534;
        _ = SetFileUser(nobody);
        try
        {
            act();
        }
        finally
        {
            _ = SetFileUser(0);
        }
    }

    public static void Allow(string mode, string path) => Assert.Equal(0, Run("chmod", mode, path));

    public static int Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await Side.DisposeAsync();
        Assert.Equal(0, Run("rm", "-rf", Outside)); // some tests leave names that the runtime cannot spell
    }

    [DllImport("libc", EntryPoint = "setfsuid"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int SetFileUser(uint user);
}
