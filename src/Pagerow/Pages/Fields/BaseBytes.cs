using System.Collections.Immutable;
using Pagerow.Pages.Lists;
using Pagerow.Pages.Nodes;
using Pagerow.Pages.Yaml;

namespace Pagerow.Pages.Fields;

/// <summary>The ways to give a field the exact characters that it has in the base page.</summary>
static class BaseBytes
{
    /// <summary>The candidates: the value's characters; then with what stands behind it on its line.</summary>
    /// <param name="text">The page's text.</param>
    /// <param name="slot">The field in it.</param>
    /// <param name="oldText">The base page's text.</param>
    /// <param name="source">The field in that.</param>
    public static IEnumerable<ImmutableArray<Edit>> Candidates(string text, Slot slot, string oldText, Slot source)
    {
        var value = new Edit(slot.Region, LineEnds(source.Raw(oldText), text));
        if (slot.Around == CollectionStyle.Flow)
            return [[value]];
        if (source.Old is Node.Sequence or Node.Map && Comments(oldText, source.Region).Any())
            return AmongComments(text, slot, oldText, source);
        var rest = FrontmatterBlock.Line(text, slot.End);
        var oldRest = FrontmatterBlock.Line(oldText, source.End);
        var line = new Edit(
            Span.Between(slot.After, slot.End + rest.Length), LineEnds(oldText[source.After..(source.End + oldRest.Length)], text));
        if (IsBare(source) && oldRest.EndsWith(rest, StringComparison.Ordinal) && oldRest[..^rest.Length] is var blanks && blanks.IsWhiteSpace())
            return [[new(slot.Region, blanks.ToString())], [value], [line]];
        // A comment that somebody wrote behind the value since then would go with its line.
        if (!rest.IsWhiteSpace() && !line.Text.AsSpan().Contains(rest.Trim(), StringComparison.Ordinal))
            return [[value]];
        return rest.IsWhiteSpace() && oldRest.IsWhiteSpace() ? [[line], [value]] : [[value], [line]];
    }

    /// <summary>
    /// Comments and blank lines between the items of a list stay when items go, and then stand behind the list: they are taken as part of it,
    /// so that they neither come twice nor get lost. Where those that stood behind the base's list have changed, nothing is restored.
    /// </summary>
    static IEnumerable<ImmutableArray<Edit>> AmongComments(string text, Slot slot, string oldText, Slot source)
    {
        var (whole, oldWhole) = (Whole(text, slot), Whole(oldText, source));
        var (now, old) = (Comments(text, whole).ToList(), Comments(oldText, oldWhole).ToList());
        var behind = Comments(oldText, Span.Between(source.End, oldWhole.End)).ToList();
        if (now.Count < behind.Count || !now[^behind.Count..].SequenceEqual(behind, StringComparer.Ordinal))
            return [];
        var at = -1;
        foreach (var comment in now)
        {
            at = old.IndexOf(comment, at + 1);
            if (at < 0)
                return [];
        }

        return [[new(whole, LineEnds(oldWhole.Of(oldText), text))]];
    }

    /// <summary>The value and the blank and comment lines behind it.</summary>
    static Span Whole(string text, Slot slot)
    {
        var at = FrontmatterBlock.NextLine(text, slot.End);
        while (at < text.Length && FrontmatterBlock.Line(text, at).TrimStart(" \t") is var line && (line.IsEmpty || line[0] == '#'))
            at = FrontmatterBlock.NextLine(text, at);
        return Span.Between(slot.After, at);
    }

    static IEnumerable<string> Comments(string text, Span span) =>
        span.Of(text).Split('\n').Skip(1).Select(l => l.Trim()).Where(l => l.Length == 0 || l[0] == '#');

    static bool IsBare(Slot slot) => slot.Old is Node.Scalar { Span.Length: 0 };

    static string LineEnds(string raw, string page) => raw.Contains('\n', StringComparison.Ordinal)
        ? raw.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", FrontmatterBlock.NewLineOf(page), StringComparison.Ordinal)
        : raw;
}
