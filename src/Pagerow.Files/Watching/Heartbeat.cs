using Pagerow.Files.Trees;

namespace Pagerow.Files.Watching;

/// <summary>
/// Proves every 30 s that a watcher hears: a cookie file in <c>.pagerow/watch/</c> is touched and must come back as an event within 2 s. A watcher that
/// went deaf, or whose root was moved or replaced, says nothing by itself.
/// </summary>
sealed class Heartbeat : IDisposable
{
    /// <summary>The cookie's name.</summary>
    public const string Cookie = "cookie";

    static readonly TimeSpan Beat = TimeSpan.FromSeconds(30), Patience = TimeSpan.FromSeconds(2);

    readonly string _folder;
    readonly Action<string> _touch, _deaf;
    readonly ITimer _beat, _deadline;
    int _isWaiting;

    /// <summary>
    /// Starts beating; <paramref name="touch"/> does to the cookie what the watcher must hear, <paramref name="deaf"/> is called with the reason. Both from
    /// any thread.
    /// </summary>
    public Heartbeat(string root, TimeProvider time, Action<string> touch, Action<string> deaf)
    {
        (_folder, _touch, _deaf) = (FolderOf(root), touch, deaf);
        _deadline = time.CreateTimer(_ => Late(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _beat = time.CreateTimer(_ => Strike(), null, Beat, Beat);
    }

    /// <summary>The folder that the cookie stands in.</summary>
    public static string FolderOf(string root) => Path.Combine(root, RootFolder.Watch);

    /// <summary>Makes that folder where it is missing, but not the state folder above it: a root that is gone is not begun anew.</summary>
    public static void MakeFolder(string root)
    {
        using var tree = Tree.Open(root);
        tree.MakeFolder(RootFolder.Watch);
        // Touching it is not to make or open a file elsewhere.
        if (tree.Stat($"{RootFolder.Watch}/{Cookie}") is { Kind: not EntryKind.File })
            tree.Remove($"{RootFolder.Watch}/{Cookie}");
    }

    /// <summary>The cookie came back.</summary>
    public void Heard()
    {
        if (Interlocked.Exchange(ref _isWaiting, 0) == 1)
            _deadline.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _beat.Dispose();
        _deadline.Dispose();
    }

    void Strike()
    {
        try
        {
            Volatile.Write(ref _isWaiting, 1);
            _deadline.Change(Patience, Timeout.InfiniteTimeSpan);
            _touch(Path.Combine(_folder, Cookie));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Heard();
            _deaf($"the watcher could not be tested: {e.Message}");
        }
    }

    void Late()
    {
        if (Interlocked.Exchange(ref _isWaiting, 0) == 1)
            _deaf("the watcher did not hear its own test within 2 s: it went deaf, or the root was moved or replaced");
    }
}
