namespace Pagerow.Simulation;

/// <summary>How a call of a side goes wrong.</summary>
enum FaultKind
{
    /// <summary>The folder's disk is full.</summary>
    DiskFull,

    /// <summary>The folder may not be touched.</summary>
    NoPermission,

    /// <summary>Another client holds the database.</summary>
    Busy,

    /// <summary>The database fails the statement; its transaction is undone.</summary>
    Failed,

    /// <summary>Whoever asked for the run takes it back.</summary>
    Cancelled,

    /// <summary>The process dies.</summary>
    Crash,

    /// <summary>The machine dies, and what was not flushed is undone.</summary>
    PowerCut,

    /// <summary>It was done, and whoever asked for it is told that it was not.</summary>
    AnswerLost,

    /// <summary>It was done, and the process dies before it hears of it.</summary>
    CrashAfter,
}
