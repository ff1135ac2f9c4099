using System.Collections.Immutable;
using Pagerow.Engine.Sides;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;

namespace Pagerow.Simulation;

/// <summary>A folder whose calls may fail as a real one's do: what it cannot read or put it tells by a value, all else it throws.</summary>
sealed class FaultyFolder(IFolder folder, Faults faults) : IFolder
{
    static readonly Problem Reason = new("io-error", "the disk failed");

    public TimeSpan? UntilLate => folder.UntilLate;

    public ValueTask<FolderLook> LookAsync(FolderScope scope, CancellationToken cancellation) =>
        faults.MakeAsync(Look("look"), () => folder.LookAsync(scope, cancellation));

    public ValueTask<FileState> ReadAsync(PagePath path, CancellationToken cancellation) =>
        faults.MakeAsync(Look("read"), () => folder.ReadAsync(path, cancellation), () => new FileState.Unknown(Reason));

    public ValueTask<PagePath?> TwinAsync(PagePath path, CancellationToken cancellation) =>
        faults.MakeAsync(Look("twin"), () => folder.TwinAsync(path, cancellation));

    public ValueTask<IReadOnlySet<PagePath>> ExplainedAsync(IReadOnlyCollection<KeyValuePair<PagePath, PageBytes>> absent, CancellationToken cancellation) =>
        faults.MakeAsync(Look("explain"), () => folder.ExplainedAsync(absent, cancellation));

    public ImmutableArray<KeyValuePair<string, byte[]?>> Settle(IReadOnlySet<PagePath> unsettled) => folder.Settle(unsettled);

    public ValueTask<StageName> StageAsync(PagePath target, ReadOnlyMemory<byte> page, PagePath? like, CancellationToken cancellation) =>
        faults.MakeAsync(Effect("stage"), () => folder.StageAsync(target, page, like, cancellation));

    public StageName NewStage() => folder.NewStage();

    public ValueTask<PutOutcome> PutAsync(FileIntent intent, CancellationToken cancellation) =>
        faults.MakeAsync(Effect($"put {intent.Action}"), () => folder.PutAsync(intent, cancellation), () => new PutOutcome.Failed(Reason));

    public ValueTask FlushAsync(IReadOnlyCollection<FileIntent> intents, CancellationToken cancellation) =>
        DoAsync("flush", () => folder.FlushAsync(intents, cancellation));

    public ValueTask<FileState> WitnessAsync(StageName stage, CancellationToken cancellation) =>
        faults.MakeAsync(Look("witness"), () => folder.WitnessAsync(stage, cancellation), () => new FileState.Unknown(Reason));

    public ValueTask ClearStageAsync(StageName stage, PagePath path, StageKeeping keeping, PageHash? known, CancellationToken cancellation) =>
        DoAsync("clear", () => folder.ClearStageAsync(stage, path, keeping, known, cancellation));

    public ValueTask<ImmutableArray<LateSave>> LateAsync(CancellationToken cancellation) =>
        faults.MakeAsync(Look("late"), () => folder.LateAsync(cancellation));

    public ValueTask SettleLateAsync(LateSave late, CancellationToken cancellation) =>
        DoAsync("settle late", () => folder.SettleLateAsync(late, cancellation));

    public ValueTask<int> SweepStagesAsync(IReadOnlySet<StageName> named, CancellationToken cancellation) =>
        faults.MakeAsync(Effect("sweep"), () => folder.SweepStagesAsync(named, cancellation));

    public ValueTask DisposeAsync() => folder.DisposeAsync();

    static FaultyCall Look(string name) => new(name, true, false);

    static FaultyCall Effect(string name) => new(name, true, true);

    async ValueTask DoAsync(string name, Func<ValueTask> call) => await faults.MakeAsync(Effect(name), async () =>
    {
        await call();
        return true;
    });
}
