using Pagerow.Engine.Sides;
using Pagerow.Mapping;
using Pagerow.Pages;
using Pagerow.Reconcile;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;

namespace Pagerow.Cli.Errands;

/// <summary>
/// Edits of files that somebody asks a command for, as an editor would save them: atomic, flushed, what they displace kept. The next pass finds
/// them like any other. A page that was saved in the same moment is merged in, and stands where it cannot be.
/// </summary>
/// <param name="folder">The files.</param>
/// <param name="layout">The collections.</param>
sealed class PageEdits(IFolder folder, Layout layout)
{
    const int MostTries = 8;

    static readonly Shown Nothing = new(0, 0, 0, [], [], []);

    /// <summary>Saves a page over the one that was read there, or where none was.</summary>
    /// <returns>Null, or why it does not stand there now.</returns>
    public async ValueTask<Problem?> SaveAsync(PagePath path, PageBytes? standing, PageBytes page, CancellationToken cancellation)
    {
        Problem? beaten = null;
        for (var tries = 0; tries < MostTries; tries++)
        {
            var stage = await folder.StageAsync(path, page.Bytes, standing is null ? null : path, cancellation);
            var intent = Intent(stage, standing is null ? FileAction.Create : FileAction.Replace, path, page.Hash);
            if (await PutAsync(intent, cancellation) is { } refused)
                return refused;
            if (standing is null)
                return null;
            var came = (await folder.WitnessAsync(stage, cancellation) as FileState.Present)?.Page;
            await folder.ClearStageAsync(stage, path, StageKeeping.Displaced, came?.Hash ?? standing.Hash, cancellation);
            if (came is null || came.Hash == standing.Hash)
                return beaten;
            var merged = Merged(path, standing, came, page);
            beaten = merged is null ? new("saved-meanwhile", $"'{path}' was saved in the same moment, in the same place; that version stands") : null;
            (standing, page) = (page, merged ?? came);
        }

        return new("saved-meanwhile", $"'{path}' is saved all the time; the version that was read last stands there");
    }

    /// <summary>Takes a page away, if it is still the one that was read; it is kept in the trash.</summary>
    /// <returns>Null, or why it stands there still.</returns>
    public async ValueTask<Problem?> RemoveAsync(PagePath path, PageBytes standing, CancellationToken cancellation)
    {
        var intent = Intent(folder.NewStage(), FileAction.Delete, path, null);
        if (await PutAsync(intent, cancellation) is { } refused)
            return refused;
        var came = (await folder.WitnessAsync(intent.Stage, cancellation) as FileState.Present)?.Page;
        if (came is not null && came.Hash != standing.Hash
            && await folder.PutAsync(intent with { Action = FileAction.Create, Target = came.Hash }, cancellation) is PutOutcome.Done)
        {
            await folder.FlushAsync([intent], cancellation);
            return new("saved-meanwhile", $"'{path}' was saved in the same moment; it stays");
        }

        await folder.ClearStageAsync(intent.Stage, path, StageKeeping.Trash, standing.Hash, cancellation);
        return null;
    }

    /// <summary>Gives a file another path, never over another one.</summary>
    /// <returns>Null, or why it stands where it stood.</returns>
    public ValueTask<Problem?> MoveAsync(PagePath from, PagePath to, CancellationToken cancellation) =>
        PutAsync(Intent(folder.NewStage(), FileAction.Move, to, null) with { MovedFrom = from }, cancellation);

    async ValueTask<Problem?> PutAsync(FileIntent intent, CancellationToken cancellation)
    {
        var outcome = await folder.PutAsync(intent, cancellation);
        await folder.FlushAsync([intent], cancellation);
        if (outcome is not PutOutcome.Done && intent.Action is not FileAction.Move)
            await folder.ClearStageAsync(intent.Stage, intent.Path, StageKeeping.Drop, null, cancellation);
        return outcome switch
        {
            PutOutcome.Done => null,
            PutOutcome.Refused refused => refused.Reason,
            PutOutcome.Failed failed => failed.Reason,
            _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
        };
    }

    PageBytes? Merged(PagePath path, PageBytes before, PageBytes came, PageBytes ours)
    {
        if (layout.Of(path) is not { } collection
            || PageReading.Of(collection, path, before) is not PageReading.Legible start
            || PageReading.Of(collection, path, came) is not PageReading.Legible theirs
            || PageReading.Of(collection, path, ours) is not PageReading.Legible mine)
        {
            return null;
        }

        var merged = PolicyMerge.Run(collection, start.Text, theirs.Text, mine.Text, _ => null);
        return merged.Open.IsEmpty ? PageBytes.Of(merged.Page.Encode()) : null;
    }

    static FileIntent Intent(StageName stage, FileAction action, PagePath path, PageHash? target) => new(stage, default, "", action, path, null, null, target, Nothing);
}
