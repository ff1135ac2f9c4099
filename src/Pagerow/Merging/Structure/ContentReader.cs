using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Pagerow.Pages;
using Pagerow.Pages.Outlines;
using Pagerow.Pages.Yaml;

namespace Pagerow.Merging.Structure;

/// <summary>Reads the lines of a body's stretches.</summary>
sealed partial class ContentReader(Body body)
{
    static readonly SearchValues<char> Marks = SearchValues.Create(" \t>-*+0123456789.)[]xX");
    readonly Lazy<Dictionary<int, TaskBox>> _boxes = new(() => Boxes(body));
    readonly Lazy<HashSet<int>> _open = new(() => [.. BodyLines.Of(body).Select(l => l.Start)]);

    /// <summary>The lines of a stretch that begins a line.</summary>
    public List<ContentLine> Read(Span stretch)
    {
        var lines = new List<ContentLine>();
        for (var at = stretch.Start; at < stretch.End;)
        {
            var lf = body.Text.IndexOf('\n', at, stretch.End - at);
            var next = lf < 0 ? stretch.End : lf + 1;
            var end = lf < 0 ? stretch.End : lf > at && body.Text[lf - 1] == '\r' ? lf - 1 : lf;
            lines.Add(Line(at, end, next));
            at = next;
        }

        return lines;
    }

    static Dictionary<int, TaskBox> Boxes(Body body)
    {
        var boxes = new Dictionary<int, TaskBox>();
        foreach (var box in body.Outline.Boxes)
            boxes.TryAdd(FrontmatterBlock.LineStart(body.Text, box.StateSpan.Start), box);
        return boxes;
    }

    ContentLine Line(int start, int end, int next)
    {
        var text = body.Text;
        if (_boxes.Value.TryGetValue(start, out var box) && box.TextSpan.End <= end && Box(box, start, end, next) is { } task)
            return task;
        var content = text[start..end];
        if (content.Contains("**", StringComparison.Ordinal) && _open.Value.Contains(start) && Labels(content, text[end..next]) is { } labels)
            return labels;
        return new(ContentKind.Plain, $"={content}", [content, text[end..next]], []);
    }

    ContentLine Box(TaskBox box, int start, int end, int next)
    {
        var text = body.Text;
        return new(
            ContentKind.Box,
            $"-{box.Number} {box.Text}",
            [text[start..box.StateSpan.Start], box.State, text[box.StateSpan.End..box.TextSpan.Start], box.Text, text[box.TextSpan.End..end], text[end..next]],
            [box.Text],
            box.Number);
    }

    static ContentLine? Labels(string content, string lineEnd)
    {
        var matches = Label().Matches(content);
        if (matches.Count == 0 || content.AsSpan(0, matches[0].Index).ContainsAnyExcept(Marks))
            return null;
        var parts = ImmutableArray.CreateBuilder<string>();
        var at = 0;
        for (var i = 0; i < matches.Count; i++)
        {
            var value = matches[i].Index + matches[i].Length;
            var limit = i + 1 < matches.Count ? matches[i + 1].Index : content.Length;
            var end = TextLines.TrimEnd(content, value, limit);
            if (i + 1 < matches.Count && end > value && content[end - 1] == '|')
                end = TextLines.TrimEnd(content, value, end - 1);
            var start = TextLines.TrimStart(content, value, end);
            parts.Add(content[at..start]);
            parts.Add(content[start..end]);
            at = end;
        }

        parts.Add(content[at..]);
        parts.Add(lineEnd);
        ImmutableArray<string> names = [.. matches.Select(m => m.Groups["label"].Value.Trim())];
        return new(ContentKind.Label, $"*{string.Join('\n', names).ToUpperInvariant()}", parts.ToImmutable(), names);
    }

    [GeneratedRegex(@"\*\*(?<label>[^*:\r\n]{1,60})(\*\*:|:\*\*)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Label();
}
