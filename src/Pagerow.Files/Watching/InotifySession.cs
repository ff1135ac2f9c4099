using Microsoft.Win32.SafeHandles;
using Pagerow.Engine.Cycles;
using Pagerow.Files.Scanning;
using Pagerow.Files.Trees;
using Pagerow.Pages;

namespace Pagerow.Files.Watching;

/// <summary>One life of an inotify instance: from setting its watches to the moment it can no longer be relied on.</summary>
sealed class InotifySession : IDisposable
{
    const string RootLeft = "the root was moved, removed or unmounted";

    readonly SafeFileHandle _inotify, _bell;
    readonly WatchedFolders _folders;
    readonly Wanted _wanted;
    readonly Names _names;
    readonly HintQueue _hints;
    readonly byte[] _buffer = new byte[256 * 1024];
    readonly Lock _gate = new();
    readonly string _root;
    readonly (ulong, ulong)? _rootIdentity;
    string? _lost;
    bool _isDisposed;

    /// <summary>Sets the watches.</summary>
    /// <exception cref="IOException">The root cannot be watched.</exception>
    public InotifySession(string root, Wanted wanted, HintQueue hints, int mostFolders)
    {
        (_root, _wanted, _hints, _names) = (root, wanted, hints, new(wanted));
        _rootIdentity = Identity();
        _inotify = new(Inotify.Open(), ownsHandle: true);
        try
        {
            _bell = new(Inotify.OpenBell(), ownsHandle: true);
            _folders = new((int)_inotify.DangerousGetHandle(), root, _names, mostFolders);
            _folders.WatchAll();
        }
        catch
        {
            // Few instances are given out, and a root that is gone is tried again and again.
            _bell?.Dispose();
            _inotify.Dispose();
            throw;
        }
        Unwatched = [.. _folders.Unwatched];
    }

    /// <summary>How many folders are watched.</summary>
    public int Count => _folders.Count;

    /// <summary>The folders without a watch, as of the last change.</summary>
    public IReadOnlyList<string> Unwatched { get; private set; }

    /// <summary>Called when the cookie is heard.</summary>
    public Action Heard { get; set; } = static () => { };

    /// <summary>Hears until track is lost or <see cref="Stop"/> is called. Returns why it ended.</summary>
    public string Run()
    {
        while (Volatile.Read(ref _lost) is null)
        {
            var size = Inotify.WaitAndRead((int)_inotify.DangerousGetHandle(), (int)_bell.DangerousGetHandle(), _buffer);
            foreach (var one in InotifyEvent.In(_buffer, size))
                Hear(one);
        }
        return _lost!;
    }

    /// <summary>Ends the session, from any thread.</summary>
    public void Stop(string reason)
    {
        Interlocked.CompareExchange(ref _lost, reason, null);
        lock (_gate)
        {
            if (!_isDisposed)
                Inotify.Ring((int)_bell.DangerousGetHandle());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _inotify.Dispose();
            _bell.Dispose();
        }
    }

    void Hear(InotifyEvent one)
    {
        if (one.Says(Inotify.Overflow))
            Stop("the kernel dropped events, more came than fs.inotify.max_queued_events");
        else if (one.Says(Inotify.Ignored))
            _folders.Forget(one.Watch);
        else if (_folders.IsCookie(one.Watch))
            Heard();
        else if (_folders.IsRepository(one.Watch))
            HearRepository(one.Name);
        else if (_folders.IsAbove(one.Watch))
            HearAbove();
        else if (_folders.FolderOf(one.Watch) is { } folder)
            HearFolder(folder, one);
    }

    // When a hold ends, everything it held back is looked at at once.
    void HearRepository(string name)
    {
        if (GitHold.Ends(name))
            _hints.Add(new Hint.Folder(""));
    }

    // As long as somebody, the side among them, holds a removed folder open, its own watch says nothing; only the folder above tells.
    void HearAbove()
    {
        if (Identity() != _rootIdentity)
            Stop(RootLeft);
    }

    void HearFolder(string folder, InotifyEvent one)
    {
        if (one.Says(Inotify.DeleteSelf | Inotify.MoveSelf | Inotify.Unmount))
        {
            if (folder.Length == 0 || one.Says(Inotify.Unmount))
                Stop(folder.Length == 0 ? RootLeft : $"'{folder}' was unmounted");
        }
        else if (string.Equals(one.Name, ".git", StringComparison.Ordinal))
        {
            _folders.WatchRepositories([folder]);
        }
        else if (one.Says(Inotify.IsFolder))
        {
            HearBelow(Names.Below(folder, one.Name), one);
        }
        else if (PagePath.Found(folder, one.Name) is var path && !Names.IsReserved(path) && _wanted.File(path))
        {
            _hints.Add(new Hint.File(path, one.Says(Inotify.CloseWrite | Inotify.MovedTo | Inotify.MovedFrom | Inotify.Delete)));
        }
    }

    (ulong, ulong)? Identity()
    {
        try
        {
            using var tree = Tree.Open(_root);
            return tree.Stat("") is { } stat ? (stat.Device, stat.FileId) : null;
        }
        catch (FaultException)
        {
            return null;
        }
    }

    void HearBelow(string folder, InotifyEvent one)
    {
        if (!one.Says(Inotify.Create | Inotify.MovedTo | Inotify.Delete | Inotify.MovedFrom) || !_names.WantsFolder(folder))
            return;
        _folders.Remove(folder);
        if (one.Says(Inotify.Create | Inotify.MovedTo))
            _folders.WatchBelow(folder);
        Unwatched = [.. _folders.Unwatched];
        _hints.Add(new Hint.Folder(folder));
    }
}
