using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Pagerow.Engine.Cycles;
using Pagerow.Engine.Sides;

namespace Pagerow.Sqlite;

/// <summary>
/// Says when a database moved. A write to the write-ahead log is seen at once, but just before the commit is visible: then the database's
/// own counter is asked every millisecond for a while. Without such an event it is asked now and then, so that nothing rests on events.
/// Our own commits move it as well; a look then finds nothing.
/// </summary>
public sealed class SqliteHints(string path, TimeProvider clock) : IHints
{
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1), Chase = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan Active = TimeSpan.FromMilliseconds(100), Idle = TimeSpan.FromSeconds(1), ActiveFor = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Hint> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var log = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var watcher = Watch(log.Writer);
        var counter = new Counter(path);
        try
        {
            var movedAt = clock.GetTimestamp();
            while (!cancellation.IsCancellationRequested)
            {
                var hint = await NextAsync(counter, log.Reader, clock.GetElapsedTime(movedAt) < ActiveFor ? Active : Idle, cancellation);
                if (hint is null)
                    continue;
                movedAt = clock.GetTimestamp();
                yield return hint;
            }
        }
        finally
        {
            counter.Close();
        }
    }

    /// <inheritdoc/>
    public string Describe() => $"SQLite {SqliteLibrary.Version}: changes of the write-ahead log, and a poll every second";

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    async ValueTask<Hint?> NextAsync(Counter counter, ChannelReader<bool> log, TimeSpan rest, CancellationToken cancellation)
    {
        try
        {
            if (counter.HasMoved())
                return new Hint.Rows();
            if (!await WaitAsync(log, rest, cancellation))
                return counter.HasMoved() ? new Hint.Rows() : null;
            log.TryRead(out _);
            for (var begun = clock.GetTimestamp(); clock.GetElapsedTime(begun) < Chase;)
            {
                if (counter.HasMoved())
                    return new Hint.Rows();
                await Task.Delay(Step, clock, cancellation);
            }

            return null;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (e is DatabaseFailedException or DatabaseBusyException or IOException)
        {
            counter.Close();
            await Task.Delay(Idle, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return new Hint.LostTrack($"the database could not be watched: {e.Message}");
        }
    }

    async ValueTask<bool> WaitAsync(ChannelReader<bool> log, TimeSpan rest, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(rest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await log.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    // Null where the system gives no watcher: the polls are all there is then.
    FileSystemWatcher? Watch(ChannelWriter<bool> log)
    {
        try
        {
            return Watcher(log);
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            return null;
        }
    }

    FileSystemWatcher Watcher(ChannelWriter<bool> log)
    {
        var full = Path.GetFullPath(path);
        var watcher = new FileSystemWatcher(Path.GetDirectoryName(full)!, Path.GetFileName(full) + "-wal") { NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.FileName };
        watcher.Changed += (_, _) => log.TryWrite(true);
        watcher.Created += (_, _) => log.TryWrite(true);
        watcher.Error += (_, _) => log.TryWrite(true);
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    /// <summary>The database's counter of commits, over a handle of its own, opened when it is first asked.</summary>
    sealed class Counter(string path)
    {
        SqliteSession? _session;
        long _last;

        public bool HasMoved()
        {
            if (_session is null)
            {
                _session = SqliteSession.OpenReader(path, TimeSpan.Zero);
                _last = Version();
                return true;
            }

            if (!File.Exists(path) || _session.IsOrphan)
                throw new IOException($"{path} was removed or replaced while it was open");
            var version = Version();
            (var moved, _last) = (version != _last, version);
            return moved;
        }

        public void Close()
        {
            _session?.Dispose();
            _session = null;
        }

        long Version() => _session!.Prepare("PRAGMA data_version").First(s => s.Long(0), 0);
    }
}
