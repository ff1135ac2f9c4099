using System.Globalization;
using Pagerow.Engine.Cycles;

namespace Pagerow.Files.Watching;

/// <summary>
/// Watches a root on Linux by reading inotify on one thread. What the writer closed or renamed is complete at once; a new folder is watched, then hinted at
/// as a whole. Whenever it cannot be relied on, it says so, starts anew, and says so again once it hears.
/// </summary>
sealed class InotifyWatch : IHints
{
    static readonly TimeSpan Again = TimeSpan.FromSeconds(2);

    readonly string _root;
    readonly Wanted _wanted;
    readonly int _mostFolders;
    readonly HintQueue _hints = new();
    readonly ManualResetEvent _stopped = new(initialState: false);
    readonly Heartbeat _heartbeat;
    readonly ITimer _poll;
    readonly Thread _thread;
    InotifySession? _session;
    string _state = "inotify, starting";

    /// <summary>Starts watching; hints wait from now on.</summary>
    public InotifyWatch(RootFolder root, Wanted wanted, TimeProvider time, int mostFolders = int.MaxValue)
    {
        (_root, _wanted, _mostFolders) = (root.Path, wanted, mostFolders);
        var first = Open();
        if (first is null)
            _hints.Add(new Hint.LostTrack(_state));
        _heartbeat = new(_root, time, Touch, reason => Volatile.Read(ref _session)?.Stop(reason));
        _poll = time.CreateTimer(_ => PollUnwatched(), null, Again, Again);
        _thread = new(() => Run(first)) { IsBackground = true, Name = "pagerow watch" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Hint> ReadAsync(CancellationToken cancellation) => _hints.ReadAsync(cancellation);

    /// <inheritdoc/>
    public string Describe() => Volatile.Read(ref _session) is not { } session
        ? _state
        : session.Unwatched.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"inotify, {session.Count:N0} folders")
            : string.Create(CultureInfo.InvariantCulture, $"inotify, {session.Count:N0} folders; {session.Unwatched.Count:N0} more are polled: raise fs.inotify.max_user_watches");

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _stopped.Set();
        Volatile.Read(ref _session)?.Stop("stopped");
        _heartbeat.Dispose();
        _poll.Dispose();
        _thread.Join();
        _stopped.Dispose();
        return ValueTask.CompletedTask;
    }

    // Closing a file that was opened for writing is an event, and nothing is written to the disk.
    static void Touch(string cookie)
    {
        using var file = File.OpenHandle(cookie, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
    }

    void Run(InotifySession? session)
    {
        while (!_stopped.WaitOne(TimeSpan.Zero))
        {
            if (session is null)
            {
                if (_stopped.WaitOne(Again))
                    return;
            }
            else
            {
                Hear(session);
            }
            if (_stopped.WaitOne(TimeSpan.Zero))
                return;
            session = Open();
            if (session is not null)
                _hints.Add(new Hint.LostTrack("watching began anew"));
        }
        session?.Dispose();
    }

    void Hear(InotifySession session)
    {
        string reason;
        try
        {
            session.Heard = _heartbeat.Heard;
            reason = session.Run();
        }
        catch (IOException e)
        {
            reason = e.Message;
        }
        (_state, _session) = ($"inotify, starting anew: {reason}", null);
        session.Dispose();
        _hints.Add(new Hint.LostTrack(reason));
    }

    InotifySession? Open()
    {
        try
        {
            var session = new InotifySession(_root, _wanted, _hints, _mostFolders);
            if (session.Unwatched.Count > 0)
                _hints.Add(new Hint.LostTrack("fs.inotify.max_user_watches is reached: some folders are polled instead; raise it with sysctl"));
            Volatile.Write(ref _session, session);
            return session;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _state = $"inotify, not watching: {e.Message}";
            return null;
        }
    }

    void PollUnwatched()
    {
        foreach (var folder in Volatile.Read(ref _session)?.Unwatched ?? [])
            _hints.Add(new Hint.Folder(folder));
    }
}
