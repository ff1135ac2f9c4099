namespace Pagerow.Pages.Parts;

/// <summary>A value found in a page.</summary>
/// <param name="Span">Where it stands; empty, where it would stand, if nothing does.</param>
/// <param name="Text">What it says.</param>
public sealed record FoundText(Span Span, string Text);
