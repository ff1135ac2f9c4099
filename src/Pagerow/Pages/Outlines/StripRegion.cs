using System.Collections.Immutable;

namespace Pagerow.Pages.Outlines;

/// <summary>Some strips in a row as a body of their own, on which an edit can be made and judged as it would be in the whole page.</summary>
/// <param name="First">The first strip.</param>
/// <param name="Last">The last strip.</param>
/// <param name="Body">Their text and, to see whether it stays what it is, the first line of the strip below.</param>
/// <param name="End">Where that line begins.</param>
/// <param name="Sections">The sections whose headings stand in the strips.</param>
/// <param name="Boxes">The boxes that stand in them.</param>
sealed record StripRegion(Strip First, Strip Last, Body Body, int End, ImmutableArray<StripMark> Sections, ImmutableArray<StripMark> Boxes)
{
    /// <summary>Whether it is all of the page.</summary>
    public bool IsAll => First.Above is null && Last.Below is null;

    /// <summary>How many sections of the body are before <see cref="Sections"/>: the lines above the first heading belong to one further up.</summary>
    public int SectionsAbove => First.Above is null ? 0 : 1;

    /// <summary>The ordinal of a section in the body; of one whose heading stands above the region, 0.</summary>
    public int Section(StripMark mark) => Sections.IndexOf(mark) + SectionsAbove;

    /// <summary>The ordinal of a box in the body.</summary>
    public int Box(StripMark mark) => Boxes.IndexOf(mark);

    /// <summary>
    /// Whether an edit left the region's first line, and what the line below the region is, as they were. Then all that the edit did, it did
    /// within the region.
    /// </summary>
    public bool Holds(BodyTrial trial)
    {
        if (IsAll)
            return true;
        if (!trial.After.Outline.IsByLine || (First.Above is not null && trial.Edit.Span.Start < TextLines.EndOf(Body.Text, 0)))
            return false;
        var end = EndAfter(trial);
        var outline = trial.After.Outline;
        if (end == trial.After.Text.Length)
            return true;
        var stands = trial.After.Text[end] == '#'
            ? outline.Sections[^1].HeadingSpan.Start == end && outline.Sections[^1].Level > 0
            : outline.Boxes is [.., var box] && box.MarkerSpan.Start == end && box.Parent is null;
        return stands && (outline.Code.IsEmpty || outline.Code[^1].End <= end);
    }

    /// <summary>The region after an edit.</summary>
    public StripRegion After(BodyTrial trial)
    {
        var (before, after) = (Body.Outline, trial.After.Outline);
        var end = EndAfter(trial);
        return this with
        {
            Body = trial.After,
            End = end,
            Sections = Carried(
                trial.Edit,
                Sections,
                i => i + SectionsAbove == 0 ? -1 : before.Sections[i + SectionsAbove].HeadingSpan.Start,
                after.Sections.Skip(SectionsAbove).Select(s => s.Level == 0 ? -1 : s.HeadingSpan.Start).TakeWhile(at => at < end)),
            Boxes = Carried(
                trial.Edit, Boxes, i => before.Boxes[i].StateSpan.Start - 1, after.Boxes.Select(b => b.StateSpan.Start - 1).TakeWhile(at => at < end)),
        };
    }

    int EndAfter(BodyTrial trial) => End + trial.Edit.Text.Length - trial.Edit.Span.Length;

    /// <summary>Which mark is which after an edit: outside of it all stayed; inside, as many as before are those of before.</summary>
    static ImmutableArray<StripMark> Carried(Edit edit, ImmutableArray<StripMark> marks, Func<int, int> placeOf, IEnumerable<int> places)
    {
        var newEnd = edit.Span.Start + edit.Text.Length;
        var (kept, inside) = (new Queue<StripMark>(), new Queue<StripMark>());
        for (var i = 0; i < marks.Length; i++)
            (placeOf(i) < edit.Span.Start || placeOf(i) >= edit.Span.End ? kept : inside).Enqueue(marks[i]);
        var now = places.ToArray();
        var isRenewed = now.Count(at => at >= edit.Span.Start && at < newEnd) != inside.Count;
        var carried = ImmutableArray.CreateBuilder<StripMark>(now.Length);
        foreach (var at in now)
        {
            var isInside = at >= edit.Span.Start && at < newEnd;
            carried.Add(isInside ? isRenewed ? new() : inside.Dequeue() : kept.Dequeue());
        }

        return carried.MoveToImmutable();
    }
}
