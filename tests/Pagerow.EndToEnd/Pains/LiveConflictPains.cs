namespace Pagerow.EndToEnd.Pains;

/// <summary>Conflicts that come from clocks and lost baselines, and not from two people.</summary>
public sealed class LiveConflictPains
{
    const string Dark = "backlog/APP-003-dark-mode.md";

    [Fact]
    public async Task Pain_20_One_editor_alone_never_has_a_conflict_whatever_the_clocks_say()
    {
        await using var root = await TestRoot.BacklogAsync();
        root.Change("pagerow.yaml", t => $"conflicts: ask\n{t}");
        await root.WatchAsync();
        foreach (var hours in (int[])[0, -24 * 365, 48, -1, 24 * 365, 0])
        {
            root.Change(Dark, t => $"{t}\nSaved at {hours}.\n");
            File.SetLastWriteTimeUtc(root.At(Dark), DateTime.UtcNow.AddHours(hours));
            Assert.Equal(0, (int)(await root.SyncAsync()).Data["conflicts"]!);
            await root.SqlAsync($"UPDATE stories SET estimate = '{hours}h' WHERE id = 'APP-003'");
            Assert.Equal(0, (int)(await root.SyncAsync()).Data["conflicts"]!);
        }

        // A time alone is no edit.
        foreach (var path in root.Pages())
            File.SetLastWriteTimeUtc(root.At(path), DateTime.UtcNow.AddDays(7));
        var touched = await root.SyncAsync();
        Assert.Equal((0, 0, 0), ((int)touched.Data["conflicts"]!, touched.Count("files_written"), touched.Count("rows_deleted")));
        Assert.Equal(["0"], await root.SqlAsync("SELECT count(*) FROM pagerow_events WHERE kind IN ('overruled', 'conflict', 'resolved')"));
        Assert.Equal(root.Standing(), await root.AgreedAsync());
        Assert.Contains("Saved at 8760.", root.Read(Dark), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sync")]
    [InlineData("rebuild")]
    public async Task Pain_25_Without_a_baseline_what_differs_is_no_conflict(string command)
    {
        await using var root = await TestRoot.BacklogAsync();
        root.Change("pagerow.yaml", t => $"conflicts: ask\n{t}");
        await root.SyncAsync();
        foreach (var file in Directory.GetFiles(root.At(".pagerow"), "pagerow.db*"))
            File.Delete(file);
        foreach (var path in root.Pages().ToList())
            root.Change(path, t => $"{t}\nChanged.\n");
        var files = root.Standing();

        (await root.RunAsync(command, "--json")).Ended(0);
        Assert.Equal(0, (int)(await root.SyncAsync()).Data["conflicts"]!);
        Assert.Equal(["0"], await root.SqlAsync("SELECT count(*) FROM pagerow_conflicts"));
        Assert.Equal(files, root.Standing());
        Assert.Equal(files, await root.AgreedAsync());
    }
}
