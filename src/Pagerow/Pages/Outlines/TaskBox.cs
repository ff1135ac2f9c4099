namespace Pagerow.Pages.Outlines;

/// <summary>A check box: the first paragraph of a list item, beginning with one character in brackets and a blank, a tab or the line's end.</summary>
/// <param name="Ordinal">Its place among the page's boxes, from 0.</param>
/// <param name="State">The one character in the box, as a person counts characters: an emoji may be several code units long.</param>
/// <param name="Text">What stands behind the box on its first line, without the number and outer blanks.</param>
/// <param name="Number">A leading number or id such as <c>1.1</c>, <c>2.3a</c>, <c>#4</c> or <c>T012</c>; null where there is none.</param>
/// <param name="Section">The ordinal of the section it stands in.</param>
/// <param name="Parent">The ordinal of the box that it is nested in; null at the top.</param>
/// <param name="StateSpan">Exactly the state.</param>
/// <param name="NumberSpan">Exactly the number; empty, where the text begins, if there is none.</param>
/// <param name="TextSpan">Exactly the text; empty, where it would stand, if there is none.</param>
/// <param name="Lines">The whole item with what is nested in it, from the first line's start to the last line's end, line end included.</param>
/// <param name="MarkerSpan">The item's bullet or number, as <c>-</c> or <c>12.</c>; what precedes it on the line is its indent.</param>
public sealed record TaskBox(
    int Ordinal,
    string State,
    string Text,
    string? Number,
    int Section,
    int? Parent,
    Span StateSpan,
    Span NumberSpan,
    Span TextSpan,
    Span Lines,
    Span MarkerSpan)
{
    /// <summary>Whether the state is <c>x</c> or <c>X</c>.</summary>
    public bool IsDone => State is "x" or "X";

    /// <summary>What precedes the bullet on its line: blanks and quote marks; an outer item's bullet on the same line becomes blanks.</summary>
    internal string Indent(string text) =>
        string.Concat(text[Lines.Start..MarkerSpan.Start].Select(c => c is ' ' or '\t' or '>' ? c : ' '));
}
