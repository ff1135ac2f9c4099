using System.Collections.Immutable;

namespace Pagerow.Mapping.Discovery;

/// <summary>Pages that are to be a collection.</summary>
/// <param name="Pattern">Their pattern.</param>
/// <param name="Names">What the collection could be called, the best name first; the others are put in front of it where it is taken.</param>
/// <param name="Captures">The captures that become columns.</param>
/// <param name="Pages">What the pages have in common.</param>
sealed record FoundGroup(string Pattern, ImmutableArray<string> Names, ImmutableArray<string> Captures, PageTally Pages);
