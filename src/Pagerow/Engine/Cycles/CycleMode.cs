namespace Pagerow.Engine.Cycles;

/// <summary>Whether a cycle writes.</summary>
public enum CycleMode
{
    /// <summary>It does.</summary>
    Apply,

    /// <summary>It only plans; nothing is written on either side, and nothing is remembered.</summary>
    Preview,
}
