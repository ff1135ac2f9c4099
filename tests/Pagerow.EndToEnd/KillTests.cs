using System.Globalization;
using Pagerow.EndToEnd.Torture;

namespace Pagerow.EndToEnd;

/// <summary>The real executable is killed at random instants while both sides edit. PAGEROW_KILLS=1000 kills it so often, PAGEROW_SEED repeats a run.</summary>
public sealed class KillTests
{
    const int RestEvery = 10;

    static readonly string[] Innocent = ["created", "changed", "moved", "merged", "absorbed"];

    static int Kills => Number("PAGEROW_KILLS") ?? 50;

    static int Seed { get; } = Number("PAGEROW_SEED") ?? Random.Shared.Next(1_000_000);

    [Fact]
    public async Task Killed_at_any_instant_under_load_from_both_sides_it_loses_no_edit_and_invents_no_conflict()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "where an open file stands is asked of /proc");
        Say($"seed {Seed}, {Kills} kills");
        await using var load = await Load.BeginAsync(Seed);
        var docs = await DocsAsync(load.Root);
        var random = new Random(Seed);
        var failures = new List<string>();
        load.Start();
        for (var kill = 1; kill <= Kills; kill++)
        {
            failures.AddRange(await LiveAsync(load, random, kill % RestEvery == 0));
            if (kill % RestEvery != 0)
                continue;
            await RestAsync(load, $"after {kill} kills");
            await load.ClearAsync();
            Say($"{kill} kills; {load.Counts()}");
            load.Start();
        }

        await RestAsync(load, "at the end");
        Say($"{load.Counts()}; said while it ran: {(failures.Count == 0 ? "nothing" : string.Join("; ", failures.CountBy(f => f).Select(f => $"{f.Value} x {f.Key}")))}");
        await NothingIsOpenOrStrayAsync(load);
        Assert.Equal(docs, await DocsAsync(load.Root));
    }

    // One life. Before some of the deaths the sides fall silent, and in half of these cases the living process brings them in step.
    static async Task<IEnumerable<string>> LiveAsync(Load load, Random random, bool isLast)
    {
        await using var watcher = load.Watcher = Watcher.Begin(load.Root.Folder);
        await Patience.ForAsync(TimeSpan.FromMilliseconds(50 + (1450 * Math.Pow(random.NextDouble(), 1.5))));
        if (isLast)
        {
            await load.StopAsync();
            if (random.Next(2) == 0)
            {
                await Patience.UntilAsync("it watches", () => watcher.Says("watching"));
                await load.Root.SyncAsync();
                await load.EveryEditStandsAsync("while it runs");
            }
        }

        Assert.True(watcher.IsRunning, $"it ended by itself: {watcher.Error}\n{string.Join('\n', watcher.Events.TakeLast(5).Select(e => e.ToJsonString()))}");
        return watcher.Events.Where(e => (string?)e["event"] is "failed" or "lost_track" or "error" or "warning").Select(e => $"{e["event"]}: {e["message"] ?? e["reason"]}");
    }

    static async Task RestAsync(Load load, string when)
    {
        await load.StopAsync();
        await load.Root.SyncAsync();
        await load.EveryEditStandsAsync(when);
        await NobodyLostAsync(load);
        Assert.Equal(load.Root.Standing(), await load.Root.AgreedAsync());
    }

    static async Task NobodyLostAsync(Load load)
    {
        var root = load.Root;
        Assert.Contains("no open conflicts", (await root.RunAsync("conflicts")).Ended(0).Out, StringComparison.Ordinal);
        Assert.Equal(["0"], await root.SqlAsync("SELECT count(*) FROM pagerow_conflicts"));
        var guilty = await root.SqlAsync($"SELECT kind, path, detail FROM pagerow_events WHERE kind NOT IN ({string.Join(", ", Innocent.Select(k => $"'{k}'"))})");
        Assert.True(guilty.Length == 0, $"{string.Join('\n', guilty.Take(20))}\n{await load.LogAsync()}");
    }

    static async Task NothingIsOpenOrStrayAsync(Load load)
    {
        var root = load.Root;
        var events = await root.SqlAsync("SELECT kind || ' ' || count(*) FROM pagerow_events GROUP BY kind");
        Say($"events: {string.Join(", ", events)}");
        (await root.RunAsync("check")).Ended(0);
        var again = await root.SyncAsync();
        Assert.Equal((0, 0), (again.Count("rows_written"), again.Count("files_written")));
        Assert.Equal(["ok"], await root.SqlAsync("PRAGMA integrity_check"));
        Assert.Equal(["0"], await root.SqlAsync("SELECT count(*) FROM pagerow_intents"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(root.At(".pagerow/stage")));
        var files = Directory.EnumerateFiles(root.Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(root.Folder, f)).Where(f => !f.StartsWith(".pagerow/", StringComparison.Ordinal));
        Assert.Equal(["pagerow.yaml", .. root.Pages()], files.OrderBy(f => f.Contains('/')).ThenBy(f => f, StringComparer.Ordinal));
        Assert.Equal(4, root.Pages().Count());
    }

    static Task<string[]> DocsAsync(TestRoot root) => root.SqlAsync("SELECT id, doc FROM docs ORDER BY id");

    static int? Number(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    static void Say(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}
