using System.Collections.Immutable;
using Pagerow.Pages;

namespace Pagerow.Engine.Sides;

/// <summary>What a look at a folder found: only what may differ from what was remembered, in ordinal order of path.</summary>
/// <param name="Root">Whether the root is there and is ours; when it is not, nothing else is filled.</param>
/// <param name="Hold">Why nothing may be written or believed for now, or null.</param>
/// <param name="Suspects">Files that are new, or whose stamp differs or cannot be trusted. To be read, not believed.</param>
/// <param name="Vanished">Paths that were remembered and were not listed, in folders that could be listed (or whose absence was seen from their parent).</param>
/// <param name="Unknown">Paths and folders (with a final <c>/</c>) that could not be looked at, with the reason: nothing below them is believed.</param>
/// <param name="FilesSeen">How many files that the layout wants were seen, changed or not.</param>
/// <param name="LeftOut">How many files with a page's extension no collection wants or that are ignored, and the first hundred of them with the reason.</param>
public sealed record FolderLook(
    RootProof Root,
    Hold? Hold,
    ImmutableArray<Sighting> Suspects,
    ImmutableArray<PagePath> Vanished,
    ImmutableArray<KeyValuePair<string, Problem>> Unknown,
    int FilesSeen,
    ImmutableArray<KeyValuePair<PagePath, string>> LeftOut)
{
    /// <summary>How many files are left out; <see cref="LeftOut"/> holds the first hundred.</summary>
    public int LeftOutTotal { get; init; }

    /// <summary>What a person should know and what holds nothing: why the root is not proven, a lock that Git left lying.</summary>
    public ImmutableArray<Problem> Notes { get; init; } = [];
}
