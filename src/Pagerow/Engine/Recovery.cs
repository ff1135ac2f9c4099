using System.Collections.Immutable;
using Pagerow.Engine.Sides;
using Pagerow.Mapping;
using Pagerow.Pages;
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
/// <param name="time">The clock for the second look at a page that was emptied.</param>
public sealed class Recovery(IFolder folder, IDatabase database, Layout layout, TimeProvider time)
{
    readonly Dictionary<StageName, long> _emptiedSince = [];

    /// <summary>Settles every intent that can be settled, and takes stray stages out of the way. Running it again changes nothing.</summary>
    public async ValueTask<RecoveryReport> RunAsync(CancellationToken cancellation)
    {
        var intents = await database.IntentsAsync(cancellation);
        if (!intents.IsEmpty)
            await folder.FlushAsync([.. intents], cancellation);
        var left = ImmutableArray.CreateBuilder<KeyValuePair<PagePath, Problem>>();
        foreach (var intent in intents)
        {
            if (await TrySettleAsync(intent, cancellation) is { } why)
                left.Add(new(intent.Path, why));
        }

        HashSet<StageName> open = left.Count == 0 ? [] : [.. intents.Select(i => i.Stage)];
        await folder.SweepStagesAsync(open, cancellation);
        return new(intents.Length - left.Count, left.ToImmutable());
    }

    // What the disk refuses one write is no reason to leave the others unsettled.
    async ValueTask<Problem?> TrySettleAsync(FileIntent intent, CancellationToken cancellation)
    {
        var witness = await folder.WitnessAsync(intent.Stage, cancellation);
        if (!Absorption.IsClear(intent, witness, out var why) && !IsEmptyStill(intent, witness))
            return why;
        try
        {
            await SettleAsync(intent, witness, cancellation);
            return null;
        }
        catch (IOException e)
        {
            return new(Problem.Unstable, $"a write to '{intent.Path}' that was under way could not be settled: {e.Message}");
        }
    }

    // Whoever empties a page to write it anew is done a moment later.
    bool IsEmptyStill(FileIntent intent, FileState witness)
    {
        if (witness is FileState.Present && _emptiedSince.TryGetValue(intent.Stage, out var since))
            return time.GetElapsedTime(since) >= Absences.Patience;
        if (witness is FileState.Present)
            _emptiedSince[intent.Stage] = time.GetTimestamp();
        return false;
    }

    async ValueTask SettleAsync(FileIntent intent, FileState witness, CancellationToken cancellation)
    {
        _emptiedSince.Remove(intent.Stage);
        switch (intent.Action)
        {
            case FileAction.Create: await CreatedAsync(intent, witness, cancellation); break;
            case FileAction.Replace: await ReplacedAsync(intent, witness, cancellation); break;
            case FileAction.Delete: await DeletedAsync(intent, witness, cancellation); break;
            case FileAction.Move: await MovedAsync(intent, cancellation); break;
            default: throw new ArgumentOutOfRangeException(nameof(intent), intent.Action, null);
        }
    }

    // The rename consumes the stage, which was on the disk before the intent was: that it is missing says that the page was put, wherever it
    // stands by now.
    async ValueTask CreatedAsync(FileIntent intent, FileState witness, CancellationToken cancellation)
    {
        await database.CommitAsync([witness is FileState.Absent ? await PutAsync(intent, cancellation) : NotPut(intent)], cancellation);
        await folder.ClearStageAsync(intent.Stage, intent.Path, StageKeeping.Drop, null, cancellation);
    }

    async ValueTask ReplacedAsync(FileIntent intent, FileState witness, CancellationToken cancellation)
    {
        if (witness is FileState.Present other && other.Page.Hash != intent.Target && other.Page.Hash != intent.Expected)
        {
            var (collection, absorption) = (layout.Named(intent.Document.Collection), new Absorption(folder, database));
            // A power cut can take the exchange back while what was written into the new page meanwhile stays.
            var isTakenBack = await folder.ReadAsync(intent.Path, cancellation) is FileState.Present { Page.Hash: var stands } && stands == intent.Expected;
            await (isTakenBack ? absorption.TakenBackAsync(intent, collection, other.Page, cancellation) : absorption.RunAsync(intent, collection, witness, cancellation));
            return;
        }

        var isPut = witness is FileState.Present present && present.Page.Hash == intent.Expected && intent.Expected != intent.Target;
        await database.CommitAsync([isPut ? await PutAsync(intent, cancellation) : NotPut(intent)], cancellation);
        await folder.ClearStageAsync(intent.Stage, intent.Path, isPut ? StageKeeping.Displaced : StageKeeping.Drop, intent.Expected, cancellation);
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
        await folder.ClearStageAsync(intent.Stage, intent.Path, StageKeeping.Trash, intent.Expected, cancellation);
    }

    // A move leaves no witness; the page is its own, by its file's identity or its content. Where neither name holds it any more, the next look
    // finds out what became of it as it does of any page.
    async ValueTask MovedAsync(FileIntent intent, CancellationToken cancellation)
    {
        var agreed = (await database.BasesOfAsync([intent.Document], cancellation)).FirstOrDefault();
        var to = Sameness(await folder.ReadAsync(intent.Path, cancellation), agreed);
        var from = Sameness(await folder.ReadAsync(intent.MovedFrom!.Value, cancellation), agreed);
        await database.CommitAsync(
            [to > from ? NotPut(intent) with { Base = new BaseWrite.Agree(agreed! with { Path = intent.Path, IsDisplaced = false }) } : NotPut(intent)], cancellation);
    }

    static int Sameness(FileState state, Base? agreed) => state switch
    {
        FileState.Present present when agreed is { FileId: not 0 } && present.FileId == agreed.FileId => 2,
        FileState.Present present when agreed is not null && present.Page.Hash == agreed.FilePage => 1,
        _ => 0,
    };

    async ValueTask<Change> PutAsync(FileIntent intent, CancellationToken cancellation)
    {
        var before = (await database.BasesOfAsync([intent.Document], cancellation)).FirstOrDefault();
        return NotPut(intent) with { Base = new BaseWrite.Agree(intent.Agreed(before)) };
    }

    static Change NotPut(FileIntent intent) => new(Done: [intent.Stage]);
}
