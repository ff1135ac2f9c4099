using System.Collections.Immutable;
using Pagerow.Pages.Lists;
using Pagerow.Pages.Nodes;
using Pagerow.Pages.Spelling;
using Pagerow.Pages.Yaml;

namespace Pagerow.Pages.Fields;

/// <summary>The ways to add a key with its value to a page, and to take one out.</summary>
static class KeyWriter
{
    /// <summary>Whether a field stands in brackets or braces.</summary>
    public static CollectionStyle Around(Frontmatter page, ImmutableArray<string> key)
    {
        for (var i = 0; i < key.Length; i++)
        {
            if (Parent(page, key[..(i + 1)])?.Style == CollectionStyle.Flow)
                return CollectionStyle.Flow;
        }

        return CollectionStyle.Block;
    }

    /// <summary>The candidates for a new key: with the base's lines where they say what is wanted, then in new spellings.</summary>
    public static IEnumerable<ImmutableArray<Edit>> Add(Frontmatter page, ImmutableArray<string> key, WantedValue wanted, Reading reading, SetContext context)
    {
        var text = page.Page.Text;
        var habits = Habits.Of(text, page.Root, except: null);
        var values = Values(wanted, habits, text, page, key);
        if (Parent(page, key) is not { } map)
            return values.Select(v => New(text, key[^1], v, habits));
        var (restored, after) = Base(page, map, key, wanted, reading, context);
        after ??= Before(map, key, context.Order);
        if (map.Style == CollectionStyle.Flow)
            return values.Select(v => InBraces(text, map, after, $"{TextSpelling.InFlow(key[^1], habits)}: {v}"));
        var column = map.Entries.IsEmpty ? 0 : map.Entries[0].KeySpan.Start - FrontmatterBlock.LineStart(text, map.Entries[0].KeySpan.Start);
        var at = after is null ? page.Block.End : FrontmatterBlock.NextLine(text, End(after));
        var name = new string(' ', column) + Name(key[^1], habits);
        var lines = values.Select(v => $"{name}:{(v.Length == 0 || v[0] is '\r' or '\n' ? "" : " ")}{v}{FrontmatterBlock.NewLineOf(text)}");
        return (restored is null ? lines : lines.Prepend(restored)).Select(l => ImmutableArray.Create(new Edit(new(at, 0), l)));
    }

    /// <summary>The candidates without a key.</summary>
    public static IEnumerable<ImmutableArray<Edit>> Remove(Frontmatter page, ImmutableArray<string> key)
    {
        var text = page.Page.Text;
        if (Parent(page, key) is not { } map || page.EntryAt(key.AsSpan()) is not { Colon: >= 0 } entry)
            return [];
        if (map.Style == CollectionStyle.Flow)
            return [FromBraces(text, map, entry)];
        var start = FrontmatterBlock.LineStart(text, entry.KeySpan.Start);
        var rest = FrontmatterBlock.Line(text, End(entry)).TrimStart(" \t");
        if (!text.AsSpan(start, entry.KeySpan.Start - start).IsWhiteSpace() || (!rest.IsEmpty && rest[0] != '#'))
            return [];
        var lines = new Edit(Span.Between(start, FrontmatterBlock.NextLine(text, End(entry))), "");
        if (map.Entries.Length > 1 || key.Length == 1)
            return [[lines]];
        return page.EntryAt(key.AsSpan()[..^1]) is { Colon: >= 0 } parent ? [[Slot.Fill(text, parent.Colon, "{}"), lines]] : [];
    }

    static Node.Map? Parent(Frontmatter page, ImmutableArray<string> key) =>
        key.Length == 1 ? page.Root : page.EntryAt(key.AsSpan()[..^1])?.Value as Node.Map;

    static int End(Entry entry) => Math.Max(entry.Colon, entry.Value.Span.End);

    static string Name(string key, Habits habits) => FlowText.Item(new WantedValue.Text(key), habits);

