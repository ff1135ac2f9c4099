using System.Collections.Immutable;
using System.Text;

namespace Pagerow.Pages.Yaml;

/// <summary>
/// Other readers let a quoted value go on in the first column; the library does not. A copy with a blank put before each such line reads the
/// same, because line breaks and the blanks around them fold into one blank.
/// </summary>
static class QuoteRepair
{
    /// <summary>The copy; null where no open quote goes on in the first column.</summary>
    public static YamlSource? Of(string page, int start, int end)
    {
        var yaml = new StringBuilder(end - start + 16);
        var blanks = ImmutableArray.CreateBuilder<int>();
        var quote = '\0';
        for (var at = start; at < end; at = FrontmatterBlock.NextLine(page, at))
        {
            var line = FrontmatterBlock.Line(page, at);
            if (quote != '\0' && !line.IsEmpty && line[0] is not (' ' or '\t'))
            {
                blanks.Add(yaml.Length);
                yaml.Append(' ');
            }

            quote = quote == '\0' ? Opened(page, at, line) : Closed(line, 0, quote);
            yaml.Append(page, at, Math.Min(end, FrontmatterBlock.NextLine(page, at)) - at);
        }

        return blanks.Count == 0 ? null : new(page, start, yaml.ToString(), blanks.DrainToImmutable());
    }

    /// <summary>The quote that a key's value opens and its line does not close, or NUL.</summary>
    static char Opened(string page, int at, ReadOnlySpan<char> line)
    {
        if (!KeyLine.TryRead(page, at, out var key))
            return '\0';
        var value = key.Colon - at;
        while (value < line.Length && line[value] is ' ' or '\t')
            value++;
        return value < line.Length && line[value] is '"' or '\'' ? Closed(line, value + 1, line[value]) : '\0';
    }

    /// <summary>The quote, while it is still open at the end of the line; NUL once it is closed.</summary>
    static char Closed(ReadOnlySpan<char> line, int from, char quote)
    {
        for (var i = from; i < line.Length; i++)
        {
            if (line[i] == '\\' && quote == '"')
                i++;
            else if (line[i] == quote && quote == '\'' && i + 1 < line.Length && line[i + 1] == quote)
                i++;
            else if (line[i] == quote)
                return '\0';
        }

        return quote;
    }
}
