using System.Runtime.CompilerServices;
using Pagerow.Files;
using Pagerow.Mapping;
using Pagerow.Mapping.Patterns;
using Pagerow.Pages;
using Pagerow.Reconcile.States;

namespace Pagerow.Cli;

/// <summary>Reads the pages of a folder without a ledger: for looking at it before it is a root, and for checking it. Links are not followed.</summary>
static class PagesBelow
{
    static readonly EnumerationOptions All = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
    static readonly EnumerationOptions Accessible = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

    /// <summary>A layout that wants every Markdown file outside dot-folders, for a folder that nobody configured.</summary>
    public static Layout EveryPage { get; } = PathPattern.TryParse("{path...}", out var pattern, out var error)
        ? new([new("pages", pattern, [])], [], "")
        : throw new InvalidOperationException(error.Message);

    /// <summary>Every page that a layout wants and that can be decoded, folder by folder, in ordinal order.</summary>
    public static async IAsyncEnumerable<(PagePath Path, PageText Page)> ReadAsync(
        string folder, Layout layout, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var (path, state) in StatesAsync(folder, layout, [], cancellation))
        {
            if (state is FileState.Present present && PageText.TryDecode(present.Page.Bytes.Span, out var page, out _))
                yield return (path, page);
        }
    }

    /// <summary>Every file that a layout wants, and what stands there, folder by folder, in ordinal order.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="layout">What is wanted.</param>
    /// <param name="leftOut">Takes the pages, and the folders unlooked into, that are not wanted, with the reason.</param>
    /// <param name="cancellation">Stops it between pages.</param>
    public static async IAsyncEnumerable<(PagePath Path, FileState State)> StatesAsync(
        string folder, Layout layout, ICollection<KeyValuePair<string, string>> leftOut, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var path in Paths(folder, layout, leftOut))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return (path, await ReadAsync(folder, path, cancellation));
        }
    }

    /// <summary>The paths of every file that a layout wants, folder by folder, in ordinal order.</summary>
    public static IEnumerable<PagePath> Paths(string folder, Layout layout, ICollection<KeyValuePair<string, string>> leftOut) => Paths(folder, "", layout, leftOut, All);

    /// <summary>The pages, and the folders unlooked into, that are not wanted, with the reason. What cannot be listed is somebody else's to say.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> LeftOut(string folder, Layout layout)
    {
        var leftOut = new List<KeyValuePair<string, string>>();
        _ = Paths(folder, "", layout, leftOut, Accessible).Count();
        return leftOut;
    }

    static IEnumerable<PagePath> Paths(string root, string below, Layout layout, ICollection<KeyValuePair<string, string>> leftOut, EnumerationOptions options)
    {
        foreach (var entry in Entries(Path.Combine(root, below), options))
        {
            var path = PagePath.Found(below, entry.Name);
            var isFolder = entry is DirectoryInfo;
            if (entry.Name is ".git" || entry.Name.StartsWith(RootFolder.State, StringComparison.Ordinal) || (!isFolder && !LooksLikePage(path, layout)))
                continue;
            if (WhyNot(entry, path, layout) is { } reason)
            {
                leftOut.Add(new(isFolder && entry.LinkTarget is null ? path.Value + "/" : path.Value, reason));
            }
            else if (!isFolder)
            {
                yield return path;
            }
            else
            {
                foreach (var inner in Paths(root, path.Value, layout, leftOut, options))
                    yield return inner;
            }
        }
    }

    static string? WhyNot(FileSystemInfo entry, PagePath path, Layout layout) => entry switch
    {
        _ when entry.Name.Contains('\uFFFD', StringComparison.Ordinal) && !Path.Exists(entry.FullName) && entry.LinkTarget is null => "its name is not UTF-8; rename it",
        { LinkTarget: not null } => $"it is a symbolic link, and links are not followed; put the {(entry is DirectoryInfo ? "folder" : "file")} itself there",
        FileInfo => layout.WhyNot(path),
        _ when LooksLikePage(path, layout) => "it is a folder with a page's name; rename the folder to have it looked into",
        _ when !layout.WantsFolder(path.Value) => layout.WhyNot(PagePath.Found(path.Value, "page.md")) ?? "no collection's pattern looks into it",
        _ when Directory.Exists(Path.Combine(entry.FullName, RootFolder.State)) => $"it is a root of its own (it has a '{RootFolder.State}'); its pages belong to that root",
        _ => null,
    };

    static bool LooksLikePage(PagePath path, Layout layout) =>
        path.Value.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || path.Value.EndsWith(".markdown", StringComparison.OrdinalIgnoreCase) || layout.Of(path) is not null;

    static List<FileSystemInfo> Entries(string folder, EnumerationOptions options)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos("*", options).OrderBy(e => e.Name, StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody took it away while its neighbours were read.
            return [];
        }
    }

    static async ValueTask<FileState> ReadAsync(string root, PagePath path, CancellationToken cancellation)
    {
        var file = Path.Combine(root, path.Value);
        try
        {
            return new FileState.Present(PageBytes.Of(await File.ReadAllBytesAsync(file, cancellation)), 0, new DateTimeOffset(File.GetLastWriteTimeUtc(file)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FileState.Unknown(new("unreadable", $"the file cannot be read: {e.Message}"));
        }
    }
}
