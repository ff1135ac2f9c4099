using System.Buffers;
using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Pagerow.Pages.Blocks;

/// <summary>
/// Reads the raw outline from the blocks of a Markdown parser: the judge of what the line scanner reads, and its stand-in for pages that the
/// scanner does not take. The parser's inline half is switched off: it is nine times slower and fails on huge lines.
/// </summary>
sealed class MarkdigBlocks
{
    const int Deepest = 128;

    static readonly SearchValues<char> Prefix = SearchValues.Create(" \t>-+*.)0123456789");

    /// <summary>Where an underlined heading keeps its first and last line: its own lines are gone once parsing is over.</summary>
    static readonly object LinesKey = new();

    static readonly MarkdownPipeline Pipeline = BlocksOnly();

    readonly string _text;
    readonly string _body;
    readonly int _start;
    readonly RawOutline _raw = new();

    MarkdigBlocks(string text, int bodyStart)
    {
        _text = text;
        _start = bodyStart;
        _body = bodyStart == 0 ? text : text[bodyStart..];
    }

    /// <summary>The raw outline, or null where the parser refuses the text (more than 128 levels of nesting).</summary>
    public static RawOutline? Read(string text, int bodyStart)
    {
        if (IsTooDeep(text.AsSpan(bodyStart)))
            return null;
        var blocks = new MarkdigBlocks(text, bodyStart);
        try
        {
            blocks.Visit(Markdown.Parse(blocks._body, Pipeline), parentBox: -1, quotes: 0);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }

        return blocks._raw;
    }

    static MarkdownPipeline BlocksOnly()
    {
        var builder = new MarkdownPipelineBuilder();
        builder.InlineParsers.Clear();
        builder.BlockParsers.Find<ParagraphBlockParser>()!.Closed += static (_, block) =>
        {
            if (block is HeadingBlock { Lines: { Count: > 0 } lines })
                block.SetData(LinesKey, (lines.Lines[0].Slice.Start, lines.Lines[lines.Count - 1].Slice.Start));
        };
        return builder.Build();
    }

    /// <summary>Whether a line begins with more quote marks and bullets than the parser takes; it would find out slowly.</summary>
    static bool IsTooDeep(ReadOnlySpan<char> body)
    {
        foreach (var line in body.EnumerateLines())
        {
            var prefix = line.IndexOfAnyExcept(Prefix);
            if ((prefix < 0 ? line.Length : prefix) <= Deepest)
                continue;
            var marks = 0;
            for (var i = 0; i < line.Length && i != prefix && marks <= Deepest; i++)
                marks += line[i] == '>' || (i > 0 && line[i] is ' ' or '\t' && line[i - 1] is not (' ' or '\t')) ? 1 : 0;
            if (marks > Deepest)
                return true;
        }

        return false;
    }

    void Visit(ContainerBlock container, int parentBox, int quotes)
    {
        foreach (var block in container)
        {
            switch (block)
            {
                case HeadingBlock heading when heading.Parent is MarkdownDocument:
                    Add(heading);
                    break;
                case FencedCodeBlock fence:
                    var isOpen = fence.Parent is MarkdownDocument && fence.ClosingFencedCharCount == 0;
                    Add(isOpen ? RawBlockKind.OpenFence : RawBlockKind.Fence, fence, quotes);
                    break;
                case CodeBlock code:
                    Add(RawBlockKind.Indented, code, quotes);
                    break;
                case HtmlBlock html:
                    Add(html.Type is HtmlBlockType.InterruptingBlock or HtmlBlockType.NonInterruptingBlock ? RawBlockKind.Html : RawBlockKind.Comment, html, quotes);
                    break;
                case ListItemBlock item:
                    Visit(item, BoxOf(item, parentBox, quotes), quotes);
                    break;
                case QuoteBlock quote:
                    Visit(quote, parentBox, quotes + 1);
                    break;
                case ContainerBlock other:
                    Visit(other, parentBox, quotes);
                    break;
            }
        }
    }

    void Add(HeadingBlock heading)
    {
        if (!heading.IsSetext)
        {
            var hash = _start + heading.Span.Start;
            var contentEnd = TextLines.ContentEnd(_text, hash);
            _raw.Headings.Add(AtxHeading.Read(_text, TextLines.StartOf(_text, hash, _start), hash, contentEnd, TextLines.BehindEnd(_text, contentEnd)));
            return;
        }

        if (heading.GetData(LinesKey) is not ValueTuple<int, int>(var firstLine, var lastLine))
            return;
        var lineStart = TextLines.StartOf(_text, _start + firstLine, _start);
        var first = TextLines.TrimStart(_text, lineStart, _text.Length);
        var last = _start + lastLine;
        var underline = TextLines.EndOf(_text, last);
        _raw.Headings.Add(new(
            heading.Level,
            lineStart,
            TextLines.EndOf(_text, underline),
            first,
            TextLines.TrimEnd(_text, first, TextLines.ContentEnd(_text, last))));
    }

    void Add(RawBlockKind kind, LeafBlock block, int quotes)
    {
        var start = TextLines.StartOf(_text, _start + block.Span.Start, _start);
        var end = kind == RawBlockKind.OpenFence ? _text.Length : LineEnd(LastOf(block), start, quotes);
        _raw.Opaque.Add(new(kind, start, end));
    }

    int BoxOf(ListItemBlock item, int parentBox, int quotes)
    {
        if (item.Count == 0 || item[0] is not ParagraphBlock paragraph || paragraph.Lines.Count == 0)
            return parentBox;
        var marker = _start + item.Span.Start;
        var bracket = _start + paragraph.Span.Start;
        var contentEnd = TextLines.ContentEnd(_text, marker);
        if (bracket >= contentEnd || BoxBrackets.StateLength(_text.AsSpan(bracket, contentEnd - bracket)) == 0)
            return parentBox;
        var end = LineEnd(LastOf(item), bracket, quotes);
        _raw.Boxes.Add(new(TextLines.StartOf(_text, marker, _start), marker, bracket, end, parentBox));
        return _raw.Boxes.Count - 1;
    }

    /// <summary>The offset of the last character of a block; a container's own span does not count lazy lines.</summary>
    int LastOf(Block block)
    {
        var last = block.Span.End;
        if (block is ContainerBlock container)
        {
            foreach (var child in container)
                last = Math.Max(last, LastOf(child));
        }
        else if (block is LeafBlock { Lines: { Count: > 0 } lines })
        {
            last = Math.Max(last, TextLines.ContentEnd(_text, _start + lines.Lines[lines.Count - 1].Position) - 1 - _start);
        }

        return last;
    }

    /// <summary>The end of the last line up to <paramref name="last"/> that holds more than blanks and the marks of the quotes around.</summary>
    int LineEnd(int last, int floor, int quotes)
    {
        var at = Math.Min(_start + last, _text.Length - 1);
        while (at > floor)
        {
            var lineStart = TextLines.StartOf(_text, at, floor);
            if (!IsBlank(_text.AsSpan(lineStart, at + 1 - lineStart), quotes))
                break;
            at = lineStart - 1;
        }

        return TextLines.EndOf(_text, Math.Max(at, floor));
    }

    static bool IsBlank(ReadOnlySpan<char> line, int quotes)
    {
        var blanks = -1;
        foreach (var c in line)
        {
            if (c == '>' && blanks < 3 && quotes-- > 0)
                blanks = -2;
            else if (c is not (' ' or '\t' or '\r' or '\n'))
                return false;
            else
                blanks += c == '\t' ? 4 : 1;
        }

        return true;
    }
}
