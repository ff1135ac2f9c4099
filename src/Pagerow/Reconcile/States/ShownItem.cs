namespace Pagerow.Reconcile.States;

/// <summary>What one child row showed.</summary>
/// <param name="Item">Its key within the document.</param>
/// <param name="Digest">Digest of its writable columns, <c>position</c> left out.</param>
public readonly record struct ShownItem(long Item, ulong Digest)
{
    /// <summary>The item of what stands in the page and was not shown yet.</summary>
    public const long Hidden = 0;
}
