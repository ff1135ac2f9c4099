using System.Runtime.ExceptionServices;

namespace Pagerow.Files.Scanning;

/// <summary>Goes through folders and all below them, level by level, on two threads where a level is worth it.</summary>
sealed class FolderWalk(StampStore stamps, Func<WalkWorker> hire)
{
    const int WorthTwo = 8;
    readonly WalkWorker _first = hire(), _second = hire();

    /// <summary>Looks through these folders. What was remembered below them and was not come upon has vanished, unless it could not be looked at.</summary>
    public Findings Run(IReadOnlyList<string> folders, CancellationToken cancellation)
    {
        var level = folders;
        while (level.Count > 0)
        {
            Level(level, cancellation);
            level = [.. _first.Next, .. _second.Next];
            _first.Next.Clear();
            _second.Next.Clear();
        }
        var found = _first.Found;
        found.Add(_second.Found);
        Miss(folders, found);
        return found;
    }

    void Level(IReadOnlyList<string> level, CancellationToken cancellation)
    {
        var next = -1;
        void Work(WalkWorker worker)
        {
            while (Interlocked.Increment(ref next) is var i && i < level.Count)
            {
                cancellation.ThrowIfCancellationRequested();
                worker.Visit(level[i]);
            }
        }
        if (level.Count < WorthTwo)
        {
            Work(_first);
            return;
        }
        try
        {
            Parallel.Invoke(() => Work(_first), () => Work(_second));
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    void Miss(IReadOnlyList<string> folders, Findings found)
    {
        var listed = found.Listed.ToHashSet(StringComparer.Ordinal);
        var veiled = found.Unknown.Where(u => u.Key.EndsWith('/')).Select(u => u.Key[..^1]).ToArray();
        foreach (var folder in stamps.Folders)
        {
            if (listed.Contains(folder) || !folders.Any(f => StampStore.IsWithin(folder, f)) || veiled.Any(v => StampStore.IsWithin(folder, v)))
                continue;
            found.Vanished.AddRange(stamps.PagesIn(folder));
            found.Stamps.Add(new(folder, null));
        }
    }
}
