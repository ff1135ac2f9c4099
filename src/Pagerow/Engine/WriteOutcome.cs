using Pagerow.Pages;

namespace Pagerow.Engine;

/// <summary>What became of one step's write to a file.</summary>
public abstract record WriteOutcome
{
    WriteOutcome() { }

    /// <summary>File, base and row say the same.</summary>
    public sealed record Written : WriteOutcome;

    /// <summary>Something moved meanwhile; nothing is lost, and the document is to be looked at again.</summary>
    public sealed record Stale : WriteOutcome;

    /// <summary>The path was not as it had to be; nothing was written.</summary>
    public sealed record Refused(Problem Reason) : WriteOutcome;

    /// <summary>It was put, and what came out cannot be told yet: the intent stays until a later recovery can.</summary>
    public sealed record Unfinished(Problem Reason) : WriteOutcome;

    /// <summary>The world failed; nothing was written, a later cycle tries again.</summary>
    public sealed record Failed(Problem Reason) : WriteOutcome;
}
