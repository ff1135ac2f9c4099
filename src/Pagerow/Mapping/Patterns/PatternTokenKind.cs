namespace Pagerow.Mapping.Patterns;

/// <summary>What a piece of a pattern takes from a path.</summary>
enum PatternTokenKind
{
    /// <summary>Exactly its characters, which may hold slashes.</summary>
    Literal,

    /// <summary>Characters within one segment: one or more for a capture, any number for <c>*</c>.</summary>
    Segment,

    /// <summary>One or more characters of one or more segments: <c>{name...}</c>, or a final <c>**</c>.</summary>
    Segments,

    /// <summary>Any number of whole folders with their slashes: <c>**/</c>.</summary>
    Folders,
}
