namespace Pagerow.Pages.Nodes;

/// <summary>How a scalar is written.</summary>
public enum ScalarStyle
{
    /// <summary>Without quotes.</summary>
    Plain,

    /// <summary>In single quotes.</summary>
    SingleQuoted,

    /// <summary>In double quotes.</summary>
    DoubleQuoted,

    /// <summary>A block behind <c>|</c>.</summary>
    Literal,

    /// <summary>A block behind <c>&gt;</c>.</summary>
    Folded,

    /// <summary>No YAML, or none that can have been meant: the characters as they stand are the text.</summary>
    Raw,
}
