namespace Pagerow.Mapping.Collections;

/// <summary>What a computed column counts.</summary>
public enum Computation
{
    /// <summary>Check boxes.</summary>
    TaskCount,

    /// <summary>Check boxes that are ticked.</summary>
    TasksDone,

    /// <summary>Ticked boxes in hundredths of all, NULL without boxes.</summary>
    TasksPercent,

    /// <summary>Words of the body.</summary>
    Words,
}
