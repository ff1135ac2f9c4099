using System.Collections.Immutable;
using Pagerow.Engine.Sides;
using Pagerow.Files.Scanning;
using Pagerow.Files.Trees;
using Pagerow.Files.Writing;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;

namespace Pagerow.Files;

/// <summary>
/// A folder of pages as a side. Whatever it is asked, the root is proven first; where it is not, nothing is read, written or believed absent.
/// </summary>
public sealed class FolderSide : IFolder
{
    readonly RootFolder _root;
    readonly Names _names;
    readonly StampStore _stamps;
    readonly TimeProvider _time;
    readonly int _pageLimit;
    readonly Clock _clock;
    readonly GitHold _git;
    readonly Stages _stages;
    readonly Keeping _keeping;
    readonly LateLooks _late;
    readonly Put _put = new();
    readonly SortedSet<string> _gitFolders = new(StringComparer.Ordinal);
    readonly Func<string, Tree>? _open;
    Tree? _tree;
    NameMode? _mode;

    /// <summary>A side over a root, which need not be there yet.</summary>
    /// <param name="root">Which folder, and the id that its marker must hold.</param>
    /// <param name="wanted">Which files are pages.</param>
    /// <param name="stamps">What <see cref="Settle"/> gave to be stored, a folder each. None: every page is new.</param>
    /// <param name="time">The time.</param>
    /// <param name="pageLimit">How many bytes a page may have; one with more is <see cref="FileState.Unknown"/>.</param>
    public FolderSide(RootFolder root, Wanted wanted, IEnumerable<KeyValuePair<string, byte[]>> stamps, TimeProvider time, int pageLimit = PageText.MostBytes)
        : this(root, wanted, stamps, time, pageLimit, open: null)
    {
    }

    internal FolderSide(
        RootFolder root, Wanted wanted, IEnumerable<KeyValuePair<string, byte[]>> stamps, TimeProvider time, int pageLimit, Func<string, Tree>? open)
    {
        (_root, _time, _pageLimit, _open) = (root, time, pageLimit, open);
        _names = new(wanted);
        _stamps = new(stamps);
        _clock = new(time);
        _git = new(root.Path, _clock, GitHold.IsGitAlive);
        _stages = new(time);
        _keeping = new(time);
        _late = new(time);
    }

    /// <summary>What this folder can be relied on for, for <c>status</c>.</summary>
    public string Describe() => _put.IsInTwoSteps
        ? "no exchange on this file system: pages are replaced in two steps, and a save between them is found only if it reaches the displaced file"
        : "pages are replaced by exchange";

    /// <inheritdoc/>
    public ValueTask<FolderLook> LookAsync(FolderScope scope, CancellationToken cancellation) => ValueTask.FromResult(Look(scope, cancellation));

