namespace Pagerow.Merging.Conflicts;

/// <summary>A hole that was filled at once.</summary>
/// <param name="Hole">The hole, with what each side has there; who loses is to be kept.</param>
/// <param name="By">What was put there.</param>
public sealed record Decided(Hole Hole, Resolution By);
