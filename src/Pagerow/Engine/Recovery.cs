using Pagerow.Engine.Sides;
using Pagerow.Mapping;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;

namespace Pagerow.Engine;

/// <summary>
/// Finishes what a crash left: every noted intent is settled by what stands at its stage path, the exact witness of how far the write came.
/// The folders are flushed first: what is seen now must not roll back after it was believed.
/// </summary>
/// <param name="folder">The files.</param>
/// <param name="database">The rows and the ledger.</param>
/// <param name="layout">The collections.</param>
public sealed class Recovery(IFolder folder, IDatabase database, Layout layout)
{
    /// <summary>Settles every intent and takes stray stages out of the way. Running it again changes nothing.</summary>
    /// <returns>How many intents were settled.</returns>
    public async ValueTask<int> RunAsync(CancellationToken cancellation)
    {
        var intents = await database.IntentsAsync(cancellation);
        if (!intents.IsEmpty)
            await folder.FlushAsync([.. intents], cancellation);
        foreach (var intent in intents)
            await SettleAsync(intent, cancellation);
        await folder.SweepStagesAsync(new HashSet<StageName>(), cancellation);
        return intents.Length;
    }

    async ValueTask SettleAsync(FileIntent intent, CancellationToken cancellation)
    {
        var witness = await folder.WitnessAsync(intent.Stage, cancellation);
        if (witness is FileState.Unknown unknown)
            throw new IOException($"The stage of an unfinished write to '{intent.Path}' cannot be read: {unknown.Reason}");
        switch (intent.Action)
        {
            case FileAction.Create: await CreatedAsync(intent, witness, cancellation); break;
            case FileAction.Replace: await ReplacedAsync(intent, witness, cancellation); break;
            case FileAction.Delete: await DeletedAsync(intent, witness, cancellation); break;
            case FileAction.Move: await MovedAsync(intent, cancellation); break;
            default: throw new ArgumentOutOfRangeException(nameof(intent), intent.Action, null);
        }
    }

    // The rename consumes the stage. That it is missing says that the page was put, unless a power cut took the stage with it: then the
    // path is empty too, and making the file again is the answer that loses nothing.
    async ValueTask CreatedAsync(FileIntent intent, FileState witness, CancellationToken cancellation)
    {
        var isPut = witness is FileState.Absent && await folder.ReadAsync(intent.Path, cancellation) is FileState.Present;
        await database.CommitAsync([isPut ? await PutAsync(intent, cancellation) : NotPut(intent)], cancellation);
        await folder.ClearStageAsync(intent.Stage, intent.Path, StageKeeping.Drop, cancellation);
    }

    async ValueTask ReplacedAsync(FileIntent intent, FileState witness, CancellationToken cancellation)
    {
        if (witness is FileState.Present other && other.Page.Hash != intent.Target && other.Page.Hash != intent.Expected)
        {
            await new Absorption(folder, database).RunAsync(intent, layout.Named(intent.Document.Collection), witness, cancellation);
            return;
        }

        var isPut = witness is FileState.Present present && present.Page.Hash == intent.Expected && intent.Expected != intent.Target;
        await database.CommitAsync([isPut ? await PutAsync(intent, cancellation) : NotPut(intent)], cancellation);
        await folder.ClearStageAsync(intent.Stage, intent.Path, isPut ? StageKeeping.Displaced : StageKeeping.Drop, cancellation);
    }

    async ValueTask DeletedAsync(FileIntent intent, FileState witness, CancellationToken cancellation)
    {
        if (witness is FileState.Present other && other.Page.Hash != intent.Expected)
        {
            await new Absorption(folder, database).RunAsync(intent, layout.Named(intent.Document.Collection), witness, cancellation);
            return;
        }

        var isGone = witness is FileState.Present;
        await database.CommitAsync(
            [isGone ? NotPut(intent) with { Base = new BaseWrite.Forget(intent.Document, intent.Part) } : NotPut(intent)], cancellation);
        await folder.ClearStageAsync(intent.Stage, intent.Path, StageKeeping.Trash, cancellation);
    }

    async ValueTask MovedAsync(FileIntent intent, CancellationToken cancellation)
    {
        var to = await folder.ReadAsync(intent.Path, cancellation);
        var from = await folder.ReadAsync(intent.MovedFrom!.Value, cancellation);
        var agreed = (await database.BasesOfAsync([intent.Document], cancellation)).FirstOrDefault();
        var isMoved = to is FileState.Present && from is FileState.Absent && agreed is not null;
        await database.CommitAsync(
            [isMoved ? NotPut(intent) with { Base = new BaseWrite.Agree(agreed! with { Path = intent.Path }) } : NotPut(intent)], cancellation);
    }

    async ValueTask<Change> PutAsync(FileIntent intent, CancellationToken cancellation)
    {
        var before = (await database.BasesOfAsync([intent.Document], cancellation)).FirstOrDefault();
        return NotPut(intent) with { Base = new BaseWrite.Agree(intent.Agreed(before)) };
    }

    static Change NotPut(FileIntent intent) => new(Done: [intent.Stage]);
}
