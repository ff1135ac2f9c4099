using System.Collections.Immutable;
using Pagerow.Mapping;
using Pagerow.Mapping.Collections;
using Pagerow.Merging.Conflicts;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.Edits;
using Pagerow.Reconcile.States;

namespace Pagerow.Reconcile;

/// <summary>
/// Steps for documents that both sides changed. The pages are merged; where both changed the same place a person's answer or the policy
/// decides, both pages are kept, and what nobody decides stays open on both sides. The merged page is shown in the row first, with the
/// file's page as the new base: from then on the document is an ordinary row edit, whatever happens to the process.
/// </summary>
/// <param name="layout">The collections.</param>
/// <param name="whyTaken">Why a path cannot be had, to stand behind a colon; null where it can.</param>
/// <param name="merge">Merges pages and decides.</param>
sealed class BothChanged(Layout layout, Func<PagePath, string?> whyTaken, PolicyMerge merge)
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
        if (facts.BasePage is null || !PageText.TryDecode(facts.BasePage.Bytes.Span, out var basePage, out _))
            return Adopt(facts with { Base = null }, now);
        var mine = RowToFile.PageOf(facts);
        var apart = facts is { Row.ChangedAt: { } row, File: FileState.Present { ModifiedAt: var file } } ? (file - row).Duration() : (TimeSpan?)null;
        var merged = merge.Run(facts.Collection, basePage, now.Text, mine.Page, facts.Holes, apart);
        return merged.Open.IsEmpty ? Whole(facts, now, mine, merged) : Open(facts, now, mine, merged, basePage);
    }

    Step Whole(Facts facts, PageReading.Legible now, RowPage mine, Merged merged)
    {
        var (row, agreed, present, path) = (facts.Row!, facts.Base!, (FileState.Present)facts.File, facts.Path!.Value);
        var record = RecordOf(facts, merged.Page);
        // By the items of the merge: were they told by the row, a child row that has no place yet could be taken for what the file has put there.
        var fileRecord = FileToRow.LastGood(Items.Keep(record, now.Record), row, agreed.Shown);
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

    // The row shows its own text in each hole, the file keeps its own, and all around the holes is merged on both sides.
    Step Open(Facts facts, PageReading.Legible now, RowPage mine, Merged merged, PageText basePage)
    {
        var (row, present, path) = (facts.Row!, (FileState.Present)facts.File, facts.Path!.Value);
        var (asBase, asFile, asRow) = (PageBytes.Of(merged.AsBase.Encode()), PageBytes.Of(merged.AsFile.Encode()), PageBytes.Of(merged.AsRow.Encode()));
        var (record, loser, wish) = (RecordOf(facts, merged.AsRow), PageBytes.Of(mine.Page.Encode()), Wish(facts, path));
        var isFile = asFile.Hash == present.Page.Hash;
        var agreement = FileToRow.Agreed(row.Document, path, present, record) with { Page = asBase.Hash, Open = new(asFile.Hash, asRow.Hash) };
        var unfit = facts.Holes.IsDefault ? [] : facts.Holes.Where(k => k.Answer is not null && merged.Open.Any(h => h.Place.Key == k.PlaceKey)).ToImmutableArray();
        var isAtRest = isFile && wish is null && merged.Decided.IsEmpty && unfit.IsEmpty && merged.Open.All(h => IsKnown(facts, h)) && facts.Base == agreement with { FileId = facts.Base!.FileId } && Shown.Of(row) == agreement.Shown;
        if (isAtRest)
            return new(facts, Verdict.Nothing, After: new(Drained: Planner.Drained(facts)));
        var start = isFile ? asBase : PageBytes.Of(Start(facts.Collection, merged, now.Text, basePage).Encode());
        var first = new Change(
            new RowWrite.Update(row.Document, Shown.Of(row), new(wish ?? path, wish is null ? record : WithCaptures(facts.Collection, record, row), present.ModifiedAt)),
            new BaseWrite.Agree(agreement with { Page = start.Hash, Open = new(present.Page.Hash, asRow.Hash) }, merged.Open, unfit),
            [present.Page, loser, asBase, asFile, asRow, start, .. mine.Kept],
            isFile && wish is null ? Planner.Drained(facts) : [],
            Events: [.. Told(facts, path, merged, asFile.Hash, loser.Hash, mine.Refused), .. TakenBackOf(facts, path, merged, unfit)]);
        var followUp = wish is null ? StepFollowUp.None : StepFollowUp.LookAgain;
        if (isFile)
            return new(facts, Verdict.Merge, After: first, FollowUp: followUp);
        return new(
            facts,
            Verdict.Merge,
            first,
            new(FileAction.Replace, path, null, present.Page.Hash, asFile, agreement.Shown, new(asBase.Hash, asRow.Hash)),
            new(Base: new BaseWrite.Agree(agreement), Drained: wish is null ? Planner.Drained(facts) : []),
            followUp);
    }

    // The file's page with what was agreed on in each hole: of what separates it from the merge only the row's changes are left, so that
    // the same merge follows again should the write to the file not come about. Where the changes are too near to each other to be told
    // apart, the base before gives that merge as well.
    static PageText Start(Collection collection, Merged merged, PageText file, PageText basePage)
    {
        var start = PolicyMerge.Run(collection, merged.AsFile, file, merged.AsBase, _ => null);
        if (!start.Open.IsEmpty)
            return basePage;
        var again = PolicyMerge.Run(collection, start.Page, file, merged.AsRow, _ => null);
        return again.AsBase == merged.AsBase && again.AsFile == merged.AsFile && again.AsRow == merged.AsRow ? start.Page : basePage;
    }

    static Record RecordOf(Facts facts, PageText page) =>
        FileToRow.LastGood(Items.Keep(FileToRow.Before(facts.Row), Lens.Get(facts.Collection, facts.Path!.Value, page)), facts.Row, facts.Base!.Shown);

    // A path that only the row changed merges like any field: the row goes on asking for it, and the move follows at once. Of two changed
    // paths the policy decides; where it asks, the file's stands.
    PagePath? Wish(Facts facts, PagePath path) =>
        (facts.Base!.Path == path || merge.OfPath(facts.Collection) is ConflictPolicy.Rows)
        && new RowToFile(layout, whyTaken).MoveOf(facts).Path is { } wish && wish != path && whyTaken(wish) is null ? wish : null;

    static Record WithCaptures(Collection collection, Record record, Row row) => record with
    {
        Values = [.. record.Values.Select((v, i) => collection.Columns[i].Source is ColumnSource.Capture ? row.Values[i] : v)],
    };

    ImmutableArray<Event> Told(Facts facts, PagePath path, Merged merged, PageHash target, PageHash mine, ImmutableArray<TakenBack> refused)
    {
        var (row, agreed, theirs) = (facts.Row!, facts.Base!, ((FileState.Present)facts.File).Page.Hash);
        var events = ImmutableArray.CreateBuilder<Event>();
        if (theirs != agreed.FilePage || path != agreed.Path)
            events.Add(new(EventKind.Changed, Origin.Files, row.Document, path, Before: agreed.FilePage, After: theirs));
        var answered = merged.Decided.Where(d => PolicyMerge.Answer(facts.Holes, d.Hole) is not null).ToList();
        var ruled = merged.Decided.Except(answered).ToList();
        var lostPath = new RowToFile(layout, whyTaken).MoveOf(facts).Path is { } wish && wish != path && Wish(facts, path) is null ? $"the row's path '{wish}'" : null;
        var lost = ruled.Where(d => d.By is not Resolution.Row).Select(d => d.Hole.Place.ToString()).Append(lostPath).OfType<string>().ToList();
        if (lost.Count > 0)
            events.Add(new(EventKind.Overruled, Origin.Files, row.Document, path, row.Actor, mine, target, $"both sides changed {string.Join(", ", lost)}; the file stands, the row's page is kept"));
        var beaten = ruled.Where(d => d.By is Resolution.Row).Select(d => d.Hole.Place.ToString()).ToList();
        if (beaten.Count > 0)
            events.Add(new(EventKind.Overruled, Origin.Rows, row.Document, path, row.Actor, theirs, target, $"both sides changed {string.Join(", ", beaten)}; the row stands, the file's page is kept"));
        events.AddRange(answered.Select(d => new Event(
            EventKind.Resolved, Origin.Rows, row.Document, path, row.Actor, d.By is Resolution.Row ? theirs : mine, target, $"{d.Hole.Place}: {WordFor(d.By)}; both pages are kept")));
        var opened = merged.Open.Where(h => !IsKnown(facts, h)).Select(h => h.Place.ToString()).ToList();
        if (opened.Count > 0)
            events.Add(new(EventKind.Conflict, Origin.Engine, row.Document, path, row.Actor, mine, theirs, $"both sides changed {string.Join(", ", opened)}; each keeps its own until somebody decides"));
        if (lost.Count + beaten.Count + answered.Count + opened.Count == 0)
            events.Add(new(EventKind.Merged, Origin.Engine, row.Document, path, row.Actor, mine, target));
        events.AddRange(RowToFile.Refusals(facts, path, refused));
        return events.ToImmutable();
    }

    static bool IsKnown(Facts facts, Hole hole) => !facts.Holes.IsDefault && facts.Holes.Any(k => k.PlaceKey == hole.Place.Key);

    static IEnumerable<Event> TakenBackOf(Facts facts, PagePath path, Merged merged, ImmutableArray<OpenHole> unfit) =>
        from answer in unfit
        let hole = merged.Open.First(h => h.Place.Key == answer.PlaceKey)
        select new Event(EventKind.Refused, Origin.Rows, facts.Row!.Document, path, facts.Row.Actor, Detail: answer.Answer is Resolution.Both
            ? $"{hole.Place} has room for one text only; 'both' was taken back"
            : $"{hole.Place} cannot hold that text; it was taken back");

    static string WordFor(Resolution resolution) => resolution switch
    {
        Resolution.File => "the file's text stands",
        Resolution.Row => "the row's text stands",
        Resolution.Base => "what was there before stands",
        Resolution.Both => "both texts stand",
        Resolution.Text => "another text stands",
        _ => throw new ArgumentOutOfRangeException(nameof(resolution), resolution, null),
    };
}
