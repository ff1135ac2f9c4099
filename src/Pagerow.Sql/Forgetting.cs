using Pagerow.Reconcile.States;

namespace Pagerow.Sql;

/// <summary>Drops what retention lets go, some lines of the audit at a time, each time with the versions that nothing names any more.</summary>
/// <param name="store">The database.</param>
/// <param name="now">The time that ages are measured by.</param>
sealed class Forgetting(Store store, DateTimeOffset now)
{
    const int AtOnce = 10_000, AtOnceForSize = 100;
    const long Megabyte = 1 << 20;

    const string Named = """
        SELECT page FROM pagerow_bases WHERE page IS NOT NULL
        UNION ALL SELECT open_file FROM pagerow_bases WHERE open_file IS NOT NULL
        UNION ALL SELECT open_row FROM pagerow_bases WHERE open_row IS NOT NULL
        UNION ALL SELECT before FROM pagerow_audit WHERE before IS NOT NULL
        UNION ALL SELECT after FROM pagerow_audit WHERE after IS NOT NULL
        UNION ALL SELECT b.id FROM pagerow_blobs b JOIN pagerow_intents i ON b.hash IN (i.expected, i.target, i.held_base, i.held_row)
        """;

    readonly string _events = $"DELETE FROM pagerow_audit WHERE {store.Dialect.Among("id")}";
    readonly string _versionsOf = $"SELECT before, after FROM pagerow_audit WHERE {store.Dialect.Among("id")}";
    readonly string _unnamed = $"SELECT id FROM pagerow_blobs WHERE {store.Dialect.Among("id")} AND id NOT IN ({Named})";
    readonly string _versions = $"DELETE FROM pagerow_blobs WHERE {store.Dialect.Among("id")}";

    /// <summary>Drops all that may go.</summary>
    public ForgetOutcome Run(Retention retention, CancellationToken cancellation)
    {
        var (events, versions) = (0, 0);
        while (Next(retention) is { Count: > 0 } ids)
        {
            cancellation.ThrowIfCancellationRequested();
            versions += Drop(ids);
            events += ids.Count;
        }

        if (events > 0 && retention.Days is { } days)
        {
            store.Session.Writing(() => store.Session.Prepare("DELETE FROM pagerow_cycles WHERE finished_at < ? AND id NOT IN (SELECT run FROM pagerow_audit WHERE run IS NOT NULL)")
                .With(now - TimeSpan.FromDays(days)).Run());
        }

        return new(events, versions);
    }

    /// <summary>Drops every version of a document but those that a base names, with what the audit and the tracked columns say of them.</summary>
    public ForgetOutcome Purge(DocumentId document)
    {
        var ids = store.Session.Prepare("SELECT id FROM pagerow_audit WHERE collection = ? AND doc = ?").With(document.Collection).With(document.Doc).All(s => s.Long(0)).ToList();
        var versions = 0;
        foreach (var some in ids.Chunk(AtOnce))
            versions += Drop(some);
        if (store.Collections.TryGetValue(document.Collection, out var collection) && collection.Tables.HasHistory)
            store.Session.Writing(() => store.Session.Prepare($"DELETE FROM {store.Dialect.Quote(collection.Tables.HistoryName)} WHERE doc = ?").With(document.Doc).Run());
        return new(ids.Count, versions);
    }

    // The oldest that may go: by age those beyond the newest of each document, by size any.
    List<long> Next(Retention retention)
    {
        // Events are noted in order of time: where the first is young, all are, and nothing has to be counted.
        if (retention.Days is { } days && store.Session.Prepare("SELECT at FROM pagerow_audit ORDER BY id LIMIT 1").First(s => s.Moment(0), null) < now - TimeSpan.FromDays(days))
        {
            var old = store.Session.Prepare("""
                SELECT id FROM (SELECT id, at, row_number() OVER (PARTITION BY collection, doc ORDER BY id DESC) AS place FROM pagerow_audit) a
                WHERE at < ? AND place > ? ORDER BY id LIMIT ?
                """).With(now - TimeSpan.FromDays(days)).With((long)retention.Versions).With((long)AtOnce).All(s => s.Long(0)).ToList();
            if (old.Count > 0)
                return old;
        }

        if (retention.Megabytes is not { } most || store.Session.Prepare("SELECT sum(length(content)) FROM pagerow_blobs").First(s => s.LongOrNull(0), null) is not { } size || size <= most * Megabyte)
            return [];
        return [.. store.Session.Prepare("SELECT id FROM pagerow_audit ORDER BY id LIMIT ?").With((long)AtOnceForSize).All(s => s.Long(0))];
    }

    int Drop(IReadOnlyCollection<long> ids) => store.Writing(() =>
    {
        var named = store.Session.Prepare(_versionsOf).With(ids).All(s => (Before: s.LongOrNull(0), After: s.LongOrNull(1)))
            .SelectMany(v => new[] { v.Before, v.After }).OfType<long>().Distinct().ToList();
        store.Session.Prepare(_events).With(ids).Run();
        IReadOnlyCollection<long> unnamed = [.. store.Session.Prepare(_unnamed).With((IReadOnlyCollection<long>)named).All(s => s.Long(0))];
        store.Session.Prepare(_versions).With(unnamed).Run();
        store.Blobs.Forget();
        return unnamed.Count;
    });
}
