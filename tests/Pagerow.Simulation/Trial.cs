using Pagerow.Engine.Cycles;

namespace Pagerow.Simulation;

/// <summary>All laws over the core that this assembly was loaded with, the quick ones first: called by name, with nothing but numbers and texts.</summary>
static class Trial
{
    /// <summary>Which law does not hold, and after how many lives; null where all hold.</summary>
    /// <param name="lives">How many random lives each law is given at most.</param>
    /// <param name="share">One call in so many is made to fail; 1 for all.</param>
    /// <param name="first">The name of the scenario to begin with.</param>
    public static async Task<string?> RunAsync(int lives, int share, string first)
    {
        if (await MassDeletionAsync() is { } guard)
            return guard;
        foreach (var scenario in Scenarios.All.Where(s => s.Name == first))
        {
            if ((await SweptAsync(scenario, s => s.RunAsync()) ?? await SweptAsync(scenario, s => s.RunTwiceAsync(3))) is { } swept)
                return swept;
        }

        if (await LivedAsync(Law.Live, lives) is { } lost)
            return lost;
        foreach (var scenario in Scenarios.All)
        {
            if (await SweptAsync(scenario, s => s.RunAsync(share)) is { } swept)
                return swept;
        }

        return await LivedAsync(Law.Alone, lives * 2) ?? await LivedAsync(Law.Shuffled, lives / 2) ?? await LivedAsync(Law.Isolated, lives / 2);
    }

    static async Task<string?> LivedAsync(Law law, int lives)
    {
        var orders = new Orders(Orders.Varied, 3, 0);
        for (var life = 0; life < lives; life++)
        {
            var hands = law == Law.Alone ? orders.Of(life) : LawSearch.HandsOf(law.FirstSeed + life);
            if (await law.FailureAsync(hands, new()) is { } why)
                return $"'{law.Name}', life {life + 1}: {First(why)}";
        }

        return null;
    }

    static async Task<string?> SweptAsync(Scenario scenario, Func<Sweep, Task> run)
    {
        var sweep = new Sweep(scenario);
        await run(sweep);
        return sweep.Failures.Count == 0 ? null : $"sweep, life {sweep.Runs.Values.Sum() + 1}: {First(sweep.Failures[0])}";
    }

    // Nobody agreed to it: all that is missing stays in its rows.
    static async Task<string?> MassDeletionAsync()
    {
        var world = await Life.BornAsync();
        foreach (var path in world.Folder.Files.Keys)
            world.Folder[path] = null;
        var report = await world.SyncAsync(CycleRequest.Full);
        return report.Halt is not null && world.Database.Rows.Count == 3 ? null : "'a mass is not deleted unasked'";
    }

    static string First(string text)
    {
        var told = string.Join(' ', text.Split('\n').Take(2));
        return told.Length > 200 ? told[..200] : told;
    }
}
