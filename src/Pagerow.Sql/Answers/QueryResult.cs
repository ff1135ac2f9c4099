using System.Collections.Immutable;
using Pagerow.Engine.Sides;
using Pagerow.Mapping.Values;
using Pagerow.Sql.Dialects;

namespace Pagerow.Sql.Answers;

/// <summary>The rows of a person's query, read as they are asked for. To be disposed; that also ends a query that still runs.</summary>
public sealed class QueryResult : IDisposable
{
    readonly Session _session;
    readonly Statement _statement;

    internal QueryResult(Session session, Statement statement)
    {
        _session = session;
        _statement = statement;
        Columns = [.. Enumerable.Range(0, statement.ColumnCount).Select(statement.NameOf)];
    }

    /// <summary>The names of the columns, in order.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>The rows, once: one value a column.</summary>
    /// <exception cref="DatabaseFailedException">The query fails on its way, for instance because it may only read.</exception>
    public IEnumerable<ImmutableArray<Value>> Rows()
    {
        while (_statement.Step())
            yield return [.. Enumerable.Range(0, Columns.Length).Select(_statement.Value)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _statement.Reset();
        _session.Dispose();
    }
}
