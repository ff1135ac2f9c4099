namespace Pagerow.Pages.Outlines;

/// <summary>A section or check box of a body in strips, whatever edits do to its place.</summary>
sealed class StripMark
{
    /// <summary>The strip that it stands in by now; null: it is gone.</summary>
    public Strip? Strip { get; set; }
}
