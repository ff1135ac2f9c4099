using System.Collections.Immutable;
using Pagerow.Pages.Yaml;

namespace Pagerow.Pages.Lists;

/// <summary>Items between brackets or braces, set apart by commas.</summary>
static class FlowItems
{
    /// <summary>Takes out a run of items, not all, with the commas that are left over.</summary>
    public static IEnumerable<Edit> Remove(ImmutableArray<Span> items, int index, int count)
    {
        yield return index + count < items.Length
            ? new(Span.Between(items[index].Start, items[index + count].Start), "")
            : new(Span.Between(items[index - 1].End, items[^1].End), "");
    }

    /// <summary>Puts values before the item at an index, or behind the last; on lines of their own where that item stands on one.</summary>
    public static IEnumerable<Edit> Add(string text, ImmutableArray<Span> items, int index, ImmutableArray<string> values)
    {
        var sibling = items[Math.Max(0, index - 1)];
        var line = FrontmatterBlock.LineStart(text, sibling.Start);
        var isOwnLine = text.AsSpan(line, sibling.Start - line).IsWhiteSpace() && (index < items.Length || HasLineBehind(text, sibling.End));
        var gap = isOwnLine ? FrontmatterBlock.NewLineOf(text) + text[line..sibling.Start] : " ";
        if (index == 0)
            return [new(new(sibling.Start, 0), string.Concat(values.Select(v => $"{v},{gap}")))];
        var comma = Comma(text, sibling.End);
        if (!isOwnLine)
        {
            return comma >= 0 && index == items.Length
                ? [new(new(comma + 1, 0), string.Concat(values.Select(v => $" {v},")))]
                : [new(new(sibling.End, 0), string.Concat(values.Select(v => $", {v}")))];
        }

        var end = sibling.End + FrontmatterBlock.Line(text, sibling.End).Length;
        return comma >= 0
            ? [new(new(end, 0), string.Concat(values.Select(v => $"{gap}{v},")))]
            : [new(new(sibling.End, 0), ","), new(new(end, 0), string.Join(',', values.Select(v => $"{gap}{v}")))];
    }

    /// <summary>Whether the bracket stands below the last item's line.</summary>
    static bool HasLineBehind(string text, int at)
    {
        var rest = FrontmatterBlock.Line(text, at).TrimStart(" \t,");
        return rest.IsEmpty || rest[0] == '#';
    }

    static int Comma(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at < text.Length && text[at] == ',' ? at : -1;
    }
}
