using System.Collections.Immutable;
using Pagerow.Mapping;
using Pagerow.Mapping.Collections;
using Pagerow.Merging;
using Pagerow.Merging.Conflicts;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.Edits;
using Pagerow.Reconcile.States;

namespace Pagerow.Reconcile;

/// <summary>
/// Steps for documents that both sides changed. The pages are merged; where both changed the same place the file's text stands, and the
/// row's whole page is kept in the history. The merged page is shown in the row first, with the file's page as the new base: from then on
/// the document is an ordinary row edit, whatever happens to the process.
/// </summary>
/// <param name="layout">The collections.</param>
/// <param name="isTaken">Whether somebody else holds a path.</param>
sealed class BothChanged(Layout layout, Func<PagePath, bool> isTaken)
{
    /// <summary>The step for a document that both sides changed, or made.</summary>
    public Step Write(Facts facts, PageReading.Legible now) => facts.Base is null ? Adopt(facts, now) : Merge(facts, now);

    /// <summary>The file moved to another collection while its row was changed: the file stands, the row's page is kept.</summary>
    public static Step Leave(Layout layout, Facts facts, PageReading.Legible now)
    {
        var step = FileToRow.Write(facts, Verdict.Merge, now);
        var lost = RowToFile.PageOf(facts with { Collection = layout.Named(facts.Base!.Document.Collection) });
        var loser = PageBytes.Of(lost.Page.Encode());
        var told = new Event(
            EventKind.Overruled, Origin.Files, null, facts.Path, facts.Row!.Actor, loser.Hash, ((FileState.Present)facts.File).Page.Hash,
            "the file moved to another collection while its row was changed; the file stands, the row's page is kept");
        // Kept before the row goes: a crash may come between its going and the new row.
        return step with
        {
            Before = step.Before! with { Pages = [loser, .. lost.Kept] },
            After = step.After! with { Events = [.. step.After.Events, told, .. RowToFile.Refusals(facts, facts.Path!.Value, lost.Refused)] },
        };
    }

    // Without a base nobody can say who changed what: the file stands, the row's page is kept.
    static Step Adopt(Facts facts, PageReading.Legible now)
    {
        var (row, present, path) = (facts.Row!, (FileState.Present)facts.File, facts.Path!.Value);
        var record = Items.Keep(FileToRow.Before(row), now.Record);
        var page = RowToFile.BornOf(facts, path);
        var born = PageBytes.Of(page.Page.Encode());
        var isEqual = Shown.Of(path.Value, record) == Shown.Of(row) || born.Hash == present.Page.Hash;
        return new(facts, Verdict.Merge, After: new(
            new RowWrite.Update(row.Document, Shown.Of(row), new(path, record, present.ModifiedAt)),
            new BaseWrite.Agree(FileToRow.Agreed(row.Document, path, present, record)),
            isEqual ? [present.Page] : [present.Page, born, .. page.Kept],
            Planner.Drained(facts),
            Events: isEqual
                ? [new(EventKind.Merged, Origin.Files, row.Document, path, row.Actor, After: present.Page.Hash)]
                : [new(EventKind.Overruled, Origin.Files, row.Document, path, row.Actor, born.Hash, present.Page.Hash, "both sides made this document; the file stands, the row's page is kept"), .. RowToFile.Refusals(facts, path, page.Refused)]));
    }

    Step Merge(Facts facts, PageReading.Legible now)
    {
        var (row, agreed, present, path) = (facts.Row!, facts.Base!, (FileState.Present)facts.File, facts.Path!.Value);
        if (facts.BasePage is null || !PageText.TryDecode(facts.BasePage.Bytes.Span, out var basePage, out _))
            return Adopt(facts with { Base = null }, now);
        var mine = RowToFile.PageOf(facts);
        var merged = PageMerge.Merge(basePage, now.Text, mine.Page);
        var before = FileToRow.Before(row);
        var fileRecord = FileToRow.LastGood(Items.Keep(before, now.Record), row, agreed.Shown);
        var record = FileToRow.LastGood(Items.Keep(before, Lens.Get(facts.Collection, path, merged.Page)), row, agreed.Shown);
        var (target, loser) = (PageBytes.Of(merged.Page.Encode()), PageBytes.Of(mine.Page.Encode()));
        var isFile = target.Hash == present.Page.Hash;
        var wish = Wish(facts, path);
        var first = new Change(
            new RowWrite.Update(row.Document, Shown.Of(row), new(wish ?? path, wish is null ? record : WithCaptures(facts.Collection, record, row), present.ModifiedAt)),
            new BaseWrite.Agree(FileToRow.Agreed(row.Document, path, present, isFile ? record : fileRecord)),
            [present.Page, loser, target, .. mine.Kept],
            isFile && wish is null ? Planner.Drained(facts) : [],
            Events: Told(facts, path, merged, target.Hash, loser.Hash, mine.Refused));
        var followUp = wish is null ? StepFollowUp.None : StepFollowUp.LookAgain;
        if (isFile)
            return new(facts, Verdict.Merge, After: first, FollowUp: followUp);
        var agreement = FileToRow.Agreed(row.Document, path, present, record) with { Page = target.Hash };
        return new(
            facts,
            Verdict.Merge,
            first,
            new(FileAction.Replace, path, null, present.Page.Hash, target, Shown.Of(path.Value, record)),
            new(Base: new BaseWrite.Agree(agreement), Pages: [target], Drained: wish is null ? Planner.Drained(facts) : []),
            followUp);
    }

    // A path that only the row changed merges like any field: the row goes on asking for it, and the move follows at once.
    PagePath? Wish(Facts facts, PagePath path) =>
        facts.Base!.Path == path && new RowToFile(layout, isTaken).MoveOf(facts).Path is { } wish && !isTaken(wish) ? wish : null;

    static Record WithCaptures(Collection collection, Record record, Row row) => record with
    {
        Values = [.. record.Values.Select((v, i) => collection.Columns[i].Source is ColumnSource.Capture ? row.Values[i] : v)],
    };

    ImmutableArray<Event> Told(Facts facts, PagePath path, Merged merged, PageHash target, PageHash loser, ImmutableArray<TakenBack> refused)
    {
        var (row, agreed) = (facts.Row!, facts.Base!);
        var events = ImmutableArray.CreateBuilder<Event>();
        events.Add(new(EventKind.Changed, Origin.Files, row.Document, path, Before: agreed.Page, After: ((FileState.Present)facts.File).Page.Hash));
        var move = new RowToFile(layout, isTaken).MoveOf(facts);
        var lostPath = move.Path is { } wish && Wish(facts, path) is null ? $"the row's path '{wish}'" : null;
        var lost = merged.Holes.Select(h => h.Place.ToString()).Append(lostPath).OfType<string>().ToList();
        events.Add(lost.Count == 0
            ? new(EventKind.Merged, Origin.Engine, row.Document, path, row.Actor, loser, target)
            : new(EventKind.Overruled, Origin.Files, row.Document, path, row.Actor, loser, target, $"both sides changed {string.Join(", ", lost)}; the file stands, the row's page is kept"));
        events.AddRange(RowToFile.Refusals(facts, path, refused));
        return events.ToImmutable();
    }
}
