using System.Collections.Immutable;
using Pagerow.Engine.Sides;
using Pagerow.Reconcile;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;

namespace Pagerow.Engine;

/// <summary>
/// Protocol H: how a page gets into a file so that no version is ever lost, whatever dies when. Stage and flush; note the intent durably;
/// exchange; flush the folders; look at what came out; commit where it is what was expected, absorb it by a merge where it is not; never
/// swap back. Model-checked over every interleaving of edits, deletes, kills and power cuts; each simpler order loses or invents something.
/// </summary>
/// <param name="folder">The files.</param>
/// <param name="database">The rows and the ledger.</param>
public sealed class WriteProtocol(IFolder folder, IDatabase database)
{
    /// <summary>Writes a group of steps that all have a put: one intent transaction, one flush a folder, one commit for all of them.</summary>
    /// <returns>An outcome for each step, in order. A failure of one changes nothing for another.</returns>
    public async ValueTask<ImmutableArray<WriteOutcome>> RunAsync(IReadOnlyList<Step> steps, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var writes = new List<Write>(steps.Count);
        foreach (var step in steps)
            writes.Add(await StageAsync(step, cancellation));
        await NoteAsync(writes, cancellation);
        foreach (var write in writes.Where(w => w.Outcome is null))
            await PutAsync(write, cancellation);
        // Nothing that is true only once the folders are on the disk may be committed before they are.
        await folder.FlushAsync([.. writes.Where(w => w.Outcome is null).Select(w => w.Intent!)], cancellation);
        foreach (var write in writes.Where(w => w.Outcome is null))
            await VerifyAsync(write, cancellation);
        await CommitAsync(writes, cancellation);
        return [.. writes.Select(w => w.Outcome!)];
    }

    async ValueTask<Write> StageAsync(Step step, CancellationToken cancellation)
    {
        var put = step.Put!;
        try
        {
            var stage = put.Target is { } target
                ? await folder.StageAsync(put.Path, target.Bytes, put.Action is FileAction.Replace ? put.Path : null, cancellation)
                : folder.NewStage();
            var document = step.Facts.Base?.Document ?? step.Facts.Row!.Document;
            return new(step, new(stage, document, "", put.Action, put.Path, put.MovedFrom, put.Expected, put.Target?.Hash, put.Shown, put.Held));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(step, null) { Outcome = new WriteOutcome.Failed(new("not-writable", $"'{put.Path}' could not be written: {Reason(e)}")) };
        }
    }

    // Without the name of the stage, which is another one with every try and says nothing to a person.
    static string Reason(Exception e) => e.Message.IndexOf(" : '", StringComparison.Ordinal) is var at and > 0 ? e.Message[..at] : e.Message;

    async ValueTask NoteAsync(List<Write> writes, CancellationToken cancellation)
    {
        var open = writes.Where(w => w.Outcome is null).ToList();
        var notes = open.Select(w => Noted(w)).ToList();
        if (notes.Count == 0)
            return;
        var outcomes = await database.CommitAsync(notes, cancellation);
        for (var i = 0; i < open.Count; i++)
        {
            if (outcomes[i] is not ChangeOutcome.Stale)
                continue;
            open[i].Outcome = new WriteOutcome.Stale();
            await folder.ClearStageAsync(open[i].Intent!.Stage, open[i].Intent!.Path, StageKeeping.Drop, null, cancellation);
        }
    }

    static Change Noted(Write write)
    {
        var pages = write.Step.Put!.Target is { } target ? ImmutableArray.Create(target) : [];
        var before = write.Step.Before ?? new Change();
        return before with { Intents = [write.Intent!], Pages = before.Pages.IsDefault ? pages : [.. before.Pages, .. pages] };
    }

    async ValueTask PutAsync(Write write, CancellationToken cancellation)
    {
        var outcome = await folder.PutAsync(write.Intent!, cancellation);
        write.Outcome = outcome switch
        {
            PutOutcome.Done => null,
            PutOutcome.Refused refused => new WriteOutcome.Refused(refused.Reason),
            PutOutcome.Failed failed => new WriteOutcome.Failed(failed.Reason),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
        };
        if (write.Outcome is null)
            return;
        // A put may fail behind its exchange: only a stage that holds what was staged, or nothing, is witness that nothing was put. What makes a
        // file takes its stage away, and so there nothing is witness of the contrary.
        var witness = await folder.WitnessAsync(write.Intent!.Stage, cancellation);
        var isTaken = outcome is PutOutcome.Failed && write.Intent.Action is FileAction.Create && witness is FileState.Absent;
        if (isTaken || (witness is not FileState.Absent && (witness as FileState.Present)?.Page.Hash != write.Intent.Target))
            throw new IOException($"The write to '{write.Intent.Path}' failed half way; what it displaced is kept and settled before anything else.");
        await database.CommitAsync([new(Done: [write.Intent.Stage])], cancellation);
        await folder.ClearStageAsync(write.Intent.Stage, write.Intent.Path, StageKeeping.Drop, null, cancellation);
    }

    async ValueTask VerifyAsync(Write write, CancellationToken cancellation)
    {
        if (write.Intent!.Action is FileAction.Create or FileAction.Move)
            return;
        var witness = await folder.WitnessAsync(write.Intent.Stage, cancellation);
        if (witness is FileState.Present present && present.Page.Hash == write.Intent.Expected)
            return;
        if (!Absorption.IsClear(write.Intent, witness, out var why))
        {
            write.Outcome = new WriteOutcome.Unfinished(why!);
            return;
        }

        await new Absorption(folder, database).RunAsync(write.Intent, write.Step.Facts.Collection, witness, cancellation);
        write.Outcome = new WriteOutcome.Stale();
    }

    async ValueTask CommitAsync(List<Write> writes, CancellationToken cancellation)
    {
        var open = writes.Where(w => w.Outcome is null).ToList();
        if (open.Count == 0)
            return;
        var outcomes = await database.CommitAsync([.. open.Select(w => w.Step.After! with { Done = [w.Intent!.Stage] })], cancellation);
        var late = new List<Change>();
        for (var i = 0; i < open.Count; i++)
        {
            open[i].Outcome = outcomes[i] is ChangeOutcome.Stale ? new WriteOutcome.Stale() : new WriteOutcome.Written();
            if (outcomes[i] is ChangeOutcome.Stale)
                late.Add(BaseOnly(open[i]));
        }

        if (late.Count > 0)
            await database.CommitAsync(late, cancellation);
        foreach (var write in open)
            await folder.ClearStageAsync(write.Intent!.Stage, write.Intent.Path, KeepingOf(write.Intent.Action), write.Intent.Expected, cancellation);
    }

    // The row moved on while the file was written: the file holds the target, so the base must say so; what the row showed when this was
    // planned is what its newer edit is measured against.
    static Change BaseOnly(Write write)
    {
        var after = write.Step.After!;
        var agreed = after.Base is BaseWrite.Agree agree ? agree with { Base = agree.Base with { Shown = write.Intent!.Shown } } : after.Base;
        return new(Base: agreed, Pages: after.Pages, Done: [write.Intent!.Stage], Events: after.Events);
    }

    internal static StageKeeping KeepingOf(FileAction action) => action switch
    {
        FileAction.Replace => StageKeeping.Displaced,
        FileAction.Delete => StageKeeping.Trash,
        FileAction.Create or FileAction.Move => StageKeeping.Drop,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
    };

    sealed class Write(Step step, FileIntent? intent)
    {
        public Step Step { get; } = step;

        public FileIntent? Intent { get; } = intent;

        public WriteOutcome? Outcome { get; set; }
    }
}
