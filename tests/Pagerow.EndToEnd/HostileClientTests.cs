namespace Pagerow.EndToEnd;

/// <summary>Clients and bystanders that do to a root what nobody should: no page changes by it, nothing ends in silence, the rest goes on.</summary>
public sealed class HostileClientTests
{
    const string Passkey = "active/APP-001-sign-in-with-a-passkey.md";
    const string Dark = "backlog/APP-003-dark-mode.md";

    [Theory]
    [InlineData("ALTER TABLE stories RENAME COLUMN owner TO boss")]
    [InlineData("ALTER TABLE stories DROP COLUMN owner")]
    [InlineData("DROP TABLE stories")]
    public async Task A_table_altered_under_a_watcher_ends_it_with_what_to_do_and_a_rebuild_brings_the_rows_back(string sql)
    {
        await using var root = await TestRoot.BacklogAsync();
        var watcher = await root.WatchAsync();
        var docs = await root.SqlAsync("SELECT doc FROM stories ORDER BY path");
        var files = root.Standing();
        await root.SqlAsync($"{sql};");
        await Patience.UntilAsync("the watcher ends", () => !watcher.IsRunning);
        Assert.True(watcher.Says("database_gone"));
        Assert.Contains("\"code\":\"tables-lost\"", watcher.Events[^1].ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(files, root.Standing());

        Assert.Equal(["tables-lost"], (await root.RunAsync("sync", "--json")).Ended(5).Codes);
        (await root.RunAsync("rebuild", "--json")).Ended(0);
        Assert.Equal(files, root.Standing());
        Assert.Equal(docs, await root.SqlAsync("SELECT doc FROM stories ORDER BY path"));
        Assert.Equal(root.Standing(), await root.AgreedAsync());
        await root.SyncAsync();
        Assert.Equal(["'Mira'"], [.. root.Read(Passkey).Split('\n').Where(l => l.StartsWith("owner:", StringComparison.Ordinal)).Select(l => l["owner: ".Length..])]);
    }

    [Fact]
    public async Task A_watcher_waits_while_git_holds_the_folder_says_so_and_goes_on()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.CommitAllAsync();
        var watcher = await root.WatchAsync();
        root.Write(".git/index.lock", "");
        await root.SqlAsync("UPDATE stories SET owner = 'Ada' WHERE id = 'APP-003'");
        await Patience.UntilAsync("it says that it is held", () => watcher.Says("held") || !watcher.IsRunning);
        Assert.True(watcher.IsRunning, watcher.Error);
        File.Delete(root.At(".git/index.lock"));
        await Patience.UntilAsync("the row is in its file", () => root.Read(Dark).Contains("owner: Ada", StringComparison.Ordinal));
        Assert.True(watcher.IsRunning, watcher.Error);
    }

    [Fact]
    public async Task What_is_written_past_the_triggers_while_nobody_watches_is_found_by_the_next_sync()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        await root.SyncAsync();
        await root.ShellAsync(".dbconfig enable_trigger off\nUPDATE stories SET owner = 'Ada' WHERE id = 'APP-003';");
        Assert.Equal(1, (await root.SyncAsync()).Count("files_written"));
        Assert.Contains("owner: Ada", root.Read(Dark), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rubbish_in_the_tables_of_the_ledger_stops_no_watcher()
    {
        await using var root = await TestRoot.BacklogAsync();
        var watcher = await root.WatchAsync();
        await root.SqlAsync("""
            INSERT INTO pagerow_requests (kind, argument) VALUES ('sync', 'garbage'), (NULL, NULL);
            INSERT INTO pagerow_feed (collection, doc, sequence, what) VALUES (NULL, NULL, NULL, NULL), ('nosuch', 1, 1, 'x'), ('stories', 'abc', 'zz', NULL);
            INSERT INTO stories_tasks (doc, item, text) SELECT doc, 'abc', 'by text' FROM stories WHERE id = 'APP-003';
            INSERT INTO stories_tasks (doc, item, text) SELECT doc, 1.5, 'by fraction' FROM stories WHERE id = 'APP-003';
            """);
        await root.SyncAsync();
        foreach (var title in (string[])["One", "Two", "Three"])
        {
            await root.SqlAsync($"UPDATE stories SET title = '{title}' WHERE id = 'APP-003'");
            await root.SyncAsync();
        }

        Assert.Equal((1, 1), (root.Read(Dark).Split("by text").Length - 1, root.Read(Dark).Split("by fraction").Length - 1));
        Assert.Contains("title: Three", root.Read(Dark), StringComparison.Ordinal);
        Assert.Equal(["0"], await root.SqlAsync("SELECT count(*) FROM stories_tasks WHERE typeof(item) <> 'integer'"));
        Assert.True(watcher.IsRunning, watcher.Error);
    }

    [Fact]
    public async Task An_edit_that_would_make_a_page_too_large_to_be_read_is_taken_back_and_kept()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        var page = root.Read(Dark);
        await root.SqlAsync("UPDATE stories SET body = replace(hex(zeroblob(3000000)), '00', 'xy' || char(10)) WHERE id = 'APP-003'");
        var sync = await root.SyncAsync();
        Assert.Equal(page, root.Read(Dark));
        Assert.Contains("more than the 4194304 that a page may have", sync.Out, StringComparison.Ordinal);
        await root.SqlAsync("UPDATE stories SET owner = 'Ada' WHERE id = 'APP-003'");
        await root.SyncAsync();
        Assert.Contains("owner: Ada", root.Read(Dark), StringComparison.Ordinal);
    }
}
