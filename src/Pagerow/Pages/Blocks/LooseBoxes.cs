namespace Pagerow.Pages.Blocks;

/// <summary>
/// Check boxes where no Markdown is read, in fences and HTML: any line of blanks, a bullet or number, blanks and a box. A box is nested in
/// the nearest one above it in the same block that is indented less; its lines end at a blank line or one that is not indented more.
/// </summary>
static class LooseBoxes
{
    /// <summary>Adds the boxes of one block to <paramref name="boxes"/>.</summary>
    public static void Read(string text, int start, int end, List<RawBox> boxes)
    {
        var open = new Stack<(int Box, int Indent)>();
        for (var line = start; line < end;)
        {
            var contentEnd = TextLines.ContentEnd(text, line);
            var next = TextLines.BehindEnd(text, contentEnd);
            var (marker, indent) = Indent(text, line, contentEnd);
            while (open.Count > 0 && (marker == contentEnd || open.Peek().Indent >= indent))
                open.Pop();
            foreach (var (box, _) in open)
                boxes[box] = boxes[box] with { End = next };
            var bracket = Bracket(text, marker, contentEnd);
            if (bracket >= 0)
            {
                boxes.Add(new(line, marker, bracket, next, open.Count > 0 ? open.Peek().Box : -1));
                open.Push((boxes.Count - 1, indent));
            }

            line = next;
        }
    }

    static (int At, int Columns) Indent(string text, int from, int end)
    {
        var columns = 0;
        while (from < end && text[from] is ' ' or '\t')
            columns = text[from++] == '\t' ? (columns | 3) + 1 : columns + 1;
        return (from, columns);
    }

    static int Bracket(string text, int marker, int end)
    {
        var behind = ListMarker.End(text, marker, end);
        var at = TextLines.TrimStart(text, behind, end);
        return at > behind && behind > marker && BoxBrackets.StateLength(text.AsSpan(at, end - at)) > 0 ? at : -1;
    }
}
