namespace Pagerow.EndToEnd.Pains;

/// <summary>Watchers that heard nothing, too much, or the wrong thing.</summary>
public sealed class WatcherPains
{
    const string Dark = "backlog/APP-003-dark-mode.md";

    [Fact]
    public async Task Pain_53_Status_sees_what_a_watcher_that_is_alive_and_does_nothing_has_missed()
    {
        await using var root = await TestRoot.BacklogAsync();
        var watcher = await root.WatchAsync();
        await watcher.SignalAsync("STOP");
        try
        {
            root.Change(Dark, t => t.Replace("title: Dark mode", "title: Darker", StringComparison.Ordinal));
            root.Write("notes/new.md", "# New\n");
            await root.SqlAsync("UPDATE stories SET owner = 'Ada' WHERE id = 'APP-001'");
            var status = await root.RunAsync("status", "--json");
            var collections = status.Data["collections"]!.AsArray();
            Assert.Equal((2, 1), (collections.Sum(c => (int)c!["files_ahead"]!), collections.Sum(c => (int)c!["rows_ahead"]!)));
        }
        finally
        {
            await watcher.SignalAsync("CONT");
        }

        await root.SyncAsync();
        Assert.Equal(root.Standing(), await root.AgreedAsync());
        Assert.Equal(["Darker"], await root.SqlAsync("SELECT title FROM stories WHERE id = 'APP-003'"));
        Assert.True(watcher.IsRunning, watcher.Error);
    }

    [Fact]
    public async Task Pain_56_A_checkout_that_renames_over_pages_is_no_deletion_of_any()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.GitAsync("checkout", "-q", "-b", "other");
        foreach (var path in root.Pages().ToList())
            root.Change(path, t => $"{t}\nOn the other branch.\n");
        await root.CommitAllAsync();
        var watcher = await root.WatchAsync();
        var docs = await root.SqlAsync("SELECT doc, path FROM stories ORDER BY doc");
        foreach (var (branch, pages) in (IEnumerable<(string, int)>)[("main", 0), ("other", 6), ("main", 0), ("other", 6)])
        {
            await root.GitAsync("checkout", "-q", branch);
            // And what other tools do on their own: a page beside it, renamed over it.
            root.Write("backlog/.tmp", root.Read(Dark));
            File.Move(root.At("backlog/.tmp"), root.At(Dark), overwrite: true);
            await root.SyncAsync();
            Assert.Equal([$"{pages}|6"], await root.SqlAsync("SELECT sum(body LIKE '%On the other branch.%'), count(*) FROM stories"));
        }

