using System.Collections.Concurrent;
using System.Diagnostics;

namespace Pagerow.Tests.Mutants;

/// <summary>What the laws are worth: each guard of the core that is given up breaks one of them, and the core as it is breaks none.</summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    const int Lives = 150, Share = 6;

    [Fact]
    public async Task Every_guard_that_is_given_up_breaks_a_law()
    {
        var clock = Stopwatch.StartNew();
        var core = new MutatedCore(MutantList.All);
        output.WriteLine($"compiled with {MutantList.All.Count} mutants in {clock.Elapsed.TotalSeconds:0.0} s");
        Assert.Null(await core.TryAsync(0, lives: 40, share: 20, ""));
        var survivors = new ConcurrentBag<Mutant>();
        await Parallel.ForEachAsync(MutantList.All.Index(), async (mutant, _) =>
        {
            var begun = clock.Elapsed;
            var killer = await core.TryAsync(mutant.Index + 1, Lives, Share, mutant.Item.First);
            output.WriteLine($"{mutant.Item}: {killer ?? "SURVIVES"} ({(clock.Elapsed - begun).TotalSeconds:0.0} s)");
            if (killer is null)
                survivors.Add(mutant.Item);
        });
        output.WriteLine($"{MutantList.All.Count - survivors.Count} of {MutantList.All.Count} killed, {clock.Elapsed.TotalSeconds:0.0} s");
        Assert.Empty(survivors);
    }
}