    /// <inheritdoc/>
    public ValueTask<FileState> ReadAsync(PagePath path, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Names.IsReserved(path) ? Unknown(Reserved(path)) : Read(path.Value));
    }

    /// <inheritdoc/>
    public ValueTask<PagePath?> TwinAsync(PagePath path, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Prove(out _) is RootProof.Proven && _mode is { } mode ? Twins.Beside(_tree!, path, mode) : null);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlySet<PagePath>> ExplainedAsync(IReadOnlyCollection<KeyValuePair<PagePath, PageBytes>> absent, CancellationToken cancellation) =>
        new GitExplanation(_root.Path).OfAsync(absent, cancellation);

    /// <inheritdoc/>
    public ImmutableArray<KeyValuePair<string, byte[]?>> Settle(IReadOnlySet<PagePath> unsettled) => _stamps.Settle(unsettled);

    /// <inheritdoc/>
    public ValueTask<StageName> StageAsync(PagePath target, ReadOnlyMemory<byte> page, PagePath? like, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Names.IsReserved(target))
            throw new IOException(Reserved(target).Message);
        var tree = Proven();
        var stage = _stages.NewName();
        var made = tree.MakeFolders(target.Folder);
        try
        {
            var place = Stages.PlaceFor(tree, stage, target.Folder);
            var model = like is { } path && tree.Stat(path.Value) is { Kind: EntryKind.File } ? path.Value : null;
            tree.WriteNew(place, page.Span, model, target.Folder);
        }
        catch (FaultException)
        {
            Stages.RemoveSignpost(tree, stage);
            Unmake(tree, made);
            throw;
        }
        return ValueTask.FromResult(stage);
    }

    /// <inheritdoc/>
    public StageName NewStage() => _stages.NewName();

    /// <inheritdoc/>
    public ValueTask<PutOutcome> PutAsync(FileIntent intent, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var path in (ReadOnlySpan<PagePath?>)[intent.Path, intent.MovedFrom])
        {
            if (path is { } p && Names.IsReserved(p))
                return ValueTask.FromResult<PutOutcome>(new PutOutcome.Refused(Reserved(p)));
        }
        return ValueTask.FromResult(Prove(out var why) == RootProof.Proven ? _put.Run(_tree!, intent) : new PutOutcome.Failed(why!));
    }

    /// <inheritdoc/>
    public ValueTask FlushAsync(IReadOnlyCollection<FileIntent> intents, CancellationToken cancellation)
    {
        var tree = Proven();
        var folders = new SortedSet<string>(StringComparer.Ordinal) { RootFolder.Stage };
        foreach (var intent in intents)
        {
            folders.Add(intent.Path.Folder);
            if (intent.MovedFrom is { } from)
                folders.Add(from.Folder);
        }
        foreach (var folder in folders)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                tree.Flush(folder);
            }
            catch (FaultException e) when (e.Fault is Fault.Gone or Fault.Link or Fault.WrongKind)
            {
                // Somebody took the folder away since; what was put there went with it, and the next look says so.
            }
        }
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<FileState> WitnessAsync(StageName stage, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Prove(out var why) != RootProof.Proven)
            return ValueTask.FromResult<FileState>(Unknown(why!));
        try
        {
            var place = Stages.PlaceOf(_tree!, stage);
            return ValueTask.FromResult(Read(_tree!.Stat(place) is null ? Stages.KeepOf(place) : place));
        }
        catch (FaultException e)
        {
            return ValueTask.FromResult<FileState>(Unknown(e.ToProblem()));
        }
    }

    /// <inheritdoc/>
    public ValueTask ClearStageAsync(StageName stage, PagePath path, StageKeeping keeping, PageHash? known, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var tree = Proven();
        var place = Stages.PlaceOf(tree, stage);
        foreach (var one in (ReadOnlySpan<string>)[place, Stages.KeepOf(place)])
        {
            if (tree.Stat(one) is null)
                continue;
            // What an exchange in two steps displaced is never a stage that was not put.
            if (keeping == StageKeeping.Drop && one == place)
            {
                tree.Remove(one);
                continue;
            }

            var kept = _keeping.Keep(tree, keeping == StageKeeping.Trash ? RootFolder.Trash : RootFolder.Displaced, one, path.Value, known);
            if (known is { } page)
                _late.Add(kept, path, page);
        }
        Stages.RemoveSignpost(tree, stage);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<LateSave>> LateAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_late.Run(Proven(), Read));
    }

    /// <inheritdoc/>
    public ValueTask SettleLateAsync(LateSave late, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _late.Settle(Proven(), late);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public TimeSpan? UntilLate => _late.Until;

    /// <inheritdoc/>
    public ValueTask<int> SweepStagesAsync(IReadOnlySet<StageName> named, CancellationToken cancellation)
    {
        var tree = Proven();
        var moved = 0;
        foreach (var stage in Stages.All(tree).Where(s => !named.Contains(s)))
        {
            cancellation.ThrowIfCancellationRequested();
            var place = Stages.PlaceOf(tree, stage);
            foreach (var one in (ReadOnlySpan<string>)[place, Stages.KeepOf(place)])
            {
                if (tree.Stat(one) is null)
                    continue;
                _keeping.Keep(tree, RootFolder.Displaced, one, "stage-" + stage.Value, null);
                moved++;
            }
            Stages.RemoveSignpost(tree, stage);
        }
        return ValueTask.FromResult(moved);
    }

    /// <summary>Takes displaced and deleted pages away that are kept for longer than this, but for those that somebody wrote after that.</summary>
    /// <returns>How many files.</returns>
    /// <exception cref="IOException">The root is not proven, or a file cannot be read or removed; those before it are gone.</exception>
    public int Forget(TimeSpan kept)
    {
        var oldest = _time.GetUtcNow() - kept;
        return Keeping.Forget(Proven(), (_, at) => at < oldest);
    }

    /// <summary>Takes every displaced and deleted page away that stood at a path.</summary>
    /// <returns>How many files.</returns>
    /// <exception cref="IOException">The root is not proven, or a file cannot be read or removed; those before it are gone.</exception>
    public int Purge(PagePath path) => Keeping.Forget(Proven(), (name, _) => KeptName.TryRead(name, out var known) ? known.Path == path : name.EndsWith(KeptName.Flat(path.Value), StringComparison.Ordinal));

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _tree?.Dispose();
        _tree = null;
        return ValueTask.CompletedTask;
    }

    static FileState.Unknown Unknown(Problem reason) => new(reason);

    static FolderLook Nothing(RootProof proof, Problem? why) => new(proof, null, [], [], [], 0, []) { Notes = why is null ? [] : [why] };

    static Problem Reserved(PagePath path) => new("reserved-path", $"'{path}' lies in a folder of Git or of Pagerow; choose another path");

    FolderLook Look(FolderScope scope, CancellationToken cancellation)
    {
        if (Prove(out var why) is not RootProof.Proven and var proof)
            return Nothing(proof, why);
        var tree = _tree!;
        try
        {
            var notes = new List<Problem>();
            var before = _git.Now(_gitFolders, notes);
            var found = new Look(tree, _stamps, _names, _mode ??= Probe.Run(tree, _clock, _time), _clock.Now).Run(scope, cancellation);
            if (scope is not FolderScope.Only)
                _gitFolders.Clear();
            _gitFolders.UnionWith(found.GitFolders);
            var after = _git.Now(_gitFolders, []);
            if (Prove(out why) is not RootProof.Proven and var then)
                return Nothing(then, why);
            if (found.Unknown.Find(u => u.Key is "/") is { Value: { } unlistable })
                return Nothing(RootProof.Missing, unlistable);
            var hold = after is { Kind: HoldKind.Everything } ? after : before ?? after;
            // Nobody acts on a look that is held, so no later settling may believe what it saw.
            foreach (var (folder, packed) in hold is { Kind: HoldKind.Everything } ? [] : found.Stamps)
                _stamps.See(folder, packed);
            return found.ToLook(hold, notes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Nothing(RootProof.Missing, (e as FaultException)?.ToProblem() ?? new("io-error", e.Message));
        }
    }

    FileState Read(string path)
    {
        if (_tree is null && Prove(out var fault) != RootProof.Proven)
            return Unknown(fault!);
        try
        {
            return BareFolder.StateOf(_tree!.Read(path, _pageLimit));
        }
        catch (FaultException e) when (e.Fault is Fault.Gone or Fault.WrongKind)
        {
            return IsAbsent(path, e, out var why) ? new FileState.Absent() : Unknown(why);
        }
        catch (FaultException e)
        {
            return Unknown(e.ToProblem());
        }
    }

    // Nothing is absent in a folder that is not proven to be the root; and a path through a file has nothing at its end, either.
    bool IsAbsent(string path, FaultException fault, out Problem why)
    {
        var isThere = fault.Fault == Fault.WrongKind && _tree!.Stat(path) is not null;
        why = fault.ToProblem();
        if (isThere || Prove(out var unproven) == RootProof.Proven)
            return !isThere;
        why = unproven!;
        return false;
    }

    static void Unmake(Tree tree, IReadOnlyList<string> made)
    {
        try
        {
            foreach (var folder in made.Reverse())
                tree.RemoveFolder(folder);
        }
        catch (FaultException)
        {
            // Somebody put something into it by now, and so it stays.
        }
    }

    Tree Proven() => Prove(out var why) == RootProof.Proven ? _tree! : throw new IOException(why!.Message);

    // The held tree is kept as long as it is the one at the path; else whatever stands there now is to be proven.
    RootProof Prove(out Problem? why)
    {
        if (_tree is not null && !_tree.StandsAtItsPath())
        {
            _tree.Dispose();
            _tree = null;
            _mode = null;
        }
        why = null;
        _tree ??= _open is null ? _root.TryOpen(out why) : _open(_root.Path);
        return _tree is null ? RootProof.Missing : _root.Prove(_tree, out why);
    }
}
