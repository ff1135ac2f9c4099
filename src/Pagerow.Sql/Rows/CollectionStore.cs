using Pagerow.Sql.Dialects;
using Pagerow.Sql.Tables;

namespace Pagerow.Sql.Rows;

/// <summary>All that works on one collection's tables.</summary>
sealed record CollectionStore(CollectionTables Tables, RowReader Reader, RowWriter Writer, HistoryTable History, TwinKeys Twins)
{
    /// <summary>The parts over one session.</summary>
    public static CollectionStore Of(Session session, Dialect dialect, CollectionTables tables, ProblemTable problems) =>
        new(tables, new(session, dialect, tables), new(session, dialect, tables), new(session, dialect, tables), new(session, dialect, tables, problems));
}
