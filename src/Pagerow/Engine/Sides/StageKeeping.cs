namespace Pagerow.Engine.Sides;

/// <summary>What becomes of a stage file.</summary>
public enum StageKeeping
{
    /// <summary>It was never put, its page is elsewhere too: removed.</summary>
    Drop,

    /// <summary>It holds a page that was displaced by a newer one: kept among the displaced.</summary>
    Displaced,

    /// <summary>It holds a page that was deleted: kept in the trash.</summary>
    Trash,
}
