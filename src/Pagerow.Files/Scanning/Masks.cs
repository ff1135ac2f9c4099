using Pagerow.Files.Trees;

namespace Pagerow.Files.Scanning;

/// <summary>
/// What was a page, or a folder of pages, and is now a link or something else: it is not gone, and what became of it cannot be said.
/// </summary>
static class Masks
{
    /// <summary>The problem, for a path that was something else before.</summary>
    public static Pages.Problem Problem(string path, EntryKind kind) => kind == EntryKind.Link
        ? new("is-link", $"'{path}' was replaced by a symbolic link, and links are not followed; put the real one back, or remove the link to let it go")
        : new("not-a-file", $"'{path}' was replaced by something that is no regular file; move that away, or remove it to let the page go");
}
