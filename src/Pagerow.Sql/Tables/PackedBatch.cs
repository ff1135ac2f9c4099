using Pagerow.Reconcile.Changes;

namespace Pagerow.Sql.Tables;

/// <summary>Changes with their pages as the blobs keep them.</summary>
/// <param name="Changes">The changes.</param>
/// <param name="Pages">Their pages, in order.</param>
sealed record PackedBatch(IReadOnlyList<Change> Changes, PackedPage[] Pages)
{
    /// <summary>Packs the pages of changes.</summary>
    public static PackedBatch Of(IReadOnlyList<Change> changes) =>
        new(changes, [.. changes.SelectMany(c => c.Pages.IsDefault ? [] : c.Pages).Select(PackedPage.Of)]);
}
