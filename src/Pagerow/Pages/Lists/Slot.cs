using Pagerow.Pages.Nodes;
using Pagerow.Pages.Yaml;

namespace Pagerow.Pages.Lists;

/// <summary>The place of a value: what an edit of the field may touch.</summary>
/// <param name="Old">The value that stands there, aliases not followed.</param>
/// <param name="After">The offset right behind the colon.</param>
/// <param name="Column">How far the key is indented.</param>
/// <param name="Around">Whether the field stands in brackets or braces.</param>
sealed record Slot(Node Old, int After, int Column, CollectionStyle Around)
{
    /// <summary>Where the value ends, its anchor and tag counted in.</summary>
    public int End => Math.Max(After, Old.Span.End);

    /// <summary>Everything behind the colon that belongs to the value.</summary>
    public Span Region => Span.Between(After, End);

    /// <summary>The value's characters with the blanks, tag and anchor before them.</summary>
    public string Raw(string text) => Region.Of(text);

    /// <summary>The end of the colon's line, without its line end.</summary>
    public int LineEnd(string text) => After + FrontmatterBlock.Line(text, After).Length;

    /// <summary>Whether a comment stands behind an offset on its line.</summary>
    public static bool HasComment(string text, int at)
    {
        var line = FrontmatterBlock.Line(text, at).TrimStart(" \t");
        return !line.IsEmpty && line[0] == '#';
    }

    /// <summary>
    /// Puts a value where there is none: behind the colon with a blank, or behind the one blank that stands there; a comment keeps a blank
    /// before it.
    /// </summary>
    public static Edit Fill(string text, int at, string value)
    {
        if (at >= text.Length || text[at] != ' ')
            return new(new(at, 0), $" {value}");
        return new(new(at + 1, 0), at + 1 < text.Length && text[at + 1] == '#' ? $"{value} " : value);
    }
}
