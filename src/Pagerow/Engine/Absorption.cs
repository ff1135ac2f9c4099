using System.Collections.Immutable;
using Pagerow.Engine.Sides;
using Pagerow.Mapping;
using Pagerow.Mapping.Collections;
using Pagerow.Merging.Conflicts;
using Pagerow.Pages;
using Pagerow.Reconcile;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.Edits;
using Pagerow.Reconcile.States;

namespace Pagerow.Engine;

/// <summary>
/// Takes in a page that came out of a write instead of the expected one: somebody saved between the look and the exchange. Its change is
/// merged into the row while the base becomes what the file holds now; the next cycle writes the merge into the file. The page itself is
/// kept, in the history and among the displaced.
/// </summary>
/// <param name="folder">The files.</param>
/// <param name="database">The rows and the ledger.</param>
sealed class Absorption(IFolder folder, IDatabase database)
{
    const int Tries = 8;

    /// <summary>Absorbs what stands at the intent's stage, and settles the intent.</summary>
    public async ValueTask RunAsync(FileIntent intent, Collection collection, FileState witness, CancellationToken cancellation)
    {
        switch (witness)
        {
            case FileState.Absent: await database.CommitAsync([new(Done: [intent.Stage])], cancellation); break;
            case FileState.Present displaced when intent.Action is FileAction.Delete: await BringBackAsync(intent, displaced, cancellation); break;
            case FileState.Present displaced: await MergeAsync(intent, collection, displaced.Page, cancellation); break;
            default: throw new ArgumentException("What cannot be read cannot be absorbed.", nameof(witness));
        }
    }

    /// <summary>
    /// Whether what stands at a stage says how a write went. What cannot be read, or was emptied a moment ago by a writer that goes on, does not:
    /// the intent stays, and is settled when it does.
    /// </summary>
    public static bool IsClear(FileIntent intent, FileState witness, out Problem? why)
    {
        why = witness switch
        {
            FileState.Unknown unknown => new(Problem.Unstable, $"a save of '{intent.Path}' came to a write, and cannot be read yet: {unknown.Reason.Message}; it is kept as .pagerow/stage/{intent.Stage.Value} and looked at again"),
            FileState.Present { Page: { Bytes.Length: 0 } page } when page.Hash != intent.Expected && page.Hash != intent.Target =>
                new(Problem.Unstable, $"'{intent.Path}' was emptied in the moment in which it was written; it is kept as .pagerow/stage/{intent.Stage.Value} and looked at again"),
            _ => null,
        };
        return why is null;
    }

    /// <summary>Merges a page into the row as if it had come out of a write; false where it cannot be, and nothing was done.</summary>
    public ValueTask<bool> TryMergeAsync(FileIntent intent, Collection collection, PageBytes came, CancellationToken cancellation) =>
        TryMergeAsync(intent, collection, came, Stands.Target, change => change with { Events = [Told(intent, came.Hash)] }, cancellation);

    /// <summary>
    /// Settles a write that a power cut took back after somebody had written into the new page: the file holds what it held before, and the stage
    /// the edited target. The edit goes into the row, and nothing was agreed on.
    /// </summary>
    public async ValueTask TakenBackAsync(FileIntent intent, Collection collection, PageBytes edited, CancellationToken cancellation)
    {
        var done = new Change(Pages: [edited], Done: [intent.Stage], Events: [Told(intent, edited.Hash)]);
        if (!await TryMergeAsync(intent, collection, edited, Stands.Expected, change => change with { Done = done.Done, Events = done.Events }, cancellation))
            await database.CommitAsync([done], cancellation);
        await folder.ClearStageAsync(intent.Stage, intent.Path, StageKeeping.Displaced, edited.Hash, cancellation);
    }

