using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;
using Pagerow.Sql.Dialects;

namespace Pagerow.Sql.Tables;

/// <summary>What happened, and the runs in which it did. A run begins with the first thing that happens in it.</summary>
sealed class AuditTable(Session session, Dialect dialect, BlobTable blobs, long replica, string? triggeredBy)
{
    static readonly string[] Kinds = [.. Enum.GetValues<EventKind>().Select(Event.WordFor)], Origins = [.. Enum.GetNames<Origin>().Select(n => n.ToLowerInvariant())];
    static readonly TimeSpan Stale = TimeSpan.FromMinutes(10);

    long? _run;

    /// <summary>What happens from now on belongs to another run.</summary>
    public void EndRun() => _run = null;

    /// <summary>The run that goes on, begun where there is none.</summary>
    public long Run(DateTimeOffset now)
    {
        if (_run is { } run)
            return run;
        run = dialect.ReserveKeys(session, Ledger.Cycles, 1);
        session.Prepare("INSERT INTO pagerow_cycles (id, replica, started_at, finished_at, triggered_by, outcome, rows_written, rows_deleted, files_written, events) VALUES (?, ?, ?, ?, ?, 'done', 0, 0, 0, 0)")
            .With(run).With(replica).With(now).With(now).With(triggeredBy).Run();
        _run = run;
        return run;
    }

    /// <summary>Notes an event, and beside it what is doubtful about it.</summary>
    /// <param name="e">What happened.</param>
    /// <param name="document">Whose.</param>
    /// <param name="now">When.</param>
    /// <param name="isNew">Whether nothing can have happened to the document before.</param>
    public void Add(Event e, DocumentId? document, DateTimeOffset now, IsNew isNew)
    {
        var stale = isNew is IsNew.Perhaps && e is { Kind: EventKind.Changed, Origin: Origin.Files, After: not null } && document is { } owner && IsBack(owner, blobs.NumberOf(e.After), now);
        Insert(e, document, now);
        if (stale)
        {
            Insert(e with
            {
                Kind = EventKind.PossibleStaleSave,
                Detail = "the save brought back exactly what stood there before the row was written into the file; if an editor had the page open meanwhile, 'before' is what it did not know of",
            }, document, now);
        }
    }

    bool IsBack(DocumentId document, long? after, DateTimeOffset now) =>
        session.Prepare("SELECT origin, before, at FROM pagerow_audit WHERE collection = ? AND doc = ? ORDER BY id DESC LIMIT 1").With(document.Collection).With(document.Doc)
            .First(s => s.Text(0) != Origins[(int)Origin.Files] && s.LongOrNull(1) == after && s.Moment(2) is { } at && now - at < Stale, false);

    void Insert(Event e, DocumentId? document, DateTimeOffset now) =>
        session.Prepare("INSERT INTO pagerow_audit (run, at, kind, origin, collection, doc, path, actor, before, after, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .With(Run(now)).With(now).With(Kinds[(int)e.Kind]).With(Origins[(int)e.Origin]).With(document?.Collection).With(document?.Doc).With(e.Path?.Value)
            .With(e.Actor).With(blobs.NumberOf(e.Before)).With(blobs.NumberOf(e.After)).With(e.Detail).Run();

    /// <summary>Adds what a batch did to the run that goes on.</summary>
    public void Count(Tally tally, DateTimeOffset now)
    {
        if (tally == default)
            return;
        session.Prepare("""
            UPDATE pagerow_cycles SET finished_at = ?, rows_written = rows_written + ?, rows_deleted = rows_deleted + ?, files_written = files_written + ?, events = events + ?
            WHERE id = ?
            """)
            .With(now).With(tally.RowsWritten).With(tally.RowsDeleted).With(tally.FilesWritten).With(tally.Events).With(Run(now)).Run();
    }

    /// <summary>Notes that the run that goes on, begun where there is none, did not do all that it was to do, and why.</summary>
    public void Describe(string outcome, string? detail, DateTimeOffset now) =>
        session.Prepare("UPDATE pagerow_cycles SET outcome = ?, detail = ? WHERE id = ?").With(outcome).With(detail).With(Run(now)).Run();
}
