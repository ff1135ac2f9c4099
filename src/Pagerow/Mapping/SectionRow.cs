namespace Pagerow.Mapping;

/// <summary>A section as a row: a heading and its own text up to the next heading of any level.</summary>
/// <param name="Item">Its key within the document, stable while the section can be recognised.</param>
/// <param name="Position">Its place among the document's sections, from 1, dense.</param>
/// <param name="Level">1 to 6; 0 for what stands above the first heading.</param>
/// <param name="Heading">The heading's text; null above the first heading.</param>
/// <param name="Path">The headings from the top down to this one, joined by <c> / </c>; null above the first heading.</param>
/// <param name="Content">The text below the heading line, LF only.</param>
public sealed record SectionRow(long Item, int? Position, int Level, string? Heading, string? Path, string Content);
