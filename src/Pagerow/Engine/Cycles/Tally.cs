using Pagerow.Engine.Sides;
using Pagerow.Pages;
using Pagerow.Reconcile;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;

namespace Pagerow.Engine.Cycles;

/// <summary>Counts what a cycle does, and which paths it leaves for the next.</summary>
sealed class Tally(FolderLook files, CycleMode mode)
{
    readonly List<KeyValuePair<string, Problem>> _problems = [.. files.Unknown];
    readonly HashSet<PagePath> _unsettled = [];
    readonly List<Step> _steps = [];
    int _filesWritten, _rowsWritten, _filesDeleted, _rowsDeleted, _moved, _overruled, _waiting, _open;

    /// <summary>Whether steps are carried out.</summary>
    public CycleMode Mode => mode;

    /// <summary>Why deletions were withheld.</summary>
    public Halt? Halt { get; set; }

    /// <summary>A step that would be carried out.</summary>
    public void Foresee(Step step)
    {
        _steps.Add(step);
        Done(step);
    }

    /// <summary>A step that was carried out.</summary>
    public void Done(Step step)
    {
        var facts = step.Facts;
        Note(step);
        switch (step.Put?.Action)
        {
            case FileAction.Create or FileAction.Replace: _filesWritten++; break;
            case FileAction.Delete: _filesDeleted++; break;
            case FileAction.Move: _moved++; break;
            case null when step.After?.Row is RowWrite.Delete: _rowsDeleted++; break;
            case null when step.Verdict is Verdict.WriteRow or Verdict.ReviveRow or Verdict.Merge: _rowsWritten++; break;
            case null: break;
            default: throw new InvalidOperationException($"Unknown action {step.Put.Action}.");
        }

        if (step.Put is null && facts.Base is { } agreed && facts.Path is { } now && agreed.Path != now)
            _moved++;
        if (EventsOf(step).Any(e => e.Kind is EventKind.Overruled))
            _overruled++;
        if (step.FollowUp is not StepFollowUp.None)
            Open(step);
    }

    /// <summary>A step that was not carried out, or not to its end.</summary>
    public void Open(Step step)
    {
        if (step.FollowUp is StepFollowUp.Wait)
            Wait(step.Facts);
        else
            _open++;
        if (step.Facts.Path is { } path)
            _unsettled.Add(path);
        if (step.Facts.Base is { } agreed)
            _unsettled.Add(agreed.Path);
    }

    // A row without a base and a place says in its own words what to do.
    void Wait(Facts facts)
    {
        _waiting++;
        var why = facts.File is FileState.Unknown { Reason: var reason } ? reason.ToString() : facts.Row?.Problem;
        var what = (facts.Base, facts.Row) switch
        {
            (null, _) => "the new row has no file yet",
            (_, null) => "the row was deleted, and its file is not touched until it can be read",
            _ => "the row's edit waits until its file can be read",
        };
        _problems.Add(new(Target(facts), new(Problem.Waits, why is null ? what : $"{what}: {why}")));
    }

    /// <summary>What could not be read is tried again by every look, and what only moved meanwhile, by another pass.</summary>
    public void Unread(IEnumerable<PagePath> paths, IReadOnlyCollection<KeyValuePair<PagePath, Problem>> moving)
    {
        _unsettled.UnionWith(paths);
        _problems.AddRange(moving.Select(m => KeyValuePair.Create(m.Key.Value, m.Value)));
        _open += moving.Count;
    }

    /// <summary>Documents on which nothing could be decided are told, and looked at again.</summary>
    public void Failed(IReadOnlyCollection<KeyValuePair<string, Problem>> failed)
    {
        _problems.AddRange(failed);
        _unsettled.UnionWith(failed.Where(f => PagePath.TryParse(f.Key, out _, out _)).Select(f => PagePath.Of(f.Key)));
        _open += failed.Count;
    }

    /// <summary>Something that a person must know.</summary>
    public void Tell(PagePath path, Problem problem) => _problems.Add(new(path.Value, problem));

    /// <summary>The paths that the next look must report again.</summary>
    public IReadOnlySet<PagePath> UnsettledWith(IEnumerable<PagePath> deferred) => _unsettled.Union(deferred).ToHashSet();

    /// <summary>The report.</summary>
    public CycleReport Report(int documents, IEnumerable<PagePath> deferred) => new(
        documents, _filesWritten, _rowsWritten, _filesDeleted, _rowsDeleted, _moved, _overruled, _waiting,
        [.. _problems], files.LeftOut, Halt, files.Hold, [.. deferred.Order()], _open, Steps: [.. _steps]);

    void Note(Step step)
    {
        var face = (step.After ?? step.Before)?.Row switch
        {
            RowWrite.Insert insert => insert.Face,
            RowWrite.Update update => update.Face,
            RowWrite.Delete or null => null,
            var row => throw new InvalidOperationException($"Unknown row write {row}."),
        };
        foreach (var problem in face?.Record.Problems ?? [])
            _problems.Add(new(Target(step.Facts), problem));
    }

    static string Target(Facts facts) => (facts.Path ?? facts.Base?.Path)?.Value ?? $"{facts.Collection.Name} doc {facts.Row?.Document.Doc}";

    static IEnumerable<Event> EventsOf(Step step) =>
        new[] { step.Before, step.After }.OfType<Change>().SelectMany(c => c.Events.IsDefault ? [] : c.Events);
}
