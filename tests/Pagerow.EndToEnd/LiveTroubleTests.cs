namespace Pagerow.EndToEnd;

/// <summary>What goes wrong between two states that are in step: said, nothing lost, and the rest goes on.</summary>
public sealed class LiveTroubleTests
{
    const string Passkey = "active/APP-001-sign-in-with-a-passkey.md";
    const string Dark = "backlog/APP-003-dark-mode.md";

    [Fact]
    public async Task A_database_file_that_is_deleted_under_a_watcher_is_said_and_filled_anew()
    {
        await using var root = await TestRoot.BacklogAsync();
        var watcher = await root.WatchAsync();
        foreach (var file in Directory.GetFiles(root.At(".pagerow"), "pagerow.db*"))
            File.Delete(file);
        root.Change(Dark, t => t.Replace("title: Dark mode", "title: Darker", StringComparison.Ordinal));
        await Patience.UntilAsync("the rows are there again", () => File.Exists(root.Database)
            && root.ShellAsync("SELECT 1 FROM stories WHERE title = 'Darker'").GetAwaiter().GetResult().Out.Length > 0);

        Assert.Equal(8, (await root.SyncAsync()).Count("documents"));
        Assert.Equal(root.Standing(), await root.AgreedAsync());
        Assert.Equal([$"1 1 {Dark}"], await root.NumstatAsync());
        await root.SqlAsync("UPDATE stories SET owner = 'Ada' WHERE id = 'APP-001'");
        await root.SyncAsync();
        Assert.Contains("owner: 'Ada'", root.Read(Passkey), StringComparison.Ordinal);
        Assert.True(watcher.IsRunning);
        Assert.Contains(watcher.Events, e => e["event"]?.GetValue<string>() == "database_gone");
    }

    [Fact]
    public async Task A_folder_that_vanishes_under_a_watcher_and_comes_back_brings_its_rows_back_and_the_rest_goes_on()
    {
        await using var root = await TestRoot.BacklogAsync();
        var watcher = await root.WatchAsync();
        var page = root.Read(Passkey);
        Directory.Move(root.At("active"), Path.Combine(root.Above, "away"));
        await root.SqlAsync("UPDATE stories SET owner = 'Ada' WHERE id = 'APP-003'");
        await root.SyncAsync();
        Assert.Equal(["4"], await root.SqlAsync("SELECT count(*) FROM stories"));
        Assert.Contains("owner: Ada", root.Read(Dark), StringComparison.Ordinal);

        Directory.Move(Path.Combine(root.Above, "away"), root.At("active"));
        await root.SyncAsync();
        Assert.Equal(["6"], await root.SqlAsync("SELECT count(*) FROM stories"));
        Assert.Equal(page, root.Read(Passkey));
        Assert.Equal(root.Standing(), await root.AgreedAsync());
        Assert.True(watcher.IsRunning);
    }

    [Theory]
    [InlineData(Live.Stopped)]
    [InlineData(Live.Watching)]
    public async Task A_page_that_is_truncated_now_and_written_later_keeps_its_doc_and_its_past(Live live)
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.BeginAsync(live);
        var doc = await root.SqlAsync("SELECT doc FROM stories WHERE id = 'APP-003'");
        var page = root.Read(Dark);

        root.Write(Dark, "");
        await root.SyncAsync();
        Assert.Equal([$"{doc[0]}|"], await root.SqlAsync($"SELECT doc, id FROM stories WHERE path = '{Dark}'"));
        root.Write(Dark, page.Replace("title: Dark mode", "title: Darker", StringComparison.Ordinal));
        await root.SyncAsync();

