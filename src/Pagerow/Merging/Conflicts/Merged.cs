using System.Collections.Immutable;
using Pagerow.Pages;

namespace Pagerow.Merging.Conflicts;

/// <summary>
/// What a three-way merge of pages gave: the page rendered three times, with all that could be merged in all three. Without open holes the
/// three are equal; a merge of the three gives the same again.
/// </summary>
/// <param name="Open">The places that both sides changed differently and nobody decided, in page order.</param>
/// <param name="Decided">Those that were decided, and how, in page order.</param>
/// <param name="AsBase">The page with what was agreed on in each open hole.</param>
/// <param name="AsFile">The page with the file's text in each open hole.</param>
/// <param name="AsRow">The page with the row's text in each open hole.</param>
public sealed record Merged(ImmutableArray<Hole> Open, ImmutableArray<Decided> Decided, PageText AsBase, PageText AsFile, PageText AsRow)
{
    /// <summary>The page for the file: the merge with the file's text in each open hole.</summary>
    public PageText Page => AsFile;

    /// <summary>Every place that could not be merged, open or decided.</summary>
    public ImmutableArray<Hole> Holes => Decided.IsEmpty ? Open : [.. Open, .. Decided.Select(d => d.Hole)];

    /// <summary>How coarse the merge had to be.</summary>
    internal MergeGrain Grain { get; init; }

    /// <summary>A merge of which nothing is left to decide.</summary>
    internal static Merged Whole(PageText page) => new([], [], page, page, page);
}
