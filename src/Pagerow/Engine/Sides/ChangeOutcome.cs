using Pagerow.Reconcile.States;

namespace Pagerow.Engine.Sides;

/// <summary>What became of a change.</summary>
public abstract record ChangeOutcome
{
    ChangeOutcome() { }

    /// <summary>It is durable. The document is the written or inserted one.</summary>
    public sealed record Committed(DocumentId? Document) : ChangeOutcome;

    /// <summary>The row did not show what was expected; nothing of the change was done.</summary>
    public sealed record Stale(DocumentId Document) : ChangeOutcome;
}
