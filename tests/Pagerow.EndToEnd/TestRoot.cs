using System.Formats.Tar;
using System.Security.Cryptography;
using Pagerow.Tests;

namespace Pagerow.EndToEnd;

/// <summary>A root in a temporary folder, in a git repository where asked for, with or without a watcher beside it.</summary>
public sealed class TestRoot : IAsyncDisposable
{
    readonly string _above = Directory.CreateTempSubdirectory("pagerow-end-").FullName;

    TestRoot() => Folder = Path.Combine(_above, "root");

    /// <summary>The root.</summary>
    public string Folder { get; }

    /// <summary>The folder above it, which goes with it.</summary>
    public string Above => _above;

    /// <summary>The database's file.</summary>
    public string Database => Path.Combine(Folder, ".pagerow", "pagerow.db");

    /// <summary>The watcher, while one runs.</summary>
    public Watcher? Watcher { get; private set; }

    /// <summary>A root with nothing in it.</summary>
    public static TestRoot Empty()
    {
        var root = new TestRoot();
        Directory.CreateDirectory(root.Folder);
        return root;
    }

    /// <summary>A root with a copy of a folder in it; links are copied as links.</summary>
    public static async Task<TestRoot> CopyAsync(string folder)
    {
        var root = new TestRoot();
        (await Programs.RunAsync("cp", ["-a", folder, root.Folder], root._above)).Ended(0);
        return root;
    }

    /// <summary>A root with a sample as it is committed: whoever follows the README watches and edits the checkout's own.</summary>
    public static async Task<TestRoot> SampleAsync(string name)
    {
        var root = Empty();
        var archive = Path.Combine(root._above, "sample.tar");
        (await Programs.RunAsync("git", ["-c", "safe.directory=*", "-C", Checkout.Folder, "archive", "-o", archive, $"HEAD:samples/{name}"], root._above)).Ended(0);
        await TarFile.ExtractToDirectoryAsync(archive, root.Folder, overwriteFiles: false);
        File.Delete(archive);
        return root;
    }

    /// <summary>The sample backlog, with one more collection that has the types which the backlog lacks, committed to a git repository.</summary>
    public static async Task<TestRoot> BacklogAsync()
    {
        var root = await SampleAsync("backlog");
        root.Change("pagerow.yaml", t => t.Replace("  pages:\n", """
              things:
                files: "things/{name}.md"
                columns:
                  sold:  boolean
                  day:   date
                  price: number
                  at:    timestamp
              pages:

            """, StringComparison.Ordinal));
        root.Write("things/lamp.md", "---\nsold: no   # not yet\nday: 2026-01-07\nprice: 1.50\n---\n\n# Lamp\n");
        await root.CommitAllAsync();
        return root;
    }

