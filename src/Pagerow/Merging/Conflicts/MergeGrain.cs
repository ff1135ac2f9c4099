namespace Pagerow.Merging.Conflicts;

/// <summary>How coarse a merge is, from the finest on.</summary>
enum MergeGrain
{
    /// <summary>Fields, sections, boxes, labelled lines, lines.</summary>
    Structure,

    /// <summary>Fields, and the lines of the body.</summary>
    BodyLines,

    /// <summary>The lines of the whole page.</summary>
    PageLines,

    /// <summary>Nothing is merged: the page is one hole.</summary>
    Page,
}
