using System.Collections.Immutable;
using Pagerow.Mapping;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Values;
using Pagerow.Reconcile.States;
using Pagerow.Sql.Dialects;

namespace Pagerow.Sql.Rows;

/// <summary>Reads rows of one collection with their child rows, in order of <c>doc</c>. To be used inside a transaction.</summary>
sealed class RowReader
{
    const int FirstValue = 5;

    readonly Session _session;
    readonly Collection _collection;
    readonly string _rows, _tasks, _sections, _among;
    readonly int _valueCount;

    public RowReader(Session session, Dialect dialect, CollectionTables tables)
    {
        _session = session;
        _collection = tables.Collection;
        _valueCount = _collection.Columns.Length;
        _among = dialect.Among("doc");
        var columns = string.Concat(_collection.Columns.Select(c => $", {dialect.Quote(c.Name)}"));
        _rows = $"SELECT doc, path, extra, body, problem{columns} FROM {dialect.Quote(_collection.Name)}";
        _tasks = $"SELECT doc, {dialect.Item}, position, text, done, state, number, section, parent FROM {dialect.Quote(tables.TasksName)}";
        _sections = $"SELECT doc, {dialect.Item}, position, level, heading, path, content FROM {dialect.Quote(tables.SectionsName)}";
    }

    /// <summary>These rows; one that is not there is left out.</summary>
    public IEnumerable<Row> Of(IReadOnlyCollection<long> docs) => docs.Count == 0 ? [] : Read($" WHERE {_among} ORDER BY doc", s => s.With(docs));

    /// <summary>All rows, read as they are asked for.</summary>
    public IEnumerable<Row> All() => Read(" ORDER BY doc", s => s);

    /// <summary>One row, or null.</summary>
    public Row? One(long doc) => Read(" WHERE doc = ? ORDER BY doc", s => s.With(doc)).FirstOrDefault();

    IEnumerable<Row> Read(string which, Func<Statement, Statement> bind)
    {
        var rows = bind(_session.Prepare(_rows + which));
        var tasks = _collection.HasTasks ? new Children<TaskRow>(bind(_session.Prepare(_tasks + which)), Task, t => (t.Position, t.Item)) : null;
        var sections = _collection.HasSections ? new Children<SectionRow>(bind(_session.Prepare(_sections + which)), Section, s => (s.Position, s.Item)) : null;
        try
        {
            while (rows.Step())
            {
                var doc = rows.Long(0);
                yield return new(new(_collection.Name, doc), rows.Text(1), Values(rows), rows.Text(3), rows.Text(2), tasks?.Of(doc) ?? [], sections?.Of(doc) ?? [], Problem: rows.Text(4));
            }
        }
        finally
        {
            rows.Reset();
            tasks?.Reset();
            sections?.Reset();
        }
    }

    ImmutableArray<Value> Values(Statement rows)
    {
        var values = ImmutableArray.CreateBuilder<Value>(_valueCount);
        for (var i = 0; i < _valueCount; i++)
            values.Add(rows.Value(FirstValue + i));
        return values.MoveToImmutable();
    }

    static TaskRow Task(Statement s) => new(
        s.Long(1), (int?)s.LongOrNull(2), s.Text(3) ?? "", s.Text(5), s.Long(4) != 0, s.Text(6), s.Text(7), s.LongOrNull(8));

    static SectionRow Section(Statement s) => new(s.Long(1), (int?)s.LongOrNull(2), (int)s.Long(3), s.Text(4), s.Text(5), s.Text(6) ?? "");
}
