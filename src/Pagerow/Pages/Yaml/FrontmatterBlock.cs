namespace Pagerow.Pages.Yaml;

/// <summary>Where a page's frontmatter begins and ends. Only <c>\n</c> and <c>\r\n</c> end lines here.</summary>
/// <param name="Kind">What stands at the top.</param>
/// <param name="Start">The offset of the first line behind the opening marker; 0 where there is no block.</param>
/// <param name="End">The offset of the closing marker's line; 0 where there is no block.</param>
/// <param name="BodyStart">The offset of the first line behind the closing marker; 0 where there is no block.</param>
/// <param name="Problem">Why the page is frozen (<see cref="FrontmatterKind.Unclosed"/>), or what was nearly frontmatter.</param>
sealed record FrontmatterBlock(FrontmatterKind Kind, int Start = 0, int End = 0, int BodyStart = 0, Problem? Problem = null)
{
    /// <summary>The block of a page.</summary>
    public static FrontmatterBlock Find(string text)
    {
        var first = Line(text, 0);
        if (!IsMarker(first, "---"))
            return NearMiss(text, first);
        var start = NextLine(text, 0);
        var isEmpty = true;
        var hasKey = false;
        for (var at = start; at < text.Length; at = NextLine(text, at))
        {
            var line = Line(text, at);
            if (IsMarker(line, "---") || IsMarker(line, "..."))
            {
                return hasKey || isEmpty
                    ? new(FrontmatterKind.Yaml, start, at, NextLine(text, at))
                    : new(FrontmatterKind.None);
            }

            hasKey = hasKey || IsKeyLike(line);
            isEmpty = isEmpty && IsBlankOrComment(line);
        }

        return FirstIsKey(text, start) ? Unclosed : new(FrontmatterKind.None);
    }

    /// <summary>The characters of the line at <paramref name="at"/>, without its end.</summary>
    public static ReadOnlySpan<char> Line(string text, int at)
    {
        var end = text.AsSpan(at).IndexOf('\n');
        var line = end < 0 ? text.AsSpan(at) : text.AsSpan(at, end);
        return end > 0 && line[^1] == '\r' ? line[..^1] : line;
    }

    /// <summary>The offset of the line behind the one that holds <paramref name="at"/>; the text's length behind the last.</summary>
    public static int NextLine(string text, int at)
    {
        var end = text.AsSpan(at).IndexOf('\n');
        return end < 0 ? text.Length : at + end + 1;
    }

    /// <summary>The offset at which the line that holds <paramref name="at"/> begins.</summary>
    public static int LineStart(string text, int at) => text.AsSpan(0, at).LastIndexOf('\n') + 1;

    /// <summary>The line end of the first line, which new lines of the frontmatter take; LF where the page has none.</summary>
    public static string NewLineOf(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return end > 0 && text[end - 1] == '\r' ? "\r\n" : "\n";
    }

    /// <summary>Whether a line, wherever it is indented, could hold a key and its colon.</summary>
    public static bool IsKeyLike(ReadOnlySpan<char> line)
    {
        var body = line.Trim(" \t");
        if (body.IsEmpty || body[0] == '#')
            return false;
        return body[0] == '{' || body[^1] == ':' || body.Contains(": ", StringComparison.Ordinal) || body.Contains(":\t", StringComparison.Ordinal);
    }

    static bool IsMarker(ReadOnlySpan<char> line, string marker) =>
        line.StartsWith(marker, StringComparison.Ordinal) && !line[marker.Length..].ContainsAnyExcept(' ', '\t');

    static bool IsBlankOrComment(ReadOnlySpan<char> line)
    {
        var body = line.TrimStart(" \t");
        return body.IsEmpty || body[0] == '#';
    }

    static FrontmatterBlock Unclosed => new(FrontmatterKind.Unclosed, Problem: new(
        "unclosed-frontmatter",
        "the frontmatter is never closed; put a line '---' behind its last key",
        1,
        1));

    static bool FirstIsKey(string text, int start)
    {
        var at = start;
        while (at < text.Length && IsBlankOrComment(Line(text, at)))
            at = NextLine(text, at);
        return at < text.Length && KeyLine.TryRead(text, at, out _);
    }

    static FrontmatterBlock NearMiss(string text, ReadOnlySpan<char> first)
    {
        var what = first switch
        {
            _ when IsMarker(first, "+++") && HasLine(text, "+++") => "TOML",
            _ when IsMarker(first, ";;;") && HasLine(text, ";;;") => "JSON between ';;;' lines",
            _ when IsJson(text) => "JSON",
            _ when first.StartsWith("---", StringComparison.Ordinal) && HasLine(text, "---") && SecondIsKey(text) => "a block in another language or with another marker",
            _ => null,
        };
        if (what is not null)
            return new(FrontmatterKind.NotYaml, Problem: new("not-yaml-frontmatter", $"the page begins with {what}, which is left alone as part of the body", 1, 1));
        return IsLate(text, out var line)
            ? new(FrontmatterKind.NotYaml, Problem: new("late-frontmatter", "something like frontmatter stands below the first line and is part of the body; move it to the top", line, 1))
            : new(FrontmatterKind.None);
    }

    static bool HasLine(string text, string marker)
    {
        for (var at = NextLine(text, 0); at < text.Length; at = NextLine(text, at))
        {
            if (IsMarker(Line(text, at), marker))
                return true;
        }

        return false;
    }

    static bool IsJson(string text)
    {
        if (text.Length < 2 || text[0] != '{')
            return false;
        var next = text.AsSpan(1).TrimStart(" \t\r\n");
        return !next.IsEmpty && next[0] is '"' or '}';
    }

    static bool SecondIsKey(string text)
    {
        var at = NextLine(text, 0);
        return at < text.Length && KeyLine.TryRead(text, at, out _);
    }

    static bool IsLate(string text, out int line)
    {
        line = 1;
        var at = 0;
        while (at < text.Length && IsSkippable(Line(text, at)))
        {
            at = NextLine(text, at);
            line++;
        }

        if (line == 1 || at >= text.Length || !IsMarker(Line(text, at), "---"))
            return false;
        var next = NextLine(text, at);
        return next < text.Length && KeyLine.TryRead(text, next, out _) && Find(text[at..]).Kind == FrontmatterKind.Yaml;
    }

    static bool IsSkippable(ReadOnlySpan<char> line)
    {
        var body = line.Trim(" \t");
        return body.IsEmpty || body[0] == '#' || (body.StartsWith("<!--", StringComparison.Ordinal) && body.EndsWith("-->", StringComparison.Ordinal));
    }
}
