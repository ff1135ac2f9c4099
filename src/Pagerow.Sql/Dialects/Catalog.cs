using System.Collections.Immutable;

namespace Pagerow.Sql.Dialects;

/// <summary>What a database has, as it says itself. Names are compared without regard to case.</summary>
/// <param name="Tables">Each table's columns, with the types that they were declared with, in order.</param>
/// <param name="Views">The definition of each view.</param>
/// <param name="Indexes">The definition of each index; empty for one that a key brings with it.</param>
/// <param name="Triggers">The definition of each trigger.</param>
public sealed record Catalog(
    ImmutableDictionary<string, ImmutableArray<KeyValuePair<string, string>>> Tables,
    ImmutableDictionary<string, string> Views,
    ImmutableDictionary<string, string> Indexes,
    ImmutableDictionary<string, string> Triggers);
