using Pagerow.Merging.Drafts;
using Pagerow.Pages;
using Pagerow.Pages.Outlines;

namespace Pagerow.Merging.Structure;

/// <summary>
/// Check boxes that one side moved and the other changed. Their change is done in all three bodies before these are compared, so that only
/// the move is left. A box is the same if its text, or else its number, stands once on each page.
/// </summary>
static class MovedBoxes
{
    /// <summary>The bodies with such boxes alike; the given ones where no box was moved.</summary>
    public static (Body Base, Body File, Body Row) Settle(Body @base, Body file, Body row)
    {
        if (IsInOrder(@base, file) && IsInOrder(@base, row))
            return (@base, file, row);
        List<(TaskBox Base, TaskBox File, TaskBox Row)> common = [.. Common(@base, file, row).OrderBy(c => c.Base.Ordinal)];
        if (IsInPlace(common.Select(c => (c.Base, c.File)), @base, file) && IsInPlace(common.Select(c => (c.Base, c.Row)), @base, row))
            return (@base, file, row);
        var (old, ours, theirs) = (new List<Edit>(), new List<Edit>(), new List<Edit>());
        foreach (var (b, f, r) in common)
        {
            var (inFile, inRow) = (Parts(file, f), Parts(row, r));
            string?[] merged = [.. Parts(@base, b).Select((p, i) => new Three(p, inFile[i], inRow[i]).Settled)];
            if (merged.Contains(null))
                continue;
            var text = string.Concat(merged);
            old.Add(new(Changing(b), text));
            ours.Add(new(Changing(f), text));
            theirs.Add(new(Changing(r), text));
        }

        return (Edited(@base, old), Edited(file, ours), Edited(row, theirs));
    }

    // Without a look at which box is which: texts and sections in the same order, as on nearly every page.
    static bool IsInOrder(Body @base, Body side)
    {
        var (olds, news) = (@base.Outline.Boxes, side.Outline.Boxes);
        var isInOrder = olds.Length == news.Length;
        for (var i = 0; isInOrder && i < olds.Length; i++)
            isInOrder = olds[i].Text == news[i].Text && @base.Outline.Sections[olds[i].Section].Path == side.Outline.Sections[news[i].Section].Path;
        return isInOrder;
    }

    // By text first: lists are numbered anew more often than a number gets another text.
    static IEnumerable<(TaskBox Base, TaskBox File, TaskBox Row)> Common(Body @base, Body file, Body row)
    {
        var used = new HashSet<TaskBox>(ReferenceEqualityComparer.Instance);
        foreach (var name in (Func<TaskBox, string?>[])[b => b.Text.Length > 0 ? b.Text : null, IdOf])
        {
            var (olds, ours, theirs) = (Once(@base, name), Once(file, name), Once(row, name));
            foreach (var (key, old) in olds)
            {
                if (ours.TryGetValue(key, out var our) && theirs.TryGetValue(key, out var their) && !used.Contains(old) && !used.Contains(our) && !used.Contains(their))
                {
                    used.UnionWith([old, our, their]);
                    yield return (old, our, their);
                }
            }
        }
    }

    // A plain number counts the items of one list, and names none.
    static string? IdOf(TaskBox box) => box.Number is { } number && !number.All(char.IsAsciiDigit) ? number : null;

    static Dictionary<string, TaskBox> Once(Body body, Func<TaskBox, string?> name) => body.Outline.Boxes
        .GroupBy(name, StringComparer.Ordinal)
        .Where(g => g.Key is not null && g.Count() == 1)
        .ToDictionary(g => g.Key!, g => g.First(), StringComparer.Ordinal);

    static bool IsInPlace(IEnumerable<(TaskBox Old, TaskBox Now)> boxes, Body @base, Body side)
    {
        var last = -1;
        foreach (var (old, now) in boxes)
        {
            if (now.Ordinal < last || @base.Outline.Sections[old.Section].Path != side.Outline.Sections[now.Section].Path)
                return false;
            last = now.Ordinal;
        }

        return true;
    }

    static Body Edited(Body body, List<Edit> edits) => new(body.Page.With(edits), body.Start, body.Options);

    static Span Changing(TaskBox box) => Span.Between(box.StateSpan.Start, box.TextSpan.End);

    static string[] Parts(Body body, TaskBox box) => [box.State, body.Text[box.StateSpan.End..box.TextSpan.Start], box.Text];
}
