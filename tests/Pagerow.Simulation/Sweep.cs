using Pagerow.Engine.Sides;
using Pagerow.Reconcile.States;

namespace Pagerow.Simulation;

/// <summary>
/// Lets every call of a scenario's run go wrong, one after another, in every way that it can, once or from then on until the run ends. Then
/// nothing goes wrong any more, and the world comes to rest as if nothing ever had.
/// </summary>
/// <param name="scenario">The scenario.</param>
sealed class Sweep(Scenario scenario)
{
    readonly Faults _faults = new();
    IReadOnlyList<string> _files = [], _faces = [];
    int _holes, _clashes;
    string? _hit;

    /// <summary>Where it went wrong, a sentence each; the first few.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>How many calls a run has.</summary>
    public int Calls { get; private set; }

    /// <summary>How many runs were made to fail, by how.</summary>
    public SortedDictionary<FaultKind, int> Runs { get; } = [];

    /// <summary>Sweeps; ends early when enough went wrong.</summary>
    /// <param name="share">Takes one call in so many; 1 takes all.</param>
    public async Task RunAsync(int share = 1)
    {
        if (await TryAsync(fault: null) is { } wrong)
        {
            Failures.Add($"{scenario} without faults: {wrong}");
            return;
        }

        for (var at = 0; scenario.IsSwept && at < Calls; at += share)
        {
            foreach (var kind in Enum.GetValues<FaultKind>())
            {
                await TryAsync(kind, at, stays: false);
                if (kind is not (FaultKind.Crash or FaultKind.PowerCut or FaultKind.CrashAfter or FaultKind.Cancelled))
                    await TryAsync(kind, at, stays: true);
            }

            if (Failures.Count > 0)
                return;
        }
    }

    /// <summary>Lets the process die at every call, and the next one at every call of its first run.</summary>
    /// <param name="share">Takes one pair in so many; 1 takes all.</param>
    public async Task RunTwiceAsync(int share = 1)
    {
        await RunAsync(int.MaxValue);
        var pair = 0;
        for (var at = 0; scenario.IsSwept && at < Calls && Failures.Count == 0; at++)
        {
            foreach (var kind in (FaultKind[])[FaultKind.PowerCut, FaultKind.CrashAfter])
            {
                var isThere = true;
                for (var again = 0; isThere && Failures.Count == 0; again++)
                {
                    if (pair++ % share == 0)
                        isThere = await TryAsync(kind, at, stays: false, again);
                }
            }
        }
    }

    // Whether there was a call to fail.
    async Task<bool> TryAsync(FaultKind kind, int at, bool stays, int? again = null)
    {
        var told = await TryAsync((kind, at, stays), again);
        if (_hit is not null)
            Runs[kind] = Runs.GetValueOrDefault(kind) + 1;
        if (told is not null)
            Failures.Add($"{scenario}: {kind} {(stays ? "from" : "at")} call {at} ({_hit}){(again is null ? "" : $", then at call {again}")}: {told}");
        return _hit is not null;
    }

    // The fault, then the world as it must be; null where it is.
    async Task<string?> TryAsync((FaultKind Kind, int At, bool Stays)? fault, int? again = null)
    {
        _hit = null;
        try
        {
            _faults.Begin();
            var world = await scenario.BornAsync(_faults);
            var rows = world.Database.Rows.Select(r => r.Document).ToList();
            scenario.Edit(world);
            _faults.Begin();
            if (fault is { } f)
                _faults.Begin(f.Kind, f.At, f.Stays);
            var isDead = await FailAsync(world);
            if (fault is null)
                Calls = _faults.Calls.Count;
            else if (_faults.Hits > 0)
                _hit = _faults.Calls[fault.Value.At].Name;
            else
                return null;
            // What nobody could read may be taken for another document, or an edit for one that cannot be had.
            var wasHidden = _faults.HidSomething;
            await RecoverAsync(world, fault?.Kind, isDead || fault is { Stays: true }, again);
            return wasHidden ? Told(scenario.Lost(world)) : Compare(world, rows, fault is null);
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }

    async Task RecoverAsync(World world, FaultKind? kind, bool isDead, int? again)
    {
        _faults.Begin();
        if (kind is FaultKind.PowerCut)
            world.Folder.CutPower();
        if (isDead)
            world.Restart();
        if (again is { } second && !await DiesAgainAsync(world, second))
            _hit = null;
        await Life.RestAsync(world);
    }

    async Task<bool> DiesAgainAsync(World world, int at)
    {
        _faults.Begin(FaultKind.PowerCut, at, stays: false);
        var isDead = await FailAsync(world);
        _faults.Begin();
        world.Folder.CutPower();
        world.Restart();
        return isDead;
    }

    // What a caller of the engine sees of the world is caught; a new process follows a death.
    static async Task<bool> FailAsync(World world)
    {
        try
        {
            await world.AllowAsync();
            return false;
        }
        catch (Exception e) when (e is Crash or OperationCanceledException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DatabaseBusyException or DatabaseFailedException)
        {
            return false;
        }
    }

    string? Compare(World world, List<DocumentId> rows, bool isFirst)
    {
        var wrong = scenario.Wrong(world, rows, isFirst).ToList();
        var (files, faces, holes, clashes) = (Twins.Files(world).ToList(), world.Faces(), world.Database.Holes.Count, Scenario.Clashes(world));
        if (isFirst)
            (_files, _faces, _holes, _clashes) = (files, faces, holes, clashes);
        if (scenario.HasManyEnds)
            return Told(wrong);
        wrong.AddRange(files.Except(_files, StringComparer.Ordinal).Select(f => $"a file is not as without the fault: {f}"));
        wrong.AddRange(_files.Except(files, StringComparer.Ordinal).Select(f => $"a file of the run without the fault is missing: {f.Split('\n')[0]}"));
        wrong.AddRange(faces.Except(_faces, StringComparer.Ordinal).Select(f => $"a row is not as without the fault: {f}"));
        if (holes != _holes || clashes > _clashes)
            wrong.Add($"{holes} holes, {clashes} clashes instead of {_holes}, {_clashes}");
        return Told(wrong);
    }

    static string? Told(IEnumerable<string> wrong) => wrong.ToList() is { Count: > 0 } all ? string.Join('\n', all) : null;
}
