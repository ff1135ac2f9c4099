using System.Collections.Immutable;
using Pagerow.Pages.Nodes;
using Pagerow.Pages.Yaml;

namespace Pagerow.Pages.Fields;

/// <summary>
/// Reads an edited page again and says whether exactly one field changed, and as it should: the body is the same, every other value is the
/// same and written in the same style, nothing became unreadable.
/// </summary>
/// <param name="Before">The page before the edit.</param>
/// <param name="Key">The field.</param>
/// <param name="IsGood">Whether the value afterwards is right; null where the field shall be gone.</param>
sealed record FieldJudge(Frontmatter Before, ImmutableArray<string> Key, Func<Node, bool>? IsGood)
{
    /// <summary>How many problems the page may have afterwards.</summary>
    public int MaxProblems { get; init; } = Before.Problems.Length;

    /// <summary>The first page that passes; null where none does.</summary>
    public PageText? First(IEnumerable<ImmutableArray<Edit>> candidates)
    {
        foreach (var candidate in candidates)
        {
            var page = Before.Page.With(candidate);
            if (Accepts(page))
                return page;
        }

        return null;
    }

    bool Accepts(PageText page)
    {
        // The tree, not the fast scanner, judges: what is written must be YAML to the library.
        var after = Frontmatter.Read(page, YamlReader.Read);
        return after is { Kind: FrontmatterKind.Yaml, PageTrouble: null, ReadOnly: null, Root: { } root }
            && page.Text.AsSpan(after.BodyStart).SequenceEqual(Before.Page.Text.AsSpan(Before.BodyStart))
            && after.Problems.Length <= MaxProblems
            && after.TroubleOf(Key)?.Problem.Code is var code && (code is null || code == Before.TroubleOf(Key)?.Problem.Code)
            && OnlyFieldDiffers(Before.Root?.Entries ?? [], root.Entries, Key.AsSpan());
    }

    bool OnlyFieldDiffers(ImmutableArray<Entry> before, ImmutableArray<Entry> after, ReadOnlySpan<string> key)
    {
        var old = IndexOf(before, key[0]);
        var now = IndexOf(after, key[0]);
        if (key.Length > 1)
        {
            return old >= 0 && now >= 0 && before[old].Value is Node.Map oldMap && after[now].Value is Node.Map nowMap
                && before.RemoveAt(old).SequenceEqual(after.RemoveAt(now), SameEntry)
                && OnlyFieldDiffers(oldMap.Entries, nowMap.Entries, key[1..]);
        }

        var isRight = IsGood is null ? now < 0 : now >= 0 && IsGood(after[now].Value);
        return isRight && Without(before, old).SequenceEqual(Without(after, now), SameEntry);
    }

    static ImmutableArray<Entry> Without(ImmutableArray<Entry> entries, int index) => index < 0 ? entries : entries.RemoveAt(index);

    static int IndexOf(ImmutableArray<Entry> entries, string name)
    {
        for (var i = 0; i < entries.Length; i++)
        {
            if (!entries[i].IsSpecial && string.Equals(entries[i].Key, name, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }

    static bool SameEntry(Entry a, Entry b) =>
        string.Equals(a.Key, b.Key, StringComparison.Ordinal) && a.IsSpecial == b.IsSpecial && SameNode(a.Value, b.Value)
        && (a.KeyNode is null ? b.KeyNode is null : b.KeyNode is not null && SameNode(a.KeyNode, b.KeyNode));

    static bool SameNode(Node a, Node b)
    {
        if (!string.Equals(a.Anchor, b.Anchor, StringComparison.Ordinal) || !string.Equals(a.Tag, b.Tag, StringComparison.Ordinal))
            return false;
        return (a, b) switch
        {
            (Node.Scalar x, Node.Scalar y) => x.Style == y.Style && string.Equals(x.Text, y.Text, StringComparison.Ordinal),
            (Node.Sequence x, Node.Sequence y) => x.Style == y.Style && x.Items.SequenceEqual(y.Items, SameNode),
            (Node.Map x, Node.Map y) => x.Style == y.Style && x.Entries.SequenceEqual(y.Entries, SameEntry),
            (Node.Alias x, Node.Alias y) => string.Equals(x.Name, y.Name, StringComparison.Ordinal) && SameNode(x.Target, y.Target),
            _ => false,
        };
    }
}
