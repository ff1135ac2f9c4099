using System.Collections.Immutable;

namespace Pagerow.Merging.Conflicts;

/// <summary>A field that is not merged like any other.</summary>
/// <param name="Name">Its key in the frontmatter, with the keys above it; a single name is a labelled line's label too, without regard to case.</param>
/// <param name="Nature">What it is.</param>
public sealed record FieldRule(ImmutableArray<string> Name, FieldNature Nature);
