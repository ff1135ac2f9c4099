namespace Pagerow.Merging.Drafts;

/// <summary>The order of named things of which each side has its own: who reordered leads; what the other added follows what it followed there.</summary>
static class KeyedOrder
{
    /// <summary>All names, those that a side took out at the place that they had. No list holds a name twice.</summary>
    public static List<string> Of(IReadOnlyList<string> @base, IReadOnlyList<string> file, IReadOnlyList<string> row)
    {
        var isFileInOrder = IsInOrder(@base, file);
        var (lead, other) = isFileInOrder ? (row, file) : (file, row);
        var order = new LinkedList<string>(lead);
        var places = new Dictionary<string, LinkedListNode<string>>(StringComparer.Ordinal);
        for (var node = order.First; node is not null; node = node.Next)
            places[node.Value] = node;
        Insert(@base, order, places);
        Insert(other, order, places);
        return [.. order];
    }

    static void Insert(IReadOnlyList<string> names, LinkedList<string> order, Dictionary<string, LinkedListNode<string>> places)
    {
        LinkedListNode<string>? before = null;
        foreach (var name in names)
        {
            if (!places.TryGetValue(name, out var place))
                places[name] = place = before is null ? order.AddFirst(name) : order.AddAfter(before, name);
            before = place;
        }
    }

    static bool IsInOrder(IReadOnlyList<string> @base, IReadOnlyList<string> side)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < side.Count; i++)
            places[side[i]] = i;
        var last = -1;
        foreach (var name in @base)
        {
            if (!places.TryGetValue(name, out var place))
                continue;
            if (place < last)
                return false;
            last = place;
        }

        return true;
    }
}
