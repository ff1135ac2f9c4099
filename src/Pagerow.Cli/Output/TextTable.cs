namespace Pagerow.Cli.Output;

/// <summary>Rows as aligned columns of text.</summary>
static class TextTable
{
    const int Widest = 60;

    public static IReadOnlyList<string> Of(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var cells = rows.Select(r => r.Select(Cell).ToList()).Prepend([.. columns]).ToList();
        var widths = Enumerable.Range(0, columns.Count).Select(i => cells.Max(r => r[i].Length)).ToList();
        var lines = cells.Select(r => string.Join("  ", r.Select((c, i) => i == r.Count - 1 ? c : c.PadRight(widths[i]))).TrimEnd()).ToList();
        lines.Insert(1, string.Join("  ", widths.Select(w => new string('-', w))));
        return lines;
    }

    static string Cell(string? value)
    {
        if (value is null)
            return "NULL";
        var line = value.ReplaceLineEndings(" ⏎ ");
        return line.Length <= Widest ? line : line[..(Widest - 1)] + "…";
    }
}
