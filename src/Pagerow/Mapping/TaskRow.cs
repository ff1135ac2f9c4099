namespace Pagerow.Mapping;

/// <summary>A check box as a row.</summary>
/// <param name="Item">Its key within the document, stable while the box can be recognised.</param>
/// <param name="Position">Its place among the document's boxes, from 1, dense; advisory when a client writes it.</param>
/// <param name="Text">What stands behind the box, on its first line, without the number.</param>
/// <param name="State">The one character in the box; a blank is open, <c>x</c> or <c>X</c> is done. Null as after an INSERT that left it out.</param>
/// <param name="Done">Whether it is ticked; says the same as <paramref name="State"/> unless a client changed one of the two.</param>
/// <param name="Number">A leading number or id such as <c>1.1</c> or <c>2.3a</c>.</param>
/// <param name="Section">The heading path it stands under, joined by <c> / </c>; null above the first heading.</param>
/// <param name="Parent">The item of the box that it is nested in.</param>
public sealed record TaskRow(long Item, int? Position, string Text, string? State, bool Done, string? Number, string? Section, long? Parent);
