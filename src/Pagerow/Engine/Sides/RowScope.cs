using System.Collections.Immutable;
using Pagerow.Reconcile.States;

namespace Pagerow.Engine.Sides;

/// <summary>How much of the rows a look takes in.</summary>
public abstract record RowScope
{
    RowScope() { }

    /// <summary>The rows that the feed names.</summary>
    public sealed record Feed : RowScope;

    /// <summary>Every row that differs from what it showed, whatever the feed says: digests are compared, no trigger believed.</summary>
    public sealed record Deep : RowScope;

    /// <summary>These rows, and those of the feed.</summary>
    public sealed record Also(ImmutableArray<DocumentId> Documents) : RowScope;
}
