namespace Pagerow.Merging.Conflicts;

/// <summary>A section of any page.</summary>
/// <param name="Path">The headings from the top down to it, joined by <c> / </c>; null above the first heading.</param>
/// <param name="Ordinal">How many sections of this path precede it.</param>
public sealed record SectionPlace(string? Path, int Ordinal)
{
    /// <inheritdoc/>
    public override string ToString() => Path is null ? "the text above the first heading" : $"the section '{Path}'{HolePlace.Again(Ordinal)}";
}
