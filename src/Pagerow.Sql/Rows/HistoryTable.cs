using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Values;
using Pagerow.Reconcile.Changes;
using Pagerow.Sql.Dialects;
using Pagerow.Sql.Tables;

namespace Pagerow.Sql.Rows;

/// <summary>The past of the tracked columns of one collection: each change with old and new, when, by whom, from which side.</summary>
sealed class HistoryTable
{
    readonly Session _session;
    readonly string _insert, _last;
    readonly (int Index, Column Column)[] _tracked;

    public HistoryTable(Session session, Dialect dialect, CollectionTables tables)
    {
        _session = session;
        _tracked = [.. tables.Collection.Columns.Select((c, i) => (i, c)).Where(c => c.c.IsTracked)];
        var table = dialect.Quote(tables.HistoryName);
        _insert = $"""INSERT INTO {table} (doc, "column", old, new, at, actor, origin) VALUES (?, ?, ?, ?, ?, ?, ?)""".Replace("\"column\"", dialect.Quote("column"), StringComparison.Ordinal);
        _last = $"SELECT new FROM {table} WHERE doc = ? AND {dialect.Quote("column")} = ? ORDER BY id DESC LIMIT 1";
    }

    /// <summary>Whether there is anything to note at all.</summary>
    public bool IsEmpty => _tracked.Length == 0;

    /// <summary>Notes what differs from what was noted last.</summary>
    public void Note(long doc, IReadOnlyList<Value> values, Event? cause, DateTimeOffset now, IsNew isNew)
    {
        foreach (var (index, column) in _tracked)
        {
            var value = values[index].Spelling;
            var last = isNew is IsNew.Surely ? null : _session.Prepare(_last).With(doc).With(column.Name).First(s => s.Text(0), null);
            if (!string.Equals(value, last, StringComparison.Ordinal))
                _session.Prepare(_insert).With(doc).With(column.Name).With(last).With(value).With(now).With(cause?.Actor).With((cause?.Origin ?? Origin.Engine).ToString().ToLowerInvariant()).Run();
        }
    }
}
