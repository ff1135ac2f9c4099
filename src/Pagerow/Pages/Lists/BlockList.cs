using System.Collections.Immutable;
using Pagerow.Pages.Nodes;
using Pagerow.Pages.Yaml;

namespace Pagerow.Pages.Lists;

/// <summary>A list with a dash before each item, every dash the first character of its line.</summary>
/// <param name="Text">The page's text.</param>
/// <param name="Items">The items.</param>
/// <param name="Dashes">Where each item's dash stands.</param>
sealed record BlockList(string Text, ImmutableArray<Node> Items, ImmutableArray<int> Dashes) : IListShape
{
    string NewLine => FrontmatterBlock.NewLineOf(Text);

    /// <summary>The shape of a block list; null where a dash does not begin its line.</summary>
    public static BlockList? Of(string text, Node.Sequence list)
    {
        var dashes = ImmutableArray.CreateBuilder<int>(list.Items.Length);
        var at = list.Span.Start;
        foreach (var item in list.Items)
        {
            while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n' or '#')
                at = text[at] == '#' ? FrontmatterBlock.NextLine(text, at) : at + 1;
            var line = FrontmatterBlock.LineStart(text, at);
            if (at >= text.Length || text[at] != '-' || !text.AsSpan(line, at - line).IsWhiteSpace() || item.Span.Start <= at)
                return null;
            dashes.Add(at);
            at = item.Span.End;
        }

        return new(text, list.Items, dashes.DrainToImmutable());
    }

    /// <inheritdoc/>
    public Span ItemSpan(int index) => Span.Between(Dashes[index] + 1, Items[index].Span.End);

    /// <inheritdoc/>
    public Edit Replace(int index, string value) =>
        Items[index].Span.Length == 0 ? Slot.Fill(Text, Items[index].Span.Start, value) : new(Items[index].Span, value);

    /// <inheritdoc/>
    public IEnumerable<Edit> Remove(int index, int count) => Enumerable.Range(index, count).Select(i => new Edit(Lines(i), ""));

    /// <inheritdoc/>
    public IEnumerable<Edit> Add(int index, ImmutableArray<string> values)
    {
        var sibling = Math.Max(0, index - 1);
        var line = FrontmatterBlock.LineStart(Text, Dashes[sibling]);
        var value = FrontmatterBlock.Line(Text, Dashes[sibling] + 1);
        var gap = value.Length - value.TrimStart(' ').Length;
        var lead = Text[line..(Dashes[sibling] + 1)] + new string(' ', gap == value.Length ? 1 : Math.Max(1, gap));
        var at = index == 0 ? line : Lines(sibling).End;
        yield return new(new(at, 0), string.Concat(values.Select(v => $"{lead}{v}{NewLine}")));
    }

    /// <inheritdoc/>
    public ImmutableArray<Edit> Clear(Slot slot) => [Slot.Fill(Text, slot.After, "[]"), .. Remove(0, Items.Length)];

    Span Lines(int index) =>
        Span.Between(FrontmatterBlock.LineStart(Text, Dashes[index]), FrontmatterBlock.NextLine(Text, Items[index].Span.End));
}
