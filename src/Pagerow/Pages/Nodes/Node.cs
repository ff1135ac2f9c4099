using System.Collections.Immutable;

namespace Pagerow.Pages.Nodes;

/// <summary>One value of a page's frontmatter, and where it stands. What type a scalar has is for the reader's column to say.</summary>
/// <param name="Span">
/// The value in <see cref="PageText.Text"/>, without its anchor and tag. An empty value has no length and stands right behind its colon or
/// dash; a flow collection runs to its bracket, a block collection to the end of its last child, a block scalar from its header to its last
/// line that is not blank (with <c>+</c>: to its end), without that line's end.
/// </param>
public abstract record Node(Span Span)
{
    /// <summary>The name of the anchor in front of the value, without <c>&amp;</c>; null where there is none.</summary>
    public string? Anchor { get; init; }

    /// <summary>The tag in front of the value as it is written, such as <c>!!str</c>; null where there is none.</summary>
    public string? Tag { get; init; }

    /// <summary>The node itself, or what an alias stands for.</summary>
    public Node Resolved => this is Alias alias ? alias.Target : this;

    /// <summary>One text, number, boolean, date or nothing.</summary>
    /// <param name="Span">See <see cref="Node.Span"/>.</param>
    /// <param name="Text">What it says, quotes and escapes undone, line breaks as LF; not interpreted further.</param>
    /// <param name="Style">How it is written.</param>
    public sealed record Scalar(Span Span, string Text, ScalarStyle Style) : Node(Span)
    {
        /// <summary>Whether it says nothing: empty, <c>~</c> or <c>null</c>, without quotes.</summary>
        public bool IsNull => Style == ScalarStyle.Plain && Tag is null && Text is "" or "~" or "null" or "Null" or "NULL";
    }

    /// <summary>A list.</summary>
    /// <param name="Span">See <see cref="Node.Span"/>.</param>
    /// <param name="Items">Its items in page order.</param>
    /// <param name="Style">How it is written.</param>
    public sealed record Sequence(Span Span, ImmutableArray<Node> Items, CollectionStyle Style) : Node(Span);

    /// <summary>A map.</summary>
    /// <param name="Span">See <see cref="Node.Span"/>.</param>
    /// <param name="Entries">Its entries in page order, duplicates and merge keys among them.</param>
    /// <param name="Style">How it is written.</param>
    public sealed record Map(Span Span, ImmutableArray<Entry> Entries, CollectionStyle Style) : Node(Span);

    /// <summary>A name that stands for a value further up.</summary>
    /// <param name="Span">The name with its <c>*</c>.</param>
    /// <param name="Name">The name without <c>*</c>.</param>
    /// <param name="Target">The value; never an alias itself.</param>
    public sealed record Alias(Span Span, string Name, Node Target) : Node(Span);
}
