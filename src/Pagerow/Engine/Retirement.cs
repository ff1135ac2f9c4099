using System.Collections.Immutable;
using Pagerow.Engine.Sides;
using Pagerow.Mapping;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;

namespace Pagerow.Engine;

/// <summary>
/// Empties the tables of collections that a new configuration does not have any more, so that they show nothing old should they come back.
/// Their pages stay where they are. Row edits must have been drained before; rows without a base are their client's own and stay.
/// </summary>
/// <param name="database">The rows and the ledger, prepared with the configuration before.</param>
/// <param name="now">The collections as they are to be.</param>
public sealed class Retirement(IDatabase database, Layout now)
{
    const int Chunk = 500;

    /// <summary>Deletes the rows and forgets the bases; gives the names of the collections, in order.</summary>
    public async ValueTask<ImmutableArray<string>> RunAsync(CancellationToken cancellation)
    {
        var bases = new List<Base>();
        await foreach (var agreed in database.AllBasesAsync(cancellation))
        {
            if (!now.Has(agreed.Document.Collection))
                bases.Add(agreed);
        }

        foreach (var chunk in bases.Chunk(Chunk))
        {
            var rows = (await database.RowsOfAsync([.. chunk.Select(b => b.Document)], cancellation)).ToDictionary(r => r.Document);
            await database.CommitAsync(
                [.. chunk.Select(b => new Change(
                    rows.TryGetValue(b.Document, out var row) ? new RowWrite.Delete(b.Document, Shown.Of(row)) : null,
                    new BaseWrite.Forget(b.Document, b.Part)))],
                cancellation);
        }

        return [.. bases.Select(b => b.Document.Collection).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
