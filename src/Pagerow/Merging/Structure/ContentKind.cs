namespace Pagerow.Merging.Structure;

/// <summary>What a line is.</summary>
enum ContentKind
{
    /// <summary>Any other line.</summary>
    Plain,

    /// <summary>A check box.</summary>
    Box,

    /// <summary>A labelled line.</summary>
    Label,
}