    async ValueTask<bool> TryMergeAsync(
        FileIntent intent, Collection collection, PageBytes came, Stands stands, Func<Change, Change> also, CancellationToken cancellation)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var row = (await database.RowsOfAsync([intent.Document], cancellation)).FirstOrDefault();
            if (await MergedAsync(intent, collection, came, row, stands, cancellation) is not { } change)
                return false;
            if ((await database.CommitAsync([also(change)], cancellation))[0] is ChangeOutcome.Committed)
                return true;
        }

        throw new DatabaseBusyException($"The row of '{intent.Path}' changes faster than a page that came out of its file can be merged into it; it is kept and tried again.");
    }

    // A page that was edited while it was being deleted: an edit beats a delete. The name is free, or somebody made a newer file there.
    async ValueTask BringBackAsync(FileIntent intent, FileState.Present displaced, CancellationToken cancellation)
    {
        var outcome = await folder.PutAsync(intent with { Action = FileAction.Create, Expected = null, Target = displaced.Page.Hash }, cancellation);
        // Nobody else is at the name: the intent stays, and recovery brings the page back when the disk lets it.
        if (outcome is PutOutcome.Failed failed)
            throw new IOException($"'{intent.Path}' was saved while it was being deleted, and could not be brought back: {failed.Reason.Message}; it is kept and tried again.");
        await folder.FlushAsync([intent], cancellation);
        await database.CommitAsync([new(Pages: [displaced.Page], Done: [intent.Stage], Events: [Told(intent, displaced.Page.Hash)])], cancellation);
        if (outcome is not PutOutcome.Done)
            await folder.ClearStageAsync(intent.Stage, intent.Path, StageKeeping.Displaced, displaced.Page.Hash, cancellation);
    }

    async ValueTask MergeAsync(FileIntent intent, Collection collection, PageBytes displaced, CancellationToken cancellation)
    {
        if (await IsAnothersAsync(intent, collection, displaced, cancellation) && await PutBesideAsync(intent, collection, displaced, cancellation))
            return;
        Change Settled(Change change) => change with { Done = [intent.Stage], Events = [Told(intent, displaced.Hash)] };
        if (!await TryMergeAsync(intent, collection, displaced, Stands.Target, Settled, cancellation))
        {
            var before = (await database.BasesOfAsync([intent.Document], cancellation)).FirstOrDefault();
            await database.CommitAsync([Settled(new(Base: new BaseWrite.Agree(intent.Agreed(before)), Pages: [displaced]))], cancellation);
        }

        await folder.ClearStageAsync(intent.Stage, intent.Path, StageKeeping.Displaced, displaced.Hash, cancellation);
    }

    // Another document's page was renamed over this one's: it is no version of this document.
    async ValueTask<bool> IsAnothersAsync(FileIntent intent, Collection collection, PageBytes displaced, CancellationToken cancellation) =>
        collection.KeyIndex >= 0
        && KeyIn(collection, PageReading.Of(collection, intent.Path, displaced)) is { } key
        && KeyIn(collection, await ReadAsync(collection, intent, intent.Expected!.Value, cancellation)) is { } old && old != key
        && KeyIn(collection, await ReadAsync(collection, intent, intent.Target!.Value, cancellation)) is { } mine && mine != key;

    static string? KeyIn(Collection collection, PageReading? reading) =>
        reading is PageReading.Legible legible ? legible.Record.Values[collection.KeyIndex].Spelling : null;

    // It gets a name of its own beside the one that it took, and the next look finds it as moved.
    async ValueTask<bool> PutBesideAsync(FileIntent intent, Collection collection, PageBytes displaced, CancellationToken cancellation)
    {
        for (var n = 2; n < Tries; n++)
        {
            var name = intent.Path.Value;
            var dot = name.LastIndexOf('.');
            if (!PagePath.TryParse($"{name[..dot]} ({n}){name[dot..]}", out var beside, out _))
                return false;
            var create = intent with { Action = FileAction.Create, Path = beside, Expected = null, Target = displaced.Hash };
            var outcome = await folder.PutAsync(create, cancellation);
            if (outcome is PutOutcome.Refused)
                continue;
            // It may have been put all the same, and is no version of this document: the intent stays, and recovery finds out.
            if (outcome is PutOutcome.Failed failed)
                throw new IOException($"Another document's page was renamed over '{intent.Path}' while it was being written, and could not be put beside it: {failed.Reason.Message}; it is kept and tried again.");
            await folder.FlushAsync([create], cancellation);
            var before = (await database.BasesOfAsync([intent.Document], cancellation)).FirstOrDefault();
            await database.CommitAsync([new(
                Base: new BaseWrite.Agree(intent.Agreed(before)), Pages: [displaced], Done: [intent.Stage],
                Events: [new(EventKind.Absorbed, Origin.Files, intent.Document, intent.Path, Before: displaced.Hash, After: intent.Target, Detail: $"another document's page was renamed over this one's while it was being written; it stands at '{beside}'")])], cancellation);
            return true;
        }

        return false;
    }

    // A row that was deleted meanwhile comes back: the edit of the page beats the delete.
    async ValueTask<Change?> MergedAsync(FileIntent intent, Collection collection, PageBytes displaced, Row? row, Stands stands, CancellationToken cancellation)
    {
        var before = (await database.BasesOfAsync([intent.Document], cancellation)).FirstOrDefault();
        var target = await ReadAsync(collection, intent, intent.Held?.Row ?? intent.Target!.Value, cancellation);
        var start = stands is Stands.Expected ? intent.Target!.Value : before is { Open: not null, Page: { } open } ? open : intent.Expected!.Value;
        var expected = await ReadAsync(collection, intent, start, cancellation);
        if (target is null || expected is null || PageReading.Of(collection, intent.Path, displaced) is not PageReading.Legible came)
            return null;
        var edits = row is null ? null : RowEdits.Over(collection, intent.Path, target.Text, intent.Shown, row);
        var rowPage = edits is null ? target.Text : Lens.Put(collection, intent.Path, target.Text, edits.Faces, target.Text).Page;
        var stood = await OpenAsync(intent, collection, target, cancellation);
        var merged = PolicyMerge.Run(collection, expected.Text, came.Text, rowPage, h => stood.Any(o => o.Place == h.Place && o.File == h.File) ? null : new Resolution.File());
        var record = FileToRow.LastGood(Items.Keep(FileToRow.Before(row), Lens.Get(collection, intent.Path, merged.AsRow)), row, intent.Shown);
        var shown = Shown.Of(intent.Path.Value, FileToRow.LastGood(Items.Keep(FileToRow.Before(row), target.Record), row, intent.Shown));
        // A path that the row asks for meanwhile is still asked for.
        var face = new RowFace(edits?.Path is { } text && PagePath.TryParse(text, out var path, out _) ? path : intent.Path, record, null);
        return new(
            row is null ? new RowWrite.Insert(intent.Document.Collection, intent.Document.Doc, face) : new RowWrite.Update(row.Document, Shown.Of(row), face),
            stands is Stands.Expected ? null : new BaseWrite.Agree((intent with { Shown = shown }).Agreed(before)),
            [displaced, PageBytes.Of(rowPage.Encode())],
            IsMarked: true);
    }

    // What stood open before the write stands open still, unless the page that came out says something new there; then it stands.
    async ValueTask<ImmutableArray<Hole>> OpenAsync(FileIntent intent, Collection collection, PageReading.Legible row, CancellationToken cancellation) =>
        intent.Held is { } held
        && await ReadAsync(collection, intent, held.Base, cancellation) is { } agreed
        && await ReadAsync(collection, intent, intent.Target!.Value, cancellation) is { } file
            ? PolicyMerge.Run(collection, agreed.Text, file.Text, row.Text, _ => null).Open
            : [];

    // A version that retention dropped cannot be merged with.
    async ValueTask<PageReading.Legible?> ReadAsync(Collection collection, FileIntent intent, PageHash hash, CancellationToken cancellation)
    {
        try
        {
            return PageReading.Of(collection, intent.Path, await database.PageAsync(hash, cancellation)) as PageReading.Legible;
        }
        catch (KeyNotFoundException)
        {
            return null;
        }
    }

    static Event Told(FileIntent intent, PageHash page) =>
        new(EventKind.Absorbed, Origin.Files, intent.Document, intent.Path, Before: page, After: intent.Target, Detail: "the file was saved while it was being written; both are kept");

    /// <summary>Which version stands in the file.</summary>
    enum Stands
    {
        Expected,
        Target,
    }
}
