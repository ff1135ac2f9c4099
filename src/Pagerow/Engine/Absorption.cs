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
        if (witness is not FileState.Present displaced)
        {
            await database.CommitAsync([new(Done: [intent.Stage])], cancellation);
            return;
        }

        if (intent.Action is FileAction.Delete)
            await BringBackAsync(intent, displaced, cancellation);
        else
            await MergeAsync(intent, collection, displaced, cancellation);
    }

    // A page that was edited while it was being deleted: an edit beats a delete. The name is free, or somebody made a newer file there.
    async ValueTask BringBackAsync(FileIntent intent, FileState.Present displaced, CancellationToken cancellation)
    {
        var outcome = await folder.PutAsync(intent with { Action = FileAction.Create, Expected = null, Target = displaced.Page.Hash }, cancellation);
        await folder.FlushAsync([intent], cancellation);
        await database.CommitAsync([new(Pages: [displaced.Page], Done: [intent.Stage], Events: [Told(intent, displaced.Page.Hash)])], cancellation);
        if (outcome is not PutOutcome.Done)
            await folder.ClearStageAsync(intent.Stage, intent.Path, StageKeeping.Displaced, cancellation);
    }

    async ValueTask MergeAsync(FileIntent intent, Collection collection, FileState.Present displaced, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            var row = (await database.RowsOfAsync([intent.Document], cancellation)).FirstOrDefault();
            var change = row is null ? null : await MergedAsync(intent, collection, displaced.Page, row, cancellation);
            change ??= new(Base: new BaseWrite.Agree(intent.Agreed((await database.BasesOfAsync([intent.Document], cancellation)).FirstOrDefault())));
            var outcome = await database.CommitAsync(
                [change with { Pages = change.Pages.IsDefault ? [displaced.Page] : change.Pages, Done = [intent.Stage], Events = [Told(intent, displaced.Page.Hash)] }], cancellation);
            if (outcome[0] is ChangeOutcome.Committed)
                break;
            if (tries == Tries)
                throw new DatabaseBusyException($"The row of '{intent.Path}' changes faster than a displaced page can be merged into it; it is kept and tried again.");
        }

        await folder.ClearStageAsync(intent.Stage, intent.Path, StageKeeping.Displaced, cancellation);
    }

    async ValueTask<Change?> MergedAsync(FileIntent intent, Collection collection, PageBytes displaced, Row row, CancellationToken cancellation)
    {
        var before = (await database.BasesOfAsync([intent.Document], cancellation)).FirstOrDefault();
        var target = await ReadAsync(collection, intent, intent.Held?.Row ?? intent.Target!.Value, cancellation);
        var expected = await ReadAsync(collection, intent, before is { Open: not null, Page: { } start } ? start : intent.Expected!.Value, cancellation);
        if (target is null || expected is null || PageReading.Of(collection, intent.Path, displaced) is not PageReading.Legible came)
            return null;
        var edits = RowEdits.Over(collection, intent.Path, target.Text, intent.Shown, row);
        var rowPage = Lens.Put(collection, intent.Path, target.Text, edits.Faces, target.Text).Page;
        var open = await OpenAsync(intent, collection, target, cancellation);
        var merged = PolicyMerge.Run(collection, expected.Text, came.Text, rowPage, h => open.Any(o => o.Place == h.Place && o.File == h.File) ? null : new Resolution.File());
        var record = FileToRow.LastGood(Items.Keep(FileToRow.Before(row), Lens.Get(collection, intent.Path, merged.AsRow)), row, intent.Shown);
        var shown = Shown.Of(intent.Path.Value, FileToRow.LastGood(Items.Keep(FileToRow.Before(row), target.Record), row, intent.Shown));
        // A path that the row asks for meanwhile is still asked for.
        var wish = edits.Path is { } text && PagePath.TryParse(text, out var path, out _) ? path : intent.Path;
        return new(
            new RowWrite.Update(row.Document, Shown.Of(row), new(wish, record, null)),
            new BaseWrite.Agree((intent with { Shown = shown }).Agreed(before)),
            [displaced, PageBytes.Of(rowPage.Encode())]);
    }

    // What stood open before the write stands open still, unless the page that came out says something new there; then it stands.
    async ValueTask<ImmutableArray<Hole>> OpenAsync(FileIntent intent, Collection collection, PageReading.Legible row, CancellationToken cancellation) =>
        intent.Held is { } held
        && await ReadAsync(collection, intent, held.Base, cancellation) is { } agreed
        && await ReadAsync(collection, intent, intent.Target!.Value, cancellation) is { } file
            ? PolicyMerge.Run(collection, agreed.Text, file.Text, row.Text, _ => null).Open
            : [];

    async ValueTask<PageReading.Legible?> ReadAsync(Collection collection, FileIntent intent, PageHash hash, CancellationToken cancellation) =>
        PageReading.Of(collection, intent.Path, await database.PageAsync(hash, cancellation)) as PageReading.Legible;

    static Event Told(FileIntent intent, PageHash page) =>
        new(EventKind.Absorbed, Origin.Files, intent.Document, intent.Path, Before: page, After: intent.Target, Detail: "the file was saved while it was being written; both are kept");
}
