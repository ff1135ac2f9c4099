using Pagerow.Engine.Sides;
using Pagerow.Pages;
using Pagerow.Reconcile;
using Pagerow.Reconcile.Changes;

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
        if (facts.Path is { } path)
            Note(step, path);
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
            _waiting++;
        else
            _open++;
        if (step.Facts.Path is { } path)
            _unsettled.Add(path);
        if (step.Facts.Base is { } agreed)
            _unsettled.Add(agreed.Path);
    }

    /// <summary>What could not be read: it is tried again by every look, and what only moved, by another pass.</summary>
    public void Unread(Decided decided)
    {
        _unsettled.UnionWith(decided.Unread);
        _problems.AddRange(decided.Moving.Select(m => KeyValuePair.Create(m.Key.Value, m.Value)));
        _open += decided.Moving.Count;
    }

    /// <summary>Something that a person must know.</summary>
    public void Problem(PagePath path, Problem problem) => _problems.Add(new(path.Value, problem));

    /// <summary>The paths that the next look must report again.</summary>
    public IReadOnlySet<PagePath> UnsettledWith(IEnumerable<PagePath> deferred) => _unsettled.Union(deferred).ToHashSet();

    /// <summary>The report.</summary>
    public CycleReport Report(int documents, IEnumerable<PagePath> deferred) => new(
        documents, _filesWritten, _rowsWritten, _filesDeleted, _rowsDeleted, _moved, _overruled, _waiting,
        [.. _problems], files.LeftOut, Halt, files.Hold, [.. deferred.Order()], _open, [.. _steps]);

    void Note(Step step, PagePath path)
    {
        var face = (step.After ?? step.Before)?.Row switch
        {
            RowWrite.Insert insert => insert.Face,
            RowWrite.Update update => update.Face,
            RowWrite.Delete or null => null,
            var row => throw new InvalidOperationException($"Unknown row write {row}."),
        };
        foreach (var problem in face?.Record.Problems ?? [])
            Problem(path, problem);
    }

    static IEnumerable<Event> EventsOf(Step step) =>
        new[] { step.Before, step.After }.OfType<Change>().SelectMany(c => c.Events.IsDefault ? [] : c.Events);
}
