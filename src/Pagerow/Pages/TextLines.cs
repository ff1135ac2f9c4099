namespace Pagerow.Pages;

/// <summary>Places in a text's lines.</summary>
static class TextLines
{
    /// <summary>Where the line that <paramref name="at"/> stands in begins. LF, CR and CRLF end lines, as Markdown has it.</summary>
    public static int StartOf(string text, int at, int floor)
    {
        while (at > floor && text[at - 1] is not ('\n' or '\r'))
            at--;
        return at;
    }

    /// <summary>Where the content of the line that <paramref name="at"/> stands in ends, before its line end.</summary>
    public static int ContentEnd(string text, int at)
    {
        var length = text.AsSpan(at).IndexOfAny('\n', '\r');
        return length < 0 ? text.Length : at + length;
    }

    /// <summary>Where the line that <paramref name="at"/> stands in ends, line end included.</summary>
    public static int EndOf(string text, int at) => BehindEnd(text, ContentEnd(text, at));

    /// <summary>The place behind the line end at <paramref name="at"/>.</summary>
    public static int BehindEnd(string text, int at) => at >= text.Length ? at
        : text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? at + 2 : at + 1;

    /// <summary>A text split behind each LF; a last line without one is a line, too.</summary>
    public static List<string> Split(string text)
    {
        var lines = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            var next = end < 0 ? text.Length : end + 1;
            lines.Add(text[at..next]);
            at = next;
        }

        return lines;
    }

    /// <summary>The line end that most lines of a text have; LF where there is none.</summary>
    public static string DominantEnd(string text)
    {
        int crlf = 0, lf = 0;
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            if (at > 0 && text[at - 1] == '\r')
                crlf++;
            else
                lf++;
        }

        return crlf > lf ? "\r\n" : "\n";
    }

    /// <summary>The offset behind the last character of a stretch that is no blank or tab.</summary>
    public static int TrimEnd(string text, int start, int end)
    {
        while (end > start && text[end - 1] is ' ' or '\t')
            end--;
        return end;
    }

    /// <summary>The offset of the first character of a stretch that is no blank or tab.</summary>
    public static int TrimStart(string text, int start, int end)
    {
        while (start < end && text[start] is ' ' or '\t')
            start++;
        return start;
    }

    /// <summary>The place before the line end that ends at <paramref name="lineStart"/>.</summary>
    public static int TrimLineEnd(string text, int lineStart)
    {
        if (lineStart == 0 || text[lineStart - 1] is not ('\n' or '\r'))
            return lineStart;
        return lineStart > 1 && text[lineStart - 1] == '\n' && text[lineStart - 2] == '\r' ? lineStart - 2 : lineStart - 1;
    }
}
