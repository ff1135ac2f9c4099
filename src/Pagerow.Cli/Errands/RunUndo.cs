using Pagerow.Engine.Sides;
using Pagerow.Mapping;
using Pagerow.Pages;
using Pagerow.Reconcile;
using Pagerow.Reconcile.States;

namespace Pagerow.Cli.Errands;

/// <summary>
/// Takes back what a run did to pages, one by one, as edits of the files: what was done to a page since then stays, and where the same place was
/// changed since then, the page stays as it is.
/// </summary>
/// <param name="folder">The files.</param>
/// <param name="database">The versions.</param>
/// <param name="layout">The collections.</param>
sealed class RunUndo(IFolder folder, IDatabase database, Layout layout)
{
    readonly PageEdits _edits = new(folder, layout);

    /// <summary>Takes one change back.</summary>
    /// <returns>What is wrong where it could not be; then nothing was done.</returns>
    public async ValueTask<Problem?> RunAsync(RunChange change, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(change);
        var current = await CurrentAsync(change, cancellation);
        return await folder.ReadAsync(current, cancellation) switch
        {
            FileState.Unknown unknown => unknown.Reason,
            FileState.Absent when change.After is not null => new("gone-since", "the page was deleted or moved away since"),
            FileState.Absent => await BringBackAsync(change, cancellation),
            FileState.Present present when change.After is null => present.Page.Hash == change.Before ? null : new("taken", "another page stands there now"),
            FileState.Present present when change.Before is null => await TakeAwayAsync(change, current, present.Page, cancellation),
            FileState.Present present => await ChangeBackAsync(change, current, present.Page, cancellation),
            var state => throw new InvalidOperationException($"Unknown state {state}."),
        };
    }

    // A page that has moved since is followed to where it stands.
    async ValueTask<PagePath> CurrentAsync(RunChange change, CancellationToken cancellation) =>
        change.After is null ? change.To : (await database.BasesOfAsync([change.Document], cancellation)).FirstOrDefault()?.Path ?? change.To;

    async ValueTask<Problem?> BringBackAsync(RunChange change, CancellationToken cancellation) =>
        await _edits.SaveAsync(change.To, null, await database.PageAsync(change.Before!.Value, cancellation), cancellation);

    async ValueTask<Problem?> TakeAwayAsync(RunChange change, PagePath current, PageBytes standing, CancellationToken cancellation) =>
        standing.Hash == change.After
            ? await _edits.RemoveAsync(current, standing, cancellation)
            : new("changed-since", "the run made this page, and it was changed since: it stays");

    async ValueTask<Problem?> ChangeBackAsync(RunChange change, PagePath current, PageBytes standing, CancellationToken cancellation)
    {
        if (change.From != change.To && current == change.To && await _edits.MoveAsync(current, change.From, cancellation) is { } refused)
            return refused;
        var path = current == change.To ? change.From : current;
        if (change.Before == change.After)
            return null;
        var before = await database.PageAsync(change.Before!.Value, cancellation);
        if (standing.Hash == change.After)
            return await _edits.SaveAsync(path, standing, before, cancellation);
        return Merged(change, await database.PageAsync(change.After!.Value, cancellation), standing, before) is { } merged
            ? await _edits.SaveAsync(path, standing, merged, cancellation)
            : new("changed-since", $"the same place was changed since; 'pagerow restore {path} --version {before.Hash.ToString()[..10]}' brings the whole page back");
    }

    PageBytes? Merged(RunChange change, PageBytes after, PageBytes standing, PageBytes before)
    {
        if (layout.Of(change.To) is not { } collection
            || PageReading.Of(collection, change.To, after) is not PageReading.Legible start
            || PageReading.Of(collection, change.To, standing) is not PageReading.Legible now
            || PageReading.Of(collection, change.To, before) is not PageReading.Legible back)
        {
            return null;
        }

        var merged = PolicyMerge.Run(collection, start.Text, now.Text, back.Text, _ => null);
        return merged.Open.IsEmpty ? PageBytes.Of(merged.Page.Encode()) : null;
    }
}
