using System.Collections.Immutable;
using Pagerow.Engine.Sides;
using Pagerow.Mapping.Collections;
using Pagerow.Pages;
using Pagerow.Reconcile.States;
using Pagerow.Sql.Answers;
using Pagerow.Sql.Dialects;

namespace Pagerow.Sql;

/// <summary>What people and commands ask of a database. Nothing here writes.</summary>
public sealed class Reports
{
    readonly Store _store;
    readonly Func<Session> _openReader;

    internal Reports(Store store, Func<Session> openReader)
    {
        _store = store;
        _openReader = openReader;
    }

    /// <summary>How each collection stands, in the configuration's order.</summary>
    public ImmutableArray<CollectionStatus> Status() => _store.Session.Reading(() => _store.Layout.Collections.Select(Status).ToImmutableArray());

    /// <summary>What happened to a document, the latest first.</summary>
    public ImmutableArray<LogEntry> Log(DocumentId document, int limit) =>
        Entries("a.collection = ? AND a.doc = ?", s => s.With(document.Collection).With(document.Doc), limit);

    /// <summary>What happened at a path, whichever document stood there, and to the one that stands there wherever it stood before; the latest first.</summary>
    public ImmutableArray<LogEntry> Log(PagePath path, int limit)
    {
        var stands = _store.Bases.At([path]).Select(b => b.Document).FirstOrDefault();
        return Entries("a.path = ? OR a.collection = ? AND a.doc = ?", s => s.With(path.Value).With(stands.Collection).With(stands.Doc), limit);
    }

    /// <summary>What happened to any document, the latest first.</summary>
    public ImmutableArray<LogEntry> Latest(int limit) => Entries("a.id > ?", s => s.With(0L), limit);

    /// <summary>What happened after an entry, the earliest first; 0 for all.</summary>
    public ImmutableArray<LogEntry> After(long number, int limit) => Entries("a.id > ?", s => s.With(number), limit, "a.id");

    /// <summary>What happened in a run, the earliest first.</summary>
    public ImmutableArray<LogEntry> InRun(long run) => Entries("a.run = ?", s => s.With(run), int.MaxValue, "a.id");

    /// <summary>The open holes, in the order in which they were opened.</summary>
    public ImmutableArray<Conflict> Conflicts() =>
        [.. _store.Session.Prepare("""
            SELECT c.id, c.collection, c.doc, b.path, c.kind, c.place, c.base_text, c.file_text, c.row_text, c.opened_at, c.resolution
            FROM pagerow_conflicts c
              LEFT JOIN (SELECT collection, doc, min(path) AS path FROM pagerow_bases GROUP BY collection, doc) b ON b.collection = c.collection AND b.doc = c.doc
            ORDER BY c.id
            """).All(s => new Conflict(s.Long(0), new(s.Text(1)!, s.Long(2)), s.Text(3), s.Text(4)!, s.Text(5)!, s.Text(6), s.Text(7), s.Text(8), s.Moment(9), s.Text(10)))];

    /// <summary>How many documents have a problem.</summary>
    public int DocumentsInTrouble() => Count("SELECT count(*) FROM (SELECT DISTINCT collection, doc FROM pagerow_trouble) t");

    /// <summary>What is wrong with documents, by path.</summary>
    public ImmutableArray<DocumentProblem> Problems(int limit) =>
        [.. _store.Session.Prepare("SELECT collection, doc, path, code, message, line, \"column\" FROM pagerow_problems ORDER BY path, collection, doc LIMIT ?").With(limit)
            .All(s => new DocumentProblem(new(s.Text(0)!, s.Long(1)), s.Text(2), new(s.Text(3)!, s.Text(4)!, (int?)s.LongOrNull(5), (int?)s.LongOrNull(6))))];

    /// <summary>The documents that clients touched and no cycle has taken over yet.</summary>
    public ImmutableArray<DocumentId> RowsAhead() => [.. _store.Feed.All().Select(m => m.Entry.Document)];

