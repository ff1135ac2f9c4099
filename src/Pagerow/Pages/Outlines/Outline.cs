using System.Collections.Immutable;
using Pagerow.Pages.Blocks;

namespace Pagerow.Pages.Outlines;

/// <summary>
/// The shape of a page's body: its sections and its check boxes, with their exact places. What a Markdown parser calls blocks decides;
/// only headings of the page itself, not those inside quotes and lists, bound sections.
/// </summary>
public sealed class Outline
{
    static readonly Problem TooDeep = new("bad-markdown", "the Markdown is nested too deeply to be read; headings and check boxes are not looked for");

    internal Outline(
        ImmutableArray<Section> sections, ImmutableArray<TaskBox> boxes, ImmutableArray<Span> code, Span? openFence, ImmutableArray<Problem> problems)
    {
        Sections = sections;
        Boxes = boxes;
        Code = code;
        OpenFence = openFence;
        Problems = problems;
    }

    /// <summary>The sections in page order; the first has level 0 and is what stands above the first heading, often nothing.</summary>
    public ImmutableArray<Section> Sections { get; }

    /// <summary>The check boxes in page order.</summary>
    public ImmutableArray<TaskBox> Boxes { get; }

    /// <summary>Whether a code fence is opened and never closed, so that it hides the rest of the page.</summary>
    public bool HasOpenFence => OpenFence is not null;

    /// <summary>What was not understood.</summary>
    public ImmutableArray<Problem> Problems { get; }

    /// <summary>Code and comments, in page order: whole lines in which nothing but check boxes, where asked for, is looked for.</summary>
    internal ImmutableArray<Span> Code { get; }

    /// <summary>The fence that is never closed, up to the page's end.</summary>
    internal Span? OpenFence { get; }

    /// <summary>Whether it was read line by line, so that what stands below a line depends on nothing but the blocks open there.</summary>
    internal bool IsByLine { get; init; }

    /// <summary>Reads the outline of any text; never throws. A text that the Markdown parser refuses is all lines, one section, with a problem.</summary>
    /// <param name="text">A page's text.</param>
    /// <param name="bodyStart">Where the body begins, behind the frontmatter; a line's start, or the text's end.</param>
    /// <param name="options">Where else check boxes count.</param>
    public static Outline Read(string text, int bodyStart, OutlineOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(bodyStart);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bodyStart, text.Length);
        var raw = LineScanner.Read(text, bodyStart) ?? MarkdigBlocks.Read(text, bodyStart);
        return raw is not null
            ? OutlineBuilder.Build(text, bodyStart, raw, options, [])
            : OutlineBuilder.Build(text, bodyStart, new(), options, [TooDeep]);
    }
}
