using System.Collections.Immutable;
using Pagerow.Pages.Yaml;

namespace Pagerow.Pages.Lists;

/// <summary>Items between brackets or braces, set apart by commas.</summary>
static class FlowItems
{
    /// <summary>
    /// Takes out a run of items, not all, with the commas that are left over. Items that have lines of their own go with these, so that a
    /// comment goes with its item; those of other items and of lines between stay.
    /// </summary>
    public static IEnumerable<Edit> Remove(string text, ImmutableArray<Span> items, int index, int count)
    {
        // Whose comma is the last one if the end of the list goes.
        var last = index - 1;
        var isCommaLeft = index + count == items.Length && Comma(text, items[^1].End) < 0;
        for (var (start, end) = (index, index); start < index + count; start = end)
        {
            end = start + 1;
            while (end < index + count && AreOnOneLine(text, items[end - 1].End, items[end].Start))
                end++;
            var (from, to) = (items[start].Start, items[end - 1].End);
            var line = FrontmatterBlock.LineStart(text, from);
            var isFirst = text.AsSpan(line, from - line).IsWhiteSpace();
            if (isFirst && HasLineBehind(text, to))
                yield return new(Span.Between(line, FrontmatterBlock.NextLine(text, to)), "");
            else if (!isFirst && start > 0)
                yield return new(Span.Between(items[start - 1].End, to), "");
            else
                yield return new(Span.Between(from, end < items.Length ? items[end].Start : to), "");
            // The comma before these went, and theirs stands for it.
            if (!isFirst && start > 0)
                (last, isCommaLeft) = (end - 1, isCommaLeft && end < items.Length);
        }

        if (isCommaLeft && Comma(text, items[last].End) is >= 0 and var comma)
            yield return new(new(comma, 1), "");
    }

    /// <summary>Puts values before the item at an index, or behind the last; on lines of their own where that item stands on one.</summary>
    public static IEnumerable<Edit> Add(string text, ImmutableArray<Span> items, int index, ImmutableArray<string> values)
    {
        var sibling = items[Math.Max(0, index - 1)];
        var line = FrontmatterBlock.LineStart(text, sibling.Start);
        var isOwnLine = text.AsSpan(line, sibling.Start - line).IsWhiteSpace() && HasLineBehind(text, sibling.End);
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
        return comma >= 0 && comma < end
            ? [new(new(end, 0), string.Concat(values.Select(v => $"{gap}{v},")))]
            : [new(new(sibling.End, 0), ","), new(new(end, 0), string.Join(',', values.Select(v => $"{gap}{v}")))];
    }

    static bool AreOnOneLine(string text, int one, int other) => !text.AsSpan(one, other - one).Contains('\n');

    /// <summary>Whether nothing but a comma and a comment stands behind an item on its line.</summary>
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
