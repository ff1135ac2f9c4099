namespace Pagerow.Engine.Sides;

/// <summary>A reason to wait before writing or believing, given by somebody else's work in the folder.</summary>
/// <param name="Kind">How much is held.</param>
/// <param name="Reason">What holds, for a person, such as <c>git: index.lock</c>.</param>
public sealed record Hold(HoldKind Kind, string Reason);
