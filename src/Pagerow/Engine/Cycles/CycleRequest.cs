using Pagerow.Engine.Sides;

namespace Pagerow.Engine.Cycles;

/// <summary>What one cycle is to look at, and how far it may go.</summary>
/// <param name="Folder">How much of the folder.</param>
/// <param name="Rows">How much of the rows.</param>
/// <param name="Deletions">Whether many deletions at once are meant.</param>
/// <param name="Mode">Whether anything is written.</param>
public sealed record CycleRequest(
    FolderScope Folder, RowScope Rows, DeletionConsent Deletions = DeletionConsent.Guarded, CycleMode Mode = CycleMode.Apply)
{
    /// <summary>Everything, by stamps and feed.</summary>
    public static CycleRequest Full { get; } = new(new FolderScope.Everything(), new RowScope.Feed());
}
