using System.IO.Enumeration;
using Pagerow.Files.Scanning;
using Pagerow.Files.Trees;

namespace Pagerow.Files.Watching;

/// <summary>
/// The folders that one inotify instance watches. A folder is watched before what is in it is listed, so that a folder made meanwhile is either in the
/// listing or an event. Watches of a folder that was moved are removed: their late events carry a number nobody knows any more.
/// </summary>
sealed class WatchedFolders(int inotify, string root, Names names, int most)
{
    const uint Everything = Inotify.CloseWrite | Inotify.MovedTo | Inotify.MovedFrom | Inotify.Delete | Inotify.Create | Inotify.Modify | Inotify.Attributes
        | Inotify.DeleteSelf | Inotify.MoveSelf | Inotify.OnlyFolder | Inotify.NotUnlinked;

    // Of folders that are not ours, only what leaves them is of interest: a lock of Git, the root.
    const uint Departures = Inotify.Delete | Inotify.MovedFrom | Inotify.OnlyFolder;

    readonly Dictionary<int, string> _folders = [];
    readonly SortedSet<KeyValuePair<string, int>> _numbers = new(Comparer<KeyValuePair<string, int>>.Create(static (a, b) => string.CompareOrdinal(a.Key, b.Key)));
    readonly Dictionary<int, string> _repositories = [];
    readonly SortedSet<string> _unwatched = new(StringComparer.Ordinal);
    int _cookie = -1, _above = -1;

    /// <summary>How many folders are watched.</summary>
    public int Count => _folders.Count;

    /// <summary>The folders that the kernel's limit left without a watch; what is below them is not watched either.</summary>
    public IReadOnlyCollection<string> Unwatched => _unwatched;

    /// <summary>Watches the root, all that is wanted below it, the cookie, and the repository that the root lies in.</summary>
    /// <exception cref="FaultException">The root itself cannot be watched.</exception>
    public void WatchAll()
    {
        Heartbeat.MakeFolder(root);
        _cookie = Inotify.Add(inotify, Heartbeat.FolderOf(root), Inotify.CloseWrite | Inotify.OnlyFolder | Inotify.DoNotFollow, out var fault);
        if (fault is null)
            WatchBelow("");
        if (_folders.Count == 0)
            throw fault ?? new FaultException(Fault.Gone, root, "cannot be watched");
        WatchRepositories([]);
        _above = Inotify.Add(inotify, Path.GetDirectoryName(root) ?? root, Departures, out _);
    }

    /// <summary>Whether an event comes from the folder that the root stands in.</summary>
    public bool IsAbove(int watch) => watch == _above;

    /// <summary>Whether an event is the cookie's.</summary>
    public bool IsCookie(int watch) => watch == _cookie;

    /// <summary>Whether an event comes from a repository's own folder.</summary>
    public bool IsRepository(int watch) => _repositories.ContainsKey(watch);

    /// <summary>The folder of a watch; null for one that was removed.</summary>
    public string? FolderOf(int watch) => _folders.GetValueOrDefault(watch);

    /// <summary>Forgets a watch that the kernel has removed.</summary>
    public void Forget(int watch)
    {
        _repositories.Remove(watch);
        if (_folders.Remove(watch, out var folder))
            _numbers.Remove(new(folder, watch));
    }

    /// <summary>Stops watching a folder and what is below it.</summary>
    public void Remove(string folder)
    {
        _unwatched.RemoveWhere(u => StampStore.IsWithin(u, folder));
        // What is below it stands together: '0' comes right behind '/'.
        KeyValuePair<string, int>[] gone = [.. _numbers.GetViewBetween(new(folder, 0), new(folder, 0)), .. _numbers.GetViewBetween(new(folder + '/', 0), new(folder + '0', 0)).Where(n => StampStore.IsWithin(n.Key, folder))];
        foreach (var one in gone)
        {
            _ = Inotify.Remove(inotify, one.Value);
            _folders.Remove(one.Value);
            _numbers.Remove(one);
        }
    }

    /// <summary>Watches a folder and what is wanted below it.</summary>
    public void WatchBelow(string folder)
    {
        var next = new Stack<string>([folder]);
        while (next.TryPop(out var at))
        {
            if (!Watch(at))
                continue;
            var below = Below(at);
            if (at.Length > 0 && below.Contains(Names.State, StringComparer.Ordinal))
            {
                Remove(at);
                continue;
            }
            if (below.Contains(".git", StringComparer.Ordinal))
                WatchRepositories([at]);
            foreach (var path in below.Select(name => Names.Below(at, name)).Where(names.WantsFolder))
                next.Push(path);
        }
    }

    /// <summary>Watches the repositories of these working folders, and of the one that the root lies in, for ends of holds.</summary>
    public void WatchRepositories(IEnumerable<string> workFolders)
    {
        foreach (var repository in GitHold.Repositories(root, workFolders))
        {
            var watch = Inotify.Add(inotify, repository, Departures, out _);
            if (watch >= 0)
                _repositories[watch] = repository;
        }
    }

    bool Watch(string folder)
    {
        if (_folders.Count >= most)
            return Leave(folder);
        var mask = folder.Length == 0 ? Everything : Everything | Inotify.DoNotFollow;
        var watch = Inotify.Add(inotify, Path.Combine(root, folder), mask, out var fault);
        if (fault is { Fault: Fault.Full })
            return Leave(folder);
        if (fault is not null)
            return false;
        if (_folders.TryGetValue(watch, out var before))
            _numbers.Remove(new(before, watch));
        _folders[watch] = folder;
        _numbers.Remove(new(folder, watch));
        _numbers.Add(new(folder, watch));
        return true;
    }

    bool Leave(string folder)
    {
        _unwatched.Add(folder);
        return false;
    }

    // Folders, and a '.git' of any kind. A folder that is gone or closed to us has nothing below it to watch; a look says what is wrong with it.
    string[] Below(string folder)
    {
        try
        {
            return [.. new FileSystemEnumerable<string>(Path.Combine(root, folder), (ref e) => e.FileName.ToString(), new() { AttributesToSkip = FileAttributes.None })
            {
                ShouldIncludePredicate = (ref e) =>
                    (e.IsDirectory && !e.Attributes.HasFlag(FileAttributes.ReparsePoint)) || e.FileName.SequenceEqual(".git"),
            }];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
