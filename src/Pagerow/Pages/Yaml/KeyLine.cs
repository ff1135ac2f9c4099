namespace Pagerow.Pages.Yaml;

/// <summary>A line that begins, in its first column, with a key and a colon: what a person takes for a new field.</summary>
/// <param name="Key">The key as it stands, with its quotes.</param>
/// <param name="Colon">The offset right behind the colon.</param>
readonly record struct KeyLine(Span Key, int Colon)
{
    const string NoStart = " \t#,[]{}&*!|>%@`?";

    /// <summary>The key of the line that begins at <paramref name="at"/>, where it has one.</summary>
    public static bool TryRead(string text, int at, out KeyLine key)
    {
        key = default;
        var line = FrontmatterBlock.Line(text, at);
        if (line.IsEmpty || NoStart.Contains(line[0], StringComparison.Ordinal) || (line[0] == '-' && (line.Length == 1 || line[1] is ' ' or '\t')))
            return false;
        var end = line[0] is '"' or '\'' ? Quoted(line) : Plain(line);
        if (end <= 0)
            return false;
        var colon = end;
        while (colon < line.Length && line[colon] is ' ' or '\t')
            colon++;
        if (colon >= line.Length || line[colon] != ':' || (colon + 1 < line.Length && line[colon + 1] is not (' ' or '\t')))
            return false;
        key = new(new(at, end), at + colon + 1);
        return true;
    }

    static int Quoted(ReadOnlySpan<char> line)
    {
        var quote = line[0];
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i] == '\\' && quote == '"')
                i++;
            else if (line[i] == quote && i + 1 < line.Length && line[i + 1] == quote && quote == '\'')
                i++;
            else if (line[i] == quote)
                return i + 1;
        }

        return -1;
    }

    static int Plain(ReadOnlySpan<char> line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '#' && i > 0 && line[i - 1] is ' ' or '\t')
                return -1;
            if (line[i] == ':' && (i + 1 == line.Length || line[i + 1] is ' ' or '\t'))
                return line[..i].TrimEnd(" \t").Length;
        }

        return -1;
    }
}
