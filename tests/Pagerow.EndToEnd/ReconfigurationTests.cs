namespace Pagerow.EndToEnd;

/// <summary>A configuration that changes under documents that are there: the tables follow it, and no edit is lost on the way.</summary>
public sealed class ReconfigurationTests
{
    [Fact]
    public async Task A_watcher_follows_a_configuration_that_changes_and_says_what_is_wrong_with_one_that_cannot_be_followed()
    {
        await using var root = await TestRoot.BacklogAsync();
        var watcher = await root.WatchAsync();
        var configuration = root.Read("pagerow.yaml");
        root.Write("pagerow.yaml", configuration.Replace("      owner:    text\n", "      owner:    txt\n", StringComparison.Ordinal));
        await Patience.UntilAsync("the watcher says what is wrong", () => watcher.Events.Any(e => (string?)e["target"] == "pagerow.yaml:15:17"));
        await root.SqlAsync("UPDATE stories SET owner = 'Ada' WHERE id = 'APP-003'");
        await root.SyncAsync(2);
        await Patience.UntilAsync("the row is in its file", () => root.Read("backlog/APP-003-dark-mode.md").Contains("owner: Ada\n", StringComparison.Ordinal));

        root.Write("pagerow.yaml", configuration.Replace("      owner:    text\n", "      owner:    text\n      sponsor:  text\n", StringComparison.Ordinal));
        await Patience.UntilAsync("the watcher follows it", () => watcher.Events.Count(e => (string?)e["event"] == "watching") == 2);
        await root.SqlAsync("UPDATE stories SET sponsor = 'Lin' WHERE id = 'APP-003'");
        await root.SyncAsync();
        Assert.Contains("sponsor: Lin\n", root.Read("backlog/APP-003-dark-mode.md"), StringComparison.Ordinal);
        Assert.True(watcher.IsRunning);
    }

    [Fact]
    public async Task A_watcher_goes_on_by_the_configuration_of_before_while_a_row_edit_waits_for_its_file()
    {
        const string broken = "backlog/APP-003-dark-mode.md";
        await using var root = await TestRoot.BacklogAsync();
        var watcher = await root.WatchAsync();
        var (page, configuration) = (root.Read(broken), root.Read("pagerow.yaml"));
        File.WriteAllBytes(root.At(broken), [0xFF, 0xFE, 0x41, 0x00]);
        await root.SyncAsync();
        await root.SqlAsync($"UPDATE stories SET owner = 'Ada' WHERE path = '{broken}'");
        root.Write("pagerow.yaml", configuration.Replace("      owner:    text\n", "      owner:    text\n      sponsor:  text\n", StringComparison.Ordinal));
        await Patience.UntilAsync("the watcher says why it does not follow", () => watcher.Events.Any(e => ((string?)e["message"])?.Contains("edits-wait", StringComparison.Ordinal) == true));
        await root.SqlAsync("UPDATE stories SET owner = 'Lin' WHERE id = 'APP-001'");
        await Patience.UntilAsync("other edits cross", () => root.Read("active/APP-001-sign-in-with-a-passkey.md").Contains("owner: 'Lin'", StringComparison.Ordinal));

        root.Write(broken, page);
        await Patience.UntilAsync("the configuration is followed", () => root.ShellAsync("SELECT sponsor FROM stories").GetAwaiter().GetResult().Exit == 0);
        await Patience.UntilAsync("the edit is in its file", () => root.Read(broken).Contains("owner: Ada", StringComparison.Ordinal));
        Assert.True(watcher.IsRunning);
    }

