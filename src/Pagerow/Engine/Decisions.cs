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
        var facts = new List<Facts>(candidates.Count);
        var unread = new List<PagePath>();
        var moving = new List<KeyValuePair<PagePath, Problem>>();
        foreach (var candidate in candidates)
        {
            var row = candidate.Row ?? (candidate.Base is { } agreed ? rows.GetValueOrDefault(agreed.Document) : null);
            if (await FactsAsync(candidate, row, cancellation) is not { } fact)
                continue;
            if (fact.Base is { Open: not null } agreedOn && holes is not null)
                fact = fact with { Holes = [.. holes[agreedOn.Document]] };
            if (candidate is { File: null, Base: { } late } && !survey.Believes(late.Path, late, fact.File))
                fact = fact with { File = Survey.Unsettled(late.Path) };
            facts.Add(fact);
            if (fact is not { File: FileState.Unknown { Reason: var reason }, Path: { } unknown })
                continue;
            unread.Add(unknown);
            if (reason.Code == Problem.Unstable && !survey.Deferred.Contains(unknown))
                moving.Add(new(unknown, reason));
        }

        var taken = await TakenAsync(facts, cancellation);
        var steps = new List<Step>(facts.Count);
        foreach (var fact in facts)
        {
            if (_planner.Plan(fact, taken.Contains) is not { } step)
                continue;
            steps.Add(step);
            if (step.Put is { Action: FileAction.Create or FileAction.Move, Path: var claimed })
                taken.Add(claimed);
        }

        return new(steps, unread, moving);
    }

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
    async ValueTask<HashSet<PagePath>> TakenAsync(IEnumerable<Facts> facts, CancellationToken cancellation)
    {
        var taken = new HashSet<PagePath>();
        foreach (var fact in facts.Where(f => f.Row is not null))
        {
            if (fact is { FileDelta: FileDelta.Deleted, Base.Path: var stood } && await folder.ReadAsync(stood, cancellation) is not FileState.Absent)
                taken.Add(stood);
            if (_planner.Wish(fact) is not { } wish || wish == fact.Base?.Path)
                continue;
            var holder = await database.BasesAtAsync([wish], cancellation);
            if (holder.Any(b => b.Document != fact.Base?.Document) || (fact.File is FileState.Absent or FileState.Present && fact.Path != wish && await folder.ReadAsync(wish, cancellation) is not FileState.Absent))
                taken.Add(wish);
        }

        return taken;
    }
}
