using System.Collections.Immutable;
using Pagerow.Pages.Nodes;

namespace Pagerow.Pages.Yaml;

/// <summary>A value that is no YAML, as the text or the list of texts that was meant.</summary>
/// <param name="Value">The value, or where it is refused the characters on the key's line.</param>
/// <param name="BadAt">Where the first bad text begins.</param>
/// <param name="Refusal">Why nobody can say what was meant; null: it is <paramref name="Value"/>.</param>
/// <param name="IsOneLine">Whether all of it stands on the key's line.</param>
sealed record RawValue(Node Value, int BadAt, string? Refusal, bool IsOneLine)
{
    const string MarksInLists = "@`%*";

    /// <summary>The value behind a colon, up to the next key's line.</summary>
    public static RawValue Read(string text, int colon, int end)
    {
        var value = OnLine(text, colon);
        var next = Math.Min(end, FrontmatterBlock.NextLine(text, colon));
        var isOneLine = !HasContent(text, next, end);
        if (!isOneLine)
        {
            return value.Length == 0 && List(text, next, end) is { } list
                ? list
                : Refused(value, text, "its lines are neither one text nor a list; quote it or indent it", isOneLine: false);
        }

        return Unmeant(value.Of(text)) is { } refusal
            ? Refused(ToLineEnd(text, value), text, refusal, isOneLine: true)
            : new(new Node.Scalar(value, value.Of(text), ScalarStyle.Raw), value.Start, null, IsOneLine: true);
    }

    /// <summary>Whether any line between two line starts holds more than blanks and a comment.</summary>
    public static bool HasContent(string text, int start, int end)
    {
        for (var at = start; at < end; at = FrontmatterBlock.NextLine(text, at))
        {
            var line = FrontmatterBlock.Line(text, at).TrimStart(" \t");
            if (!line.IsEmpty && line[0] != '#')
                return true;
        }

        return false;
    }

    static RawValue Refused(Span span, string text, string refusal, bool isOneLine) =>
        new(new Node.Scalar(span, span.Of(text), ScalarStyle.Raw), span.Start, refusal, isOneLine);

    static RawValue? List(string text, int start, int end)
    {
        var items = ImmutableArray.CreateBuilder<Node>();
        var column = -1;
        var first = -1;
        var bad = -1;
        for (var at = start; at < end; at = FrontmatterBlock.NextLine(text, at))
        {
            var line = FrontmatterBlock.Line(text, at);
            var body = line.TrimStart(' ');
            if (body.IsWhiteSpace() || body[0] == '#')
                continue;
            var indent = line.Length - body.Length;
            column = column < 0 ? indent : column;
            if (indent != column || body[0] != '-' || (body.Length > 1 && body[1] != ' ') || Item(text, at + indent + 1) is not { } item)
                return null;
            first = first < 0 ? at + indent : first;
            bad = bad < 0 && item.Style == ScalarStyle.Raw ? item.Span.Start : bad;
            items.Add(item);
        }

        return first < 0 || bad < 0
            ? null
            : new(new Node.Sequence(Span.Between(first, items[^1].Span.End), items.DrainToImmutable(), CollectionStyle.Block), bad, null, IsOneLine: false);
    }

    static Node.Scalar? Item(string text, int dash)
    {
        var span = OnLine(text, dash);
        if (span.Length == 0)
            return new Node.Scalar(new(dash, 0), "", ScalarStyle.Plain);
        if (MarksInLists.Contains(text[span.Start], StringComparison.Ordinal))
            return new Node.Scalar(span, span.Of(text), ScalarStyle.Raw);
        var troubles = new List<Trouble>();
        var line = FrontmatterBlock.Line(text, dash).Length;
        return YamlReader.TryTree(YamlSource.Of(text, span.Start, dash + line), [], troubles, out _) as Node.Scalar;
    }

    /// <summary>The characters behind a colon or dash on its line, without the blanks around them and without a comment.</summary>
    static Span OnLine(string text, int at)
    {
        var line = FrontmatterBlock.Line(text, at);
        var comment = line.IndexOf(" #", StringComparison.Ordinal);
        line = comment < 0 ? line : line[..comment];
        var start = line.Length - line.TrimStart(" \t").Length;
        return start == line.Length ? new(at, 0) : Span.Between(at + start, at + line.TrimEnd(" \t").Length);
    }

    static Span ToLineEnd(string text, Span value) =>
        new(value.Start, FrontmatterBlock.Line(text, value.Start).TrimEnd(" \t").Length);

    static string? Unmeant(string value) => value switch
    {
        "" => "it is empty and yet no YAML",
        ['"' or '\'', ..] when value.LastIndexOf(value[0]) == 0 => "its quote is never closed",
        ['[' or '{', ..] when value.Count(c => c is '[' or '{') > value.Count(c => c is ']' or '}') => "its bracket is never closed",
        ['|' or '>', ..] => $"nothing may stand behind '{value[0]}' on its line",
        ['*' or '&', ..] when !value.Contains(' ', StringComparison.Ordinal) => "it looks like the name of another value; quote it if it is text",
        _ => null,
    };
}
