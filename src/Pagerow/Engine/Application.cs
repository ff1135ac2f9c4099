using Pagerow.Engine.Cycles;
using Pagerow.Engine.Sides;
using Pagerow.Reconcile;
using Pagerow.Reconcile.Changes;

namespace Pagerow.Engine;

/// <summary>Carries steps out: database changes in batches, file writes by the protocol, deletions last and all together.</summary>
/// <param name="folder">The files.</param>
/// <param name="database">The rows and the ledger.</param>
/// <param name="tally">What is counted.</param>
/// <param name="hold">Why rows may not be written to files, if so.</param>
sealed class Application(IFolder folder, IDatabase database, Tally tally, Hold? hold)
{
    const int Group = 128;

    readonly List<Step> _deletions = [];

    /// <summary>Carries out all but deletions, which are kept for <see cref="DeleteAsync"/>.</summary>
    public async ValueTask RunAsync(IReadOnlyCollection<Step> steps, CancellationToken cancellation)
    {
        _deletions.AddRange(steps.Where(IsDeletion));
        await DoAsync([.. steps.Where(s => !IsDeletion(s))], cancellation);
    }

    /// <summary>Carries out the deletions, or withholds them all and says why.</summary>
    /// <param name="consent">Whether a person has agreed.</param>
    /// <param name="missing">How many files are missing that may be deletions a moment later.</param>
    /// <param name="documents">How many documents there are.</param>
    /// <param name="cancellation">Stops between groups.</param>
    public async ValueTask<Halt?> DeleteAsync(DeletionConsent consent, int missing, int documents, CancellationToken cancellation)
    {
        if (consent is DeletionConsent.Allowed || _deletions.Count == 0 || Guardrails.OnDeletions(_deletions, missing, documents) is null)
        {
            await DoAsync(_deletions, cancellation);
            return null;
        }

        var unexplained = await UnexplainedAsync(cancellation);
        var halt = unexplained.Count == 0 ? null : Guardrails.OnDeletions(unexplained, missing, documents);
        if (halt is not null)
            unexplained.ForEach(tally.Open);
        await DoAsync(halt is null ? _deletions : [.. _deletions.Except(unexplained, ReferenceEqualityComparer.Instance).Cast<Step>()], cancellation);
        return halt;
    }

    // A checkout that takes thousands of pages away is no accident: what version control accounts for does not count.
    async ValueTask<List<Step>> UnexplainedAsync(CancellationToken cancellation)
    {
        var absent = _deletions.Where(d => d is { Verdict: Verdict.DeleteRow, Facts: { Base: not null, BasePage: not null } })
            .Select(d => KeyValuePair.Create(d.Facts.Base!.Path, d.Facts.BasePage!)).ToList();
        var explained = await folder.ExplainedAsync(absent, cancellation);
        return [.. _deletions.Where(d => d.Verdict is not Verdict.DeleteRow || !explained.Contains(d.Facts.Base!.Path))];
    }

    static bool IsDeletion(Step step) => step.Verdict is Verdict.DeleteFile or Verdict.DeleteRow;

    async ValueTask DoAsync(List<Step> steps, CancellationToken cancellation)
    {
        if (steps.Count == 0)
            return;
        if (tally.Mode is CycleMode.Preview)
        {
            steps.ForEach(tally.Foresee);
            return;
        }

        var held = hold is null ? [] : steps.Where(s => s.Put is not null).ToList();
        held.ForEach(tally.Open);
        await CommitAsync([.. steps.Where(s => s is { Put: null, Before: null })], s => s.After, cancellation);
        foreach (var step in steps.Where(s => s is { Put: null, Before: not null }))
        {
            if (await CommitAsync([step], s => s.Before, cancellation) == 1)
                await CommitAsync([step], s => s.After, cancellation);
        }

        foreach (var group in steps.Where(s => s.Put is not null && hold is null).Chunk(Group))
            await WriteAsync(group, cancellation);
    }

    // Counts a step when its last change is committed; returns how many were.
    async ValueTask<int> CommitAsync(List<Step> steps, Func<Step, Change?> part, CancellationToken cancellation)
    {
        var waiting = steps.Where(s => part(s) is null).ToList();
        waiting.ForEach(tally.Open);
        var with = steps.Where(s => part(s) is not null).ToList();
        if (with.Count == 0)
            return 0;
        var outcomes = await database.CommitAsync([.. with.Select(s => part(s)!)], cancellation);
        var committed = 0;
        for (var i = 0; i < with.Count; i++)
        {
            if (outcomes[i] is ChangeOutcome.Stale)
            {
                tally.Open(with[i]);
                continue;
            }

            committed++;
            if (ReferenceEquals(part(with[i]), with[i].After))
                tally.Done(with[i]);
        }

        return committed;
    }

    async ValueTask WriteAsync(Step[] steps, CancellationToken cancellation)
    {
        var outcomes = await new WriteProtocol(folder, database).RunAsync(steps, cancellation);
        var obstacles = new List<Change>();
        for (var i = 0; i < steps.Length; i++)
        {
            switch (outcomes[i])
            {
                case WriteOutcome.Written: tally.Done(steps[i]); break;
                case WriteOutcome.Stale: tally.Open(steps[i]); break;
                case WriteOutcome.Refused refused: Tell(steps[i], refused.Reason, obstacles); break;
                case WriteOutcome.Unfinished unfinished: Tell(steps[i], unfinished.Reason, []); break;
                case WriteOutcome.Failed failed: Tell(steps[i], failed.Reason, obstacles); break;
                default: throw new InvalidOperationException($"Unknown outcome {outcomes[i]}.");
            }
        }

        if (obstacles.Count > 0)
            await database.CommitAsync(obstacles, cancellation);
    }

    void Tell(Step step, Pages.Problem reason, List<Change> obstacles)
    {
        if (step.Facts.Row is { } row)
            obstacles.Add(new(Obstacle: new(row.Document, reason)));
        tally.Open(step);
        tally.Tell(step.Put!.Path, reason);
    }
}
