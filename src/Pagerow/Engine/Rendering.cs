using Pagerow.Engine.Sides;
using Pagerow.Mapping;
using Pagerow.Mapping.Collections;
using Pagerow.Reconcile;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.Edits;
using Pagerow.Reconcile.States;

namespace Pagerow.Engine;

/// <summary>
/// Makes every row show its page anew: after the configuration changed, or when the tables are in doubt. Row edits must have been drained
/// before; an edit that comes in meanwhile is left standing and found by the next pass.
/// </summary>
/// <param name="database">The rows and the ledger.</param>
/// <param name="layout">The collections as they are now.</param>
public sealed class Rendering(IDatabase database, Layout layout)
{
    const int Chunk = 500;

    /// <summary>Renders all rows. Running it again changes nothing.</summary>
    public async ValueTask RunAsync(CancellationToken cancellation)
    {
        var bases = new List<Base>();
        await foreach (var agreed in database.AllBasesAsync(cancellation))
            bases.Add(agreed);
        foreach (var chunk in bases.Chunk(Chunk))
            await RenderAsync(chunk, cancellation);
    }

    async ValueTask RenderAsync(Base[] bases, CancellationToken cancellation)
    {
        var known = bases.Where(b => layout.Has(b.Document.Collection)).Select(b => b.Document).ToList();
        var rows = (await database.RowsOfAsync(known, cancellation)).ToDictionary(r => r.Document);
        var changes = new List<(Change Change, Base Base, Row? Row)>();
        foreach (var agreed in bases)
        {
            var row = rows.GetValueOrDefault(agreed.Document);
            foreach (var change in await ChangesAsync(agreed, row, cancellation))
                changes.Add((change, agreed, row));
        }

        var outcomes = await database.CommitAsync([.. changes.Select(c => c.Change)], cancellation);
        var late = changes.Where((c, i) => outcomes[i] is ChangeOutcome.Stale && c.Row is not null)
            .Select(c => new Change(Base: new BaseWrite.Agree(c.Base with { Shown = Shown.Of(c.Row!) }))).ToList();
        if (late.Count > 0)
            await database.CommitAsync(late, cancellation);
    }

    async ValueTask<IEnumerable<Change>> ChangesAsync(Base agreed, Row? row, CancellationToken cancellation)
    {
        var collection = layout.Of(agreed.Path);
        if (collection is null || !string.Equals(collection.Name, agreed.Document.Collection, StringComparison.OrdinalIgnoreCase))
        {
            // No collection wants this file any more, or another one does and meets it as new; the page itself stays where it is.
            return [new(row is null ? null : new RowWrite.Delete(row.Document, Shown.Of(row)), new BaseWrite.Forget(agreed.Document, agreed.Part))];
        }

        if (row is null || await RecordAsync(agreed, collection, row, cancellation) is not { } record)
            return [];
        return
        [
            new(
                new RowWrite.Update(row.Document, Shown.Of(row), new(agreed.Path, record, null)),
                new BaseWrite.Agree(agreed with { Shown = Shown.Of(agreed.Path.Value, record) })),
        ];
    }

    async ValueTask<Record?> RecordAsync(Base agreed, Collection collection, Row row, CancellationToken cancellation)
    {
        if (agreed.RowPage is not { } hash || PageReading.Of(collection, agreed.Path, await database.PageAsync(hash, cancellation)) is not PageReading.Legible now)
            return null;
        return Items.Keep(FileToRow.Before(row), now.Record);
    }
}
