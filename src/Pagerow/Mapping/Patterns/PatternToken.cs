using System.Collections.Immutable;

namespace Pagerow.Mapping.Patterns;

/// <summary>A piece of a pattern.</summary>
/// <param name="Kind">What it takes.</param>
/// <param name="Text">A literal's characters; a capture's name; empty for a wildcard without a name.</param>
/// <param name="Column">Where it begins in the pattern, from 1.</param>
/// <param name="Allowed">The only values that a capture may have, or default: any.</param>
readonly record struct PatternToken(PatternTokenKind Kind, string Text, int Column, ImmutableArray<string> Allowed = default)
{
    /// <summary>Whether it is a capture.</summary>
    public bool IsCapture => Kind is PatternTokenKind.Segment or PatternTokenKind.Segments && Text.Length > 0;
}
