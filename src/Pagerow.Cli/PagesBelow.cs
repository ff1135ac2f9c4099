using Pagerow.Files;
using Pagerow.Mapping;
using Pagerow.Mapping.Patterns;
using Pagerow.Pages;
using Pagerow.Reconcile.States;

namespace Pagerow.Cli;

/// <summary>Reads the pages of a folder without a ledger: for looking at it before it is a root, and for checking it. Links are not followed.</summary>
static class PagesBelow
{
    /// <summary>Why a folder is left out that cannot be listed.</summary>
    public const string Closed = "it cannot be looked into; give this user access, or have it ignored by 'ignore:' in pagerow.yaml";

    static readonly EnumerationOptions All = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
    static readonly EnumerationOptions Accessible = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

    /// <summary>A layout that wants every Markdown file outside dot-folders, for a folder that nobody configured.</summary>
    public static Layout EveryPage { get; } = PathPattern.TryParse("{path...}", out var pattern, out var error)
        ? new([new("pages", pattern, [])], [], "")
        : throw new InvalidOperationException(error.Message);

    /// <summary>Every page that a layout wants and that can be decoded, folder by folder, in ordinal order; what is left out as <see cref="States"/> tells it.</summary>
    public static IEnumerable<(PagePath Path, PageText Page)> Read(
        string folder, Layout layout, ICollection<KeyValuePair<string, string>> leftOut, CancellationToken cancellation)
    {
        foreach (var (path, state) in States(folder, layout, leftOut, cancellation))
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
    public static IEnumerable<(PagePath Path, FileState State)> States(
        string folder, Layout layout, ICollection<KeyValuePair<string, string>> leftOut, CancellationToken cancellation)
    {
        using var bare = new BareFolder(folder);
        foreach (var path in Paths(folder, layout, leftOut))
        {
            cancellation.ThrowIfCancellationRequested();
            var state = bare.Read(path);
            if (state is FileState.Unknown { Reason.Code: "not-a-file" })
                leftOut.Add(new(path.Value, "it is no regular file"));
            else
                yield return (path, state);
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
        foreach (var entry in Entries(root, below, leftOut, options))
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

    static List<FileSystemInfo> Entries(string root, string below, ICollection<KeyValuePair<string, string>> leftOut, EnumerationOptions options)
    {
        try
        {
            return [.. new DirectoryInfo(Path.Combine(root, below)).EnumerateFileSystemInfos("*", options).OrderBy(e => e.Name, StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody took it away while its neighbours were read.
            return [];
        }
        catch (Exception e) when (below.Length > 0 && (e is IOException or UnauthorizedAccessException))
        {
            leftOut.Add(new(below + "/", Closed));
            return [];
        }
    }
}
