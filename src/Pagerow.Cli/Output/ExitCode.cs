namespace Pagerow.Cli.Output;

/// <summary>What a command tells its caller by the way it ends. Where several hold, the first of 130, 5, 1, 3, 0 counts.</summary>
public enum ExitCode
{
    /// <summary>In step. Problems are counted and warned of.</summary>
    InStep = 0,

    /// <summary>It could not be done.</summary>
    Failed = 1,

    /// <summary>The command line or the configuration is wrong.</summary>
    Usage = 2,

    /// <summary>In step but for open conflicts, or for row edits that wait for a page that cannot be read.</summary>
    Open = 3,

    /// <summary>Pages are invalid (<c>check</c> only).</summary>
    Invalid = 4,

    /// <summary>Halted or held, with the reason.</summary>
    Halted = 5,

    /// <summary>Interrupted.</summary>
    Interrupted = 130,
}
