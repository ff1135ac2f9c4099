using Pagerow.Pages;
using Pagerow.Reconcile.States;

namespace Pagerow.Reconcile.Changes;

/// <summary>
/// One write to a file that is about to happen, noted durably before it does. Its stage path is the witness: holding the target, it was not
/// put; holding the expected page, it was; holding anything else, somebody wrote in between and that page is to be absorbed.
/// </summary>
/// <param name="Stage">Where the new page stands before, and the displaced page after.</param>
/// <param name="Document">Whose page.</param>
/// <param name="Part">Which part of it.</param>
/// <param name="Action">What is to be done.</param>
/// <param name="Path">The path that is written, created or deleted.</param>
/// <param name="MovedFrom">With <see cref="FileAction.Move"/>: where the file stands before.</param>
/// <param name="Expected">The version that is displaced; null for a create.</param>
/// <param name="Target">The version that is put; null for a delete.</param>
/// <param name="Shown">What the row showed when this was planned; the new base's.</param>
/// <param name="Held">What stands in base and row where the target has open holes; null where it has none.</param>
public sealed record FileIntent(
    StageName Stage,
    DocumentId Document,
    string Part,
    FileAction Action,
    PagePath Path,
    PagePath? MovedFrom,
    PageHash? Expected,
    PageHash? Target,
    Shown Shown,
    HeldPages? Held = null)
{
    /// <summary>What is agreed on once the target stands in the file, and the row shows what it showed when this was planned.</summary>
    /// <param name="before">What was agreed on before; null for a document that was new.</param>
    public Base Agreed(Base? before) => (before ?? new(Document, Part, Path, null, 0, Shown)) with
    {
        Path = Path,
        Page = Held?.Base ?? Target,
        Open = Held is { } held ? new(Target!.Value, held.Row) : null,
        Shown = Shown,
        Trouble = null,
        IsDisplaced = false,
    };
}
