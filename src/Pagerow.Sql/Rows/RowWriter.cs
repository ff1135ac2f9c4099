using Pagerow.Mapping;
using Pagerow.Mapping.Collections;
using Pagerow.Reconcile.States;
using Pagerow.Sql.Dialects;
using Pagerow.Sql.Tables;

namespace Pagerow.Sql.Rows;

/// <summary>Writes rows of one collection with their child rows, and of an existing row only what changes. Expectations are checked before.</summary>
sealed class RowWriter
{
    readonly Session _session;
    readonly Dialect _dialect;
    readonly Collection _collection;
    readonly ChildWriter<TaskRow>? _tasks;
    readonly ChildWriter<SectionRow>? _sections;
    readonly string _table, _insert;

    public RowWriter(Session session, Dialect dialect, CollectionTables tables)
    {
        _session = session;
        _dialect = dialect;
        _collection = tables.Collection;
        _table = dialect.Quote(_collection.Name);
        _tasks = _collection.HasTasks ? ChildWriter.OfTasks(session, dialect, tables.Tasks) : null;
        _sections = _collection.HasSections ? ChildWriter.OfSections(session, dialect, tables.Sections) : null;
        var columns = string.Concat(_collection.Columns.Select(c => $"{dialect.Quote(c.Name)}, "));
        var marks = string.Concat(Enumerable.Repeat("?, ", _collection.Columns.Length));
        _insert = $"INSERT INTO {_table} (doc, path, {columns}extra, problem, version, file_modified_at, row_modified_at, synced_at, body) VALUES (?, ?, {marks}?, ?, 1, ?, NULL, ?, ?)";
    }

    /// <summary>Whether this collection's child tables may hold rows of a document that has no row.</summary>
    public IsNew Children { get; set; }

    /// <summary>A row that was not there.</summary>
    public void Insert(long doc, RowFace face, DateTimeOffset now)
    {
        var record = face.Record;
        var statement = _session.Prepare(_insert).With(doc).With(face.Path?.Value);
        for (var i = 0; i < record.Values.Length; i++)
            statement.With(record.Values[i], _collection.Columns[i].Type);
        statement.With(record.Extra).With(ProblemTable.First(record)).With(face.FileModifiedAt).With(now).With(record.Body).Run();
        if (Children is IsNew.Perhaps)
            DeleteChildren(doc);
        _tasks?.Insert(doc, record.Tasks);
        _sections?.Insert(doc, record.Sections);
    }

    /// <summary>A row that is there: what shows is written where it differs, and only that raises the version. Whether it did.</summary>
    public bool Update(Row row, RowFace face, DateTimeOffset now)
    {
        var record = face.Record;
        var doc = row.Document.Doc;
        var sets = new List<(string Column, Action<Statement> Bind)>();
        if (!string.Equals(row.Path, face.Path?.Value, StringComparison.Ordinal))
            sets.Add(("path", s => s.With(face.Path?.Value)));
        for (var i = 0; i < record.Values.Length; i++)
        {
            var (value, column) = (record.Values[i], _collection.Columns[i]);
            if (!string.Equals(row.Values[i].Spelling, value.Spelling, StringComparison.Ordinal))
                sets.Add((_dialect.Quote(column.Name), s => s.With(value, column.Type)));
        }

        if (!string.Equals(row.Extra, record.Extra, StringComparison.Ordinal))
            sets.Add(("extra", s => s.With(record.Extra)));
        if (!string.Equals(row.Body, record.Body, StringComparison.Ordinal))
            sets.Add(("body", s => s.With(record.Body)));
        var isChanged = sets.Count > 0;
        isChanged |= _tasks?.Update(doc, row.Tasks, record.Tasks) ?? false;
        isChanged |= _sections?.Update(doc, row.Sections, record.Sections) ?? false;
        sets.Add(("problem", s => s.With(ProblemTable.First(record))));
        if (face.FileModifiedAt is { } modified)
            sets.Add(("file_modified_at", s => s.With(modified)));
        if (isChanged)
            sets.Add(("synced_at", s => s.With(now)));
        var raise = isChanged ? ", version = coalesce(version, 0) + 1" : "";
        var statement = _session.Prepare($"UPDATE {_table} SET {string.Join(", ", sets.Select(s => $"{s.Column} = ?"))}{raise} WHERE doc = ?");
        foreach (var (_, bind) in sets)
            bind(statement);
        statement.With(doc).Run();
        return isChanged;
    }

    /// <summary>Says what is wrong with a document, or that nothing is; no other column moves.</summary>
    public void SetProblem(long doc, string? problem) => _session.Prepare($"UPDATE {_table} SET problem = ? WHERE doc = ?").With(problem).With(doc).Run();

    /// <summary>Notes that a document changed though its row does not: a client's edit reached the file.</summary>
    public void Touch(long doc, DateTimeOffset now) => _session.Prepare($"UPDATE {_table} SET synced_at = ? WHERE doc = ?").With(now).With(doc).Run();

    /// <summary>Deletes a row and its child rows.</summary>
    public void Delete(long doc)
    {
        _session.Prepare($"DELETE FROM {_table} WHERE doc = ?").With(doc).Run();
        DeleteChildren(doc);
    }

    /// <summary>Whether the row is there.</summary>
    public bool Has(long doc) => _session.Prepare($"SELECT 1 FROM {_table} WHERE doc = ?").With(doc).First(_ => true, false);

    /// <summary>Deletes child rows.</summary>
    public void DeleteChildren(long doc)
    {
        _tasks?.Delete(doc);
        _sections?.Delete(doc);
    }
}
