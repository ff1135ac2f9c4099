using System.Collections.Immutable;
using Pagerow.Pages.Nodes;

namespace Pagerow.Pages.Lists;

/// <summary>A list in brackets, on one line or several.</summary>
/// <param name="Text">The page's text.</param>
/// <param name="List">The list.</param>
sealed record FlowList(string Text, Node.Sequence List) : IListShape
{
    /// <inheritdoc/>
    public Span ItemSpan(int index) => List.Items[index].Span;

    /// <inheritdoc/>
    public Edit Replace(int index, string value) => new(ItemSpan(index), value);

    /// <inheritdoc/>
    public IEnumerable<Edit> Remove(int index, int count) => FlowItems.Remove(Text, [.. List.Items.Select(i => i.Span)], index, count);

    /// <inheritdoc/>
    public IEnumerable<Edit> Add(int index, ImmutableArray<string> values) =>
        FlowItems.Add(Text, [.. List.Items.Select(i => i.Span)], index, values);

    /// <inheritdoc/>
    public ImmutableArray<Edit> Clear(Slot slot) => [new(List.Span, "[]")];
}
