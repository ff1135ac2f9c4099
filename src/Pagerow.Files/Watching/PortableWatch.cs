using System.Globalization;
using System.Threading.Channels;
using Pagerow.Engine.Cycles;
using Pagerow.Files.Scanning;
using Pagerow.Pages;

namespace Pagerow.Files.Watching;

/// <summary>
/// Watches a root by the runtime's own watcher, where inotify is not to be had. Its handlers only enqueue; every error, and every heartbeat it does not hear,
/// is a lost track and a new watcher.
/// </summary>
sealed class PortableWatch : IHints
{
    static readonly TimeSpan Again = TimeSpan.FromSeconds(2);

    readonly string _root;
    readonly Wanted _wanted;
    readonly Names _names;
    readonly HintQueue _hints = new();
    readonly Channel<FileSystemEventArgs> _events = Channel.CreateBounded<FileSystemEventArgs>(8192);
    readonly Channel<string> _faults = Channel.CreateBounded<string>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    readonly CancellationTokenSource _stop = new();
    readonly Heartbeat _heartbeat;
    readonly TimeProvider _time;
    readonly Task _pump, _mend;
    FileSystemWatcher? _watcher;

    /// <summary>Starts watching; hints wait from now on.</summary>
    public PortableWatch(RootFolder root, Wanted wanted, TimeProvider time)
    {
        (_root, _wanted, _names, _time) = (root.Path, wanted, new(wanted), time);
        Start();
        _heartbeat = new(_root, time, cookie => File.WriteAllText(cookie, time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)), Fail);
        _pump = Task.Run(PumpAsync);
        _mend = Task.Run(MendAsync);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Hint> ReadAsync(CancellationToken cancellation) => _hints.ReadAsync(cancellation);

    /// <inheritdoc/>
    public string Describe() => _watcher is null ? "not watching: the root cannot be watched" : "the system's file events";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _heartbeat.Dispose();
        await Task.WhenAll(_pump, _mend);
        _watcher?.Dispose();
        _stop.Dispose();
    }

    void Fail(string reason) => _faults.Writer.TryWrite(reason);

    bool Start()
    {
        FileSystemWatcher? watcher = null;
        try
        {
            Heartbeat.MakeFolder(_root);
            watcher = new FileSystemWatcher(_root) { IncludeSubdirectories = true, InternalBufferSize = 64 * 1024 };
            watcher.Created += Enqueue;
            watcher.Changed += Enqueue;
            watcher.Deleted += Enqueue;
            watcher.Renamed += Enqueue;
            watcher.Error += (_, e) => Fail(e.GetException().Message);
            watcher.EnableRaisingEvents = true;
            _watcher = watcher;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            watcher?.Dispose();
            Fail(e.Message);
            return false;
        }
    }

    void Enqueue(object sender, FileSystemEventArgs e)
    {
        if (!_events.Writer.TryWrite(e))
            Fail("more events came than could be taken in");
    }

    async Task PumpAsync()
    {
        while (await _stop.Token.OrFalse(_events.Reader.WaitToReadAsync))
        {
            while (_events.Reader.TryRead(out var e))
            {
                if (e is RenamedEventArgs renamed)
                    Gone(renamed.OldFullPath);
                Hear(e.ChangeType, e.FullPath);
            }
        }
    }

    async Task MendAsync()
    {
        while (await _stop.Token.OrFalse(_faults.Reader.WaitToReadAsync))
        {
            while (_faults.Reader.TryRead(out var reason))
            {
                _hints.Add(new Hint.LostTrack(reason));
                _watcher?.Dispose();
                _watcher = null;
                if (Start())
                    _hints.Add(new Hint.LostTrack("watching began anew"));
                else
                    await _stop.Token.OrFalse(PauseAsync);
            }
        }
    }

    async ValueTask<bool> PauseAsync(CancellationToken cancellation)
    {
        await Task.Delay(Again, _time, cancellation);
        return true;
    }

    void Hear(WatcherChangeTypes change, string full)
    {
        var path = Relative(full);
        if (path.EndsWith("/" + Heartbeat.Cookie, StringComparison.Ordinal) && path.StartsWith(RootFolder.Watch, StringComparison.Ordinal))
            _heartbeat.Heard();
        else if (change == WatcherChangeTypes.Deleted)
            Gone(full);
        else if (change != WatcherChangeTypes.Changed && Directory.Exists(full))
            HintFolder(path);
        else
            HintFile(path, isComplete: change == WatcherChangeTypes.Renamed);
    }

    // Of what is gone it cannot be said whether it was a file or a folder.
    void Gone(string full)
    {
        HintFile(Relative(full), isComplete: true);
        HintFolder(Relative(full));
        if (full.Contains($"{Path.DirectorySeparatorChar}.git{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && GitHold.Ends(Path.GetFileName(full)))
            _hints.Add(new Hint.Folder(""));
    }

    void HintFile(string path, bool isComplete)
    {
        var page = PagePath.Found("", path);
        if (!Names.IsReserved(page) && _wanted.File(page))
            _hints.Add(new Hint.File(page, isComplete));
    }

    void HintFolder(string path)
    {
        if (_names.WantsFolder(path))
            _hints.Add(new Hint.Folder(path));
    }

    string Relative(string full) => Path.GetRelativePath(_root, full).Replace(Path.DirectorySeparatorChar, '/');
}
