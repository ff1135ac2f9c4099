namespace Pagerow.Pages.Blocks;

/// <summary>What a reader of blocks found, before it is made into an outline. Offsets count from the text's start; lines end behind their line end.</summary>
sealed class RawOutline
{
    /// <summary>Whether it was read line by line, so that what stands below a line depends on nothing but the blocks open there.</summary>
    public bool IsByLine { get; init; }

    /// <summary>Document-level headings in page order.</summary>
    public List<RawHeading> Headings { get; } = [];

    /// <summary>Boxes of ordinary Markdown in page order.</summary>
    public List<RawBox> Boxes { get; } = [];

    /// <summary>Code and HTML blocks in page order: whole lines.</summary>
    public List<RawBlock> Opaque { get; } = [];
}
