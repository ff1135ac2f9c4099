using System.Diagnostics;

namespace Pagerow.Tests.Protocol;

/// <summary>Explores every interleaving breadth-first, so that the first way to a harm is a shortest one.</summary>
sealed class ModelSearch(ModelVariant variant, ModelBudget budget, bool keepsTraces = true)
{
    static readonly Harm[] Harms = [.. Enum.GetValues<Harm>().Where(h => h != Harm.None)];

    readonly EngineSteps _engine = new(variant, budget.Documents);
    readonly UserSteps _users = new(budget);
    readonly CrashSteps _crashes = new(variant, budget);
    readonly SeenStates _seen = new();
    readonly Queue<ModelState> _open = new();
    readonly List<(int From, ModelStep Step)> _ways = [];
    readonly Dictionary<Harm, ModelTrace> _found = [];
    long _transitions;

    /// <summary>Explores all, or as much as there may be states and time.</summary>
    public ModelResult Run(int mostStates = int.MaxValue, TimeSpan? longest = null)
    {
        var until = longest ?? TimeSpan.MaxValue;
        var watch = Stopwatch.StartNew();
        var verdict = new ModelVerdict(variant, budget, _engine);
        var next = new List<(ModelState State, ModelStep Step)>();
        Meet(ModelState.Start(budget), -1, default);
        for (var at = 0; _open.TryDequeue(out var state) && _seen.Count < mostStates && ((at & 0xFFF) != 0 || watch.Elapsed < until); at++)
        {
            Judge(verdict.Of(state), state, at);
            next.Clear();
            next.Add((_engine.Step(state), ModelStep.Engine(state)));
            if (IsUnreadable(state))
                next.Add((GivenUp(state), new(StepKind.Unreadable)));
            _users.Add(state, next);
            _crashes.Add(state, next);
            _transitions += next.Count;
            foreach (var (to, step) in next)
                Meet(to, at, step);
        }
        return new(variant, budget, _seen.Count, _transitions, _open.Count == 0, watch.Elapsed, _found);
    }

    void Meet(ModelState state, int from, ModelStep step)
    {
        if (!_seen.Add(state.Fingerprint()))
            return;
        _open.Enqueue(state);
        if (keepsTraces)
            _ways.Add((from, step));
    }

    void Judge(Harm harm, ModelState state, int at)
    {
        if (harm == Harm.None)
            return;
        foreach (var one in Harms.Where(h => harm.HasFlag(h)))
        {
            if (_found.TryGetValue(one, out var trace))
                trace.Times++;
            else
                _found[one] = new(WayTo(at), state);
        }
    }

    List<ModelStep> WayTo(int at)
    {
        var steps = new List<ModelStep>();
        for (; keepsTraces && at > 0; at = _ways[at].From)
            steps.Add(_ways[at].Step);
        steps.Reverse();
        return steps;
    }

    // An editor may be writing just then, and a witness that changes while it is read is no witness.
    bool IsUnreadable(ModelState s) => !variant.WaitsForUnreadable && s.At == EngineAt.Verify
        && s.Editor == Disk.At(Handle.StageOf, s.Cursor) && s.Docs[s.Cursor] is { IsNoted: true, Plan: PlanKind.Replace or PlanKind.Delete };

    static ModelState GivenUp(ModelState s)
    {
        var t = s;
        t.Docs[s.Cursor].ForgetPlan();
        t.At = EngineAt.Rest;
        t.Cursor = 0;
        return t;
    }
}
