using System.Diagnostics;
using System.Globalization;
using Pagerow.EndToEnd.Torture;

namespace Pagerow.EndToEnd;

/// <summary>Another process holds the database for 20 s, or for PAGEROW_LOCK=60: said, nothing ends, and all arrives once it lets go.</summary>
public sealed class LockedDatabaseTests
{
    const string Passkey = "active/APP-001-sign-in-with-a-passkey.md";
    const string Dark = "backlog/APP-003-dark-mode.md";

    static TimeSpan Held { get; } = TimeSpan.FromSeconds(int.Parse(Environment.GetEnvironmentVariable("PAGEROW_LOCK") is { Length: > 0 } text ? text : "20", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("IMMEDIATE")]
    [InlineData("EXCLUSIVE")]
    public async Task A_watch_says_that_it_waits_lives_on_and_brings_both_sides_in_step(string kind)
    {
        await using var root = await TestRoot.BacklogAsync();
        var watcher = await root.WatchAsync();
        using var client = new RowClient(root.Database);
        var since = Stopwatch.GetTimestamp();
        await client.RunAsync($"BEGIN {kind}; UPDATE stories SET owner = 'Ada' WHERE id = 'APP-001'");
        root.Change(Dark, t => t.Replace("title: Dark mode", "title: Darker", StringComparison.Ordinal));
        await Patience.UntilAsync("the watcher says that the database is held", () => watcher.Events.Any(IsBusy));
        var beside = (await root.RunAsync("sync", "--json")).Ended(1);
        Assert.Equal(["database-busy"], beside.Codes);
        Assert.Equal(["root-held"], (await root.RunAsync("watch", "--json")).Ended(1).Codes);
        await RestOfAsync(since);
        Assert.True(watcher.IsRunning, watcher.Error);
        Assert.DoesNotContain("Ada", root.Read(Passkey), StringComparison.Ordinal);

        await client.RunAsync("COMMIT");
        await Patience.UntilAsync("both edits have arrived", () => root.Read(Passkey).Contains("owner: 'Ada'", StringComparison.Ordinal)
            && root.ShellAsync("SELECT 1 FROM stories WHERE title = 'Darker'").GetAwaiter().GetResult().Out.Length > 0);
        await InStepAsync(root);
        Assert.True(watcher.IsRunning, watcher.Error);
    }

    [Fact]
    public async Task A_sync_ends_with_1_says_why_and_changes_nothing()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        using var client = new RowClient(root.Database);
        await client.RunAsync("BEGIN IMMEDIATE; UPDATE stories SET owner = 'Ada' WHERE id = 'APP-001'");
        root.Change(Dark, t => t.Replace("title: Dark mode", "title: Darker", StringComparison.Ordinal));
        var before = root.Standing();

        var both = await Task.WhenAll(root.RunAsync("sync", "--json"), root.RunAsync("sync", "--json"));
        Assert.All(both, b => Assert.Equal(1, b.Exit));
        Assert.All(both, b => Assert.Contains(b.Codes.Single(), (string[])["database-busy", "root-held"]));
        Assert.Contains(both, b => b.Codes.Contains("database-busy"));
        Assert.Contains("wait for the other client, or end it", (await root.RunAsync("sync")).Ended(1).Error, StringComparison.Ordinal);
        Assert.Equal(before, root.Standing());

        await client.RunAsync("COMMIT");
        await root.SyncAsync();
        await InStepAsync(root);
    }

    static bool IsBusy(System.Text.Json.Nodes.JsonObject said) =>
        (string?)said["event"] == "failed" && ((string)said["message"]!).Contains("database", StringComparison.OrdinalIgnoreCase);

    static Task RestOfAsync(long since) => Stopwatch.GetElapsedTime(since) is var passed && passed < Held ? Patience.ForAsync(Held - passed) : Task.CompletedTask;

    static async Task InStepAsync(TestRoot root)
    {
        await root.SyncAsync();
        Assert.Contains("owner: 'Ada'", root.Read(Passkey), StringComparison.Ordinal);
        Assert.Equal(["Darker"], await root.SqlAsync("SELECT title FROM stories WHERE id = 'APP-003'"));
        Assert.Equal(root.Standing(), await root.AgreedAsync());
        Assert.Equal(["ok"], await root.SqlAsync("PRAGMA integrity_check"));
    }
}
