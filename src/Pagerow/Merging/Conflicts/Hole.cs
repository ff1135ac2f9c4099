
namespace Pagerow.Merging.Conflicts;

/// <summary>A place that both sides changed differently, so that a policy or a person must say what stands there.</summary>
/// <param name="Place">The place: the same one however the texts in it, or other places, change.</param>
/// <param name="Kind">What kind of thing stands there.</param>
/// <param name="Base">What was agreed on there; null for nothing.</param>
/// <param name="File">What the file has there; null for nothing.</param>
/// <param name="Row">What the row has there; null for nothing.</param>
public sealed record Hole(HolePlace Place, ConflictKind Kind, string? Base, string? File, string? Row);
