using System.Runtime.CompilerServices;
using Pagerow.Mapping;
using Pagerow.Mapping.Patterns;
using Pagerow.Pages;
using Pagerow.Reconcile.States;

namespace Pagerow.Cli;

/// <summary>Reads the pages of a folder without a ledger: for looking at it before it is a root, and for checking it. Links are not followed.</summary>
static class PagesBelow
{
    static readonly EnumerationOptions Entries = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false, RecurseSubdirectories = false };

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
        foreach (var path in Paths(folder, "", layout, leftOut))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return (path, await ReadAsync(folder, path, cancellation));
        }
    }

    static IEnumerable<PagePath> Paths(string root, string below, Layout layout, ICollection<KeyValuePair<string, string>> leftOut)
    {
        var place = new DirectoryInfo(Path.Combine(root, below));
        foreach (var entry in place.EnumerateFileSystemInfos("*", Entries).OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            var path = PagePath.Found(below, entry.Name);
            if (entry is FileInfo)
            {
                if (layout.Of(path) is not null)
                    yield return path;
                else if (entry.Extension is ".md" or ".markdown")
                    leftOut.Add(new(path.Value, layout.WhyNot(path)!));
            }
            else if (layout.WantsFolder(path.Value))
            {
                foreach (var inner in Paths(root, path.Value, layout, leftOut))
                    yield return inner;
            }
            else if (entry.Name is not (".git" or ".pagerow"))
            {
                leftOut.Add(new(path.Value + "/", layout.WhyNot(PagePath.Found(path.Value, "page.md")) ?? "no collection's pattern looks into it"));
            }
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
