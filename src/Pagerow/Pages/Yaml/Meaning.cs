using System.Collections.Immutable;
using System.Text.Json;
using Pagerow.Pages.Nodes;

namespace Pagerow.Pages.Yaml;

/// <summary>
/// Looks for YAML that is valid but was not meant so: <c>{{date}}</c>, <c>{text}</c>, <c>!word</c>, keys written twice, lists of unlike
/// items, wiki links without quotes, backslashes in double quotes, and text cut off as a comment.
/// </summary>
sealed class Meaning
{
    const int FewKeys = 24;

    readonly string _text;
    readonly List<Trouble> _troubles;
    readonly List<Problem> _notices;
    readonly List<string> _key = [];

    Meaning(string text, FrontmatterReading reading)
    {
        _text = text;
        _troubles = [.. reading.Troubles];
        _notices = [.. reading.Notices];
    }

    /// <summary>The reading with its misleading values made raw text, and what they are told of.</summary>
    public static FrontmatterReading Judge(string text, FrontmatterReading reading)
    {
        if (reading.Root is null)
            return reading;
        var meaning = new Meaning(text, reading);
        var root = meaning.Map(reading.Root);
        return reading with { Root = root, Troubles = [.. meaning._troubles], Notices = [.. meaning._notices] };
    }

    Node Of(Node node) => node switch
    {
        Node.Map map when IsTemplate(map) => Misleading(map, "'{…}' is read by YAML as a map"),
        Node.Map map => Map(map),
        Node.Sequence list => List(list),
        Node.Scalar { Text.Length: 0, Tag: { } tag, Style: ScalarStyle.Plain } scalar when !tag.StartsWith("!!", StringComparison.Ordinal) =>
            Misleading(scalar with { Span = new(scalar.Span.Start - tag.Length, tag.Length), Tag = null }, $"'{tag}' is read by YAML as a type"),
        Node.Scalar scalar => Leaf(scalar),
        Node.Alias alias => alias,
        _ => node,
    };

    Node.Map Map(Node.Map map)
    {
        ImmutableArray<Entry>.Builder? changed = null;
        var seen = map.Entries.Length > FewKeys ? new HashSet<string>(StringComparer.Ordinal) : null;
        for (var i = 0; i < map.Entries.Length; i++)
        {
            var entry = map.Entries[i];
            _key.Add(entry.Key);
            if (!entry.IsSpecial && (seen is null ? IsSecond(map.Entries, i) : !seen.Add(entry.Key)))
                Trouble(entry.KeySpan.Start, "duplicate-key", $"'{entry.Key}' is written twice; remove one of the two", isRepairable: false);
            var value = Of(entry.Value);
            if (!ReferenceEquals(value, entry.Value))
                (changed ??= map.Entries.ToBuilder())[i] = entry with { Value = value };
            if (map.Style == CollectionStyle.Block)
                Comment(Math.Max(entry.Colon, value.Span.End));
            _key.RemoveAt(_key.Count - 1);
        }

        return changed is null ? map : map with { Entries = changed.DrainToImmutable() };
    }

    Node.Sequence List(Node.Sequence list)
    {
        ImmutableArray<Node>.Builder? changed = null;
        for (var i = 0; i < list.Items.Length; i++)
        {
            var item = Of(list.Items[i]);
            if (!ReferenceEquals(item, list.Items[i]))
                (changed ??= list.Items.ToBuilder())[i] = item;
            if (list.Style == CollectionStyle.Block)
                Comment(item.Span.End);
        }

        var items = changed?.DrainToImmutable() ?? list.Items;
        if (items is [Node.Sequence { Style: CollectionStyle.Flow }] && list.Style == CollectionStyle.Flow && _text[list.Span.Start + 1] == '[')
            Notice(list.Span.Start, $"'{Shown(list.Span)}' is a list in a list to YAML; quote it if it is a link");
        var scalars = items.Count(i => i.Resolved is Node.Scalar);
        if (scalars > 0 && scalars < items.Length && !IsJson(list.Span))
            Trouble(list.Span.Start, "mixed-list", "some items of the list are texts and some are maps or lists; quote those that are text", isRepairable: true);
        return changed is null ? list : list with { Items = items };
    }

    Node.Scalar Leaf(Node.Scalar scalar)
    {
        if (scalar.Style == ScalarStyle.DoubleQuoted && scalar.Span.Length > 5 && HasDrive(_text.AsSpan(scalar.Span.Start + 1, 4)))
            Notice(scalar.Span.Start, "a backslash in double quotes is an escape to YAML; use single quotes for a path");
        return scalar;
    }

    static bool HasDrive(ReadOnlySpan<char> text) => char.IsAsciiLetter(text[0]) && text[1] == ':' && text[2] == '\\' && text[3] != '\\';

    /// <summary>Whether a value is written as JSON, quotes and all, so that nobody can have meant anything else by it.</summary>
    bool IsJson(Span span)
    {
        if (_text[span.Start] != '[')
            return false;
        try
        {
            using var document = JsonDocument.Parse(_text.AsMemory(span.Start, span.Length));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static bool IsTemplate(Node.Map map) =>
        map is { Style: CollectionStyle.Flow, Entries: [{ Colon: -1, Value: Node.Scalar { IsNull: true, Span.Length: 0 } }] };

    static bool IsSecond(ImmutableArray<Entry> entries, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (!entries[i].IsSpecial && string.Equals(entries[i].Key, entries[index].Key, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    Node.Scalar Misleading(Node node, string what)
    {
        Trouble(node.Span.Start, "misleading-value", $"{what}; quote it if it is text", isRepairable: true);
        return new(node.Span, node.Span.Of(_text), ScalarStyle.Raw) { Anchor = node.Anchor };
    }

    /// <summary>Text that a person may have meant, cut off because YAML takes <c> #</c> for a comment's beginning.</summary>
    void Comment(int at)
    {
        var rest = FrontmatterBlock.Line(_text, at);
        var comment = rest.TrimStart(" \t");
        if (comment.Length < rest.Length && comment.Length > 1 && comment[0] == '#' && char.IsLetterOrDigit(comment[1]))
            Notice(at + rest.Length - comment.Length, $"YAML takes '{comment.Trim()}' for a comment; quote the value if it is part of it");
    }

    string Shown(Span span) => span.Length > 40 ? string.Concat(_text.AsSpan(span.Start, 40), "…") : span.Of(_text);

    void Notice(int at, string message) => _notices.Add(PagePlace.Problem(_text, at, "misleading-value", message));

    void Trouble(int at, string code, string message, bool isRepairable) =>
        _troubles.Add(new([.. _key], PagePlace.Problem(_text, at, code, message), isRepairable));
}
