namespace Pagerow.Pages.Blocks;

/// <summary>The kinds of HTML blocks, by what ends them.</summary>
enum HtmlStart
{
    /// <summary>No HTML block.</summary>
    None,

    /// <summary>An element: ends at a blank line.</summary>
    Element,

    /// <summary>Ends behind <c>--&gt;</c>.</summary>
    Comment,

    /// <summary>Ends behind <c>&gt;</c>.</summary>
    Declaration,

    /// <summary>Ends behind <c>]]&gt;</c>.</summary>
    Data,

    /// <summary>Ends behind <c>?&gt;</c>.</summary>
    Instruction,

    /// <summary>A script, style, pre or textarea: ends behind the end tag of any of them.</summary>
    Raw,
}
