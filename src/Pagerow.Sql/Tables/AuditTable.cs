using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;
using Pagerow.Sql.Dialects;

namespace Pagerow.Sql.Tables;

/// <summary>What happened, and the runs in which it did. A run begins with the first thing that happens after a look.</summary>
sealed class AuditTable(Session session, Dialect dialect, BlobTable blobs, long replica)
{
    static readonly string[] Kinds = Words<EventKind>(), Origins = Words<Origin>();

    long? _run;

    /// <summary>What happens from now on belongs to another run.</summary>
    public void EndRun() => _run = null;

    /// <summary>The run that goes on, begun where there is none.</summary>
    public long Run(DateTimeOffset now)
    {
        if (_run is { } run)
            return run;
        run = dialect.ReserveKeys(session, Ledger.Cycles, 1);
        session.Prepare("INSERT INTO pagerow_cycles (id, replica, started_at, finished_at, rows_written, rows_deleted, files_written, events) VALUES (?, ?, ?, ?, 0, 0, 0, 0)")
            .With(run).With(replica).With(now).With(now).Run();
        _run = run;
        return run;
    }

    /// <summary>Notes an event.</summary>
    public void Add(Event e, DocumentId? document, DateTimeOffset now) =>
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

    /// <summary>Notes why the run that goes on was made, and how it ended. Does nothing where nothing happened.</summary>
    public void Describe(string? triggeredBy, string outcome, string? detail)
    {
        if (_run is { } run)
            session.Prepare("UPDATE pagerow_cycles SET triggered_by = ?, outcome = ?, detail = ? WHERE id = ?").With(triggeredBy).With(outcome).With(detail).With(run).Run();
    }

    static string[] Words<T>()
        where T : struct, Enum =>
        [.. Enum.GetNames<T>().Select(n => n.ToLowerInvariant())];
}
