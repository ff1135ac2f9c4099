using Pagerow.Engine.Sides;

namespace Pagerow.Simulation;

/// <summary>Counts the calls that the engine makes to both sides, and lets one of them fail, or all from one on.</summary>
sealed class Faults
{
    (FaultKind Kind, int At, bool Stays)? _armed;

    /// <summary>The calls since the last <c>Begin</c>, by name.</summary>
    public List<FaultyCall> Calls { get; } = [];

    /// <summary>How many calls failed since.</summary>
    public int Hits { get; private set; }

    /// <summary>Whether a look was answered with a value that says that nobody knows, so that the engine went on without knowing.</summary>
    public bool HidSomething { get; private set; }

    /// <summary>Counts anew, and nothing fails.</summary>
    public void Begin()
    {
        (_armed, Hits, HidSomething) = (null, 0, false);
        Calls.Clear();
    }

    /// <summary>Counts anew, and the call of this number fails, or this one and every other one behind it.</summary>
    public void Begin(FaultKind kind, int at, bool stays)
    {
        Begin();
        _armed = (kind, at, stays);
    }

    /// <summary>Makes a call, or fails it.</summary>
    /// <param name="call">Which.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="told">What a side answers that tells a fault by a value; null where it throws.</param>
    public async ValueTask<T> MakeAsync<T>(FaultyCall call, Func<ValueTask<T>> make, Func<T>? told = null)
    {
        int number;
        // An import reads ahead while it commits.
        lock (Calls)
        {
            number = Calls.Count;
            Calls.Add(call);
        }

        if (_armed is not { } armed || !(armed.Stays ? number >= armed.At : number == armed.At) || !call.CanFail(armed.Kind))
            return await make();
        Hits++;
        if (armed.Kind is FaultKind.AnswerLost or FaultKind.CrashAfter)
            await make();
        if (told is null || armed.Kind is not (FaultKind.DiskFull or FaultKind.NoPermission or FaultKind.AnswerLost))
            throw Failure(armed.Kind, call);
        HidSomething |= !call.IsEffect;
        return told();
    }

    static Exception Failure(FaultKind kind, FaultyCall call) => kind switch
    {
        FaultKind.DiskFull => new IOException($"{call.Name}: no space left on device"),
        FaultKind.NoPermission => new UnauthorizedAccessException($"{call.Name}: permission denied"),
        FaultKind.Busy => new DatabaseBusyException($"{call.Name}: the database is locked"),
        FaultKind.Failed => new DatabaseFailedException($"{call.Name}: disk I/O error", 10),
        FaultKind.Cancelled => new OperationCanceledException(call.Name),
        FaultKind.Crash or FaultKind.PowerCut or FaultKind.CrashAfter => new Crash(call.Name),
        FaultKind.AnswerLost => call.IsOfFolder ? new IOException($"{call.Name}: input/output error") : new DatabaseFailedException($"{call.Name}: the connection is gone", 1),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
