using System.Collections.Immutable;
using System.Text;
using Pagerow.Mapping;
using Pagerow.Mapping.Values;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.Edits;
using Pagerow.Reconcile.States;

namespace Pagerow.Reconcile;

/// <summary>Steps in which the file decides: its page is shown in the row, in one transaction with the new base.</summary>
static class FileToRow
{
    /// <summary>The file was made or changed; the row is new, unchanged or gone.</summary>
    public static Step Write(Facts facts, Verdict verdict, PageReading.Legible now)
    {
        var present = (FileState.Present)facts.File;
        var path = facts.Path!.Value;
        var moved = facts.HasLeft;
        // A row of another collection has other columns: nothing of it can stand in for what this page does not say.
        var record = LastGood(Items.Keep(Before(facts.Row), now.Record), moved ? null : facts.Row, facts.Base?.Shown);
        var face = new RowFace(path, record, present.ModifiedAt);
        if (facts.Base is null || facts.Row is null || moved)
            return Insert(facts, verdict, face, present, keepDoc: !moved);
        var document = facts.Base.Document;
        return new(facts, verdict, After: new(
            new RowWrite.Update(document, Shown.Of(facts.Row), face),
            new BaseWrite.Agree(Agreed(document, path, present, record)),
            [present.Page],
            Planner.Drained(facts),
            Events: Told(facts, document, path, present.Page.Hash)));
    }

    /// <summary>The file is gone and the row is as it was.</summary>
    public static Step Delete(Facts facts) => new(facts, Verdict.DeleteRow, After: new(
        new RowWrite.Delete(facts.Base!.Document, Shown.Of(facts.Row!)),
        new BaseWrite.Forget(facts.Base.Document, facts.Base.Part),
        Drained: Planner.Drained(facts),
        Events: [new(EventKind.Deleted, Origin.Files, facts.Base.Document, facts.Base.Path, Before: facts.Base.Page)]));

    /// <summary>The bytes were read but are no page: the row is frozen and says why; what clients wrote waits in it.</summary>
    public static Step? Illegible(Facts facts, Problem problem)
    {
        var present = (FileState.Present)facts.File;
        var step = Frozen(facts, problem, present.Page.Hash, present.FileId);
        return step is { After: { } after } ? step with { After = after with { Pages = after.Pages.IsDefault ? [present.Page] : [present.Page, .. after.Pages] } } : step;
    }

    /// <summary>The file could not be read at all.</summary>
    public static Step? Unseen(Facts facts, Problem reason) =>
        reason.Code != Problem.Unstable ? Frozen(facts, reason, PageHash.Of(Encoding.UTF8.GetBytes(reason.ToString())), 0)
        : facts.RowDelta is RowDelta.Absent or RowDelta.Unchanged ? null
        : Waiting(facts);

    static PageHash? Kept(Facts facts) => facts.File is FileState.Present present ? present.Page.Hash : null;

    static Step? Frozen(Facts facts, Problem problem, PageHash version, ulong fileId)
    {
        if (facts.Base is null)
            return facts.Row is null ? FrozenAtFirstSight(facts, problem, version, fileId) : Waiting(facts);
        if (facts.Row is not { } row)
            return new(facts, Verdict.KeepFile, After: facts.File is FileState.Present ? new() : null, FollowUp: StepFollowUp.Wait);
        var waits = facts.RowDelta is RowDelta.Modified;
        var followUp = waits ? StepFollowUp.Wait : StepFollowUp.None;
        var path = facts.Path!.Value;
        if (facts.Base.Trouble == version && facts.Base.Path == path)
            return waits ? Waiting(facts) : facts.Feed is null ? null : new(facts, Verdict.Wait, After: new(Drained: Planner.Drained(facts)));
        var record = new Record(row.Values, row.Body, row.Extra, row.Tasks, row.Sections, [problem]);
        return new(facts, Verdict.Wait, After: new(
            new RowWrite.Update(row.Document, Shown.Of(row), new(waits ? PathOf(row) : path, record, null)),
            new BaseWrite.Agree(facts.Base with { Path = path, Trouble = version, FileId = fileId, Shown = waits ? facts.Base.Shown : Shown.Of(path.Value, record) }),
            VersionOf(facts),
            waits ? [] : Planner.Drained(facts),
            Events: [new(EventKind.Problem, Origin.Files, row.Document, path, After: Kept(facts), Detail: problem.ToString())]), FollowUp: followUp);
    }

