using Pagerow.Engine.Cycles;
using Pagerow.Engine.Sides;
using Pagerow.Mapping;
using Pagerow.Merging.Conflicts;
using Pagerow.Pages;
using Pagerow.Reconcile;

namespace Pagerow.Engine;

/// <summary>
/// One pass, readable from top to bottom: look at both sides, find out which documents that is about, decide on each, do it, remember.
/// What stands in the way of one document leaves the others alone; what moved meanwhile is left for the next pass.
/// </summary>
/// <param name="folder">The files.</param>
/// <param name="database">The rows and the ledger.</param>
/// <param name="layout">The collections.</param>
/// <param name="conflicts">Who wins where both sides changed the same place.</param>
/// <param name="absences">What is missing since when; kept from pass to pass.</param>
public sealed class SyncCycle(IFolder folder, IDatabase database, Layout layout, ConflictSettings conflicts, Absences absences)
{
    const int Slice = 512;
    const long SliceBytes = 16 << 20;

    /// <summary>Runs the pass. Intents that a crash left must have been settled before (<see cref="Recovery"/>).</summary>
    public async Task<CycleReport> RunAsync(CycleRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var files = await folder.LookAsync(request.Folder, cancellation);
        if (Stop(files) is { } stopped)
            return stopped with { Documents = await database.CountAsync(cancellation) };
        if (request.Mode is CycleMode.Apply && files.Hold is null)
            await new LateSaves(folder, database, layout).RunAsync(cancellation);
        var rows = await database.LookAsync(request.Rows, cancellation);
        if (rows.Doubt is not null && request.Rows is not RowScope.Deep)
            rows = await database.LookAsync(new RowScope.Deep(), cancellation);

        var tally = new Tally(files, request.Mode);
        var survey = new Survey(folder, database, layout, absences);
        var candidates = await survey.RunAsync(request.Folder, files, rows, cancellation);
        if (request.Mode is CycleMode.Apply && survey.Loose.Count > 0)
            await database.CommitAsync(survey.Loose, cancellation);

        var documents = await database.CountAsync(cancellation);
        var application = new Application(folder, database, tally, files.Hold);
        await ApplyAsync(candidates, application, survey, tally, documents, cancellation);
        tally.Halt = await application.DeleteAsync(request.Deletions, survey.Missing, documents, cancellation);

        if (request.Mode is CycleMode.Apply)
            await database.SaveStampsAsync(folder.Settle(tally.UnsettledWith(survey.Deferred)), cancellation);
        return tally.Report(await database.CountAsync(cancellation), survey.Deferred) with
        {
            OpenHoles = await database.CountHolesAsync(cancellation),
            IsTouched = rows.IsTouched,
            UntilLate = folder.UntilLate,
            Notes = files.Notes,
        };
    }

    async ValueTask ApplyAsync(IReadOnlyList<Candidate> candidates, Application application, Survey survey, Tally tally, int documents, CancellationToken cancellation)
    {
        if (candidates.Count == 0)
            return;
        var decisions = new Decisions(folder, database, layout, conflicts, survey);
        if (candidates.All(c => c is { Base: null, Row: null }))
        {
            var import = new Import(decisions, database, application, tally);
            await (documents == 0 && tally.Mode is CycleMode.Apply ? import.FillAsync(candidates, cancellation) : import.AddAsync(candidates, cancellation));
            return;
        }

        foreach (var slice in Slices.Of(candidates, Slice, SliceBytes))
        {
            var decided = await decisions.OnAsync(slice, cancellation);
            tally.Unread(decided.Unread, decided.Moving);
            tally.Failed(decided.Failed);
            await application.RunAsync(decided.Steps, cancellation);
        }
    }

    static CycleReport? Stop(FolderLook files) => files.Root switch
    {
        RootProof.Proven when files.Hold is { Kind: HoldKind.Everything } hold => new(Hold: hold) { Notes = files.Notes },
        RootProof.Proven => null,
        RootProof.Missing => new(Halt: Why(files, "root-missing", "the root is not there or cannot be listed")),
        RootProof.Unmarked => new(Halt: Why(files, "root-unmarked", "the root has lost its marker '.pagerow/root': it was emptied, replaced or is not mounted; bring it back")),
        RootProof.Foreign => new(Halt: Why(files, "root-foreign", "the marker '.pagerow/root' names another root than the database belongs to; give the database that belongs to this folder")),
        _ => throw new InvalidOperationException($"Unknown proof {files.Root}."),
    };

    // The side that looked knows best: a marker that cannot be read is not one that is gone.
    static Halt Why(FolderLook files, string code, string reason)
    {
        var why = files.Notes is [var note, ..] ? note : new Problem(code, reason);
        return new(why.Code, $"Nothing was believed or deleted, and it is looked for again: {why.Message}.");
    }
}
