using System.Collections.Immutable;
using System.Text;
using Pagerow.Engine.Sides;
using Pagerow.Mapping;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;

namespace Pagerow.Simulation;

/// <summary>A folder in memory: names, inodes, stamps and stages as a real one has them, and a place to get in between.</summary>
public sealed class MemoryFolder(Layout layout) : IFolder
{
    readonly SortedDictionary<PagePath, Inode> _files = [];
    readonly Dictionary<PagePath, long> _remembered = [];
    readonly Dictionary<PagePath, long?> _seen = [];
    readonly Dictionary<StageName, Inode> _stages = [];
    readonly List<LatePage> _late = [];
    readonly Stack<Action> _unflushed = [];
    long _next;

    /// <summary>Called before each effect with its name: a test edits a file there, or throws as a crash would.</summary>
    public Action<string> Between { get; set; } = _ => { };

    /// <summary>Pages that were displaced, deleted or swept, in order.</summary>
    public List<string> Kept { get; } = [];

    public RootProof Root { get; set; } = RootProof.Proven;

    public Hold? Hold { get; set; }

    /// <summary>What each look tells a person.</summary>
    public ImmutableArray<Problem> Notes { get; set; } = [];

    public HashSet<PagePath> Unreadable { get; } = [];

    /// <summary>How often a page has still changed when it is read.</summary>
    public Dictionary<PagePath, int> Moving { get; } = [];

    /// <summary>Whether a put tells that it failed although it was done, as a disk does that breaks in the middle.</summary>
    public bool FailsBehindPut { get; set; }

    public int Writes { get; private set; }

    /// <summary>The order in which a look tells what it found; by default the path's, which a real folder keeps, too.</summary>
    public Func<IEnumerable<Sighting>, IEnumerable<Sighting>> Order { get; set; } = s => s;

    public IReadOnlyDictionary<string, string> Files => _files.ToDictionary(f => f.Key.Value, f => Encoding.UTF8.GetString(f.Value.Bytes));

    public int Stages => _stages.Count;

    public string? this[string path]
    {
        get => _files.TryGetValue(PagePath.Of(path), out var inode) ? Encoding.UTF8.GetString(inode.Bytes) : null;
        set => Write(PagePath.Of(path), value is null ? null : Encoding.UTF8.GetBytes(value));
    }

    public void Write(PagePath path, byte[]? bytes)
    {
        if (bytes is null)
            _files.Remove(path);
        else
            _files[path] = new(bytes, ++_next, ++_next);
    }

    public byte[] Bytes(string path) => _files[PagePath.Of(path)].Bytes;

    public void Rename(string from, string to)
    {
        var inode = _files[PagePath.Of(from)];
        _files.Remove(PagePath.Of(from));
        _files[PagePath.Of(to)] = inode;
    }

    public ValueTask<FolderLook> LookAsync(FolderScope scope, CancellationToken cancellation)
    {
        Between("look");
        if (Root is not RootProof.Proven)
            return new(new FolderLook(Root, null, [], [], [], 0, []) { Notes = Notes });
        var wanted = _files.Where(f => layout.Of(f.Key) is not null && In(scope, f.Key)).ToList();
        foreach (var (path, inode) in wanted)
            _seen[path] = inode.Version;
        var vanished = _remembered.Keys.Where(p => !_files.ContainsKey(p) && In(scope, p)).Order().ToImmutableArray();
        foreach (var path in vanished)
            _seen[path] = null;
        var suspects = wanted.Where(f => scope is FolderScope.Deep || _remembered.GetValueOrDefault(f.Key) != f.Value.Version);
        return new(new FolderLook(Root, Hold, [.. Order(suspects.Select(f => new Sighting(f.Key, (ulong)f.Value.Id, f.Value.Bytes.Length)))], vanished, [], wanted.Count, []) { Notes = Notes });
    }