        Assert.Equal([$"{doc[0]}|Darker"], await root.SqlAsync("SELECT doc, title FROM stories WHERE id = 'APP-003'"));
        Assert.Equal(["6"], await root.SqlAsync("SELECT count(*) FROM stories"));
        Assert.Equal([$"1 1 {Dark}"], await root.NumstatAsync());
    }

    [Theory]
    [InlineData(Live.Stopped)]
    [InlineData(Live.Watching)]
    public async Task An_immutable_field_that_a_file_changes_stays_there_is_a_problem_and_does_not_reach_the_row(Live live)
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.BeginAsync(live);
        root.Change(Passkey, t => t.Replace("created: 2026-03-02", "created: 2020-01-01", StringComparison.Ordinal));
        Assert.Equal(1, (await root.SyncAsync()).Count("problems"));

        // It goes on being one while the rest of the page flows both ways.
        await root.SqlAsync("UPDATE stories SET owner = 'Ada' WHERE id = 'APP-001'");
        root.Change(Passkey, t => t.Replace("Safari", "Opera", StringComparison.Ordinal));
        Assert.Equal(1, (await root.SyncAsync()).Count("problems"));
        Assert.Equal(["2026-03-02|Ada|1"], await root.SqlAsync("SELECT created, owner, problem LIKE '%''created'' is immutable%' FROM stories WHERE id = 'APP-001'"));
        var line = Array.FindIndex(root.Read(Passkey).Split('\n'), l => l == "created: 2020-01-01") + 1;
        Assert.Equal([$"{line}|10"], await root.SqlAsync("SELECT line, \"column\" FROM pagerow_problems WHERE code = 'immutable'"));
        Assert.Equal([$"3 3 {Passkey}"], await root.NumstatAsync());
        Assert.Equal(0, (await root.SyncAsync()).Count("rows_written"));

        root.Change(Passkey, t => t.Replace("created: 2020-01-01", "created: 2026-03-02", StringComparison.Ordinal));
        Assert.Equal(0, (await root.SyncAsync()).Count("problems"));
        Assert.Equal(["2026-03-02|1"], await root.SqlAsync("SELECT created, problem IS NULL FROM stories WHERE id = 'APP-001'"));
    }

    [Fact]
    public async Task A_rebuild_takes_the_new_value_of_an_immutable_field()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        root.Change(Passkey, t => t.Replace("created: 2026-03-02", "created: 2020-01-01", StringComparison.Ordinal));
        await root.SyncAsync();
        (await root.RunAsync("rebuild", "--json")).Ended(0);
        Assert.Equal(0, (await root.SyncAsync()).Count("problems"));
        Assert.Equal(["2020-01-01|1"], await root.SqlAsync("SELECT created, problem IS NULL FROM stories WHERE id = 'APP-001'"));
        Assert.Equal([$"1 1 {Passkey}"], await root.NumstatAsync());
    }

    [Theory]
    [InlineData(Live.Stopped)]
    [InlineData(Live.Watching)]
    public async Task A_labelled_line_that_its_column_cannot_take_is_listed_with_its_place_and_mended_by_an_update(Live live)
    {
        await using var root = TestRoot.Empty();
        root.Write("pagerow.yaml", "collections:\n  things:\n    files: \"{name}.md\"\n    columns:\n      weight: { line: Weight, type: number }\n      colour: { line: Colour, type: enum, values: [red, blue] }\n");
        root.Write("lamp.md", "# Lamp\n\n**Weight:** 5\n**Colour:** red\n");
        await root.CommitAllAsync();
        await root.BeginAsync(live);
        root.Write("lamp.md", "# Lamp\n\n**Weight:** heavy\n**Colour:** blue\n");

        var sync = await root.SyncAsync();
        Assert.Equal(1, sync.Count("problems"));
        Assert.Equal(["5|blue|1"], await root.SqlAsync("SELECT weight, colour, problem LIKE '%heavy%' FROM things"));
        Assert.Equal(["bad-value|3|13|'weight' is \"heavy\", the column takes numbers"], await root.SqlAsync("SELECT code, line, \"column\", message FROM pagerow_problems"));

        await root.SqlAsync("UPDATE things SET weight = 7");
        Assert.Equal(0, (await root.SyncAsync()).Count("problems"));
        Assert.Equal("# Lamp\n\n**Weight:** 7\n**Colour:** blue\n", root.Read("lamp.md"));
    }
}
