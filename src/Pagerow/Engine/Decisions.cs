using Pagerow.Engine.Sides;
using Pagerow.Mapping;
using Pagerow.Merging.Conflicts;
using Pagerow.Pages;
using Pagerow.Reconcile;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;

namespace Pagerow.Engine;

/// <summary>Decides on candidates, some at a time: gathers what the planner has to know of each, and asks it.</summary>
/// <param name="folder">The files.</param>
/// <param name="database">The rows and the ledger. Not asked about a candidate that has neither base nor row.</param>
/// <param name="layout">The collections.</param>
/// <param name="conflicts">Who wins where both sides changed the same place.</param>
/// <param name="survey">Which absences are believed.</param>
sealed class Decisions(IFolder folder, IDatabase database, Layout layout, ConflictSettings conflicts, Survey survey)
{
    readonly Planner _planner = new(layout, conflicts);

    /// <summary>What is to be done for these candidates, in their order.</summary>
    public async ValueTask<Decided> OnAsync(IReadOnlyList<Candidate> candidates, CancellationToken cancellation)
    {
        var known = candidates.Where(c => c is { Base: not null, Row: null }).Select(c => c.Base!.Document).ToList();
        var rows = known.Count == 0 ? [] : (await database.RowsOfAsync(known, cancellation)).ToDictionary(r => r.Document);
        var open = candidates.Where(c => c.Base is { Open: not null }).Select(c => c.Base!.Document).ToList();
        var holes = open.Count == 0 ? null : (await database.HolesOfAsync(open, cancellation)).ToLookup(h => h.Document);
        var decided = new Decided([], [], [], []);
        var facts = new List<Facts>(candidates.Count);
        foreach (var candidate in candidates)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = candidate.Row ?? (candidate.Base is { } agreed ? rows.GetValueOrDefault(agreed.Document) : null);
            try
            {
                if (await FactsAsync(candidate, row, cancellation) is { } fact)
                    facts.Add(Seen(fact.Base is { Open: not null, Document: var document } && holes is not null ? fact with { Holes = [.. holes[document]] } : fact, candidate, decided));
            }
            catch (Exception e) when (IsDefect(e))
            {
                decided.Failed.Add(new(NameOf(candidate.Path, candidate.Base?.Document ?? row?.Document), Defect(e)));
            }
        }

        await PlanAsync(facts, decided, cancellation);
        return decided;
    }

    async ValueTask PlanAsync(List<Facts> facts, Decided decided, CancellationToken cancellation)
    {
        var taken = await TakenAsync(facts, cancellation);
        foreach (var fact in facts)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                if (_planner.Plan(fact, taken.GetValueOrDefault) is not { } step)
                    continue;
                decided.Steps.Add(step);
                if (step.Put is { Action: FileAction.Create or FileAction.Move, Path: var claimed })
                    taken[claimed] = Held(claimed);
            }
            catch (Exception e) when (IsDefect(e))
            {
                decided.Failed.Add(new(NameOf(fact.Path, fact.Base?.Document ?? fact.Row?.Document), Defect(e)));
            }
        }
    }

    Facts Seen(Facts fact, Candidate candidate, Decided decided)
    {
        if (candidate is { File: null, Base: { } late } && !survey.Believes(late.Path, late, fact.File))
            fact = fact with { File = Survey.Unsettled(late.Path) };
        if (fact is not { File: FileState.Unknown { Reason: var reason }, Path: { } unknown })
            return fact;
        decided.Unread.Add(unknown);
        if (reason.Code == Problem.Unstable && !survey.Deferred.Contains(unknown))
            decided.Moving.Add(new(unknown, reason));
        return fact;
    }

    // What the sides throw is of the world and stops the pass; all else is ours and of one document, and no reason to stop the others.
    static bool IsDefect(Exception e) => e is not (OperationCanceledException or IOException or UnauthorizedAccessException
        or DatabaseBusyException or DatabaseFailedException or DatabaseGoneException or OutOfMemoryException);

    static Problem Defect(Exception e) => new(Problem.Defect, $"nothing could be decided about this document, and both its sides are left as they are; please report this as a defect: {e.GetType().Name}: {e.Message}");

    static string NameOf(PagePath? path, DocumentId? document) => path?.Value ?? $"{document?.Collection} doc {document?.Doc}";

    async ValueTask<Facts?> FactsAsync(Candidate candidate, Row? row, CancellationToken cancellation)
    {
        var path = candidate.Path;
        var name = candidate.Base?.Document.Collection ?? row?.Document.Collection;
        var file = candidate.File ?? await folder.ReadAsync(path!.Value, cancellation);
        var collection = path is { } place && file is not FileState.Absent && layout.Of(place) is { } owner ? owner : name is null ? null : layout.Named(name);
        if (collection is null)
            return null;
        var page = await PageAsync(candidate.Base?.Page, cancellation);
        var rowPage = candidate.Base?.Open is { Row: var shown } ? await PageAsync(shown, cancellation) : page;
        var facts = new Facts(collection, candidate.Base, page, rowPage, path, file, row, candidate.Feed);
        if (path is not null || row is null || _planner.Wish(facts) is not { } wish)
            return facts;
        return facts with { Path = wish };
    }

    async ValueTask<PageBytes?> PageAsync(PageHash? hash, CancellationToken cancellation) =>
        hash is { } version ? await database.PageAsync(version, cancellation) : null;

    // A path is taken where another document's base names it, or where a file stands that is not this document's own.
    async ValueTask<Dictionary<PagePath, string>> TakenAsync(IEnumerable<Facts> facts, CancellationToken cancellation)
    {
        var taken = new Dictionary<PagePath, string>();
        foreach (var fact in facts.Where(f => f.Row is not null))
        {
            if (fact is { FileDelta: FileDelta.Deleted, Base.Path: var stood } && await WhyTakenAsync(stood, cancellation) is { } whyNot)
                taken[stood] = whyNot;
            if (_planner.Wish(fact) is not { } wish || wish == fact.Base?.Path)
                continue;
            var holder = await database.BasesAtAsync([wish], cancellation);
            if (holder.Any(b => b.Document != fact.Base?.Document))
                taken[wish] = Held(wish);
            else if ((fact.File is FileState.Absent or FileState.Present && fact.Path != wish) && await WhyTakenAsync(wish, cancellation) is { } why)
                taken[wish] = why;
            else if (await folder.TwinAsync(wish, cancellation) is { } twin && twin != fact.Base?.Path)
                taken[wish] = $"'{twin}' has that name in a different spelling";
        }

        return taken;
    }

    async ValueTask<string?> WhyTakenAsync(PagePath path, CancellationToken cancellation) => await folder.ReadAsync(path, cancellation) switch
    {
        FileState.Absent => null,
        FileState.Unknown { Reason: var reason } => $"nobody can say what stands at '{path}': {reason.Message}",
        _ => Held(path),
    };

    static string Held(PagePath path) => $"'{path}' belongs to another document";
}
