namespace Pagerow.Reconcile.Changes;

/// <summary>The name of a staged file, unique for ever in its root; what stands there is the exact witness of a write.</summary>
public readonly record struct StageName(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
