namespace Pagerow.Pages.Blocks;

/// <summary>What kinds of blocks the line scanner tells apart.</summary>
enum ScannerLeaf
{
    /// <summary>None, or a kind of which nothing depends.</summary>
    Other,

    /// <summary>A paragraph.</summary>
    Paragraph,

    /// <summary>A code fence.</summary>
    Fence,

    /// <summary>Code by indentation.</summary>
    Code,

    /// <summary>An HTML block.</summary>
    Html,

    /// <summary>A blank line in a list item.</summary>
    Blank,
}
