using System.Collections.Immutable;

namespace Pagerow.Merging.Conflicts;

/// <summary>Every policy of a configuration. The most specific wins: column or named section, kind, collection, root, and files where nothing is said.</summary>
/// <param name="Root">The root's.</param>
/// <param name="Collections">The collections', by name, without regard to case.</param>
/// <param name="Columns">The columns', by <c>collection.column</c>, without regard to case.</param>
/// <param name="Window">How far apart two edits may be for <c>merge</c> to try its own rule; beyond it asks. Null: however far.</param>
public sealed record ConflictSettings(
    ConflictPolicies Root,
    ImmutableSortedDictionary<string, ConflictPolicies> Collections,
    ImmutableSortedDictionary<string, ConflictPolicy> Columns,
    TimeSpan? Window = null)
{
    /// <summary>Nothing said: files win.</summary>
    public static ConflictSettings Default { get; } = new(
        ConflictPolicies.None,
        ImmutableSortedDictionary.Create<string, ConflictPolicies>(StringComparer.OrdinalIgnoreCase),
        ImmutableSortedDictionary.Create<string, ConflictPolicy>(StringComparer.OrdinalIgnoreCase));

    /// <summary>The policy for a place of a document.</summary>
    /// <param name="collection">The collection's name.</param>
    /// <param name="kind">What both sides changed.</param>
    /// <param name="column">The column, where the place is one.</param>
    /// <param name="section">The heading path of the section that the place is or lies in.</param>
    public ConflictPolicy For(string collection, ConflictKind kind, string? column = null, string? section = null)
    {
        var own = Collections.GetValueOrDefault(collection, ConflictPolicies.None);
        if (column is not null && Columns.TryGetValue($"{collection}.{column}", out var policy))
            return policy;
        if ((own.ForSection(section) ?? Root.ForSection(section)) is { } named)
            return named;
        if (own.Kinds.TryGetValue(kind, out policy) || Root.Kinds.TryGetValue(kind, out policy))
            return policy;
        return own.Default ?? Root.Default ?? ConflictPolicy.Files;
    }
}
