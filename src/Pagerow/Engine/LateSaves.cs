using Pagerow.Engine.Sides;
using Pagerow.Mapping;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;

namespace Pagerow.Engine;

/// <summary>
/// Takes in what was saved into a page after it had been replaced: an editor that writes in place may hold the file open across the exchange.
/// Its change is merged into the row that stands at the path now, and the pass writes it into the file.
/// </summary>
/// <param name="folder">The files.</param>
/// <param name="database">The rows and the ledger.</param>
/// <param name="layout">The collections.</param>
sealed class LateSaves(IFolder folder, IDatabase database, Layout layout)
{
    /// <summary>Takes in those that are due; the rows that changed by it are marked.</summary>
    public async ValueTask RunAsync(CancellationToken cancellation)
    {
        foreach (var late in await folder.LateAsync(cancellation))
        {
            var agreed = (await database.BasesAtAsync([late.Path], cancellation)).FirstOrDefault(b => b is { IsDisplaced: false, FilePage: not null });
            if (agreed is null || !await new Absorption(folder, database).TryMergeAsync(IntentOf(late, agreed), layout.Named(agreed.Document.Collection), late.Page, cancellation))
                await database.CommitAsync([new(Pages: [late.Page], Events: [Told(late, agreed)])], cancellation);
            await folder.SettleLateAsync(late, cancellation);
        }
    }

    // The write as if it were under way still: it put what stands in the file now, and this page came out of it.
    static FileIntent IntentOf(LateSave late, Base agreed) => new(
        default, agreed.Document, agreed.Part, FileAction.Replace, agreed.Path, null, late.Before, agreed.FilePage, agreed.Shown,
        agreed.Open is { Row: var row } ? new(agreed.Page!.Value, row) : null);

    static Event Told(LateSave late, Base? agreed) => new(
        EventKind.Absorbed, Origin.Files, agreed?.Document, late.Path, After: late.Page.Hash, Detail: "the page was saved after it had been replaced or deleted, and nothing stands there that it could be merged into; it is kept");
}
