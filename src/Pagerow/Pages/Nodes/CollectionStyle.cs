namespace Pagerow.Pages.Nodes;

/// <summary>How a list or a map is written.</summary>
public enum CollectionStyle
{
    /// <summary>One line or more an item, told by indentation.</summary>
    Block,

    /// <summary>In brackets or braces.</summary>
    Flow,
}
