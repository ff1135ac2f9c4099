using Pagerow.Sql.Dialects;
using Pagerow.Sql.Tables;

namespace Pagerow.Sql;

/// <summary>The rows that the ledger cannot be without: whose database it is, its replicas, the guard.</summary>
sealed class Birth(Session session, Dialect dialect, DatabaseOptions options)
{
    // Items that clients' child rows get are drawn from the counter of touches; it begins above the items that pages commonly have.
    const long FirstTouch = 1000;

    /// <summary>This replica's number where nothing is missing, else null. Only reads.</summary>
    public long? Known() =>
        new MetaTable(session, dialect).Root is not null && Has("pagerow_guard") && Has("pagerow_actor") ? Number() : null;

    /// <summary>Makes what is missing, and gives this replica's number.</summary>
    public long Replica()
    {
        var meta = new MetaTable(session, dialect);
        if (meta.Root is null)
        {
            meta.Root = options.Root;
            meta.Version = Ledger.Version;
        }

        if (!Has("pagerow_guard"))
            session.Prepare("INSERT INTO pagerow_guard (id, writing, touched) VALUES (1, 0, ?)").With(FirstTouch).Run();
        if (!Has("pagerow_actor"))
            session.Prepare("INSERT INTO pagerow_actor (id, name) VALUES (1, NULL)").Run();
        if (Number() is { } known)
            return known;
        var number = dialect.ReserveKeys(session, Ledger.Replicas, 1);
        session.Prepare("INSERT INTO pagerow_replicas (id, name) VALUES (?, ?)").With(number).With(options.Replica).Run();
        return number;
    }

    long? Number() => session.Prepare("SELECT id FROM pagerow_replicas WHERE name = ?").With(options.Replica).First(s => (long?)s.Long(0), null);

    bool Has(string table) => session.Prepare($"SELECT 1 FROM {table}").First(_ => true, false);
}