    static IEnumerable<string> Values(WantedValue wanted, Habits habits, string text, Frontmatter page, ImmutableArray<string> key)
    {
        var isFlow = Around(page, key) == CollectionStyle.Flow;
        var newLine = FrontmatterBlock.NewLineOf(text);
        var column = 2 * key.Length;
        return wanted switch
        {
            WantedValue.Null when isFlow => ["null"],
            WantedValue.Null => [habits.Nothing.TrimEnd(), "null"],
            WantedValue.Text value => new TextSpelling(null, null, isFlow ? CollectionStyle.Flow : CollectionStyle.Block, habits, isFlow ? null : BlockScalar.New(column), newLine).Of(value.Characters),
            WantedValue.List { Items.IsEmpty: false } list when !isFlow && habits.Dash is { } dash && key.Length == 1 =>
                [string.Concat(list.Items.Select(i => $"{newLine}{new string(' ', dash)}-{habits.Gap}{FlowText.Item(i, habits)}")), FlowText.Of(wanted, habits)],
            _ => [FlowText.Of(wanted, habits)],
        };
    }

    static ImmutableArray<Edit> New(string text, string key, string value, Habits habits)
    {
        var newLine = FrontmatterBlock.NewLineOf(text);
        var blank = value.Length == 0 ? "" : " ";
        return [new(new(0, 0), $"---{newLine}{Name(key, habits)}:{blank}{value}{newLine}---{newLine}")];
    }

    /// <summary>The lines of the key in the base page, and the entry that they stood behind there.</summary>
    static (string? Lines, Entry? After) Base(Frontmatter page, Node.Map map, ImmutableArray<string> key, WantedValue wanted, Reading reading, SetContext context)
    {
        if (context.Base is not { } old || old.TroubleOf(key) is not null || old.EntryAt(key.AsSpan()) is not { Colon: >= 0 } entry || Parent(old, key) is not { } oldMap)
            return (null, null);
        var before = oldMap.Entries.TakeWhile(e => !ReferenceEquals(e, entry)).Reverse().Select(e => Named(map, e.Key)).FirstOrDefault(e => e is not null);
        if (oldMap.Style == CollectionStyle.Flow || !wanted.IsSaidBy(entry.Value, reading))
            return (null, before);
        var text = old.Page.Text;
        var raw = text[FrontmatterBlock.LineStart(text, entry.KeySpan.Start)..FrontmatterBlock.NextLine(text, End(entry))];
        var newLine = FrontmatterBlock.NewLineOf(page.Page.Text);
        return (string.Equals(newLine, FrontmatterBlock.NewLineOf(text), StringComparison.Ordinal) ? raw : null, before);
    }

    /// <summary>The entry that a new key goes behind: the nearest configured one before it, else the last; null in an empty map.</summary>
    static Entry? Before(Node.Map map, ImmutableArray<string> key, ImmutableArray<ImmutableArray<string>> order)
    {
        var place = order.IsDefault ? -1 : Enumerable.Range(0, order.Length).FirstOrDefault(i => order[i].AsSpan().SequenceEqual(key.AsSpan()), -1);
        for (var i = place - 1; i >= 0; i--)
        {
            if (order[i].Length >= key.Length && order[i].AsSpan(0, key.Length - 1).SequenceEqual(key.AsSpan(0, key.Length - 1)) && Named(map, order[i][key.Length - 1]) is { } entry)
                return entry;
        }

        return map.Entries.LastOrDefault();
    }

    static Entry? Named(Node.Map map, string name) =>
        map.Entries.LastOrDefault(e => !e.IsSpecial && string.Equals(e.Key, name, StringComparison.Ordinal));

    static ImmutableArray<Edit> InBraces(string text, Node.Map map, Entry? after, string member) => after is null
        ? [new(map.Span, $"{{{member}}}")]
        : [.. FlowItems.Add(text, Spans(map), map.Entries.IndexOf(after) + 1, [member])];

    static ImmutableArray<Edit> FromBraces(string text, Node.Map map, Entry entry) => map.Entries.Length == 1
        ? [new(map.Span, "{}")]
        : [.. FlowItems.Remove(text, Spans(map), map.Entries.IndexOf(entry), 1)];

    static ImmutableArray<Span> Spans(Node.Map map) => [.. map.Entries.Select(e => Span.Between(e.KeySpan.Start, End(e)))];
}
