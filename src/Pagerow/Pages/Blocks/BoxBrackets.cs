using System.Buffers;
using System.Globalization;

namespace Pagerow.Pages.Blocks;

/// <summary>The brackets of a check box, and the number behind them.</summary>
static class BoxBrackets
{
    static readonly SearchValues<char> Never = SearchValues.Create("[]\r\n\0");

    /// <summary>How many code units the state in <c>[c]</c> at the start of <paramref name="line"/> has; 0 where no box stands there.</summary>
    public static int StateLength(ReadOnlySpan<char> line)
    {
        if (line.Length < 3 || line[0] != '[')
            return 0;
        var length = StateOf(line[1..]);
        if (length == 0 || line.Length < length + 2 || line[length + 1] != ']')
            return 0;
        return line.Length == length + 2 || line[length + 2] is ' ' or '\t' ? length : 0;
    }

    /// <summary>Whether a text can stand in a box: one character, as a person counts, and no bracket or line end.</summary>
    public static bool IsState(string state) => state.Length > 0 && StateOf(state) == state.Length;

    /// <summary>How many code units a leading number or id has; 0 where there is none.</summary>
    public static int NumberLength(ReadOnlySpan<char> text)
    {
        var length = text.IsEmpty ? 0 : text[0] switch
        {
            '#' => Digits(text, 1) is var end and > 1 ? end : 0,
            'T' => Digits(text, 1) is var end and > 3 ? end : 0,
            >= '0' and <= '9' => Dotted(text),
            _ => 0,
        };
        return length > 0 && (length == text.Length || Closing(text[length..]) > 0) ? length : 0;
    }

    /// <summary>How many code units divide a number from the text behind it: blanks, with a point, bracket or colon before them.</summary>
    public static int Closing(ReadOnlySpan<char> rest)
    {
        var at = rest is ['.' or ')' or ':', ..] ? 1 : 0;
        var end = at;
        while (end < rest.Length && rest[end] is ' ' or '\t')
            end++;
        return end > at || end == rest.Length ? end : 0;
    }

    static int StateOf(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || Never.Contains(text[0]))
            return 0;
        return text[0] < 0x80 && (text.Length == 1 || text[1] < 0x80) ? 1 : StringInfo.GetNextTextElementLength(text);
    }

    /// <summary>A plain integer counts only where a point, bracket or colon marks it as a number of the list.</summary>
    static int Dotted(ReadOnlySpan<char> text)
    {
        var end = Digits(text, 0);
        var dots = 0;
        while (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
        {
            end = Digits(text, end + 1);
            dots++;
        }

        if (end < text.Length && char.IsAsciiLetterLower(text[end]))
            return dots > 0 ? end + 1 : 0;
        return dots > 0 || (end < text.Length && text[end] is '.' or ')' or ':') ? end : 0;
    }

    static int Digits(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length && char.IsAsciiDigit(text[from]))
            from++;
        return from;
    }
}
