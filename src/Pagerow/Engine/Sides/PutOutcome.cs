using Pagerow.Pages;

namespace Pagerow.Engine.Sides;

/// <summary>What became of a write to a path.</summary>
public abstract record PutOutcome
{
    PutOutcome() { }

    /// <summary>It happened. What was displaced, if anything, stands at the stage path and is still to be verified.</summary>
    public sealed record Done : PutOutcome;

    /// <summary>The path was not as the action needs it (taken, gone, a folder, a link); nothing was changed.</summary>
    public sealed record Refused(Problem Reason) : PutOutcome;

    /// <summary>The world failed (no permission, disk full, ...); nothing was changed.</summary>
    public sealed record Failed(Problem Reason) : PutOutcome;
}
