using System.Collections.Immutable;

namespace Pagerow.Merging.Structure;

/// <summary>One line, cut into parts that merge each for itself.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Identity">Equal for the lines of two pages that are the same line, changed or not.</param>
/// <param name="Parts">The parts, which put together are the line; the last is its line end.</param>
/// <param name="Names">A labelled line's labels, or a box's text; the values of the labels are the parts in between, every second one.</param>
/// <param name="Number">A box's number; null where it has none.</param>
sealed record ContentLine(ContentKind Kind, string Identity, ImmutableArray<string> Parts, ImmutableArray<string> Names, string? Number = null)
{
    /// <summary>The whole line.</summary>
    public string Text { get; } = string.Concat(Parts);

    /// <summary>The line without its end.</summary>
    public string Content => Text[..^Parts[^1].Length];
}