    // The row's edits stay in it, and as a version of their own in the history: the client may overwrite them before they get into a file.
    static Step Waiting(Facts facts) =>
        new(facts, Verdict.Wait, After: VersionOf(facts) is { IsEmpty: false } version ? new(Pages: version) : null, FollowUp: StepFollowUp.Wait);

    static ImmutableArray<PageBytes> VersionOf(Facts facts)
    {
        if (facts.HasLeft || facts.RowDelta is not (RowDelta.Modified or RowDelta.Created))
            return [];
        var page = facts.Base is null ? RowToFile.BornOf(facts, facts.Path!.Value) : RowToFile.PageOf(facts);
        return [PageBytes.Of(page.Page.Encode()), .. page.Kept];
    }

    static Step FrozenAtFirstSight(Facts facts, Problem problem, PageHash version, ulong fileId)
    {
        var path = facts.Path!.Value;
        var record = Record.Blank(facts.Collection.Columns.Length, problem);
        return new(facts, Verdict.WriteRow, After: new(
            new RowWrite.Insert(facts.Collection.Name, null, new(path, record, null)),
            new BaseWrite.Agree(new(new(facts.Collection.Name, 0), "", path, null, fileId, Shown.Of(path.Value, record), version)),
            Drained: Planner.Drained(facts),
            Events: [new(EventKind.Problem, Origin.Files, null, path, After: Kept(facts), Detail: problem.ToString())]));
    }

    static Step Insert(Facts facts, Verdict verdict, RowFace face, FileState.Present present, bool keepDoc)
    {
        var path = face.Path!.Value;
        var document = new DocumentId(facts.Collection.Name, facts.Base is { } agreed && keepDoc ? agreed.Document.Doc : 0);
        var leave = keepDoc || facts.Base is null ? null : new Change(
            facts.Row is { } row ? new RowWrite.Delete(row.Document, Shown.Of(row)) : null,
            new BaseWrite.Forget(facts.Base.Document, facts.Base.Part));
        var kind = verdict is Verdict.ReviveRow ? EventKind.Revived : facts.Base is null ? EventKind.Created : EventKind.Moved;
        return new(facts, verdict, leave, After: new(
            new RowWrite.Insert(facts.Collection.Name, document.Doc == 0 ? null : document.Doc, face),
            new BaseWrite.Agree(Agreed(document, path, present, face.Record)),
            [present.Page],
            Planner.Drained(facts),
            Events: [new(kind, Origin.Files, null, path, Before: facts.Base?.Page, After: present.Page.Hash, Detail: kind is EventKind.Moved ? Event.MovedFrom(facts.Base!.Path) : null)]));
    }

    /// <summary>The new agreement that a file's page makes.</summary>
    public static Base Agreed(DocumentId document, PagePath path, FileState.Present present, Record record) =>
        new(document, "", path, present.Page.Hash, present.FileId, Shown.Of(path.Value, record));

    /// <summary>A row as the record before, so that child rows keep their items.</summary>
    public static Record? Before(Row? row) =>
        row is null ? null : new(row.Values, row.Body, row.Extra, row.Tasks, row.Sections, []);

    /// <summary>
    /// The record with the row's present value in each column that the page says nothing sensible about, and in each that takes no change
    /// and was not written by a client.
    /// </summary>
    public static Record LastGood(Record record, Row? row, Shown? shown)
    {
        if (row is null)
            return record;
        var kept = record.KeepingLast(row.Values);
        return shown is null || kept.Fixed.IsEmpty
            ? kept
            : kept.KeepingFixed([.. row.Values.Select((v, i) => FaceDigest.Of(v.Spelling) == shown.Columns[i] ? v : Value.Nothing)]);
    }

    static ImmutableArray<Event> Told(Facts facts, DocumentId document, PagePath path, PageHash after)
    {
        var before = facts.Base!;
        var moved = before.Path != path;
        var events = ImmutableArray.CreateBuilder<Event>();
        if (moved)
            events.Add(new(EventKind.Moved, Origin.Files, document, path, Before: before.Page, After: after, Detail: Event.MovedFrom(before.Path)));
        if (before.Page != after)
            events.Add(new(EventKind.Changed, Origin.Files, document, path, Before: before.Page, After: after));
        return events.ToImmutable();
    }

    static PagePath? PathOf(Row row) => row.Path is { } text && PagePath.TryParse(text, out var path, out _) ? path : null;
}
