namespace Pagerow.Pages.Blocks;

/// <summary>Why the lines of a block are not Markdown.</summary>
enum RawBlockKind
{
    /// <summary>A code fence, closed, or ended by the quote or list that it stands in.</summary>
    Fence,

    /// <summary>A code fence of the document itself that nothing ends.</summary>
    OpenFence,

    /// <summary>Code by indentation.</summary>
    Indented,

    /// <summary>An HTML element.</summary>
    Html,

    /// <summary>An HTML comment, script, style, declaration or instruction.</summary>
    Comment,
}
