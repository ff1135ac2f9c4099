namespace Pagerow.Reconcile.States;

/// <summary>What one row stands for: the collection, and the surrogate that the database assigned at INSERT.</summary>
public readonly record struct DocumentId(string Collection, long Doc)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Collection}#{Doc.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
