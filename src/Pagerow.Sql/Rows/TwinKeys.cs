using Pagerow.Mapping.Values;
using Pagerow.Reconcile.States;
using Pagerow.Sql.Dialects;
using Pagerow.Sql.Tables;

namespace Pagerow.Sql.Rows;

/// <summary>
/// Documents that have one key: both stand, each says so and names the others. Only the keys that a batch touched are looked at: those its
/// documents have now, and those for which they were noted as twins.
/// </summary>
sealed class TwinKeys(Session session, Dialect dialect, CollectionTables tables, ProblemTable problems)
{
    const int MostNamed = 5;

    readonly HashSet<long> _touched = [];
    readonly HashSet<string> _left = new(StringComparer.Ordinal);
    readonly string _table = dialect.Quote(tables.Rows.Name);
    readonly string _key = tables.Collection.Key is { } key ? dialect.Quote(key) : "NULL";

    /// <summary>Whether keys are unwatched for now, because all will be looked at later.</summary>
    public bool IsDeferred { get; set; }

    string Name => tables.Collection.Name;

    /// <summary>Notes that a document changed, or went.</summary>
    public void Touch(long doc)
    {
        if (tables.Collection.KeyIndex < 0 || IsDeferred || !_touched.Add(doc))
            return;
        if (problems.TwinOf(new(Name, doc))?.Subject is { } subject)
            _left.Add(subject);
    }

    /// <summary>Puts the notes right, at the end of a batch.</summary>
    public void Settle()
    {
        if (_touched.Count == 0)
            return;
        _left.UnionWith(session.Prepare($"SELECT DISTINCT {_key} FROM {_table} WHERE {dialect.Among("doc")} AND {_key} IS NOT NULL")
            .With((IReadOnlyCollection<long>)_touched).All(s => s.Value(0).Spelling!));
        foreach (var key in _left)
            _touched.ExceptWith(Settle(key));
        foreach (var doc in _touched)
            Clear(doc);
        Forget();
    }

    /// <summary>Looks at all keys, as after a first load.</summary>
    public void SettleAll()
    {
        if (tables.Collection.KeyIndex < 0)
            return;
        foreach (var key in session.Prepare($"SELECT {_key} FROM {_table} WHERE {_key} IS NOT NULL GROUP BY {_key} HAVING count(*) > 1").All(s => s.Value(0).Spelling!))
            Settle(key);
    }

    /// <summary>Forgets what was touched, as after a batch that was undone.</summary>
    public void Forget()
    {
        _touched.Clear();
        _left.Clear();
    }

    IEnumerable<long> Settle(string key)
    {
        var type = tables.Collection.Columns[tables.Collection.KeyIndex].Type;
        var rows = session.Prepare($"SELECT doc, path FROM {_table} WHERE {_key} = ? ORDER BY path, doc").With(new Value.Text(key), type)
            .All(s => (Doc: s.Long(0), Path: s.Text(1) ?? $"a row without a file (doc {s.Long(0)})"));
        foreach (var (doc, _) in rows)
        {
            if (rows.Count == 1)
                Clear(doc);
            else
                Note(doc, key, [.. rows.Where(r => r.Doc != doc).Select(r => r.Path)]);
        }

        return rows.Select(r => r.Doc);
    }

    void Note(long doc, string key, List<string> others)
    {
        var document = new DocumentId(Name, doc);
        var more = others.Count > MostNamed ? $" and {others.Count - MostNamed} more" : "";
        var message = $"the key {key} is also that of {string.Join(", ", others.Take(MostNamed))}{more}; give one of them another";
        if (problems.TwinOf(document) is not { } noted || !string.Equals(noted.Message, message, StringComparison.Ordinal))
        {
            problems.RemoveTwin(document);
            problems.AddTwin(document, key, message);
        }

        session.Prepare($"UPDATE {_table} SET problem = ? WHERE doc = ? AND NOT EXISTS (SELECT 1 FROM pagerow_trouble p WHERE p.collection = ? AND p.doc = ? AND p.code <> ?)")
            .With(message).With(doc).With(Name).With(doc).With(ProblemTable.Twin).Run();
    }

    void Clear(long doc)
    {
        var document = new DocumentId(Name, doc);
        if (problems.TwinOf(document) is not { } noted)
            return;
        problems.RemoveTwin(document);
        session.Prepare($"UPDATE {_table} SET problem = NULL WHERE doc = ? AND problem = ?").With(doc).With(noted.Message).Run();
    }
}