    /// <summary>Makes the root a git repository where it is none, and commits everything.</summary>
    public async Task CommitAllAsync()
    {
        if (!Directory.Exists(At(".git")))
            await GitAsync("init", "-q", "-b", "main");
        await GitAsync("add", "-A");
        await GitAsync("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "gc.auto=0", "commit", "-q", "--allow-empty", "-m", "State");
    }

    /// <summary>Runs git in the root.</summary>
    public async Task<string> GitAsync(params string[] arguments) =>
        (await Programs.RunAsync("git", ["-c", "core.autocrlf=false", "-c", "core.quotePath=false", .. arguments], Folder)).Ended(0).Out;

    /// <summary>What differs from the last commit, as <c>git diff --numstat</c> says it, renames found; fields parted by one blank.</summary>
    public async Task<string[]> NumstatAsync()
    {
        await GitAsync("add", "-A");
        return Lines((await GitAsync("diff", "--cached", "--numstat", "-M", "HEAD")).Replace('\t', ' '));
    }

    /// <summary>The lines that differ from the last commit, each with its sign.</summary>
    public async Task<string[]> ChangedLinesAsync() =>
        [.. Lines(await GitAsync("diff", "--cached", "-U0", "-M", "HEAD")).Where(l => l[0] is '+' or '-' && !l.StartsWith("+++ ", StringComparison.Ordinal) && !l.StartsWith("--- ", StringComparison.Ordinal))];

    /// <summary>Runs one command on the root; <c>--json</c> is the caller's to give.</summary>
    public Task<Ran> RunAsync(params string[] arguments) =>
        Programs.RunAsync("dotnet", [Programs.Pagerow, .. arguments, "--root", Folder], _above);

    /// <summary>Runs one command as somebody who is in a folder, and names no root.</summary>
    public static Task<Ran> RunInAsync(string folder, params string[] arguments) => Programs.RunAsync("dotnet", [Programs.Pagerow, .. arguments], folder);

    /// <summary><c>sync --json</c>: a pass of its own, or, beside a watcher, a barrier.</summary>
    public async Task<Ran> SyncAsync(int exit = 0, params string[] options) => (await RunAsync(["sync", "--json", .. options])).Ended(exit);

    /// <summary>Starts a watcher on the root, which ends with it.</summary>
    public async Task<Watcher> WatchAsync(params string[] options) => Watcher = await Watcher.StartAsync(Folder, options);

    /// <summary>Brings the root in step for the first time, by a watcher that goes on or by one <c>sync</c>.</summary>
    public async Task BeginAsync(Live live)
    {
        if (live is Live.Watching)
            await WatchAsync();
        else
            await SyncAsync();
    }

    /// <summary>Runs statements in the plain sqlite3 shell, and fails where one fails; a line for each row, columns parted by a bar.</summary>
    public async Task<string[]> SqlAsync(string sql) => Lines((await ShellAsync(sql)).Ended(0).Out);

    /// <summary>Runs statements in the plain sqlite3 shell.</summary>
    public Task<Ran> ShellAsync(string sql) => Programs.RunAsync("sqlite3", ["-batch", "-bail", Database], _above, $".timeout 30000\n{sql}\n");

    /// <summary>Everything the database holds, as the shell dumps it.</summary>
    public async Task<string> DumpAsync() => (await ShellAsync(".dump")).Ended(0).Out;

    /// <summary>Every page of the agreed state: path, and the SHA-256 of its bytes (or of those that stand there and cannot be read), in ordinal order.</summary>
    public async Task<string[]> AgreedAsync() =>
        [.. (await SqlAsync("SELECT b.path || '|' || lower(hex(coalesce(b.trouble, l.hash))) FROM pagerow_bases b LEFT JOIN pagerow_blobs l ON l.id = b.page")).Order(StringComparer.Ordinal)];

    /// <summary>Every Markdown file outside dot-folders as it stands: path, and the SHA-256 of its bytes, in ordinal order.</summary>
    public string[] Standing() => [.. Pages().Select(p => $"{p}|{Hash(p)}")];

    /// <summary>The paths of every Markdown file outside dot-folders and node_modules, links left out, in ordinal order.</summary>
    public IEnumerable<string> Pages() => new DirectoryInfo(Folder)
        .EnumerateFiles("*", SearchOption.AllDirectories)
        .Where(f => f.Extension is ".md" or ".markdown" && f.LinkTarget is null)
        .Select(f => Path.GetRelativePath(Folder, f.FullName))
        .Where(p => !p.Split('/')[..^1].Any(s => s.StartsWith('.') || s == "node_modules"))
        .Order(StringComparer.Ordinal);

    /// <summary>The SHA-256 of a file, in lower-case hexadecimal.</summary>
    public string Hash(string path) => HashOf(At(path));

    /// <summary>The SHA-256 of the file at an absolute path, in lower-case hexadecimal.</summary>
    public static string HashOf(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    /// <summary>A place below the root.</summary>
    public string At(string path) => Path.Combine(Folder, path);

    /// <summary>Reads a file.</summary>
    public string Read(string path) => File.ReadAllText(At(path));

    /// <summary>Writes a file in place, and its folder where there is none.</summary>
    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    /// <summary>Writes a file with another text made from its own.</summary>
    public void Change(string path, Func<string, string> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var before = Read(path);
        var after = change(before);
        Assert.NotEqual(before, after);
        Write(path, after);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Watcher is not null)
            await Watcher.DisposeAsync();
        Directory.Delete(_above, recursive: true);
    }

    static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
