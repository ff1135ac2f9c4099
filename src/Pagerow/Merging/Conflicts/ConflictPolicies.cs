using System.Collections.Immutable;

namespace Pagerow.Merging.Conflicts;

/// <summary>The policies of one level: the root's, or a collection's.</summary>
/// <param name="Default">For every kind that is not named; null: this level says nothing.</param>
/// <param name="Kinds">For the kinds that are named.</param>
/// <param name="Sections">For the sections that are named, by heading or the end of a heading path, without regard to case.</param>
public sealed record ConflictPolicies(
    ConflictPolicy? Default, ImmutableSortedDictionary<ConflictKind, ConflictPolicy> Kinds, ImmutableSortedDictionary<string, ConflictPolicy> Sections)
{
    /// <summary>A level that says nothing.</summary>
    public static ConflictPolicies None { get; } = new(
        null, ImmutableSortedDictionary<ConflictKind, ConflictPolicy>.Empty, ImmutableSortedDictionary.Create<string, ConflictPolicy>(StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether the level says nothing.</summary>
    public bool IsNone => Default is null && Kinds.IsEmpty && Sections.IsEmpty;

    /// <summary>The policy for the section of a heading path; null where none is said.</summary>
    internal ConflictPolicy? ForSection(string? path)
    {
        foreach (var (heading, policy) in Sections)
        {
            if (path is not null && (path.Equals(heading, StringComparison.OrdinalIgnoreCase) || path.EndsWith($" / {heading}", StringComparison.OrdinalIgnoreCase)))
                return policy;
        }

        return null;
    }
}
