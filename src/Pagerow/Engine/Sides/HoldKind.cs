namespace Pagerow.Engine.Sides;

/// <summary>How much a hold stops.</summary>
public enum HoldKind
{
    /// <summary>Everything: nothing is written on either side and no absence is believed (a checkout is under way).</summary>
    Everything,

    /// <summary>Only writing from rows to files (a merge or a rebase waits for a person).</summary>
    RowsToFiles,
}
