using Pagerow.Pages.Outlines;

namespace Pagerow.Pages.Parts;

/// <summary>
/// Labelled lines: <c>**Label**: value</c>, also <c>**Label:** value</c>, behind a bullet, a quote mark or a check box, several on one line
/// divided by <c>|</c>; where no bold label is found, a plain <c>Label: value</c> at the start of a line or list item. Labels are compared
/// without regard to case. Code and comments are not looked at; the first match counts.
/// </summary>
public static class LabelledLines
{
    /// <summary>The value of the first line of this label, or null. A value that is one code span is what stands inside the backticks.</summary>
    public static FoundText? Find(Body body, string label)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(label);
        FoundText? plain = null;
        foreach (var line in BodyLines.Of(body))
        {
            var at = BodyLines.BehindMarks(body.Text, line);
            if (Bold(body.Text, at, line.End, label) is { } bold)
                return bold;
            plain ??= Plain(body.Text, at, line.End, label);
        }

        return plain;
    }

    /// <summary>Replaces the value. Refused where there is no such line, or the value would not read back.</summary>
    public static BodyEdit Set(Body body, string label, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (Find(body, label) is not { } found)
            return new BodyEdit.Refused($"the page has no line '**{label}**: …' to write the value to");
        if (value.AsSpan().ContainsAny('\n', '\r'))
            return new BodyEdit.Refused($"the value of '{label}' takes one line");
        var wanted = value.Trim(' ', '\t');
        if (wanted == found.Text)
            return new BodyEdit.Same();
        var gap = found.Span.Length == 0 && body.Text[found.Span.Start - 1] is not (' ' or '\t' or '`') ? " " : "";
        var behind = found.Span.Length == 0 && found.Span.End < body.Text.Length && body.Text[found.Span.End] == '|' ? " " : "";
        return BodyJudge.Try(body, new(found.Span, gap + wanted + behind), after =>
            Find(after, label)?.Text == wanted ? null : $"'{wanted}' would not read back as the value of '{label}'");
    }

    /// <summary>The value among the bold labels of one line.</summary>
    static FoundText? Bold(string text, int at, int end, string label)
    {
        while (at < end && TryLabel(text, at, end, out var name, out var value))
        {
            var next = value;
            while (next < end && !(text[next] == '|' && TryLabel(text, TextLines.TrimStart(text, next + 1, end), end, out _, out _)))
                next++;
            if (text[name.Start..name.End].Trim().Equals(label, StringComparison.OrdinalIgnoreCase))
                return Value(text, value, next);
            at = TextLines.TrimStart(text, Math.Min(next + 1, end), end);
        }

        return null;
    }

    static bool TryLabel(string text, int at, int end, out Span name, out int value)
    {
        (name, value) = (default, at);
        if (end - at < 4 || text[at] is not ('*' or '_') || text[at + 1] != text[at])
            return false;
        var close = text.IndexOf(text.Substring(at, 2), at + 2, end - at - 2, StringComparison.Ordinal);
        if (close < 0)
            return false;
        if (text[close - 1] is ':' or '：')
        {
            (name, value) = (Span.Between(at + 2, close - 1), close + 2);
            return true;
        }

        var colon = TextLines.TrimStart(text, close + 2, end);
        (name, value) = (Span.Between(at + 2, close), colon + 1);
        return colon < end && text[colon] is ':' or '：';
    }

    static FoundText? Plain(string text, int at, int end, string label)
    {
        var colon = at + label.Length;
        return label.Length > 0 && colon < end && text[colon] is ':' or '：' && (colon + 1 == end || text[colon + 1] is ' ' or '\t')
            && text.AsSpan(at, label.Length).Equals(label, StringComparison.OrdinalIgnoreCase)
                ? Value(text, colon + 1, end)
                : null;
    }

    static FoundText Value(string text, int from, int to)
    {
        var end = TextLines.TrimEnd(text, from, to);
        var start = TextLines.TrimStart(text, from, end);
        if (start == end)
            start = end = Math.Min(from + 1, to);
        var isCode = end - start >= 2 && text[start] == '`' && text[end - 1] == '`' && !text.AsSpan(start + 1, end - start - 2).Contains('`');
        var span = isCode ? Span.Between(start + 1, end - 1) : Span.Between(start, end);
        return new(span, span.Of(text));
    }
}
