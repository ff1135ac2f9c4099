using Pagerow.Merging.Conflicts;

namespace Pagerow.Reconcile.States;

/// <summary>A hole that stands open in a document.</summary>
/// <param name="Document">Whose.</param>
/// <param name="PlaceKey">The key of its place (<see cref="HolePlace.Key"/>).</param>
/// <param name="Answer">What a person wants to stand there; null as long as nobody said.</param>
public sealed record OpenHole(DocumentId Document, string PlaceKey, Resolution? Answer);
