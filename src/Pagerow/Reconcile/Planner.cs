using System.Collections.Immutable;
using Pagerow.Mapping;
using Pagerow.Merging.Conflicts;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.Edits;
using Pagerow.Reconcile.States;

namespace Pagerow.Reconcile;

/// <summary>
/// Turns what is known about a document into a step. Pure: for the same facts the same step, whatever came before. One document's step
/// never depends on another document, but for the paths that others hold.
/// </summary>
/// <param name="layout">The collections.</param>
/// <param name="conflicts">Who wins where both sides changed the same place.</param>
public sealed class Planner(Layout layout, ConflictSettings conflicts)
{
    readonly PolicyMerge _merge = new(conflicts);

    /// <summary>The step for one document, or null where there is nothing to do and nothing to drain.</summary>
    /// <param name="facts">What is known of it.</param>
    /// <param name="whyTaken">Why a path cannot be had: another document, or a file that no row knows yet, holds it; null where it can.</param>
    public Step? Plan(Facts facts, Func<PagePath, string?> whyTaken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.File is FileState.Unknown unknown)
            return FileToRow.Unseen(facts, unknown.Reason);
        PageReading? now = facts.File is FileState.Present present ? PageReading.Of(facts.Collection, facts.Path!.Value, present.Page) : null;
        if (now is PageReading.Illegible illegible && (facts.FileDelta, facts.RowDelta) is not (FileDelta.Unchanged, RowDelta.Unchanged))
            return FileToRow.Illegible(facts, illegible.Problem);
        return Decide(facts, now as PageReading.Legible, whyTaken);
    }

    /// <summary>The path that a row asks its file to have, where it asks for another than it has; for looking who holds it.</summary>
    public PagePath? Wish(Facts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.RowDelta switch
        {
            RowDelta.Created => new RowToFile(layout, _ => null).PlaceOf(facts).Path,
            RowDelta.Modified when facts.HasLeft => null,
            RowDelta.Modified => new RowToFile(layout, _ => null).MoveOf(facts).Path,
            RowDelta.Absent or RowDelta.Unchanged or RowDelta.Deleted => null,
            _ => throw new ArgumentOutOfRangeException(nameof(facts), facts.RowDelta, null),
        };
    }

    Step? Decide(Facts facts, PageReading.Legible? now, Func<PagePath, string?> whyTaken)
    {
        var verdict = VerdictOn(facts);
        return verdict switch
        {
            Verdict.Nothing when facts.Base is not { Open: not null } && now is not null && IsBehind(facts, now) => FileToRow.Write(facts, Verdict.WriteRow, now),
            Verdict.Nothing => Drain(facts, verdict),
            Verdict.WriteRow or Verdict.ReviveRow => FileToRow.Write(facts, verdict, now!),
            Verdict.DeleteRow => FileToRow.Delete(facts),
            Verdict.WriteFile => new RowToFile(layout, whyTaken).Write(facts),
            Verdict.DeleteFile => RowToFile.Delete(facts),
            Verdict.ReviveFile => new RowToFile(layout, whyTaken).Revive(facts),
            Verdict.Merge when facts.HasLeft => BothChanged.Leave(layout, facts, now!),
            Verdict.Merge when facts is { FileDelta: FileDelta.Unchanged, RowDelta: RowDelta.Modified } && new RowToFile(layout, whyTaken).Moved(facts) is { } move => move,
            Verdict.Merge => new BothChanged(layout, whyTaken, _merge).Write(facts, now!),
            Verdict.Forget => Forget(facts),
            Verdict.Wait or Verdict.KeepFile => new(facts, verdict, FollowUp: StepFollowUp.Wait),
            _ => throw new ArgumentOutOfRangeException(nameof(facts), verdict, null),
        };
    }

    // With holes open both sides have changed already. They rest until one of them moves on, or somebody says what shall stand there.
    static Verdict VerdictOn(Facts facts) => (facts.FileDelta, facts.RowDelta) switch
    {
        var (file, row) when facts.Base is not { Open: not null } => Reconciler.Decide(file, row),
        (FileDelta.Unchanged, RowDelta.Unchanged) when facts is { Feed: null, Base.Trouble: null } => Verdict.Nothing,
        var (file, row) => Reconciler.Decide(file is FileDelta.Unchanged ? FileDelta.Modified : file, row is RowDelta.Unchanged ? RowDelta.Modified : row),
    };

    // The page that is back was agreed on before, but the row still says that it cannot be read. Or a crash came between the row's page
    // getting into the file and the row showing that page: the mark of the row's edit is still there.
    static bool IsBehind(Facts facts, PageReading.Legible now) => facts is { Base: { } agreed, Row: { } row, Path: { } path }
        && (agreed.Trouble is not null
            || (facts.Feed is not null && Shown.Of(path.Value, FileToRow.LastGood(Items.Keep(FileToRow.Before(row), now.Record), row, agreed.Shown)) != Shown.Of(row)));

    static Step? Drain(Facts facts, Verdict verdict) =>
        facts.Feed is null ? null : new(facts, verdict, After: new(Drained: Drained(facts)));

    static Step Forget(Facts facts) => new(facts, Verdict.Forget, After: new(
        Base: new BaseWrite.Forget(facts.Base!.Document, facts.Base.Part),
        Drained: Drained(facts),
        Events: [new(EventKind.Deleted, Origin.Files, facts.Base.Document, facts.Base.Path, Before: facts.Base.Page)]));

    /// <summary>The feed entries that settling these facts drains.</summary>
    internal static ImmutableArray<FeedEntry> Drained(Facts facts) => facts.Feed is { } entry ? [entry] : [];
}
