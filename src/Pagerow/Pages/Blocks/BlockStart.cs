using System.Collections.Frozen;
using Markdig.Helpers;

namespace Pagerow.Pages.Blocks;

/// <summary>Recognises the first lines of leaf blocks, given what is left of a line from its first character that is no blank.</summary>
static class BlockStart
{
    static readonly FrozenSet<string> Elements = new[]
    {
        "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col", "colgroup", "dd", "details", "dialog",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
        "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option",
        "p", "param", "search", "section", "source", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    static readonly FrozenSet<string> RawElements =
        new[] { "pre", "script", "style", "textarea" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a line is a rule: three or more of one mark, blanks between. <paramref name="hasGaps"/>: whether there are.</summary>
    public static bool IsRule(ReadOnlySpan<char> line, out bool hasGaps)
    {
        hasGaps = false;
        if (line.IsEmpty || line[0] is not ('-' or '_' or '*'))
            return false;
        var (marks, blank) = (0, false);
        foreach (var c in line)
        {
            if (c == line[0])
            {
                hasGaps |= blank;
                marks++;
            }
            else if (c is ' ' or '\t')
            {
                blank = true;
            }
            else
            {
                return false;
            }
        }

        return marks >= 3;
    }

    /// <summary>Whether a line is one that could underline a heading.</summary>
    public static bool IsUnderline(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty || line[0] is not ('=' or '-'))
            return false;
        return line.TrimStart(line[0]).TrimStart(" \t").IsEmpty;
    }

    /// <summary>The level of a heading line, or 0.</summary>
    public static int HeadingLevel(ReadOnlySpan<char> line)
    {
        var level = Run(line, '#');
        return level is > 0 and <= 6 && (level == line.Length || line[level] is ' ' or '\t') ? level : 0;
    }

    /// <summary>How many marks open a code fence on this line, or 0.</summary>
    public static int FenceLength(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty || line[0] is not ('`' or '~'))
            return 0;
        var length = Run(line, line[0]);
        return length >= 3 && (line[0] == '~' || !line[length..].Contains('`')) ? length : 0;
    }

    /// <summary>How often <paramref name="mark"/> stands at the line's start.</summary>
    public static int Run(ReadOnlySpan<char> line, char mark)
    {
        var end = line.IndexOfAnyExcept(mark);
        return end < 0 ? line.Length : end;
    }

    /// <summary>What HTML block a line beginning with <c>&lt;</c> opens.</summary>
    public static HtmlStart Html(string text, int at, int end, bool inParagraph)
    {
        var line = text.AsSpan(at, end - at);
        if (line is ['<', '!', '-', '-', ..])
            return HtmlStart.Comment;
        if (line is ['<', '!', >= 'A' and <= 'Z', ..])
            return HtmlStart.Declaration;
        if (line.StartsWith("<![CDATA["))
            return HtmlStart.Data;
        if (line is ['<', '!', ..])
            return HtmlStart.None;
        if (line is ['<', '?', ..])
            return HtmlStart.Instruction;
        var named = Named(line);
        return named != HtmlStart.None || inParagraph || !IsTagAlone(text, at, end) ? named : HtmlStart.Element;
    }

    /// <summary>Whether an HTML block that does not end at a blank line ends on this line.</summary>
    public static bool EndsHtml(HtmlStart kind, ReadOnlySpan<char> line) => kind switch
    {
        HtmlStart.Comment => line.Contains("-->", StringComparison.Ordinal),
        HtmlStart.Declaration => line.Contains('>'),
        HtmlStart.Data => line.Contains("]]>", StringComparison.Ordinal),
        HtmlStart.Instruction => line.Contains("?>", StringComparison.Ordinal),
        HtmlStart.Raw => line.Contains("</script>", StringComparison.OrdinalIgnoreCase) || line.Contains("</pre>", StringComparison.OrdinalIgnoreCase)
            || line.Contains("</style>", StringComparison.OrdinalIgnoreCase) || line.Contains("</textarea>", StringComparison.OrdinalIgnoreCase),
        HtmlStart.Element or HtmlStart.None => false,
        not (>= HtmlStart.None and <= HtmlStart.Raw) => false,
    };

    static HtmlStart Named(ReadOnlySpan<char> line)
    {
        var isClosing = line is ['<', '/', ..];
        var name = line[(isClosing ? 2 : 1)..];
        var length = 0;
        while (length < name.Length && length < 10 && char.IsAsciiLetterOrDigit(name[length]))
            length++;
        var rest = name[length..];
        if (length == 0 || !(rest.IsEmpty || rest[0] is '>' or ' ' or '\t' || (!isClosing && rest is ['/', '>', ..])))
            return HtmlStart.None;
        if (RawElements.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name[..length]))
            return isClosing || rest is ['/', ..] ? HtmlStart.None : HtmlStart.Raw;
        return Elements.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name[..length]) ? HtmlStart.Element : HtmlStart.None;
    }

    /// <summary>Whether one complete tag of any name, and nothing else, stands on the line.</summary>
    static bool IsTagAlone(string text, int at, int end)
    {
        if (at + 1 >= end || !(char.IsAsciiLetter(text[at + 1]) || text[at + 1] == '/'))
            return false;
        var slice = new StringSlice(text, at, end - 1);
        return HtmlHelper.TryParseHtmlTag(ref slice, out _) && !text.AsSpan(slice.Start, end - slice.Start).ContainsAnyExcept(" \t\f");
    }
}
