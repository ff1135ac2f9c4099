using Pagerow.Reconcile.States;

namespace Pagerow.Reconcile.Changes;

/// <summary>
/// One write to a row and its child rows, with its expectation: applied only while the row, read again inside the write transaction,
/// shows exactly what it expects; otherwise it is stale, changes nothing, and is planned anew.
/// </summary>
public abstract record RowWrite
{
    RowWrite() { }

    /// <summary>A new row. The database assigns <c>doc</c>, unless one is given (a row that comes back).</summary>
    /// <param name="Collection">The table.</param>
    /// <param name="Doc">The key to give it, or null.</param>
    /// <param name="Face">What it shows.</param>
    public sealed record Insert(string Collection, long? Doc, RowFace Face) : RowWrite;

    /// <summary>Changes a row to show something else; a column whose value stays is not written.</summary>
    /// <param name="Document">Which.</param>
    /// <param name="Expected">What it must show.</param>
    /// <param name="Face">What it shows afterwards.</param>
    public sealed record Update(DocumentId Document, Shown Expected, RowFace Face) : RowWrite;

    /// <summary>Deletes a row and its child rows.</summary>
    public sealed record Delete(DocumentId Document, Shown Expected) : RowWrite;
}
