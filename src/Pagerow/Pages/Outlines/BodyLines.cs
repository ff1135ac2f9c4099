using Pagerow.Pages.Blocks;

namespace Pagerow.Pages.Outlines;

/// <summary>The lines of a body that are neither code nor comments.</summary>
static class BodyLines
{
    /// <summary>Their contents' spans, line ends left out, in page order.</summary>
    public static IEnumerable<Span> Of(Body body)
    {
        var text = body.Text;
        var code = body.Outline.Code;
        var next = 0;
        for (var line = body.Start; line < text.Length;)
        {
            var contentEnd = TextLines.ContentEnd(text, line);
            while (next < code.Length && code[next].End <= line)
                next++;
            if (next == code.Length || line < code[next].Start)
                yield return Span.Between(line, contentEnd);
            line = TextLines.BehindEnd(text, contentEnd);
        }
    }

    /// <summary>The offset behind quote marks, bullets and a box at a line's start.</summary>
    public static int BehindMarks(string text, Span line)
    {
        var at = TextLines.TrimStart(text, line.Start, line.End);
        while (at < line.End)
        {
            var behind = text[at] == '>' ? at + 1 : ListMarker.End(text, at, line.End);
            if (behind == at && BoxBrackets.StateLength(text.AsSpan(at, line.End - at)) is > 0 and var state)
                behind = at + state + 2;
            if (behind == at || (behind < line.End && text[at] != '>' && text[behind] is not (' ' or '\t')))
                break;
            at = TextLines.TrimStart(text, behind, line.End);
        }

        return at;
    }
}
