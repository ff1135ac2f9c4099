using Pagerow.Engine.Cycles;
using Pagerow.Engine.Sides;
using Pagerow.Pages;

namespace Pagerow.Engine;

/// <summary>
/// Passes until both sides rest: the first over what was asked, the next ones over what the one before left open (absences that want a
/// second look, moves whose content follows, documents that moved while they were written). What <c>sync</c> does, and what a barrier waits for.
/// </summary>
/// <param name="database">Keeps the record of runs: all these passes are one.</param>
/// <param name="cycle">The pass.</param>
/// <param name="recovery">Settles what a crash left.</param>
/// <param name="time">The clock for the second look.</param>
public sealed class SyncRun(IDatabase database, SyncCycle cycle, Recovery recovery, TimeProvider time)
{
    const int MostPasses = 12;

    /// <summary>Runs passes until nothing is open, at most a dozen; the report adds them up and says what is still open.</summary>
    public async Task<CycleReport> RunAsync(CycleRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        database.BeginRun();
        var report = await PassAsync(request, cancellation);
        for (var pass = 1; pass < MostPasses && Goes(report, request); pass++)
        {
            if (!report.Deferred.IsDefaultOrEmpty)
                await Task.Delay(Absences.Patience, time, cancellation);
            // A preview changes nothing, so that the next one foresees all that the one before did.
            report = request.Mode is CycleMode.Preview
                ? await cycle.RunAsync(request, cancellation)
                : Sum(report, await PassAsync(request with { Folder = Rest(report), Rows = new RowScope.Feed() }, cancellation));
        }

        return report;
    }

    async Task<CycleReport> PassAsync(CycleRequest request, CancellationToken cancellation)
    {
        var recovered = request.Mode is CycleMode.Apply ? await recovery.RunAsync(cancellation) : RecoveryReport.None;
        return recovered.AddTo(await cycle.RunAsync(request, cancellation));
    }

    static bool Goes(CycleReport report, CycleRequest request) =>
        report.Hold is null && (!report.Deferred.IsDefaultOrEmpty || (report is { Halt: null, Unsettled: > 0 } && request.Mode is CycleMode.Apply));

    static FolderScope Rest(CycleReport report) =>
        report.Unsettled > 0 ? new FolderScope.Everything() : new FolderScope.Only([], report.Deferred);

    static CycleReport Sum(CycleReport one, CycleReport next) => next with
    {
        FilesWritten = one.FilesWritten + next.FilesWritten,
        RowsWritten = one.RowsWritten + next.RowsWritten,
        FilesDeleted = one.FilesDeleted + next.FilesDeleted,
        RowsDeleted = one.RowsDeleted + next.RowsDeleted,
        Moved = one.Moved + next.Moved,
        Overruled = one.Overruled + next.Overruled,
        // What moved while it was read was read again, and what still waits is told again.
        Problems = [.. one.Problems.Where(p => p.Value.Code is not (Problem.Unstable or Problem.Waits)).Concat(next.Problems).Distinct()],
        LeftOut = one.LeftOut,
    };
}