        Assert.Equal(docs, await root.SqlAsync("SELECT doc, path FROM stories ORDER BY doc"));
        Assert.Equal(["0"], await root.SqlAsync("SELECT count(*) FROM pagerow_events WHERE kind = 'deleted'"));
        Assert.Empty((await root.GitAsync("status", "--porcelain", "--untracked-files=no")).Trim());
        Assert.True(watcher.IsRunning, watcher.Error);
    }

    [Fact]
    public async Task Pain_59_Files_that_a_program_writes_in_the_folder_all_the_time_start_no_run_and_lock_nobody_out()
    {
        await using var root = await TestRoot.BacklogAsync();
        var watcher = await root.WatchAsync();
        await root.SyncAsync();
        const string ask = "SELECT (SELECT count(*) FROM pagerow_runs), (SELECT count(*) FROM pagerow_events), (SELECT sum(version) FROM stories)";
        var before = await root.SqlAsync(ask);
        var said = watcher.Events.Count;
        for (var i = 0; i < 200; i++)
        {
            foreach (var path in (string[])["runtime/agent.log", "runtime/state.db", "runtime/state.db-wal", ".cache/page.md", "node_modules/x/README.md", "backlog/.lock", "session.json"])
                root.Write(path, $"{i}");
            File.Delete(root.At("backlog/.lock"));
        }

        Assert.Equal((0, 0), ((await root.SyncAsync()) is var sync ? (sync.Count("rows_written"), sync.Count("files_written")) : default));
        Assert.Equal(before, await root.SqlAsync(ask));
        Assert.DoesNotContain(watcher.Events.Skip(said), e => (string?)e["event"] == "failed");
        await root.SqlAsync("UPDATE stories SET owner = 'Ada' WHERE id = 'APP-003'");
        await root.SyncAsync();
        Assert.Contains("owner: Ada", root.Read(Dark), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pain_61_Files_that_editors_and_Pagerow_make_for_a_moment_are_no_pages()
    {
        await using var root = await TestRoot.BacklogAsync();
        var watcher = await root.WatchAsync();
        string[] passing = [$"{Dark}~", $"{Dark}.tmp", $"{Dark}.swp", "backlog/.APP-003-dark-mode.md.swp", "backlog/4913", "backlog/#APP-003-dark-mode.md#", $"{Dark}.sb-1a2b-XYZ", $"{Dark}.part", $"{Dark}.bak", "backlog/.~lock.APP-003.md#", "backlog/APP-003-dark-mode.md.orig"];
        foreach (var path in passing)
            root.Write(path, root.Read(Dark));
        File.CreateSymbolicLink(root.At("backlog/.#APP-003-dark-mode.md"), "mira@host.123:1");
        await root.SyncAsync();
        Assert.Equal(["8"], await root.SqlAsync("SELECT count(*) FROM pagerow_bases"));
        Assert.Equal(["0"], await root.SqlAsync("SELECT count(*) FROM pagerow_problems"));

        // Its own files for a moment stand in its own folder only, and leave nothing.
        var before = Entries(root);
        for (var i = 0; i < 10; i++)
            await root.SqlAsync($"UPDATE stories SET owner = 'Ada {i}'");
        await root.SyncAsync();
        Assert.Equal(before, Entries(root));
        Assert.Empty(Directory.EnumerateFileSystemEntries(root.At(".pagerow/stage")));
        Assert.DoesNotContain(watcher.Events, e => ((string?)e["path"])?.Contains('~', StringComparison.Ordinal) == true);
        Assert.Equal(["8"], await root.SqlAsync("SELECT count(*) FROM pagerow_bases"));
    }

    [Fact]
    public async Task Pain_63_A_watcher_that_begins_takes_in_what_was_there_before_and_what_was_done_while_none_ran()
    {
        await using var root = await TestRoot.BacklogAsync();
        var watcher = await root.WatchAsync();
        Assert.Equal(["8"], await root.SqlAsync("SELECT count(*) FROM pagerow_bases"));
        await watcher.StopAsync();
        root.Change(Dark, t => t.Replace("title: Dark mode", "title: Darker", StringComparison.Ordinal));
        root.Write("notes/new.md", "# New\n");
        File.Move(root.At("backlog/APP-005-faster-first-page.md"), root.At("completed/five.md"));
        await root.SqlAsync("UPDATE stories SET owner = 'Ada' WHERE id = 'APP-001'");

        // Nobody says anything to it: once it watches, all that was done is in.
        await root.WatchAsync();
        await Patience.UntilAsync("the rows show the files", () => root.SqlAsync("SELECT 1 FROM stories s, stories f, pages p WHERE s.title = 'Darker' AND f.path = 'completed/five.md' AND p.path = 'notes/new.md'").GetAwaiter().GetResult().Length > 0);
        await Patience.UntilAsync("the file shows the row", () => root.Read("active/APP-001-sign-in-with-a-passkey.md").Contains("owner: 'Ada'", StringComparison.Ordinal));
    }

    static string[] Entries(TestRoot root) =>
        [.. Directory.EnumerateFileSystemEntries(root.Folder, "*", SearchOption.AllDirectories).Where(p => !p.Contains("/.pagerow/", StringComparison.Ordinal) && !p.Contains("/.git/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
