using System.Collections.Immutable;
using Pagerow.Pages.Nodes;
using Pagerow.Pages.Spelling;

namespace Pagerow.Pages.Lists;

/// <summary>The ways to make a list say something else by touching only the items that differ.</summary>
/// <param name="Text">The page's text.</param>
/// <param name="Old">The list as it stands.</param>
/// <param name="Slot">Its place.</param>
/// <param name="Habits">What the page does elsewhere.</param>
sealed record ListWriter(string Text, Node.Sequence Old, Slot Slot, Habits Habits)
{
    /// <summary>The candidates: by item, with new items as they suit; then with new items in double quotes.</summary>
    public IEnumerable<ImmutableArray<Edit>> Candidates(ImmutableArray<WantedValue> wanted, Reading reading)
    {
        if (Shape() is not { } shape)
            yield break;
        if (wanted.IsEmpty)
        {
            yield return shape.Clear(Slot);
            yield break;
        }

        if (Old.Items.IsEmpty)
            yield break;
        bool Same(int old, int now) => wanted[now].IsSaidBy(Old.Items[old], reading);
        var diffs = ListDiff.Of(Old.Items.Length, wanted.Length, Same);
        if (Reorder(shape, wanted, Same) is { } order)
            yield return order;
        yield return [.. diffs.SelectMany(d => Change(shape, d, wanted, Spelled))];
        yield return [.. diffs.SelectMany(d => Change(shape, d, wanted, (w, _) => w is WantedValue.Text text ? Quotes.Double(text.Characters) : FlowText.Of(w, Habits)))];
    }

    /// <summary>A pair without braces in brackets has no characters of its own to be replaced; its list is written anew.</summary>
    IListShape? Shape() => Old.Items.Any(i => i is Node.Map { Style: CollectionStyle.Flow } && Text[i.Span.Start] != '{') ? null : Old.Style == CollectionStyle.Flow ? new FlowList(Text, Old) : BlockList.Of(Text, Old);

    IEnumerable<Edit> Change(IListShape shape, ListDiff diff, ImmutableArray<WantedValue> wanted, Func<WantedValue, Node?, string> spell)
    {
        var both = Math.Min(diff.OldCount, diff.NewCount);
        for (var i = 0; i < both; i++)
            yield return shape.Replace(diff.Old + i, spell(wanted[diff.New + i], Old.Items[diff.Old + i]));
        if (diff.OldCount > both)
        {
            foreach (var edit in shape.Remove(diff.Old + both, diff.OldCount - both))
                yield return edit;
        }

        if (diff.NewCount > both)
        {
            var sibling = Old.Items[Math.Clamp(diff.Old + both - 1, 0, Old.Items.Length - 1)];
            foreach (var edit in shape.Add(diff.Old + both, [.. wanted.Skip(diff.New + both).Take(diff.NewCount - both).Select(w => spell(w, sibling))]))
                yield return edit;
        }
    }

    /// <summary>A new item takes after the one it stands for, or stands behind.</summary>
    string Spelled(WantedValue wanted, Node? sibling)
    {
        var place = Old.Style == CollectionStyle.Flow || Slot.Around == CollectionStyle.Flow ? CollectionStyle.Flow : CollectionStyle.Block;
        return wanted is WantedValue.Text text
            ? new TextSpelling(sibling as Node.Scalar, null, place, Habits, null, "\n").Of(text.Characters).First()
            : FlowText.Of(wanted, Habits);
    }

    /// <summary>The same items in another order: their characters change places.</summary>
    ImmutableArray<Edit>? Reorder(IListShape shape, ImmutableArray<WantedValue> wanted, Func<int, int, bool> same)
    {
        if (wanted.Length != Old.Items.Length || wanted.Length > 500)
            return null;
        var free = Enumerable.Range(0, wanted.Length).ToList();
        var edits = ImmutableArray.CreateBuilder<Edit>();
        for (var now = 0; now < wanted.Length; now++)
        {
            var source = same(now, now) ? now : free.FindIndex(old => same(old, now) && !same(old, old)) is var at and >= 0 ? free[at] : -1;
            if (source < 0 || !free.Remove(source))
                return null;
            if (source != now)
                edits.Add(new(shape.ItemSpan(now), shape.ItemSpan(source).Of(Text)));
        }

        return edits.DrainToImmutable();
    }
}
