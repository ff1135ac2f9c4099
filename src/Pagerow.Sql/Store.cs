using System.Collections.Frozen;
using Pagerow.Mapping;
using Pagerow.Sql.Dialects;
using Pagerow.Sql.Rows;
using Pagerow.Sql.Tables;

namespace Pagerow.Sql;

/// <summary>All that works on the tables of one database, over one session.</summary>
sealed class Store
{
    public Store(Session session, Dialect dialect, Layout layout, long replica, string? triggeredBy = null)
    {
        Session = session;
        Dialect = dialect;
        Layout = layout;
        Replica = replica;
        Feed = new(session);
        Blobs = new(session, dialect);
        Problems = new(session);
        Holes = new(session, dialect);
        Meta = new(session, dialect);
        Bases = new(session, dialect, Blobs, replica);
        Intents = new(session, replica);
        Stamps = new(session, dialect, replica);
        Audit = new(session, dialect, Blobs, replica, triggeredBy);
        Search = new(session, dialect, this);
        Collections = layout.Collections.Select(c => CollectionStore.Of(session, dialect, new(c), Problems))
            .ToFrozenDictionary(c => c.Tables.Collection.Name, StringComparer.OrdinalIgnoreCase);
    }

    public Session Session { get; }

    public Dialect Dialect { get; }

    public Layout Layout { get; }

    public long Replica { get; }

    public FeedTable Feed { get; }

    public BlobTable Blobs { get; }

    public ProblemTable Problems { get; }

    public HoleTable Holes { get; }

    public MetaTable Meta { get; }

    public BaseTable Bases { get; }

    public IntentTable Intents { get; }

    public StampTable Stamps { get; }

    public AuditTable Audit { get; }

    public SearchIndex Search { get; }

    public FrozenDictionary<string, CollectionStore> Collections { get; }

    /// <summary>The parts of a collection.</summary>
    /// <exception cref="KeyNotFoundException">The layout has no such collection.</exception>
    public CollectionStore this[string collection] =>
        Collections.TryGetValue(collection, out var store) ? store : throw new KeyNotFoundException($"There is no collection '{collection}'.");

    /// <summary>Every table that the layout needs.</summary>
    public IEnumerable<Table> Tables => Ledger.Tables.Concat(Layout.Collections.SelectMany(c => new CollectionTables(c).Tables));

    /// <summary>Every index of them.</summary>
    public IEnumerable<TableIndex> Indexes => Ledger.Indexes.Concat(Layout.Collections.SelectMany(c => new CollectionTables(c).Indexes));

    /// <summary>Every trigger that marks rows, by name.</summary>
    public IEnumerable<KeyValuePair<string, string>> Triggers => Layout.Collections.SelectMany(Dialect.Triggers).Concat(Dialect.Triggers());

    /// <summary>Every view, by name.</summary>
    public IEnumerable<KeyValuePair<string, string>> Views =>
        Ledger.Views(Dialect).Concat(Layout.Collections.SelectMany(c => new CollectionTables(c).Views(Dialect)));

    /// <summary>Does work in a write transaction. Where it throws, the transaction is undone, and so is what is known of it.</summary>
    public T Writing<T>(Func<T> work)
    {
        try
        {
            return Session.Writing(work);
        }
        catch
        {
            Undone();
            throw;
        }
    }

    /// <summary>Looks at all keys of all collections and notes the documents that share one. Within a write transaction.</summary>
    public void SettleTwins()
    {
        Feed.Guard();
        foreach (var collection in Collections.Values)
            collection.Twins.SettleAll();
        Feed.Unguard();
    }

    /// <summary>Forgets what is known of a transaction that was undone.</summary>
    public void Undone()
    {
        Blobs.Forget();
        Bases.Recount();
        Audit.EndRun();
        foreach (var collection in Collections.Values)
            collection.Twins.Forget();
    }
}
