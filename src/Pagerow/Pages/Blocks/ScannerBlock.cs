namespace Pagerow.Pages.Blocks;

/// <summary>A quote or list item that the line scanner has open.</summary>
struct ScannerBlock
{
    /// <summary>Whether it is a quote; else it is a list item.</summary>
    public bool IsQuote;

    /// <summary>Whether it is an item with a number.</summary>
    public bool IsOrdered;

    /// <summary>Whether it is an item of which the first line was blank, and nothing followed yet.</summary>
    public bool IsEmpty;

    /// <summary>The columns that a line of the item must be indented.</summary>
    public int Width;

    /// <summary>The box that it is, or -1.</summary>
    public int Box;

    /// <summary>The end of its last line that is not blank.</summary>
    public int End;

    /// <summary>What the last block directly in it is.</summary>
    public ScannerLeaf Last;
}
