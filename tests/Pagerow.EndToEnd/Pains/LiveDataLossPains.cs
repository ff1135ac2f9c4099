using System.Text;

namespace Pagerow.EndToEnd.Pains;

/// <summary>Pages, rows and databases that vanish as they did for users of comparable tools, around the real executable.</summary>
public sealed class LiveDataLossPains
{
    const string Dark = "backlog/APP-003-dark-mode.md";
    const string Passkey = "active/APP-001-sign-in-with-a-passkey.md";

    [Fact]
    public async Task Pain_01_A_watcher_deletes_neither_new_files_nor_those_that_it_cannot_understand()
    {
        await using var root = await TestRoot.BacklogAsync();
        var watcher = await root.WatchAsync();
        var pages = new Dictionary<string, byte[]>
        {
            ["backlog/new.md"] = "# New, without an id\n"u8.ToArray(),
            ["backlog/open.md"] = "---\nid: X-1\ntitle: Never closed\n"u8.ToArray(),
            ["backlog/latin.md"] = Encoding.Latin1.GetBytes("---\nid: X-2\ntitle: Café\n---\n"),
            ["notes/marks.md"] = "<<<<<<< a\none\n=======\ntwo\n>>>>>>> b\n"u8.ToArray(),
            ["notes/empty.md"] = [],
        };
        foreach (var (path, bytes) in pages)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(root.At(path))!);
            await File.WriteAllBytesAsync(root.At(path), bytes, TestContext.Current.CancellationToken);
        }

        for (var i = 0; i < 3; i++)
        {
            await root.SqlAsync($"UPDATE stories SET owner = 'Ada {i}' WHERE id = 'APP-003'");
            Assert.Equal(8 + pages.Count, (await root.SyncAsync()).Count("documents"));
        }

        foreach (var (path, bytes) in pages)
            Assert.Equal(bytes, await File.ReadAllBytesAsync(root.At(path), TestContext.Current.CancellationToken));
        Assert.Equal(["5"], await root.SqlAsync("SELECT count(*) FROM (SELECT path FROM stories UNION ALL SELECT path FROM pages) WHERE path IN ('backlog/new.md', 'backlog/open.md', 'backlog/latin.md', 'notes/marks.md', 'notes/empty.md')"));
        Assert.True(watcher.IsRunning, watcher.Error);
    }

    [Fact]
    public async Task Pain_07_A_database_that_is_put_back_to_yesterday_takes_nothing_of_today_out_of_a_file()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        await root.SqlAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        var yesterday = await File.ReadAllBytesAsync(root.Database, TestContext.Current.CancellationToken);
        root.Change(Dark, t => t.Replace("title: Dark mode", "title: Darker", StringComparison.Ordinal));
        await root.SqlAsync("UPDATE stories SET owner = 'Ada' WHERE id = 'APP-001'; INSERT INTO pages (path, body) VALUES ('notes/today.md', '# Today' || char(10))");
        await root.SyncAsync();
        File.Move(root.At("backlog/APP-005-faster-first-page.md"), root.At("completed/five.md"));
        await root.SyncAsync();
        var today = root.Standing();

        foreach (var file in Directory.GetFiles(root.At(".pagerow"), "pagerow.db*"))
            File.Delete(file);
        await File.WriteAllBytesAsync(root.Database, yesterday, TestContext.Current.CancellationToken);
        Assert.Equal(["restored-database"], (await root.SyncAsync(5)).Codes);
        Assert.Equal(today, root.Standing());
        await root.SyncAsync(0, "--allow-restored");

        Assert.Equal(today, root.Standing());
        Assert.Equal(today, await root.AgreedAsync());
        Assert.Equal(["APP-001|Ada", "APP-003|Darker"], await root.SqlAsync("SELECT id, CASE id WHEN 'APP-001' THEN owner ELSE title END FROM stories WHERE id IN ('APP-001', 'APP-003') ORDER BY id"));
        Assert.Equal(["Today"], await root.SqlAsync("SELECT title FROM pages WHERE path = 'notes/today.md'"));
    }

    [Fact]
    public async Task Pain_08_Rows_that_vanish_past_all_triggers_take_no_file_along_and_a_rebuild_shows_every_page_again()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        await root.SyncAsync();
        var files = root.Standing();
        await root.ShellAsync(".dbconfig enable_trigger off\nDELETE FROM stories; DELETE FROM pages; DELETE FROM things;");
        Assert.Contains("mass-deletion", (await root.SyncAsync(5)).Codes);
        Assert.Equal(files, root.Standing());

        (await root.RunAsync("rebuild", "--json")).Ended(0);
        Assert.Equal(files, root.Standing());
        Assert.Equal(files, await root.AgreedAsync());
        Assert.Equal(["8"], await root.SqlAsync("SELECT (SELECT count(*) FROM stories) + (SELECT count(*) FROM pages) + (SELECT count(*) FROM things)"));
    }

    [Fact]
    public async Task Pain_09_A_client_that_deletes_everything_deletes_no_file_until_a_person_agrees()
    {
        await using var root = await TestRoot.BacklogAsync();
        var watcher = await root.WatchAsync();
        var files = root.Standing();
        await root.SqlAsync("BEGIN; DELETE FROM stories; DELETE FROM pages; DELETE FROM things; COMMIT");
        Assert.Contains("mass-deletion", (await root.SyncAsync(5)).Codes);
        Assert.Equal(files, root.Standing());
        Assert.True(watcher.IsRunning, watcher.Error);
        await watcher.StopAsync();
        Assert.Contains("mass-deletion", (await root.SyncAsync(5)).Codes);
        Assert.Equal(files, root.Standing());

        // With consent they go, and lie whole in the trash.
        await root.SyncAsync(0, "--allow-deletes");
        Assert.Empty(root.Standing());
        Assert.Equal(8, Directory.GetFiles(root.At(".pagerow/trash"), "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task Pain_15_A_long_session_in_an_editor_loses_none_of_its_saves()
    {
        await using var root = await TestRoot.BacklogAsync();
        var watcher = await root.WatchAsync();
        var buffer = root.Read(Dark);
        for (var i = 0; i < 60; i++)
        {
            // The editor keeps its own text, and never looks at the file again.
            buffer += $"\nSave {i}.\n";
            if (i % 2 == 0)
            {
                root.Write("backlog/.dark.tmp", buffer);
                File.Move(root.At("backlog/.dark.tmp"), root.At(Dark), overwrite: true);
            }
            else
            {
                root.Write(Dark, buffer);
            }

            await root.SqlAsync($"UPDATE stories SET estimate = 'e{i}' WHERE id = 'APP-003'");
            if (i % 10 == 9)
                await root.SyncAsync();
        }

        await root.SyncAsync();
        Assert.Equal(root.Standing(), await root.AgreedAsync());
        Assert.All(Enumerable.Range(0, 60), i => Assert.Contains($"\nSave {i}.\n", root.Read(Dark), StringComparison.Ordinal));
        Assert.Equal(["1"], await root.SqlAsync("SELECT instr(body, 'Save 59.') > 0 FROM stories WHERE id = 'APP-003'"));
        Assert.Equal([Dark], root.Pages().Where(p => root.Read(p).Contains("Save 1.", StringComparison.Ordinal)));
        Assert.True(watcher.IsRunning, watcher.Error);
    }

    [Fact]
    public async Task Pain_17_After_a_watcher_was_killed_and_its_database_is_gone_nobody_begins_with_an_empty_one()
    {
        await using var root = await TestRoot.BacklogAsync();
        var watcher = await root.WatchAsync();
        await watcher.StopAsync("KILL");
        DeleteDatabase(root);
        var files = root.Standing();

        // Whoever asks for a new root keeps the one that is there.
        var id = root.Read(".pagerow/root");
        await root.RunAsync("init", "--json");
        Assert.Equal(id, root.Read(".pagerow/root"));
        Assert.Equal(8, (await root.SyncAsync()).Count("documents"));
        Assert.Equal(files, root.Standing());
        Assert.Equal(files, await root.AgreedAsync());
        Assert.Equal(["6"], await root.SqlAsync("SELECT count(*) FROM stories"));
    }

    [Theory]
    [InlineData("sync", "missing")]
    [InlineData("rebuild", "missing")]
    [InlineData("rebuild", "empty")]
    [InlineData("rebuild", "garbage")]
    public async Task Pain_18_Whatever_became_of_the_database_one_command_fills_it_from_the_files(string command, string database)
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        var files = root.Standing();
        DeleteDatabase(root);
        if (database != "missing")
            root.Write(".pagerow/pagerow.db", database == "empty" ? "" : string.Concat(Enumerable.Repeat("This is no database. ", 1_000)));
        if (database == "garbage")
            Assert.Contains("pagerow rebuild", (await root.RunAsync("sync", "--json")).Out, StringComparison.Ordinal);

        (await root.RunAsync(command, "--json")).Ended(0);
        Assert.Equal(files, root.Standing());
        Assert.Equal(files, await root.AgreedAsync());
        await root.SqlAsync("UPDATE stories SET owner = 'Ada' WHERE id = 'APP-001'");
        Assert.Equal(1, (await root.SyncAsync()).Count("files_written"));
        Assert.Contains("owner: 'Ada'", root.Read(Passkey), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pain_18_A_rebuild_after_one_table_was_lost_takes_the_edits_of_the_others_into_their_files()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        await root.SqlAsync("UPDATE stories SET owner = 'Ada' WHERE id = 'APP-001'; DELETE FROM stories WHERE id = 'APP-004'; DROP TABLE pages");
        (await root.RunAsync("rebuild", "--json")).Ended(0);
        Assert.Contains("owner: 'Ada'", root.Read(Passkey), StringComparison.Ordinal);
        Assert.True(File.Exists(root.At("README.md")));
        Assert.Equal(["Ada|1"], await root.SqlAsync("SELECT owner, (SELECT count(*) FROM pages) FROM stories WHERE id = 'APP-001'"));
        Assert.Equal(["1 1 active/APP-001-sign-in-with-a-passkey.md", "0 14 backlog/APP-004-retire-the-password-form.md"], await root.NumstatAsync());
        Assert.Equal(root.Standing(), await root.AgreedAsync());
    }

    static void DeleteDatabase(TestRoot root)
    {
        foreach (var file in Directory.GetFiles(root.At(".pagerow"), "pagerow.db*"))
            File.Delete(file);
    }
}
