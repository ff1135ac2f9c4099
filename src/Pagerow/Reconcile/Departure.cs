using Pagerow.Reconcile.States;

namespace Pagerow.Reconcile;

/// <summary>A base whose page does not stand at its path any more.</summary>
/// <param name="Base">What was agreed on.</param>
/// <param name="Key">Its key, where its collection has one and the page gave one.</param>
/// <param name="Text">Its text, for likeness; null where it could not be read.</param>
public sealed record Departure(Base Base, string? Key, string? Text);
