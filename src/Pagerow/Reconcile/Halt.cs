namespace Pagerow.Reconcile;

/// <summary>The named reason to stop before something that could not be taken back. Undone deliberately, by a person.</summary>
/// <param name="Code">A stable kebab-case name, such as <c>mass-deletion</c>.</param>
/// <param name="Message">What was seen and what to do.</param>
public sealed record Halt(string Code, string Message);
