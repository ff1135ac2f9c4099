namespace Pagerow.EndToEnd;

/// <summary>What <c>status</c>, <c>diff</c> and <c>check</c> see without writing: as much as a sync would, with the same exit code.</summary>
public sealed class StatusTests
{
    [Fact]
    public async Task A_missing_file_is_ahead_of_its_row()
    {
        await using var root = TestRoot.Empty();
        root.Write("README.md", "# Read me\n");
        root.Write("a.md", "# A\n");
        await root.SyncAsync();
        File.Delete(root.At("README.md"));
        Assert.Equal(1, (int)(await root.RunAsync("status", "--json")).Ended(0).Data["collections"]![0]!["files_ahead"]!);
        Assert.Contains("delete row  README.md", (await root.RunAsync("diff")).Ended(0).Out, StringComparison.Ordinal);
        Assert.Equal(["2"], await root.SqlAsync("SELECT count(*) FROM pages"));
    }

    [Fact]
    public async Task Many_missing_files_halt_a_status_as_they_halt_a_sync()
    {
        await using var root = TestRoot.Empty();
        root.Write("a.md", "# A\n");
        root.Write("b.md", "# B\n");
        await root.SyncAsync();
        File.Delete(root.At("a.md"));
        File.Delete(root.At("b.md"));
        foreach (var command in (string[])["status", "diff", "sync"])
            Assert.Contains("mass-deletion", (await root.RunAsync(command, "--json")).Ended(5).Codes);
        Assert.Contains("halted: 2 of 2 documents would be deleted", (await root.RunAsync("status")).Ended(5).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_held_is_said_on_standard_output_and_ends_with_5()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        root.Write(".git/index.lock", "");
        var status = (await root.RunAsync("status")).Ended(5);
        Assert.Contains("held: git", status.Out, StringComparison.Ordinal);
        (await root.RunAsync("sync")).Ended(5);
    }

    [Fact]
    public async Task A_row_edit_that_waits_and_an_open_conflict_end_status_diff_and_sync_alike()
    {
        const string dark = "backlog/APP-003-dark-mode.md";
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        var whole = root.Read(dark);
        root.Write(dark, "---\n<<<<<<< ours\nid: A\n=======\nid: B\n>>>>>>> theirs\n---\n");
        await root.SqlAsync("UPDATE stories SET owner = 'Ada' WHERE id = 'APP-003'");
        foreach (var command in (string[])["status", "diff", "sync", "status"])
            (await root.RunAsync(command)).Ended(3);
        Assert.Equal((1, 0), ((await root.SyncAsync(3)).Count("waiting"), (await root.SyncAsync(3)).Count("conflicts")));

        root.Write(dark, whole);
        Assert.Equal(0, (await root.SyncAsync()).Count("waiting"));
        root.Change("pagerow.yaml", t => $"conflicts: ask\n{t}");
        await root.SyncAsync();
        root.Change(dark, t => t.Replace("title: Dark mode", "title: Darker", StringComparison.Ordinal));
        await root.SqlAsync("UPDATE stories SET title = 'Darkest' WHERE id = 'APP-003'");
        foreach (var command in (string[])["sync", "status", "diff"])
            (await root.RunAsync(command)).Ended(3);
    }

    [Fact]
    public async Task Status_and_check_leave_out_the_same_files_and_folders()
    {
        await using var root = await TestRoot.BacklogAsync();
        root.Write("node_modules/a/README.md", "# Package\n");
        root.Write(".hidden/b.md", "# Hidden\n");
        root.Write("inner/.pagerow/root", "other");
        root.Write("inner/c.md", "# Of another root\n");
        root.Write("folder.md/d.md", "# In a folder like a page\n");
        root.Change("pagerow.yaml", t => $"ignore: [drafts]\n{t}");
        root.Write("drafts/e.md", "# Draft\n");
        File.CreateSymbolicLink(root.At("link.md"), "README.md");
        File.CreateSymbolicLink(root.At("linked"), "backlog");
        var sync = await root.SyncAsync();

        var check = (await root.RunAsync("check", "--json")).Ended(0);
        var status = (await root.RunAsync("status", "--json")).Ended(0);

        string[] left = [.. check.Json["diagnostics"]!.AsArray().Select(d => $"{d!["target"]}: {d["message"]}")];
        Assert.Equal([".hidden/", "drafts/", "folder.md/", "inner/", "link.md", "linked", "node_modules/"], left.Select(l => l.Split(": ")[0]));
        Assert.Equal(left, status.Data["left_out_files"]!.AsArray().Select(l => $"{l!["path"]}: {l["reason"]}"));
        Assert.Equal((sync.Count("documents"), 7, 7), (check.Count("documents"), check.Count("left_out"), status.Count("left_out")));
    }

    [Fact]
    public async Task A_status_neither_makes_nor_changes_the_lock()
    {
        await using var root = TestRoot.Empty();
        root.Write("a.md", "# A\n");
        await root.SyncAsync();
        var before = (root.Read(".pagerow/lock"), File.GetLastWriteTimeUtc(root.At(".pagerow/lock")));
        Assert.Null((string?)(await root.RunAsync("status", "--json")).Ended(0).Data["held_by"]);
        Assert.Equal(before, (root.Read(".pagerow/lock"), File.GetLastWriteTimeUtc(root.At(".pagerow/lock"))));

        File.Delete(root.At(".pagerow/lock"));
        (await root.RunAsync("status")).Ended(0);
        Assert.False(File.Exists(root.At(".pagerow/lock")));

        await root.WatchAsync();
        Assert.EndsWith(" watch", (string)(await root.RunAsync("status", "--json")).Ended(0).Data["held_by"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trigger_of_somebody_else_is_told_by_status_and_check()
    {
        await using var root = TestRoot.Empty();
        root.Write("a.md", "# A\n");
        await root.SyncAsync();
        await root.SqlAsync("CREATE TRIGGER mine AFTER UPDATE ON pages BEGIN SELECT 1; END");
        foreach (var command in (string[])["status", "check"])
        {
            var ran = (await root.RunAsync(command, "--json")).Ended(0);
            Assert.Equal(["foreign-trigger"], ran.Codes);
            Assert.Contains("'mine'", ran.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_check_says_that_the_database_is_broken()
    {
        await using var root = TestRoot.Empty();
        root.Write("a.md", "# A\n");
        await root.SyncAsync();
        await File.WriteAllTextAsync(root.Database, new string('x', 100_000), TestContext.Current.CancellationToken);
        var ran = (await root.RunAsync("check", "--json")).Ended(1);
        Assert.Equal(["damaged-database"], ran.Codes);
        Assert.Equal(1, ran.Count("documents"));
    }

    [Fact]
    public async Task One_thing_is_counted_as_one_thing()
    {
        await using var root = TestRoot.Empty();
        root.Write("a.md", "# A\n");
        root.Write("node_modules/b.md", "# B\n");
        var sync = (await root.RunAsync("sync")).Ended(0).Out;
        Assert.Contains("(1 column)", sync.Replace("{path...}.md, ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("1 document: 1 row written", sync, StringComparison.Ordinal);
        Assert.Contains("1 page read, 0 of them with 0 problems; 1 file or folder left out", (await root.RunAsync("check")).Ended(0).Out, StringComparison.Ordinal);
        await root.SqlAsync("UPDATE pages SET title = 'B'");
        Assert.Contains("1 document, 1 row ahead\n", (await root.RunAsync("status")).Ended(0).Out, StringComparison.Ordinal);
    }
}
