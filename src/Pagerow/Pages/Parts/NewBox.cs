namespace Pagerow.Pages.Parts;

/// <summary>A check box to be added.</summary>
/// <param name="State">The one character in the box.</param>
/// <param name="Text">What stands behind it; one line.</param>
/// <param name="Number">A number in front of the text; null or empty for none.</param>
public sealed record NewBox(string State, string Text, string? Number = null);
