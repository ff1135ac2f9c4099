using Pagerow.Simulation;

namespace Pagerow.Tests.Engine;

/// <summary>Every call that the engine makes to a side fails once, in every way that it can, and all of them from one on; the world comes to rest as if none had.</summary>
public sealed class EngineSweepTests(ITestOutputHelper output)
{
    [Fact]
    public Task Whatever_call_of_a_run_fails_and_however_the_next_run_makes_it_good() => RunAsync(s => s.RunAsync());

    [Fact]
    public Task Wherever_a_run_dies_and_the_one_after_it_dies_too_the_third_makes_it_good() =>
        RunAsync(s => s.RunTwiceAsync(Environment.GetEnvironmentVariable("PAGEROW_LONG") is null ? 8 : 1));

    async Task RunAsync(Func<Sweep, Task> run)
    {
        var sweeps = Scenarios.All.Select(s => (Scenario: s, Sweep: new Sweep(s))).ToList();
        await Parallel.ForEachAsync(sweeps, async (s, _) => await run(s.Sweep));
        foreach (var (scenario, sweep) in sweeps)
            output.WriteLine($"{scenario}: {sweep.Calls} calls, {sweep.Runs.Values.Sum()} faults ({string.Join(", ", sweep.Runs.Select(r => $"{r.Key} {r.Value}"))})");
        output.WriteLine($"{sweeps.Count} scenarios, {sweeps.Sum(s => s.Sweep.Calls)} calls, {sweeps.Sum(s => s.Sweep.Runs.Values.Sum())} faults");
        Assert.True(sweeps.All(s => s.Sweep.Failures.Count == 0), string.Join("\n\n", sweeps.SelectMany(s => s.Sweep.Failures.Take(2))));
        Assert.All(sweeps, s => Assert.True(s.Sweep.Calls > 5));
    }
}