    public ValueTask<FileState> ReadAsync(PagePath path, CancellationToken cancellation) => new(
        Moving.TryGetValue(path, out var times) && (Moving[path] = times - 1) >= 0 ? new FileState.Unknown(new("unstable", "changed while it was read"))
        : Unreadable.Contains(path) ? new FileState.Unknown(new("unreadable", "permission denied"))
        : _files.TryGetValue(path, out var inode) ? inode.State()
        : new FileState.Absent());

    public ValueTask<PagePath?> TwinAsync(PagePath path, CancellationToken cancellation) => new((PagePath?)null);

    public ValueTask<IReadOnlySet<PagePath>> ExplainedAsync(IReadOnlyCollection<KeyValuePair<PagePath, PageBytes>> absent, CancellationToken cancellation) =>
        new(ImmutableHashSet<PagePath>.Empty);

    public ImmutableArray<KeyValuePair<string, byte[]?>> Settle(IReadOnlySet<PagePath> unsettled)
    {
        foreach (var (path, version) in _seen.Where(s => !unsettled.Contains(s.Key)))
        {
            if (version is { } known)
                _remembered[path] = known;
            else
                _remembered.Remove(path);
        }

        // No version is this one: the next look tells of it again, whichever look came upon it.
        foreach (var path in unsettled)
            _remembered[path] = 0;
        _seen.Clear();
        return [];
    }

    public ValueTask<StageName> StageAsync(PagePath target, ReadOnlyMemory<byte> page, PagePath? like, CancellationToken cancellation)
    {
        Between("stage");
        var stage = NewStage();
        _stages[stage] = new(page.ToArray(), ++_next, ++_next);
        return new(stage);
    }

    public StageName NewStage() => new($"stage-{++_next}");

    public ValueTask<PutOutcome> PutAsync(FileIntent intent, CancellationToken cancellation)
    {
        Between("put");
        RememberUnflushed(intent);
        var outcome = intent.Action switch
        {
            FileAction.Create => _files.ContainsKey(intent.Path) ? Refused("taken") : Done(() => Take(intent, intent.Path)),
            FileAction.Replace => !_files.ContainsKey(intent.Path) ? Refused("gone") : Done(() => (_files[intent.Path], _stages[intent.Stage]) = (_stages[intent.Stage], _files[intent.Path])),
            FileAction.Delete => !_files.ContainsKey(intent.Path) ? Refused("gone") : Done(() => (_stages[intent.Stage], _) = (_files[intent.Path], _files.Remove(intent.Path))),
            FileAction.Move => _files.ContainsKey(intent.Path) || !_files.ContainsKey(intent.MovedFrom!.Value) ? Refused("taken or gone")
                : Done(() => Rename(intent.MovedFrom.Value.Value, intent.Path.Value)),
            _ => throw new ArgumentOutOfRangeException(nameof(intent), intent.Action, null),
        };
        Between("put done");
        return new(FailsBehindPut ? new PutOutcome.Failed(new("io-error", "the disk failed behind the exchange")) : outcome);
    }

    public ValueTask FlushAsync(IReadOnlyCollection<FileIntent> intents, CancellationToken cancellation)
    {
        Between("flush");
        _unflushed.Clear();
        return default;
    }

    /// <summary>How often what stands at a stage has still changed when it is read.</summary>
    public int WitnessesMoving { get; set; }

    public ValueTask<FileState> WitnessAsync(StageName stage, CancellationToken cancellation) =>
        WitnessesMoving-- > 0 ? new(new FileState.Unknown(new("unstable", "changed while it was read"))) : new(_stages.TryGetValue(stage, out var inode) ? inode.State() : new FileState.Absent());

    public ValueTask ClearStageAsync(StageName stage, PagePath path, StageKeeping keeping, PageHash? known, CancellationToken cancellation)
    {
        Between("clear");
        if (!_stages.Remove(stage, out var inode) || keeping is StageKeeping.Drop)
            return default;
        Kept.Add(Encoding.UTF8.GetString(inode.Bytes));
        if (known is { } hash)
            _late.Add(new($"kept-{++_next}", path, inode, hash));
        return default;
    }

