using System.Text;
using Pagerow.Pages.Nodes;
using Pagerow.Pages.Yaml;

namespace Pagerow.Pages.Spelling;

/// <summary>Texts of several lines behind <c>|</c> or <c>&gt;</c>.</summary>
/// <param name="Header">The indicators of the header, such as <c>|2-</c>.</param>
/// <param name="Comment">What stands behind them on the header's line, with its blanks.</param>
/// <param name="Indent">The blanks before each line of the content.</param>
sealed record BlockScalar(string Header, string Comment, string Indent)
{
    /// <summary>A new literal block whose content is indented by that many blanks.</summary>
    public static BlockScalar New(int indent) => new("|", "", new(' ', indent));

    /// <summary>The block scalar that stands at a span; a new one's indent where it has no content.</summary>
    public static BlockScalar Of(string page, Span span, int indent)
    {
        var line = FrontmatterBlock.Line(page, span.Start);
        var header = line.IndexOfAny(' ', '\t') is var blank and >= 0 ? line[..blank] : line;
        var at = FrontmatterBlock.NextLine(page, span.Start);
        while (at < span.End && FrontmatterBlock.Line(page, at).IsWhiteSpace())
            at = FrontmatterBlock.NextLine(page, at);
        var content = at < span.End ? FrontmatterBlock.Line(page, at) : [];
        var blanks = content.Length - content.TrimStart(' ').Length;
        return new(header.ToString(), line[header.Length..].ToString(), new(' ', blanks == 0 ? indent : blanks));
    }

    /// <summary>Whether the style is able to hold a text: no escapes, no blank or line break in front, no lines of blanks only, at most one line break at the end.</summary>
    public static bool CanHold(string text) =>
        text.Length > 0 && text[0] is not (' ' or '\n') && !text.EndsWith("\n\n", StringComparison.Ordinal)
        && !Quotes.NeedsEscape(text.Replace("\n", "", StringComparison.Ordinal))
        && !text.Split('\n').Any(l => l.Length > 0 && l.AsSpan().IsWhiteSpace());

    /// <summary>Header and content, without the last line's end. The judge finds the texts that folding cannot express.</summary>
    public string Write(string text, string newLine)
    {
        var result = new StringBuilder();
        result.Append(Header.TrimEnd('+', '-')).Append(text.EndsWith('\n') ? "" : "-").Append(Comment);
        var lines = (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0 && Header[0] == '>' && lines[i - 1].Length > 0)
                result.Append(newLine);
            result.Append(newLine);
            if (lines[i].Length > 0)
                result.Append(Indent).Append(lines[i]);
        }

        return result.ToString();
    }
}
