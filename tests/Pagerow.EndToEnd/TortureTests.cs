using System.Globalization;
using Pagerow.EndToEnd.Torture;

namespace Pagerow.EndToEnd;

/// <summary>Two editors and a client fight over one page for ten seconds, or for PAGEROW_TORTURE=60; what Pagerow displaces is never lost.</summary>
public sealed class TortureTests
{
    const string Page = "race.md";

    static int Seconds => Number("PAGEROW_TORTURE") ?? 10;

    static int Seed { get; } = Number("PAGEROW_SEED") ?? Random.Shared.Next(1_000_000);

    [Fact]
    public async Task Every_version_that_a_write_of_Pagerow_displaced_is_in_the_file_the_row_the_history_or_among_the_displaced()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "where an open file stands is asked of /proc");
        Say($"seed {Seed}, {Seconds} s");
        await using var root = TestRoot.Empty();
        root.Write("pagerow.yaml", "collections:\n  races:\n    files: \"{name}.md\"\n    key: id\n    columns:\n      id: text\n      says: text\n      row: integer\n");
        root.Write(Page, RacedPage.Plain);
        await root.SyncAsync();
        var watcher = await root.WatchAsync();

        var raced = new RacedPage(root.At(Page), new(Seed));
        var updates = await RaceAsync(root, raced);
        Assert.True(watcher.IsRunning, watcher.Error);
        await root.SyncAsync();

        var kept = await Kept.ReadAsync(root);
        var (file, row) = (root.Read(Page), string.Join('\n', await root.SqlAsync("SELECT * FROM races")));
        var everywhere = new[] { file, row, kept.History };
        var mustStand = raced.Displaced.Except(raced.Late).ToList();
        var lost = raced.Displaced.Union(raced.Late).Append(raced.Last).Where(v => !everywhere.Append(kept.Files).Any(t => t.Contains(v, StringComparison.Ordinal))).ToList();
        var onlyKept = mustStand.Where(v => !everywhere.Any(t => t.Contains(v, StringComparison.Ordinal))).ToList();
        var lateOnlyKept = raced.Late.Where(v => !everywhere.Any(t => t.Contains(v, StringComparison.Ordinal))).ToList();
        var events = await root.SqlAsync("SELECT kind || ' ' || count(*) FROM pagerow_events GROUP BY kind");
        Say($"{raced.Versions} versions, {updates} updates of the row; {mustStand.Count} displaced, of these {onlyKept.Count} kept as a file only; {raced.Late.Count} late, of these {lateOnlyKept.Count} kept as a file only; {lost.Count} lost; events: {string.Join(", ", events)}");
        Assert.True(lost.Count == 0, $"lost: {string.Join(", ", lost.Take(20))}");
        Assert.True(onlyKept.Count == 0, $"read, and not in the history: {string.Join(", ", onlyKept.Take(20))}");
        Assert.Equal(root.Standing(), await root.AgreedAsync());
        Assert.Equal(["ok"], await root.SqlAsync("PRAGMA integrity_check"));
        Assert.Equal([Page], root.Pages());
        Assert.Empty(Directory.EnumerateFileSystemEntries(root.At(".pagerow/stage")));
    }

    static async Task<int> RaceAsync(TestRoot root, RacedPage raced)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(Seconds));
        var token = stop.Token;
        var editing = Task.WhenAll(Task.Run(() => raced.RunAsync(inPlace: false, token), CancellationToken.None), Task.Run(() => raced.RunAsync(inPlace: true, token), CancellationToken.None));
        using var client = new RowClient(root.Database);
        var updates = 0;
        for (; !token.IsCancellationRequested && !editing.IsFaulted; updates++)
        {
            await client.RunAsync($"UPDATE races SET row = {updates + 1}");
            await Task.Delay(5, CancellationToken.None);
        }

        await editing;
        return updates;
    }

    static int? Number(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    static void Say(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}
