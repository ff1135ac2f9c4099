using Pagerow.Pages.Outlines;

namespace Pagerow.Pages.Parts;

/// <summary>
/// Cells of pipe tables, addressed by the text of the row's first cell and of the column's heading, both without emphasis and backticks
/// and without regard to case. Code and comments are not looked at; the first table that has both counts.
/// </summary>
public static class TableCells
{
    /// <summary>The cell, its text without outer blanks and with <c>\|</c> read as <c>|</c>; null where there is none.</summary>
    public static FoundText? Find(Body body, string row, string column)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(column);
        var text = body.Text;
        List<Span> before = [];
        var (place, width) = (-1, 0);
        foreach (var line in BodyLines.Of(body))
        {
            var cells = Cells(text, line);
            if (cells.Count > 0 && cells.Count == before.Count && cells.TrueForAll(c => IsRule(c.Of(text))))
                (place, width) = (before.FindIndex(c => IsLabel(c.Of(text), column)), cells.Count);
            else if (cells.Count == 0)
                (place, width) = (-1, 0);
            else if (width > 0 && place >= 0 && place < cells.Count && IsLabel(cells[0].Of(text), row))
                return new(cells[place], Unescaped(cells[place].Of(text)));
            before = width > 0 ? [] : cells;
        }

        return null;
    }

    /// <summary>Replaces the text of the cell; the padding around it stays. Refused where there is no such cell, or the value would not read back.</summary>
    public static BodyEdit Set(Body body, string row, string column, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (Find(body, row, column) is not { } found)
            return new BodyEdit.Refused($"the page has no table with a row '{row}' and a column '{column}' to write the value to");
        if (value.AsSpan().ContainsAny('\n', '\r'))
            return new BodyEdit.Refused("a table cell takes one line");
        var wanted = value.Trim(' ', '\t');
        if (wanted == found.Text)
            return new BodyEdit.Same();
        var behind = found.Span.Length == 0 && found.Span.End < body.Text.Length && body.Text[found.Span.End] == '|' ? " " : "";
        return BodyJudge.Try(body, new(found.Span, wanted.Replace("|", "\\|", StringComparison.Ordinal) + behind), after =>
            Find(after, row, column) is { } now && now.Text == wanted && now.Span.Start == found.Span.Start
                ? null
                : $"'{wanted}' would not read back from the row '{row}' and the column '{column}'");
    }

    /// <summary>The cells of a line, outer blanks left out; none where the line has no bar outside an escape.</summary>
    static List<Span> Cells(string text, Span line)
    {
        var bars = new List<int>();
        var start = TextLines.TrimStart(text, line.Start, line.End);
        while (start < line.End && text[start] is '>' or ' ' or '\t')
            start++;
        var end = TextLines.TrimEnd(text, start, line.End);
        for (var at = start; at < end; at++)
        {
            if (text[at] == '|')
                bars.Add(at);
            else if (text[at] == '\\')
                at++;
        }

        if (bars.Count == 0)
            return [];
        var cells = new List<Span>();
        var from = bars[0] == start ? start + 1 : start;
        foreach (var bar in bars.Skip(bars[0] == start ? 1 : 0))
        {
            cells.Add(Trimmed(text, from, bar));
            from = bar + 1;
        }

        if (from < end)
            cells.Add(Trimmed(text, from, end));
        return cells;
    }

    static Span Trimmed(string text, int from, int to)
    {
        var end = TextLines.TrimEnd(text, from, to);
        var start = TextLines.TrimStart(text, from, end);
        return start < end ? Span.Between(start, end) : new(Math.Min(from + 1, to), 0);
    }

    static bool IsRule(string cell) =>
        cell.Trim(':') is { Length: > 0 } dashes && dashes.All(c => c == '-') && cell.Length - dashes.Length <= 2;

    static bool IsLabel(string cell, string label) =>
        string.Equals(Unescaped(cell).Trim('*', '_', '`', ' '), label.Trim(), StringComparison.OrdinalIgnoreCase);

    static string Unescaped(string cell) => cell.Replace("\\|", "|", StringComparison.Ordinal);
}
