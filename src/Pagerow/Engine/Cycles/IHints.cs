namespace Pagerow.Engine.Cycles;

/// <summary>A source of hints: a watcher over a folder, or over a database.</summary>
public interface IHints : IAsyncDisposable
{
    /// <summary>
    /// The hints from now on, until cancelled. Never ends by itself and never throws for a fault of the watcher: it says
    /// <see cref="Hint.LostTrack"/>, starts again, and goes on.
    /// </summary>
    IAsyncEnumerable<Hint> ReadAsync(CancellationToken cancellation);

    /// <summary>What it can be relied on for, for <c>status</c>, such as <c>inotify, 1,204 folders</c>.</summary>
    string Describe();
}
