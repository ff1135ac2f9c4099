namespace Pagerow.Pages.Outlines;

/// <summary>What became of a change of a body in strips.</summary>
/// <param name="Reason">Why it was refused; then nothing was changed. Null: it was made, or there was nothing to change.</param>
/// <param name="Section">The section that it added.</param>
/// <param name="Box">The check box that it added.</param>
readonly record struct StripChange(string? Reason, StripMark? Section = null, StripMark? Box = null);
