namespace Pagerow.Reconcile.States;

/// <summary>What clients did to a row since it was last shown.</summary>
public enum RowDelta
{
    /// <summary>No base, and no row.</summary>
    Absent,

    /// <summary>No base, and a row.</summary>
    Created,

    /// <summary>The row shows what was last shown there.</summary>
    Unchanged,

    /// <summary>Some face of it differs.</summary>
    Modified,

    /// <summary>A base, and no row.</summary>
    Deleted,
}
