namespace Pagerow.Pages.Nodes;

/// <summary>What a node comes to once every alias is followed: what reading it aloud would cost.</summary>
/// <param name="Size">How many values and characters, keys among them, at most <see cref="int.MaxValue"/>.</param>
/// <param name="Depth">How many lists and maps stand in one another.</param>
readonly record struct NodeWeight(long Size, int Depth)
{
    /// <summary>The weight of a node; none is none.</summary>
    public static NodeWeight Of(Node? node) => node is null ? default : Of(node, new(ReferenceEqualityComparer.Instance));

    // What an alias stands for was seen before it, so that no chain of them is followed twice, or far.
    static NodeWeight Of(Node node, Dictionary<Node, NodeWeight> known)
    {
        if (known.TryGetValue(node, out var weight))
            return weight;
        weight = node switch
        {
            Node.Alias alias => Of(alias.Target, known),
            Node.Sequence list => list.Items.Aggregate(new NodeWeight(1, 1), (sum, item) => sum.With(Of(item, known))),
            Node.Map map => map.Entries.Aggregate(new NodeWeight(1, 1), (sum, entry) => sum.With(KeyOf(entry, known)).With(Of(entry.Value, known))),
            Node.Scalar scalar => new(1 + scalar.Text.Length, 0),
            _ => new(1, 0),
        };
        if (node.Anchor is not null)
            known[node] = weight;
        return weight;
    }

    static NodeWeight KeyOf(Entry entry, Dictionary<Node, NodeWeight> known) => entry.KeyNode is { } key ? Of(key, known) : new(entry.Key.Length, 0);

    NodeWeight With(NodeWeight inner) => new(Math.Min(int.MaxValue, Size + inner.Size), Math.Max(Depth, 1 + inner.Depth));
}