    public ValueTask<ImmutableArray<LateSave>> LateAsync(CancellationToken cancellation) => new(
        [.. _late.Select(k => new LateSave(k.Name, k.Path, k.Known, PageBytes.Of(k.Inode.Bytes))).Where(l => l.Page.Hash != l.Before)]);

    public ValueTask SettleLateAsync(LateSave late, CancellationToken cancellation)
    {
        Between("settle");
        _late.Single(k => k.Name == late.Kept).Known = late.Page.Hash;
        Kept.Add(Encoding.UTF8.GetString(late.Page.Bytes.Span));
        return default;
    }

    public TimeSpan? UntilLate => null;

    /// <summary>A power cut undoes the exchange of the one page that is staged.</summary>
    public void TakeBack(string path)
    {
        var (stage, file) = (_stages.Keys.Single(), PagePath.Of(path));
        (_stages[stage], _files[file]) = (_files[file], _stages[stage]);
    }

    /// <summary>A power cut: what no flush followed is as if it had never been.</summary>
    public void CutPower()
    {
        while (_unflushed.TryPop(out var undo))
            undo();
    }

    void RememberUnflushed(FileIntent intent)
    {
        PagePath[] paths = intent.MovedFrom is { } from ? [intent.Path, from] : [intent.Path];
        var (stood, staged) = (paths.Select(p => _files.GetValueOrDefault(p)).ToList(), _stages.GetValueOrDefault(intent.Stage));
        _unflushed.Push(() =>
        {
            for (var i = 0; i < paths.Length; i++)
                Stand(_files, paths[i], stood[i]);
            Stand(_stages, intent.Stage, staged);
        });
    }

    static void Stand<TName>(IDictionary<TName, Inode> names, TName name, Inode? inode)
    {
        if (inode is null)
            names.Remove(name);
        else
            names[name] = inode;
    }

    /// <summary>Holds a file open for writing in place, as an editor does: what is written lands in the file, wherever it is by then.</summary>
    public Action<string> Open(string path)
    {
        var inode = _files[PagePath.Of(path)];
        return text => (inode.Bytes, inode.Version) = (Encoding.UTF8.GetBytes(text), ++_next);
    }

    public ValueTask<int> SweepStagesAsync(IReadOnlySet<StageName> named, CancellationToken cancellation)
    {
        var strays = _stages.Keys.Where(s => !named.Contains(s)).ToList();
        foreach (var stray in strays)
        {
            Kept.Add(Encoding.UTF8.GetString(_stages[stray].Bytes));
            _stages.Remove(stray);
        }

        return new(strays.Count);
    }

    /// <summary>What a new process knows: no look is remembered that the last one had not settled.</summary>
    public void Restart() => _seen.Clear();

    public ValueTask DisposeAsync() => default;

    PutOutcome Done(Action action)
    {
        action();
        Writes++;
        return new PutOutcome.Done();
    }

    void Take(FileIntent intent, PagePath path)
    {
        _files[path] = _stages[intent.Stage];
        _stages.Remove(intent.Stage);
    }

    static PutOutcome.Refused Refused(string why) => new(new(why, $"the path is {why}"));

    static bool In(FolderScope scope, PagePath path) => scope switch
    {
        FolderScope.Everything or FolderScope.Deep => true,
        FolderScope.Only only => only.Paths.Contains(path) || only.Folders.Any(f => f.Length == 0 || path.Value.StartsWith(f + "/", StringComparison.Ordinal)),
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, null),
    };

    sealed class Inode(byte[] bytes, long id, long version)
    {
        public byte[] Bytes { get; set; } = bytes;

        public long Id => id;

        public long Version { get; set; } = version;

        public FileState State() => new FileState.Present(PageBytes.Of(Bytes), (ulong)Id, DateTimeOffset.UnixEpoch);
    }

    sealed class LatePage(string name, PagePath path, Inode inode, PageHash known)
    {
        public string Name => name;

        public PagePath Path => path;

        public Inode Inode => inode;

        public PageHash Known { get; set; } = known;
    }
}
