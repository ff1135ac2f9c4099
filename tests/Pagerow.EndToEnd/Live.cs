namespace Pagerow.EndToEnd;

/// <summary>Whether a watcher runs while a test edits.</summary>
public enum Live
{
    /// <summary>Nothing runs; <c>sync</c> does the work.</summary>
    Stopped,

    /// <summary><c>watch</c> runs and does the work; <c>sync</c> is the barrier.</summary>
    Watching,
}
