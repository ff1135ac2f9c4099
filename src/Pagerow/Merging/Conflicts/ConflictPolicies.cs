using System.Collections.Immutable;

namespace Pagerow.Merging.Conflicts;

/// <summary>The policies of one level: the root's, or a collection's.</summary>
/// <param name="Default">For every kind that is not named; null: this level says nothing.</param>
/// <param name="Kinds">For the kinds that are named.</param>
public sealed record ConflictPolicies(ConflictPolicy? Default, ImmutableSortedDictionary<ConflictKind, ConflictPolicy> Kinds)
{
    /// <summary>A level that says nothing.</summary>
    public static ConflictPolicies None { get; } = new(null, ImmutableSortedDictionary<ConflictKind, ConflictPolicy>.Empty);

    /// <summary>Whether the level says nothing.</summary>
    public bool IsNone => Default is null && Kinds.IsEmpty;
}
