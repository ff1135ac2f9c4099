using System.Collections.Immutable;
using Pagerow.Pages.Nodes;

namespace Pagerow.Pages.Yaml;

/// <summary>Reads a block that is no YAML as a whole: each top-level key with its lines by itself.</summary>
static class KeyByKey
{
    /// <summary>Every key that can be told apart; <see cref="FrontmatterReading.Root"/> is null where there is none.</summary>
    public static FrontmatterReading Read(string text, int start, int end)
    {
        var entries = ImmutableArray.CreateBuilder<Entry>();
        var troubles = new List<Trouble>();
        var notices = new List<Problem>();
        var anchors = new Dictionary<string, Node>(StringComparer.Ordinal);
        var at = start;
        while (at < end)
        {
            var next = NextKey(text, at, end);
            if (KeyLine.TryRead(text, at, out var key))
                entries.Add(Field(text, at, next, key, anchors, troubles, notices));
            else if (RawValue.HasContent(text, at, next))
                notices.Add(PagePlace.Problem(text, at, "bad-yaml", "these lines belong to no key; move them into the body or below a key"));
            at = next;
        }

        if (entries.Count == 0)
            return new(null, [], []);
        var span = Span.Between(entries[0].KeySpan.Start, entries[^1].Value.Span.End);
        return new(new Node.Map(span, entries.DrainToImmutable(), CollectionStyle.Block), [.. troubles], [.. notices]);
    }

    static int NextKey(string text, int at, int end)
    {
        do
            at = FrontmatterBlock.NextLine(text, at);
        while (at < end && !KeyLine.TryRead(text, at, out _));
        return Math.Min(at, end);
    }

    static Entry Field(string text, int at, int end, KeyLine key, Dictionary<string, Node> anchors, List<Trouble> troubles, List<Problem> notices)
    {
        if (Strict(YamlSource.Of(text, at, end), anchors, troubles, out var failure) is { } entry)
            return entry;
        if (QuoteRepair.Of(text, at, end) is { } copy && Strict(copy, anchors, troubles, out _) is { } repaired)
            return repaired;
        var name = Name(text, key);
        var raw = RawValue.Read(text, key.Colon, end);
        if (raw.Refusal is null)
        {
            notices.Add(PagePlace.Problem(text, raw.BadAt, "bad-yaml", $"'{name}' is no YAML and is read as the text that it seems to mean; put it in quotes"));
            return new(name, key.Key, raw.Value) { Colon = key.Colon };
        }

        var place = failure is { Offset: var offset } && offset > at && offset < end ? offset : raw.BadAt;
        troubles.Add(new([name], PagePlace.Problem(text, place, "bad-yaml", $"'{name}' cannot be read: {raw.Refusal}"), raw.IsOneLine));
        return new(name, key.Key, raw.Value) { Colon = key.Colon };
    }

    static Entry? Strict(YamlSource source, Dictionary<string, Node> anchors, List<Trouble> troubles, out YamlFailure? failure) =>
        YamlReader.TryTree(source, anchors, troubles, out failure) is Node.Map { Entries: [{ } only] } ? only : null;

    static string Name(string text, KeyLine key)
    {
        var written = key.Key.Of(text);
        var tree = YamlReader.TryTree(YamlSource.Of(text, key.Key.Start, key.Key.End), [], [], out _);
        return tree is Node.Scalar scalar ? scalar.Text : written;
    }
}