    /// <summary>
    /// Documents in which every word occurs, the last one perhaps as a beginning, best first; without regard to case and accents. Sees what
    /// <see cref="SqlDatabase.IndexAsync"/> has put in.
    /// </summary>
    public ImmutableArray<Found> Search(string text, int limit)
    {
        var words = SearchIndex.WordsOf(text);
        return _store.Session.Reading(() => _store.Search.Find(text, limit)
            .Where(d => _store.Collections.ContainsKey(d.Collection))
            .Select(d => (Store: _store[d.Collection], d.Doc))
            .Select(d => (d.Store, Row: d.Store.Reader.One(d.Doc)))
            .Where(d => d.Row is not null)
            .Select(d => Found.Of(d.Store.Tables.Collection, d.Row!, words))
            .ToImmutableArray());
    }

    /// <summary>Runs one statement that only reads, on a handle of its own that cannot write.</summary>
    /// <exception cref="DatabaseFailedException">It is no single statement, is wrong, or would do more than read.</exception>
    public QueryResult Query(string sql)
    {
        var reader = _openReader();
        try
        {
            return new(reader, reader.Prepare(sql));
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>The statements that make the collections' tables and views, in the configuration's order.</summary>
    public ImmutableArray<string> Schema() =>
    [
        .. _store.Layout.Collections.Select(c => _store[c.Name].Tables).SelectMany(t => t.Tables.Select(_store.Dialect.Create)
            .Concat(t.Views(_store.Dialect).Select(v => $"CREATE VIEW {_store.Dialect.Quote(v.Key)} AS {v.Value}"))),
    ];

    /// <summary>Looks whether the database file is whole: null, or what is wrong. Reads all of it.</summary>
    public string? Check() => _store.Dialect.Check(_store.Session);

    /// <summary>Triggers of others on our tables: they write under any change, ours too.</summary>
    public ImmutableArray<string> ForeignTriggers()
    {
        var ours = _store.Triggers.Select(t => t.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. _store.Dialect.Read(_store.Session).Triggers.Keys.Where(t => !ours.Contains(t)).Order(StringComparer.Ordinal)];
    }

    CollectionStatus Status(Collection collection)
    {
        var documents = Count($"SELECT count(*) FROM {_store.Dialect.Quote(collection.Name)}");
        var ahead = Count("SELECT count(*) FROM pagerow_feed WHERE collection = ?", collection.Name);
        var problems = Count("SELECT count(DISTINCT doc) FROM pagerow_trouble WHERE collection = ?", collection.Name);
        return new(collection.Name, documents, ahead, problems);
    }

    int Count(string sql, string? collection = null)
    {
        var statement = _store.Session.Prepare(sql);
        return (int)(collection is null ? statement : statement.With(collection)).First(s => s.Long(0), 0);
    }

    ImmutableArray<LogEntry> Entries(string which, Func<Statement, Statement> bind, int limit, string order = "a.id DESC") =>
        [.. bind(_store.Session.Prepare($"""
            SELECT a.id, a.run, a.at, a.kind, a.origin, a.collection, a.doc, a.path, a.actor, b.hash, n.hash, a.detail
            FROM pagerow_audit a LEFT JOIN pagerow_blobs b ON b.id = a.before LEFT JOIN pagerow_blobs n ON n.id = a.after
            WHERE {which} ORDER BY {order} LIMIT ?
            """)).With(limit).All(s => new LogEntry(
                s.Long(0),
                s.LongOrNull(1) ?? 0,
                s.Moment(2),
                s.Text(3)!,
                s.Text(4)!,
                s.IsNull(5) || s.IsNull(6) ? null : new(s.Text(5)!, s.Long(6)),
                s.Text(7),
                s.Text(8),
                s.Hash(9),
                s.Hash(10),
                s.Text(11)))];
}
