using System.Collections.Immutable;
using Pagerow.Merging.Conflicts;
using Pagerow.Pages.Fields;
using Pagerow.Pages.Nodes;

namespace Pagerow.Merging.Verifying;

/// <summary>Holds the values of a merged frontmatter against those of the three it came from.</summary>
/// <param name="hasHoles">Whether something is left open.</param>
/// <param name="rules">What fields are to the collection.</param>
sealed class FieldLedger(bool hasHoles, MergeRules rules)
{
    /// <summary>The values that are not what both sides' changes come to.</summary>
    public IEnumerable<string> Check(Frontmatter @base, Frontmatter file, Frontmatter row, Frontmatter asFile, Frontmatter asRow) =>
        Members([], @base.Root, file.Root, row.Root, asFile.Root, asRow.Root);

    IEnumerable<string> Members(ImmutableArray<string> above, Node? @base, Node? file, Node? row, Node? asFile, Node? asRow)
    {
        var names = new[] { @base, file, row, asFile, asRow }.SelectMany(n => n is Node.Map map ? map.Entries : []).Where(e => !e.IsSpecial).Select(e => e.Key).ToHashSet(StringComparer.Ordinal);
        var (b, f, r, inFile, inRow) = (Named(@base), Named(file), Named(row), Named(asFile), Named(asRow));
        return names.SelectMany(n =>
            Value(above.Add(n), b.GetValueOrDefault(n), f.GetValueOrDefault(n), r.GetValueOrDefault(n), inFile.GetValueOrDefault(n), inRow.GetValueOrDefault(n)));
    }

    IEnumerable<string> Value(ImmutableArray<string> key, Node? @base, Node? file, Node? row, Node? asFile, Node? asRow)
    {
        var (b, f, r) = (Json(@base), Json(file), Json(row));
        var (inFile, inRow) = (Json(asFile), Json(asRow));
        if (f == r || f == b || r == b)
        {
            var wanted = f == b ? r : f;
            return inFile == wanted && inRow == wanted ? [] : [$"'{string.Join('.', key)}' is not what one side made of it"];
        }

        if (hasHoles && inFile == f && inRow == r)
            return [];
        if (file is Node.Map && row is Node.Map && @base is Node.Map)
            return Members(key, @base, file, row, asFile, asRow);
        if (rules.NatureOf(key) is not FieldNature.Plain && inFile == inRow && (inFile == f || inFile == r))
            return [];
        return IsList(@base, file, row, asFile) && inFile == inRow ? [] : [$"'{string.Join('.', key)}' was changed by both sides, and one of them is lost"];
    }

    // Of each item as many as both sides' changes come to.
    static bool IsList(Node? @base, Node? file, Node? row, Node? merged)
    {
        if (file is not Node.Sequence || row is not Node.Sequence || merged is not Node.Sequence || @base is not (null or Node.Sequence))
            return false;
        var (b, f, r, m) = (Items(@base), Items(file), Items(row), Items(merged));
        var isSet = new[] { b, f, r }.All(IsSet);
        return new[] { b, f, r, m }.SelectMany(l => l.Keys).Distinct(StringComparer.Ordinal)
                .All(i => Fits(b.GetValueOrDefault(i), f.GetValueOrDefault(i), r.GetValueOrDefault(i), m.GetValueOrDefault(i)))
            && (!isSet || IsSet(m));
    }

    static bool Fits(int b, int f, int r, int m) =>
        f == b ? m == r : r == b ? m == f : m >= Math.Max(0, Math.Min(f + r - b, Math.Min(f, r))) && m <= Math.Max(f + r - b, Math.Max(f, r));

    static bool IsSet(Dictionary<string, int> items) => items.Values.All(c => c == 1);

    // Each item as JSON, and how often it stands there.
    static Dictionary<string, int> Items(Node? node) =>
        node is Node.Sequence list ? list.Items.Select(NodeJson.Of).CountBy(i => i, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal) : [];

    static Dictionary<string, Node> Named(Node? node) => node is Node.Map map
        ? map.Entries.Where(e => !e.IsSpecial).DistinctBy(e => e.Key, StringComparer.Ordinal).ToDictionary(e => e.Key, e => e.Value.Resolved, StringComparer.Ordinal)
        : [];

    static string? Json(Node? node) => node is null ? null : NodeJson.Of(node);
}
