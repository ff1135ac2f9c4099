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

    /// <summary>Renders all rows that are there. Running it again changes nothing.</summary>
    public ValueTask RunAsync(CancellationToken cancellation) => RunAsync((_, row) => row is not null, cancellation);

    /// <summary>
    /// Renders the rows of collections that lost a table or a column, and makes anew, under the keys they had, those of tables that were lost with all
    /// that was in them. The other collections' rows stay as they are: their edits are not drained yet.
    /// </summary>
    /// <param name="lost">The tables, and columns as <c>table.column</c>, that were lost.</param>
    /// <param name="cancellation">Stops it.</param>
    public ValueTask RunAsync(IReadOnlySet<string> lost, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lost);
        var tables = lost.Select(l => l.Split('.')[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return RunAsync((agreed, row) => agreed.Document.Collection is var c && (row is null ? lost.Contains(c) : tables.Contains(c) || tables.Contains($"{c}_tasks") || tables.Contains($"{c}_sections")), cancellation);
    }

    /// <summary>Makes anew, under the keys they had, all rows that are missing though there is a base; no other row is touched.</summary>
    /// <param name="cancellation">Stops it.</param>
    public ValueTask ReviveAsync(CancellationToken cancellation) => RunAsync((_, row) => row is null, cancellation);

    async ValueTask RunAsync(Func<Base, Row?, bool> isWanted, CancellationToken cancellation)
    {
        var bases = new List<Base>();
        await foreach (var agreed in database.AllBasesAsync(cancellation))
            bases.Add(agreed);
        foreach (var chunk in bases.Chunk(Chunk))
            await RenderAsync(chunk, isWanted, cancellation);
    }

    async ValueTask RenderAsync(Base[] bases, Func<Base, Row?, bool> isWanted, CancellationToken cancellation)
    {
        var known = bases.Where(b => layout.Has(b.Document.Collection)).Select(b => b.Document).ToList();
        var rows = (await database.RowsOfAsync(known, cancellation)).ToDictionary(r => r.Document);
        var changes = new List<(Change Change, Base Base, Row? Row)>();
        foreach (var agreed in bases)
        {
            var row = rows.GetValueOrDefault(agreed.Document);
            foreach (var change in await ChangesAsync(agreed, row, isWanted, cancellation))
                changes.Add((change, agreed, row));
        }

        var outcomes = await database.CommitAsync([.. changes.Select(c => c.Change)], cancellation);
        var late = changes.Where((c, i) => outcomes[i] is ChangeOutcome.Stale && c.Row is not null)
            .Select(c => new Change(Base: new BaseWrite.Agree(c.Base with { Shown = Shown.Of(c.Row!) }))).ToList();
        if (late.Count > 0)
            await database.CommitAsync(late, cancellation);
    }

    async ValueTask<IEnumerable<Change>> ChangesAsync(Base agreed, Row? row, Func<Base, Row?, bool> isWanted, CancellationToken cancellation)
    {
        var collection = layout.Of(agreed.Path);
        if (collection is null || !string.Equals(collection.Name, agreed.Document.Collection, StringComparison.OrdinalIgnoreCase))
        {
            // No collection wants this file any more, or another one does and meets it as new; the page itself stays where it is.
            return [new(row is null ? null : new RowWrite.Delete(row.Document, Shown.Of(row)), new BaseWrite.Forget(agreed.Document, agreed.Part))];
        }

        if (!isWanted(agreed, row))
            return [];
        var now = new BaseWrite.Agree(agreed);
        // A page that could never be read has nothing to show: the file is met as new, and says so.
        if (await RecordAsync(agreed, collection, row, cancellation) is not { } record)
            return row is null ? [new(Base: new BaseWrite.Forget(agreed.Document, agreed.Part))] : [];
        var face = new RowFace(agreed.Path, record, null);
        RowWrite write = row is null ? new RowWrite.Insert(agreed.Document.Collection, agreed.Document.Doc, face) : new RowWrite.Update(row.Document, Shown.Of(row), face);
        return [new(write, now with { Base = agreed with { Shown = Shown.Of(agreed.Path.Value, record) } })];
    }

    async ValueTask<Record?> RecordAsync(Base agreed, Collection collection, Row? row, CancellationToken cancellation)
    {
        if (agreed.RowPage is not { } hash || PageReading.Of(collection, agreed.Path, await database.PageAsync(hash, cancellation)) is not PageReading.Legible now)
            return null;
        return Items.Keep(FileToRow.Before(row), now.Record);
    }
}
