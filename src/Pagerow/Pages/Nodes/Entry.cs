namespace Pagerow.Pages.Nodes;

/// <summary>One key of a map and its value.</summary>
/// <param name="Key">The key's text, quotes undone; where the key is a collection, its characters.</param>
/// <param name="KeySpan">The key as it stands, with its quotes.</param>
/// <param name="Value">The value.</param>
public sealed record Entry(string Key, Span KeySpan, Node Value)
{
    /// <summary>The offset right behind the colon, or -1 where the entry has none or writes its key in an unusual way; such an entry is never edited.</summary>
    public int Colon { get; init; } = -1;

    /// <summary>Whether the key is a list or a map, an alias, or merges another map (<c>&lt;&lt;</c>): no name that a column could have.</summary>
    public bool IsSpecial { get; init; }

    /// <summary>The key where it is a list, a map or an alias; null where it is a name.</summary>
    internal Node? KeyNode { get; init; }
}
