using System.Collections.Immutable;
using Pagerow.Mapping;
using Pagerow.Sql.Dialects;

namespace Pagerow.Sql.Rows;

/// <summary>Makes the writers of the two child tables.</summary>
static class ChildWriter
{
    /// <summary>The writer of check boxes.</summary>
    public static ChildWriter<TaskRow> OfTasks(Session session, Dialect dialect, Table table) => new(session, dialect, table, t => t.Item, (s, t) =>
        s.With(t.Position).With(t.Text).With(t.Done).With(t.State).With(t.Number).With(t.Section).With(t.Parent));

    /// <summary>The writer of sections.</summary>
    public static ChildWriter<SectionRow> OfSections(Session session, Dialect dialect, Table table) => new(session, dialect, table, r => r.Item, (s, r) =>
        s.With(r.Position).With(r.Level).With(r.Heading).With(r.Path).With(r.Content));
}

/// <summary>Writes the child rows of one kind: of those that are there, only the ones that change.</summary>
sealed class ChildWriter<T>(Session session, Dialect dialect, Table table, Func<T, long> itemOf, Action<Statement, T> bind)
    where T : notnull
{
    readonly string _table = dialect.Quote(table.Name);
    readonly string _insert =
        $"INSERT INTO {dialect.Quote(table.Name)} ({string.Join(", ", table.Columns.Select(c => c.Name))}) VALUES ({string.Join(", ", table.Columns.Select(_ => "?"))})";
    readonly string _update =
        $"UPDATE {dialect.Quote(table.Name)} SET {string.Join(", ", table.Columns.Skip(2).Select(c => $"{c.Name} = ?"))} WHERE doc = ? AND item = ?";

    /// <summary>Rows of a document that has none.</summary>
    public void Insert(long doc, ImmutableArray<T> children)
    {
        foreach (var child in children)
            Insert(doc, child);
    }

    /// <summary>Makes the rows of a document from what they were to what they shall be. Whether anything had to be written.</summary>
    public bool Update(long doc, ImmutableArray<T> before, ImmutableArray<T> after)
    {
        if (before.SequenceEqual(after))
            return false;
        var old = before.ToDictionary(itemOf);
        foreach (var gone in old.Keys.Except(after.Select(itemOf)))
            session.Prepare($"DELETE FROM {_table} WHERE doc = ? AND {dialect.Item} = ?").With(doc).With(gone).Run();
        foreach (var child in after)
        {
            if (!old.TryGetValue(itemOf(child), out var was))
                Insert(doc, child);
            else if (!was.Equals(child))
                Write(doc, child);
        }

        return true;
    }

    /// <summary>Deletes the rows of a document.</summary>
    public void Delete(long doc) => session.Prepare($"DELETE FROM {_table} WHERE doc = ?").With(doc).Run();

    void Insert(long doc, T child)
    {
        var statement = session.Prepare(_insert).With(doc).With(itemOf(child));
        bind(statement, child);
        statement.Run();
    }

    void Write(long doc, T child)
    {
        var statement = session.Prepare(_update);
        bind(statement, child);
        statement.With(doc).With(itemOf(child)).Run();
    }
}
