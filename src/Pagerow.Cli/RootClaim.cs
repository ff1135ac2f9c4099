namespace Pagerow.Cli;

/// <summary>What a command wants with a root.</summary>
public enum RootClaim
{
    /// <summary>Only look; another process may hold the root.</summary>
    Read,

    /// <summary>Write if no other process holds the root; else ask that one.</summary>
    WriteOrAsk,

    /// <summary>Write, or not begin.</summary>
    MustWrite,
}
