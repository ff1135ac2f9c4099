using System.Collections.Immutable;
using System.Text;
using Pagerow.Mapping.Collections;
using Pagerow.Pages.Nodes;

namespace Pagerow.Mapping.Readers;

/// <summary>The frontmatter keys, and remainders of nested maps, that no column reads.</summary>
static class ExtraReader
{
    /// <summary>Canonical JSON, or null where there is nothing. Keys in trouble, special ones and keys that are no text are not shown.</summary>
    public static string? Read(LensPage page)
    {
        List<KeyValuePair<string, string>>? shown = null;
        foreach (var entry in page.Front.Entries)
        {
            if (entry.IsSpecial || IsOwned(page.Collection, entry.Key))
                continue;
            ImmutableArray<string> key = [entry.Key];
            if (page.Front.ProblemOf(key) is null && Shown(page.Collection, key, entry.Value.Resolved) is { } value)
                (shown ??= []).Add(new(entry.Key, value));
        }

        if (shown is null)
            return null;
        shown.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        var json = new StringBuilder("{");
        foreach (var (key, value) in shown)
            json.Append(json.Length > 1 ? "," : "").Append(NodeJson.Quote(key)).Append(':').Append(value);
        return json.Append('}').ToString();
    }

    /// <summary>Whether a column reads the key, or one that it stands in.</summary>
    public static bool IsOwned(Collection collection, params ReadOnlySpan<string> key)
    {
        foreach (var column in collection.Columns)
        {
            if (column.Source is ColumnSource.Frontmatter(var own) && own.Length <= key.Length && own.AsSpan().SequenceEqual(key[..own.Length]))
                return true;
        }

        return false;
    }

    /// <summary>Whether a column reads something within the key.</summary>
    public static bool HoldsOwned(Collection collection, params ReadOnlySpan<string> key)
    {
        foreach (var column in collection.Columns)
        {
            if (column.Source is ColumnSource.Frontmatter(var own) && own.Length > key.Length && own.AsSpan()[..key.Length].SequenceEqual(key))
                return true;
        }

        return false;
    }

    static string? Shown(Collection collection, ImmutableArray<string> key, Node node)
    {
        if (IsOwned(collection, key.AsSpan()))
            return null;
        if (!HoldsOwned(collection, key.AsSpan()) || node is not Node.Map map)
            return NodeJson.Of(node);
        var rest = from entry in map.Entries.OrderBy(e => e.Key, StringComparer.Ordinal)
                   where !entry.IsSpecial
                   let value = Shown(collection, [.. key, entry.Key], entry.Value.Resolved)
                   where value is not null
                   select $"{NodeJson.Quote(entry.Key)}:{value}";
        var joined = string.Join(',', rest);
        return joined.Length == 0 ? null : $"{{{joined}}}";
    }
}
