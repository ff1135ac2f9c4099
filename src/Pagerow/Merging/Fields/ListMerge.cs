using System.Collections.Immutable;
using Pagerow.Merging.Lines;
using Pagerow.Pages.Nodes;

namespace Pagerow.Merging.Fields;

/// <summary>
/// Merges lists. Those of scalars that each stand once are sets with an order: the base's items without what either side took out, in the
/// order of the side that changed it, and then what the other added. Others merge as lines do.
/// </summary>
static class ListMerge
{
    /// <summary>The merged list as JSON; null where one is no list, or both sides changed the same items.</summary>
    public static string? Of(Node? @base, Node? file, Node? row)
    {
        if (Items(file) is not { } ours || Items(row) is not { } theirs || (@base is null ? [] : Items(@base)) is not { } old)
            return null;
        var merged = new[] { old, ours, theirs }.All(IsSet) ? Set(old, ours, theirs) : Sequence(old, ours, theirs);
        return merged is null ? null : $"[{string.Join(',', merged)}]";
    }

    static ImmutableArray<string>? Items(Node? node) => node is Node.Sequence list ? [.. list.Items.Select(NodeJson.Of)] : null;

    static bool IsSet(ImmutableArray<string> items) =>
        items.All(i => i[0] is not ('[' or '{')) && items.Distinct(StringComparer.Ordinal).Count() == items.Length;

    static IEnumerable<string> Set(ImmutableArray<string> old, ImmutableArray<string> ours, ImmutableArray<string> theirs)
    {
        var (lead, other) = IsInOrder(old, ours) && !IsInOrder(old, theirs) ? (theirs, ours) : (ours, theirs);
        var (inOld, inLead, inOther) = (Known(old), Known(lead), Known(other));
        return lead.Where(i => !inOld.Contains(i) || inOther.Contains(i)).Concat(other.Where(i => !inOld.Contains(i) && !inLead.Contains(i)));
    }

    static bool IsInOrder(ImmutableArray<string> old, ImmutableArray<string> side) => old.Where(Known(side).Contains).SequenceEqual(side.Where(Known(old).Contains), StringComparer.Ordinal);

    static HashSet<string> Known(ImmutableArray<string> items) => items.ToHashSet(StringComparer.Ordinal);

    // JSON holds no line break, so that an item is a line.
    static string[]? Sequence(ImmutableArray<string> old, ImmutableArray<string> ours, ImmutableArray<string> theirs)
    {
        var merge = ThreeWay.Merge(Lines(old), Lines(ours), Lines(theirs));
        return merge.HasHoles ? null : merge.Render(_ => "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    static string Lines(ImmutableArray<string> items) => string.Concat(items.Select(i => i + "\n"));
}
