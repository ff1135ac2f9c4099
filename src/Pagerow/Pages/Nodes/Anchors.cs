namespace Pagerow.Pages.Nodes;

/// <summary>Which values others share by name, so that an edit of the one would change the others.</summary>
static class Anchors
{
    /// <summary>How deep a value is looked into.</summary>
    public enum Depth
    {
        /// <summary>Its own anchor only.</summary>
        Own,

        /// <summary>Its own and those of everything in it.</summary>
        Whole,
    }

    /// <summary>Whether an alias anywhere below <paramref name="root"/> stands for the value or, if asked for, for something in it.</summary>
    public static bool IsShared(Node? root, Node value, Depth depth)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        Collect(value, depth, names);
        return names.Count > 0 && root is not null && Uses(root, names);
    }

    static void Collect(Node node, Depth depth, HashSet<string> names)
    {
        if (node.Anchor is not null)
            names.Add(node.Anchor);
        if (depth == Depth.Own)
            return;
        foreach (var child in Children(node))
            Collect(child, depth, names);
    }

    static bool Uses(Node node, HashSet<string> names) =>
        node is Node.Alias alias ? names.Contains(alias.Name) : Children(node).Any(c => Uses(c, names));

    static IEnumerable<Node> Children(Node node) => node switch
    {
        Node.Sequence list => list.Items,
        Node.Map map => map.Entries.SelectMany(e => e.KeyNode is { } key ? [key, e.Value] : (Node[])[e.Value]),
        _ => [],
    };
}
