using System.Collections.Immutable;
using Pagerow.Pages.Lists;
using Pagerow.Pages.Nodes;
using Pagerow.Pages.Spelling;
using Pagerow.Pages.Yaml;

namespace Pagerow.Pages.Fields;

/// <summary>The ways to put a new value where another one stands, the smallest change first.</summary>
/// <param name="Text">The page's text.</param>
/// <param name="Slot">Where the old value stands.</param>
/// <param name="Habits">What the page does elsewhere.</param>
sealed record ValueWriter(string Text, Slot Slot, Habits Habits)
{
    string NewLine => FrontmatterBlock.NewLineOf(Text);

    Node Old => Slot.Old;

    bool IsBlock => Slot.Around == CollectionStyle.Block;

    /// <summary>Whether the old value is a collection that begins below its key's line.</summary>
    bool IsBelow => Old is Node.Sequence { Style: CollectionStyle.Block } or Node.Map { Style: CollectionStyle.Block } && Old.Span.Start > Slot.LineEnd(Text);

    /// <summary>The candidates for a value.</summary>
    public static IEnumerable<ImmutableArray<Edit>> Candidates(Frontmatter page, Slot slot, WantedValue wanted, Reading reading)
    {
        var writer = new ValueWriter(page.Page.Text, slot, Habits.Of(page.Page.Text, page.Root, slot.Old));
        return wanted switch
        {
            WantedValue.Null => writer.Nothing(),
            WantedValue.Text text => writer.Spelling().Of(text.Characters).SelectMany(writer.Put),
            WantedValue.Plain plain => writer.Put(plain.Canonical),
            WantedValue.List list when slot.Old is Node.Sequence old => new ListWriter(writer.Text, old, slot, writer.Habits).Candidates(list.Items, reading).Concat(writer.InFlow(list)),
            WantedValue.List list => writer.List(list),
            WantedValue.Map map => writer.InFlow(map),
            _ => [],
        };
    }

    IEnumerable<ImmutableArray<Edit>> InFlow(WantedValue wanted) => Put(FlowText.Of(wanted, Habits));

    TextSpelling Spelling()
    {
        var scalar = Old as Node.Scalar;
        var isOldBlock = scalar?.Style is ScalarStyle.Literal or ScalarStyle.Folded;
        var canBegin = IsBlock && !Slot.HasComment(Text, IsBelow ? Slot.After : Slot.End);
        return new(
            scalar,
            isOldBlock ? BlockScalar.Of(Text, Old.Span, Slot.Column + 2) : null,
            Slot.Around,
            Habits,
            canBegin ? BlockScalar.New(Slot.Column + 2) : null,
            NewLine);
    }

    IEnumerable<ImmutableArray<Edit>> Put(string value)
    {
        var hasLines = value.Contains('\n', StringComparison.Ordinal);
        if (IsBelow)
            yield return [Slot.Fill(Text, Slot.After, value), new(Span.Between(Slot.LineEnd(Text), Slot.End), "")];
        else if (Old is Node.Scalar { Span.Length: 0 })
            yield return [Slot.Fill(Text, Old.Span.Start, value)];
        else if (Old is Node.Scalar { Style: ScalarStyle.Literal or ScalarStyle.Folded } && !hasLines)
            yield return [new(Header, value), new(Content, "")];
        else if (!hasLines || Old.Span.Start <= Slot.LineEnd(Text))
            yield return [new(Old.Span, value)];
        yield return [new(Slot.Region, $" {value}")];
    }

    /// <summary>A block scalar's indicators; a comment behind them stays.</summary>
    Span Header => new(Old.Span.Start, FrontmatterBlock.Line(Text, Old.Span.Start).IndexOfAny(' ', '\t') is var end and >= 0 ? end : HeaderEnd - Old.Span.Start);

    Span Content => Span.Between(Math.Min(HeaderEnd, Old.Span.End), Old.Span.End);

    int HeaderEnd => Old.Span.Start + FrontmatterBlock.Line(Text, Old.Span.Start).Length;

    IEnumerable<ImmutableArray<Edit>> Nothing()
    {
        if (!IsBlock)
            return Put("null");
        return Habits.Nothing switch
        {
            "" => [Bare(""), .. Put("null")],
            " " => [Bare(" "), Bare(""), .. Put("null")],
            var word => [.. Put(word), Bare("")],
        };
    }

    ImmutableArray<Edit> Bare(string blank)
    {
        if (IsBelow)
            return [new(Span.Between(Slot.LineEnd(Text), Slot.End), "")];
        if (Old is Node.Scalar { Style: ScalarStyle.Literal or ScalarStyle.Folded })
            return [new(Span.Between(Slot.After, Header.End), ""), new(Content, "")];
        var end = FrontmatterBlock.Line(Text, Slot.End);
        return [new(Slot.Region, end.IsEmpty ? blank : "")];
    }

    IEnumerable<ImmutableArray<Edit>> List(WantedValue.List list)
    {
        var flow = Old is Node.Scalar { Style: ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted } scalar && list.Items is [WantedValue.Text first, ..] && first.Characters == scalar.Text
            ? FlowText.Behind(Old.Span.Of(Text), list, Habits)
            : FlowText.Of(list, Habits);
        if (Old is not Node.Scalar { IsNull: true } || !IsBlock || Habits.Dash is not { } dash || list.Items.IsEmpty)
            return Put(flow);
        var lines = string.Concat(list.Items.Select(i => $"{NewLine}{new string(' ', Slot.Column + dash)}-{Habits.Gap}{FlowText.Item(i, Habits)}"));
        var below = new Edit(new(Slot.LineEnd(Text), 0), lines);
        return [Old.Span.Length == 0 ? [below] : [new(Slot.Region, ""), below], .. Put(flow)];
    }
}
