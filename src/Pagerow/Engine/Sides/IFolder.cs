using System.Collections.Immutable;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;

namespace Pagerow.Engine.Sides;

/// <summary>
/// A folder of pages as a side: it can be looked at, read, and written by the steps of protocol H. Knows bytes, paths and stamps; not
/// what a page says. Paths are opened beneath the root, without following links, whatever the caller passes. One caller at a time.
/// </summary>
public interface IFolder : IAsyncDisposable
{
    /// <summary>
    /// Looks, without reading pages. What it reports is remembered only by <see cref="Settle"/>: until then the next look reports it again.
    /// </summary>
    ValueTask<FolderLook> LookAsync(FolderScope scope, CancellationToken cancellation);

    /// <summary>Reads what stands at a path; a page that changes while it is read is <see cref="FileState.Unknown"/>.</summary>
    ValueTask<FileState> ReadAsync(PagePath path, CancellationToken cancellation);

    /// <summary>What stands beside a path under its name in a different spelling, as one name composed and decomposed; null where nothing does.</summary>
    ValueTask<PagePath?> TwinAsync(PagePath path, CancellationToken cancellation);

    /// <summary>
    /// Which of these pages, absent now and given as they stood last, the folder's version control accounts for: believing their absence
    /// can lose nothing. Empty where there is none.
    /// </summary>
    ValueTask<IReadOnlySet<PagePath>> ExplainedAsync(IReadOnlyCollection<KeyValuePair<PagePath, PageBytes>> absent, CancellationToken cancellation);

    /// <summary>
    /// Remembers what the looks since the last call saw, but for <paramref name="unsettled"/>, which the next look reports again.
    /// Returns the stamps that changed, one opaque value a folder, null for a folder that is gone: for the ledger to store.
    /// </summary>
    ImmutableArray<KeyValuePair<string, byte[]?>> Settle(IReadOnlySet<PagePath> unsettled);

    /// <summary>
    /// Writes a page beside its target, on the same device, with mode, owner and attributes of the file at <paramref name="like"/> where
    /// one stands, and flushes it. Makes missing folders of the target. The name is new.
    /// </summary>
    /// <exception cref="IOException">It could not be written; nothing is left behind.</exception>
    ValueTask<StageName> StageAsync(PagePath target, ReadOnlyMemory<byte> page, PagePath? like, CancellationToken cancellation);

    /// <summary>A stage name for an action that stages no page (<see cref="FileAction.Delete"/>, <see cref="FileAction.Move"/>).</summary>
    StageName NewStage();

    /// <summary>Does what the intent says, in one atomic step; neither flushes nor verifies.</summary>
    ValueTask<PutOutcome> PutAsync(FileIntent intent, CancellationToken cancellation);

    /// <summary>Flushes the folders of these intents, and the stage folder, to the disk.</summary>
    ValueTask FlushAsync(IReadOnlyCollection<FileIntent> intents, CancellationToken cancellation);

    /// <summary>What stands at a stage path.</summary>
    ValueTask<FileState> WitnessAsync(StageName stage, CancellationToken cancellation);

    /// <summary>
    /// Takes a stage path out of the way once its intent is done: what was displaced or deleted is kept below <c>.pagerow/</c> under a name
    /// that tells path and time; a stage that was never put is removed. Absent is fine.
    /// </summary>
    /// <param name="stage">Which.</param>
    /// <param name="path">Where the page stood.</param>
    /// <param name="keeping">What becomes of it.</param>
    /// <param name="known">The version that is kept, as it was read last: what is written into it later is told by <see cref="LateAsync"/>. Null where nobody knows.</param>
    /// <param name="cancellation">Stops it before it begins.</param>
    ValueTask ClearStageAsync(StageName stage, PagePath path, StageKeeping keeping, PageHash? known, CancellationToken cancellation);

    /// <summary>
    /// Kept pages that were written after they had been taken out of their files. Each kept page is read again two seconds and a minute after,
    /// and by the first call of a process; what is found is told by every call until <see cref="SettleLateAsync"/>.
    /// </summary>
    ValueTask<ImmutableArray<LateSave>> LateAsync(CancellationToken cancellation);

    /// <summary>The version that was told is known from now on.</summary>
    ValueTask SettleLateAsync(LateSave late, CancellationToken cancellation);

    /// <summary>How long until a kept page is to be read again; null where none is.</summary>
    TimeSpan? UntilLate { get; }

    /// <summary>Stage files that no intent names, as a crash leaves them: moved where displaced pages are kept, never removed unread. Returns how many.</summary>
    ValueTask<int> SweepStagesAsync(IReadOnlySet<StageName> named, CancellationToken cancellation);
}
