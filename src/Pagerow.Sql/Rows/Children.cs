using System.Collections.Immutable;
using Pagerow.Sql.Dialects;

namespace Pagerow.Sql.Rows;

/// <summary>Child rows in order of <c>doc</c>, handed out beside the rows that they belong to.</summary>
/// <param name="rows">The statement; its first column is <c>doc</c>, by which it is ordered.</param>
/// <param name="read">Reads the row it stands at.</param>
/// <param name="place">Position and item, by which the children of one row are ordered; without a position last.</param>
sealed class Children<T>(Statement rows, Func<Statement, T> read, Func<T, (int? Position, long Item)> place)
{
    bool _isAtRow, _isStarted;

    /// <summary>The children of a row; documents are asked for in rising order.</summary>
    public ImmutableArray<T> Of(long doc)
    {
        if (!_isStarted)
        {
            _isStarted = true;
            _isAtRow = rows.Step();
        }

        while (_isAtRow && rows.Long(0) < doc)
            _isAtRow = rows.Step();
        if (!_isAtRow || rows.Long(0) != doc)
            return [];
        var found = new List<T>();
        for (; _isAtRow && rows.Long(0) == doc; _isAtRow = rows.Step())
            found.Add(read(rows));
        return [.. found.OrderBy(c => place(c).Position ?? int.MaxValue).ThenBy(c => place(c).Item)];
    }

    /// <summary>Gives up the rows that are left.</summary>
    public void Reset() => rows.Reset();
}
