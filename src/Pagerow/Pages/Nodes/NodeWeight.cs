namespace Pagerow.Pages.Nodes;

/// <summary>How many values and characters a node has once every alias is followed: what reading it aloud would cost.</summary>
static class NodeWeight
{
    /// <summary>The weight, at most <see cref="int.MaxValue"/>.</summary>
    public static int Of(Node? node) => node is null ? 0 : (int)Math.Min(int.MaxValue, Of(node, new(ReferenceEqualityComparer.Instance)));

    static long Of(Node node, Dictionary<Node, long> known)
    {
        if (known.TryGetValue(node, out var weight))
            return weight;
        weight = node switch
        {
            Node.Alias alias => Of(alias.Target, known),
            Node.Sequence list => 1 + list.Items.Sum(i => Of(i, known)),
            Node.Map map => 1 + map.Entries.Sum(e => Of(e.Value, known)),
            Node.Scalar scalar => 1 + scalar.Text.Length,
            _ => 1,
        };
        weight = Math.Min(weight, int.MaxValue);
        if (node.Anchor is not null)
            known[node] = weight;
        return weight;
    }
}