    [Fact]
    public async Task A_schema_change_waits_for_apply()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        root.Change("pagerow.yaml", t => t.Replace("      owner:    text\n", "      sponsor:  text\n", StringComparison.Ordinal));
        await root.SyncAsync();
        Assert.Equal(["schema-waits"], (await root.RunAsync("status", "--json")).Ended(0).Codes);
        var schema = (await root.RunAsync("schema", "--json")).Ended(0);
        Assert.Contains(schema.Data["waiting"]!.AsArray(), w => ((string)w!).Contains("owner", StringComparison.Ordinal));
        Assert.Equal(["1"], await root.SqlAsync("SELECT count(*) FROM pragma_table_info('stories') WHERE name = 'owner'"));
        (await root.RunAsync("schema", "--apply", "--json")).Ended(0);
        Assert.Equal(["0"], await root.SqlAsync("SELECT count(*) FROM pragma_table_info('stories') WHERE name = 'owner'"));
        Assert.Empty(await ChangedPagesAsync(root));
    }

    [Fact]
    public async Task A_row_edit_gets_into_its_file_before_a_schema_change_is_applied()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        await root.SqlAsync("UPDATE stories SET owner = 'Ada' WHERE id = 'APP-001'");
        (await root.RunAsync("schema", "--apply", "--json")).Ended(0);
        Assert.Equal(["Ada"], await root.SqlAsync("SELECT owner FROM stories WHERE id = 'APP-001'"));
        Assert.Contains("owner: 'Ada'", root.Read("active/APP-001-sign-in-with-a-passkey.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collection_that_is_renamed_and_renamed_back_shows_each_page_once()
    {
        await using var root = await TestRoot.BacklogAsync();
        var broken = "backlog/APP-003-dark-mode.md";
        root.Write(broken, "---\nid: [\n---\n\n# Broken\n");
        await root.CommitAllAsync();
        await root.SyncAsync();
        var before = await root.SqlAsync(Rows("stories"));
        Assert.Equal(6, before.Length);

        root.Change("pagerow.yaml", t => t.Replace("  stories:\n", "  tales:\n", StringComparison.Ordinal));
        await root.SyncAsync();
        Assert.Equal(before, await root.SqlAsync(Rows("tales")));
        Assert.Equal(["0"], await root.SqlAsync("SELECT count(*) FROM stories"));
        Assert.Contains("created", (await root.RunAsync("log", broken)).Ended(0).Out, StringComparison.Ordinal);

        root.Change("pagerow.yaml", t => t.Replace("  tales:\n", "  stories:\n", StringComparison.Ordinal));
        await root.SyncAsync();
        Assert.Equal(before, await root.SqlAsync(Rows("stories")));
        Assert.Equal(["0"], await root.SqlAsync("SELECT count(*) FROM tales"));
        Assert.Empty(await ChangedPagesAsync(root));

        static string Rows(string table) => $"SELECT path, id, title, problem FROM {table} ORDER BY path";
    }

    [Fact]
    public async Task An_emptied_configuration_is_refused_and_no_row_goes()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        var before = await root.DumpAsync();
        root.Write("pagerow.yaml", "");
        Assert.Equal(["configuration"], (await root.RunAsync("sync", "--json")).Ended(2).Codes);
        Assert.Equal(before, await root.DumpAsync());
    }

    [Fact]
    public async Task A_configuration_does_not_change_while_a_row_edit_waits_for_its_file()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        var page = "backlog/APP-003-dark-mode.md";
        var text = root.Read(page);
        File.WriteAllBytes(root.At(page), [0xFF, 0xFE, 0x41, 0x00]);
        await root.SqlAsync($"UPDATE stories SET owner = 'Ada' WHERE path = '{page}'");
        root.Change("pagerow.yaml", t => t.Replace("      owner:    text\n", "      owner:    { type: text, track: true }\n", StringComparison.Ordinal));
        var refused = (await root.RunAsync("sync", "--json")).Ended(5);
        Assert.Contains("edits-wait", refused.Codes);
        Assert.Contains(page, refused.Out, StringComparison.Ordinal);
        Assert.Equal(["Ada"], await root.SqlAsync($"SELECT owner FROM stories WHERE path = '{page}'"));

        root.Write(page, text);
        await root.SyncAsync();
        Assert.Contains("owner: Ada", root.Read(page), StringComparison.Ordinal);
    }

    static async Task<IEnumerable<string>> ChangedPagesAsync(TestRoot root) =>
        (await root.NumstatAsync()).Where(l => !l.EndsWith("pagerow.yaml", StringComparison.Ordinal));
}
