namespace Pagerow.Merging.Conflicts;

/// <summary>Who wins where both sides changed the same place and the changes cannot be merged. The loser is always kept.</summary>
public enum ConflictPolicy
{
    /// <summary>The file.</summary>
    Files,

    /// <summary>The row.</summary>
    Rows,

    /// <summary>The kind's own way of merging where it has one, else nobody.</summary>
    Merge,

    /// <summary>Nobody: it waits for a person.</summary>
    Ask,
}
