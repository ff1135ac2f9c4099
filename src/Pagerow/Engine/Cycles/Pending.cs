using System.Collections.Immutable;
using Pagerow.Engine.Sides;
using Pagerow.Pages;

namespace Pagerow.Engine.Cycles;

/// <summary>
/// Gathers hints until it is time to look. A path whose writer is done is due at once; one that may still be written settles: it is due
/// when it was quiet for a moment, and at the latest a quarter of a second after its first hint, so that a file saved without pause still
/// gets through.
/// </summary>
/// <param name="time">The clock for waiting; it decides when a look is taken, never what is true.</param>
public sealed class Pending(TimeProvider time)
{
    static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(30);
    static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250);

    readonly Dictionary<PagePath, (long Due, long Latest)> _paths = [];
    readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    long? _everything, _rowsDue;
    bool _rows;

    /// <summary>How long until something is due; null where nothing waits.</summary>
    public TimeSpan? Wait
    {
        get
        {
            if (_rows || _folders.Count > 0)
                return TimeSpan.Zero;
            var due = _paths.Values.Select(p => p.Due).Append(_everything ?? long.MaxValue).Append(_rowsDue ?? long.MaxValue).Min();
            var left = time.GetElapsedTime(time.GetTimestamp(), due);
            return due == long.MaxValue ? null : left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Takes in a hint.</summary>
    public void Add(Hint hint)
    {
        switch (hint)
        {
            case Hint.File file: Add(file.Path, file.IsComplete ? TimeSpan.Zero : Quiet); break;
            case Hint.Folder folder: _folders.Add(folder.Path); break;
            case Hint.LostTrack: Everything(); break;
            case Hint.Rows: _rows = true; break;
            default: throw new ArgumentOutOfRangeException(nameof(hint), hint, null);
        }
    }

    /// <summary>A path wants a look after a while.</summary>
    public void Later(PagePath path, TimeSpan after) => _paths[path] = (After(after), After(after));

    /// <summary>Everything wants a look at once.</summary>
    public void Everything() => _everything = time.GetTimestamp();

    /// <summary>Everything wants a look after a while.</summary>
    public void EverythingLater(TimeSpan after) => _everything ??= After(after);

    /// <summary>The rows want a look after a while, and with them what was kept.</summary>
    public void RowsLater(TimeSpan after) => _rowsDue = Math.Min(_rowsDue ?? long.MaxValue, After(after));

    /// <summary>What is due, taken out; null where nothing is.</summary>
    public CycleRequest? Take()
    {
        if (Wait is not { Ticks: 0 })
            return null;
        var now = time.GetTimestamp();
        FolderScope scope = _everything <= now ? new FolderScope.Everything() : Due(now);
        if (_everything <= now)
        {
            _paths.Clear();
            _everything = null;
        }

        if (_rowsDue <= now)
            _rowsDue = null;
        _folders.Clear();
        _rows = false;
        return new(scope, new RowScope.Feed());
    }

    FolderScope.Only Due(long now)
    {
        var due = _paths.Where(p => p.Value.Due <= now).Select(p => p.Key).Order().ToImmutableArray();
        foreach (var path in due)
            _paths.Remove(path);
        return new([.. _folders.Order(StringComparer.Ordinal)], due);
    }

    void Add(PagePath path, TimeSpan quiet)
    {
        var latest = _paths.TryGetValue(path, out var known) ? known.Latest : After(Longest);
        _paths[path] = (quiet == TimeSpan.Zero ? time.GetTimestamp() : Math.Min(After(quiet), latest), latest);
    }

    long After(TimeSpan span) => time.GetTimestamp() + (long)(span.TotalSeconds * time.TimestampFrequency);
}
