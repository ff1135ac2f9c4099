using System.Text;

namespace Pagerow.EndToEnd;

/// <summary>What is wrong with the world: each time a clear message, the promised exit code, nothing lost, and the rest goes on.</summary>
public sealed class BadInputTests
{
    const string Dark = "backlog/APP-003-dark-mode.md";

    static readonly bool IsRoot = Environment.UserName == "root";

    [Fact]
    public async Task An_unknown_key_in_the_configuration_is_named_with_its_place_and_a_suggestion()
    {
        await using var root = await TestRoot.BacklogAsync();
        root.Change("pagerow.yaml", t => t.Replace("    place:", "    plaec:", StringComparison.Ordinal));
        var ran = await root.SyncAsync(2);
        var error = ran.Json["diagnostics"]!.AsArray().Single()!;
        Assert.Equal("pagerow.yaml:18:5", (string)error["target"]!);
        Assert.Contains("'plaec'; did you mean 'place'?", (string)error["message"]!, StringComparison.Ordinal);
        Assert.False(File.Exists(root.Database));
    }

    [Theory]
    [InlineData("init")]
    [InlineData("sync")]
    [InlineData("watch")]
    public async Task A_folder_without_markdown_is_said_and_nothing_is_written(string command)
    {
        await using var root = TestRoot.Empty();
        root.Write("a.txt", "no page");
        var ran = (await root.RunAsync(command, "--json")).Ended(1);
        Assert.Equal(["no-pages"], ran.Codes);
        Assert.Contains("name the folder that holds your pages", ran.Out, StringComparison.Ordinal);
        Assert.Equal(["a.txt"], Directory.EnumerateFileSystemEntries(root.Folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("sync")]
    [InlineData("watch")]
    public async Task A_folder_that_is_missing_at_the_start_is_said(string command)
    {
        await using var root = TestRoot.Empty();
        Directory.Delete(root.Folder);
        var ran = (await root.RunAsync(command, "--json")).Ended(1);
        Assert.Equal(["root-missing"], ran.Codes);
        Assert.Contains("check the path", ran.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(root.Folder));
    }

    [Fact]
    public async Task A_root_that_vanishes_and_comes_back_loses_nothing()
    {
        await using var root = await TestRoot.BacklogAsync();
        var watcher = await root.WatchAsync();
        var docs = await root.SqlAsync("SELECT doc, path FROM stories ORDER BY doc");
        var away = Path.Combine(root.Above, "away");

        Directory.Move(root.Folder, away);
        await Patience.UntilAsync("the watcher says that the root is missing", () => watcher.Says("root-missing"));
        Directory.Move(away, root.Folder);
        root.Change(Dark, t => t.Replace("title: Dark mode", "title: Darker", StringComparison.Ordinal));
        await Patience.UntilAsync("the edit is seen", () => root.ShellAsync("SELECT 1 FROM stories WHERE title = 'Darker'").GetAwaiter().GetResult().Out.Length > 0);

        await root.SyncAsync();
        Assert.Equal(docs, await root.SqlAsync("SELECT doc, path FROM stories ORDER BY doc"));
        Assert.Equal(["0"], await root.SqlAsync("SELECT count(*) FROM pagerow_events WHERE kind = 'deleted'"));
        Assert.True(watcher.IsRunning);
    }

    [Fact]
    public async Task An_emptied_root_is_halted_and_many_deletions_wait_for_consent()
    {
        await using var root = TestRoot.Empty();
        for (var i = 0; i < 40; i++)
            root.Write($"p{i:00}.md", $"# Page {i}\n");
        await root.SyncAsync();
        for (var i = 0; i < 20; i++)
            File.Delete(root.At($"p{i:00}.md"));
        root.Write("p39.md", "# Edited\n");

        Assert.Contains("mass-deletion", (await root.SyncAsync(5)).Codes);
        Assert.Equal(["40"], await root.SqlAsync("SELECT count(*) FROM pages"));
        Assert.Equal(["Edited"], await root.SqlAsync("SELECT title FROM pages WHERE path = 'p39.md'"));
        Assert.Equal(20, (await root.SyncAsync(0, "--allow-deletes")).Count("rows_deleted"));
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_and_believed_neither_absent_nor_empty()
    {
        await using var root = await TestRoot.BacklogAsync();
        // The checkout may stand where nobody else can reach it.
        (await Programs.RunAsync("cp", ["-r", Path.GetDirectoryName(Programs.Pagerow)!, Path.Combine(root.Above, "run")], root.Above)).Ended(0);
        (await Programs.RunAsync("chown", ["-R", IsRoot ? "65534:65534" : Environment.UserName, root.Above], root.Above)).Ended(0);
        (await AsNobody(root, "sync", "--json")).Ended(0);
        root.Change("backlog/APP-005-faster-first-page.md", t => t.Replace("speed", "haste", StringComparison.Ordinal));
        await Chmod("000", root.At(Dark), root.At("active"));

        var ran = await AsNobody(root, "sync", "--json");
        await Chmod("700", root.At(Dark), root.At("active"));

        Assert.Equal(8, ran.Count("documents"));
        Assert.Equal(["[\"haste\"]"], await root.SqlAsync("SELECT labels FROM stories WHERE id = 'APP-005'"));
        Assert.Contains(Dark, ran.Out, StringComparison.Ordinal);
        Assert.Contains("active", ran.Out, StringComparison.Ordinal);
        var after = (await AsNobody(root, "sync", "--json")).Ended(0);
        Assert.Equal((8, 0, 0), (after.Count("documents"), after.Count("rows_deleted"), after.Count("problems")));
    }

    [Fact]
    public async Task Frontmatter_that_is_no_yaml_or_too_much_of_it_is_a_problem_of_its_page_alone()
    {
        await using var root = await TestRoot.BacklogAsync();
        var pages = new Dictionary<string, string>
        {
            ["backlog/invalid.md"] = "---\nid: X-1\ntitle: [never closed\nowner: @ada\n---\n# X\n",
            ["backlog/duplicate.md"] = "---\nid: X-2\ntitle: One\ntitle: Two\n---\n# X\n",
            ["backlog/deep.md"] = $"---\nid: X-3\nmap: {new string('[', 3_000)}{new string(']', 3_000)}\n---\n# X\n",
            ["backlog/huge.md"] = $"---\nid: X-4\n{string.Concat(Enumerable.Range(0, 100_000).Select(i => $"key{i}: {i}\n"))}---\n# X\n",
            ["backlog/open.md"] = "---\nid: X-5\ntitle: Never closed\n",
            ["backlog/bomb.md"] = $"---\nid: X-6\na0: &a0 [x]\n{string.Concat(Enumerable.Range(1, 30).Select(i => $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n"))}---\n# X\n",
            ["backlog/merge.md"] = "---\nid: X-7\n<<<<<<< ours\ntitle: One\n=======\ntitle: Two\n>>>>>>> theirs\n---\n# X\n",
        };
        await IsAProblemOfItsPageAlone(root, pages.ToDictionary(p => p.Key, p => Encoding.UTF8.GetBytes(p.Value)), [.. pages.Keys]);
    }

    [Fact]
    public async Task A_row_edit_that_waits_for_its_page_is_said_until_the_page_is_mended()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync(0);
        var whole = File.ReadAllText(root.At(Dark));
        root.Write(Dark, "---\n<<<<<<< ours\nid: A\n=======\nid: B\n>>>>>>> theirs\n---\n");
        await root.SqlAsync("UPDATE stories SET estimate = 13 WHERE id = 'APP-003'");

        var waits = $"{Dark}: the row's edit waits until its file can be read";
        Assert.Contains(waits, (await root.RunAsync("diff")).Ended(3).Error, StringComparison.Ordinal);
        Assert.Contains(waits, (await root.RunAsync("sync")).Ended(3).Error, StringComparison.Ordinal);
        var watcher = await root.WatchAsync();
        await Patience.UntilAsync("the watcher says what waits", () => watcher.Says("waits"));

        root.Write(Dark, whole);
        await root.SyncAsync();
        Assert.Contains("estimate: \"13\"\n", File.ReadAllText(root.At(Dark)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Odd_encodings_are_read_or_said_and_never_changed()
    {
        await using var root = await TestRoot.BacklogAsync();
        var pages = new Dictionary<string, byte[]>
        {
            ["backlog/utf16.md"] = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("---\nid: E-1\n---\n# E\n")],
            ["backlog/latin1.md"] = Encoding.Latin1.GetBytes("---\nid: E-2\ntitle: Café\n---\n# E\n"),
            ["backlog/nul.md"] = Encoding.UTF8.GetBytes("---\nid: E-3\n---\n# E\0E\n"),
            ["backlog/cr.md"] = Encoding.UTF8.GetBytes("---\rid: E-4\r---\r# E\r"),
            ["backlog/bom.md"] = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("---\r\nid: E-5\r\ntitle: Bom\r\n---\r\n# E\r\n")],
        };
        await IsAProblemOfItsPageAlone(root, pages, ["backlog/utf16.md", "backlog/latin1.md"]);

        await root.SqlAsync("UPDATE stories SET title = 'Bomb' WHERE id = 'E-5'");
        await root.SyncAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("---\r\nid: E-5\r\ntitle: Bomb\r\n---\r\n# E\r\n")], await File.ReadAllBytesAsync(root.At("backlog/bom.md"), TestContext.Current.CancellationToken));

        // A row edit of a page that cannot be read waits.
        await root.SqlAsync("UPDATE stories SET owner = 'Ada' WHERE path = 'backlog/utf16.md'");
        await root.SyncAsync(3);
        Assert.Equal(pages["backlog/utf16.md"], await File.ReadAllBytesAsync(root.At("backlog/utf16.md"), TestContext.Current.CancellationToken));
        Assert.Equal(["Ada"], await root.SqlAsync("SELECT owner FROM stories WHERE path = 'backlog/utf16.md'"));
    }

    [Fact]
    public async Task Links_are_not_followed_out_of_the_root_nor_round_in_it()
    {
        await using var root = await TestRoot.BacklogAsync();
        Directory.CreateDirectory(Path.Combine(root.Above, "outside"));
        await File.WriteAllTextAsync(Path.Combine(root.Above, "outside", "secret.md"), "# Secret\n", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(root.At("loop"), ".");
        File.CreateSymbolicLink(root.At("out"), "../outside");
        File.CreateSymbolicLink(root.At("secret.md"), "../outside/secret.md");
        File.CreateSymbolicLink(root.At("self.md"), "self.md");

        Assert.Equal(8, (await root.SyncAsync()).Count("documents"));
        var left = (await root.RunAsync("status", "--json")).Ended(0).Data["left_out_files"]!.AsArray();
        Assert.Equal(["loop", "out", "secret.md", "self.md"], left.Select(l => (string)l!["path"]!));
        Assert.All(left, l => Assert.Contains("symbolic link", (string)l!["reason"]!, StringComparison.Ordinal));

        await root.SqlAsync("INSERT INTO pages (path, body) VALUES ('out/new.md', '# New'), ('loop/new.md', '# New'), ('secret.md', '# New'); UPDATE stories SET owner = 'Ada' WHERE id = 'APP-003'");
        await root.RunAsync("sync");
        Assert.Equal(["secret.md"], Directory.EnumerateFileSystemEntries(Path.Combine(root.Above, "outside")).Select(Path.GetFileName));
        Assert.Equal("# Secret\n", await File.ReadAllTextAsync(Path.Combine(root.Above, "outside", "secret.md"), TestContext.Current.CancellationToken));
        Assert.False(File.Exists(root.At("new.md")));
        Assert.Contains("owner: Ada", root.Read(Dark), StringComparison.Ordinal);
        Assert.Equal(["3"], await root.SqlAsync("SELECT count(*) FROM pages WHERE body = '# New'"));
    }

    [Theory]
    [InlineData("../x.md", Live.Stopped)]
    [InlineData("/etc/pagerow-test.md", Live.Stopped)]
    [InlineData(".git/hooks/x.md", Live.Stopped)]
    [InlineData(".git/hooks/x.md", Live.Watching)]
    [InlineData("a.sh", Live.Stopped)]
    [InlineData(".pagerow/x.md", Live.Stopped)]
    [InlineData("a/../../x.md", Live.Stopped)]
    [InlineData("a\\..\\x.md", Live.Stopped)]
    [InlineData(".hidden/x.md", Live.Stopped)]
    public async Task A_rows_path_that_leads_astray_writes_nothing_and_is_said(string path, Live live)
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.BeginAsync(live);
        var before = Tree(root);

        await root.SqlAsync($"INSERT INTO pages (path, body) VALUES ('{path}', '# Astray'); UPDATE pages SET path = '{path}' WHERE path = 'README.md'; UPDATE stories SET path = '{path}' WHERE id = 'APP-003'; UPDATE stories SET owner = 'Ada' WHERE id = 'APP-001'");
        await root.SyncAsync();

        Assert.Equal(before, Tree(root));
        Assert.False(File.Exists("/etc/pagerow-test.md"));
        Assert.Equal(["1 1 active/APP-001-sign-in-with-a-passkey.md"], await root.NumstatAsync());
        Assert.Equal(["3"], await root.SqlAsync($"SELECT count(DISTINCT collection || doc) FROM pagerow_problems WHERE instr(message, '{path}') > 0"));
        Assert.Equal(["|1"], await root.SqlAsync("SELECT path, problem IS NOT NULL FROM pages WHERE body = '# Astray'"));
        Assert.Equal(["README.md|1", $"{Dark}|1"], await root.SqlAsync($"SELECT path, problem IS NOT NULL FROM pages WHERE path = 'README.md' UNION ALL SELECT path, problem IS NOT NULL FROM stories WHERE id = 'APP-003'"));
    }

    [Fact]
    public async Task A_database_of_another_root_is_refused_and_left_as_it_is()
    {
        await using var root = await TestRoot.BacklogAsync();
        await using var other = await TestRoot.BacklogAsync();
        await other.SyncAsync();
        Directory.CreateDirectory(root.At(".pagerow"));
        await root.RunAsync("init");
        File.Copy(other.Database, root.Database, overwrite: true);
        var hash = root.Hash(".pagerow/pagerow.db");

        var refused = await root.SyncAsync(5);
        Assert.Equal(["foreign-database"], refused.Codes);
        Assert.Contains("belongs to another root; nothing was changed", refused.Out, StringComparison.Ordinal);
        Assert.Contains("--database", refused.Out, StringComparison.Ordinal);
        Assert.Equal(hash, root.Hash(".pagerow/pagerow.db"));
        Assert.Empty(await root.NumstatAsync());
    }

    [Fact]
    public async Task A_second_process_on_a_root_is_refused_or_served_by_the_first()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.WatchAsync();
        var second = (await root.RunAsync("watch", "--json")).Ended(1);
        Assert.Equal(["root-held"], second.Codes);
        Assert.Contains("watch", second.Out, StringComparison.Ordinal);
        Assert.Contains("end it first", second.Out, StringComparison.Ordinal);
        Assert.Equal(["root-held"], (await root.RunAsync("rebuild", "--json")).Ended(1).Codes);
        var both = await Task.WhenAll(root.SyncAsync(), root.SyncAsync(), root.SyncAsync());
        Assert.All(both, b => Assert.Equal(8, b.Count("documents")));
    }

    [Fact]
    public async Task Two_syncs_at_once_both_end_in_step()
    {
        await using var root = await TestRoot.BacklogAsync();
        var both = await Task.WhenAll(root.SyncAsync(), root.SyncAsync(), root.SyncAsync());
        Assert.All(both, b => Assert.Equal(8, b.Count("documents")));
        Assert.Equal(["8"], await root.SqlAsync("SELECT count(*) FROM pagerow_bases"));
    }

    [Fact]
    public async Task A_full_disk_loses_nothing_and_the_next_sync_goes_on()
    {
        Assert.SkipUnless(IsRoot, "only root can mount a small file system");
        await using var root = await TestRoot.BacklogAsync();
        var small = Path.Combine(root.Above, "small");
        Directory.CreateDirectory(small);
        Assert.SkipUnless((await Programs.RunAsync("mount", ["-t", "tmpfs", "-o", "size=1m", "none", small], root.Above)).Exit == 0, "a small file system cannot be mounted here");
        try
        {
            (await Programs.RunAsync("cp", ["-a", $"{root.Folder}/.", small], root.Above)).Ended(0);
            await FillsUp(root, small, $"sqlite:{Path.Combine(root.Above, "full.db")}");
        }
        finally
        {
            (await Programs.RunAsync("umount", [small], root.Above)).Ended(0);
        }
    }

    static async Task FillsUp(TestRoot root, string small, string database)
    {
        Task<Ran> Sync() => Programs.RunAsync("dotnet", [Programs.Pagerow, "sync", small, "--json", "--database", database], root.Above);
        (await Sync()).Ended(0);
        var page = await File.ReadAllTextAsync(Path.Combine(small, Dark), TestContext.Current.CancellationToken);
        await Programs.RunAsync("dd", ["if=/dev/zero", $"of={small}/filler", "bs=4096"], root.Above);
        (await Programs.RunAsync("sqlite3", [database["sqlite:".Length..], "UPDATE stories SET owner = 'Ada', body = body || printf('%.9000c', 'x') WHERE id = 'APP-003'"], root.Above)).Ended(0);

        var full = (await Sync()).Ended(1);
        Assert.Contains("space", full.Out, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(page, await File.ReadAllTextAsync(Path.Combine(small, Dark), TestContext.Current.CancellationToken));

        File.Delete(Path.Combine(small, "filler"));
        (await Sync()).Ended(0);
        Assert.Contains("owner: Ada", await File.ReadAllTextAsync(Path.Combine(small, Dark), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(small, ".pagerow", "stage")));
    }

    static async Task IsAProblemOfItsPageAlone(TestRoot root, Dictionary<string, byte[]> pages, string[] troubled)
    {
        foreach (var (path, bytes) in pages)
            await File.WriteAllBytesAsync(root.At(path), bytes, TestContext.Current.CancellationToken);
        var sync = await root.SyncAsync();

        Assert.Equal(8 + pages.Count, sync.Count("documents"));
        var told = await root.SqlAsync("SELECT path FROM stories WHERE problem IS NOT NULL ORDER BY path");
        Assert.Empty(troubled.Except(told));
        foreach (var path in troubled)
            Assert.Contains(sync.Json["diagnostics"]!.AsArray(), d => ((string)d!["target"]!).StartsWith(path, StringComparison.Ordinal));

        // The others go on, in both directions, and what is troubled stays as it is.
        root.Change(Dark, t => t.Replace("title: Dark mode", "title: Darker", StringComparison.Ordinal));
        await root.SqlAsync("UPDATE stories SET owner = 'Ada' WHERE id = 'APP-001'");
        await root.SyncAsync();
        Assert.Equal(["Darker"], await root.SqlAsync("SELECT title FROM stories WHERE id = 'APP-003'"));
        Assert.Contains("owner: 'Ada'", root.Read("active/APP-001-sign-in-with-a-passkey.md"), StringComparison.Ordinal);
        foreach (var (path, bytes) in pages)
            Assert.Equal(bytes, await File.ReadAllBytesAsync(root.At(path), TestContext.Current.CancellationToken));
        var again = await root.SyncAsync();
        Assert.Equal((0, 0), (again.Count("rows_written"), again.Count("files_written")));
    }

    static Task<Ran> AsNobody(TestRoot root, params string[] arguments) => IsRoot
        ? Programs.RunAsync("setpriv", ["--reuid", "65534", "--regid", "65534", "--clear-groups", "dotnet", Path.Combine(root.Above, "run", Path.GetFileName(Programs.Pagerow)), .. arguments, "--root", root.Folder], root.Above)
        : root.RunAsync(arguments);

    static async Task Chmod(string mode, params string[] paths) => (await Programs.RunAsync("chmod", [mode, .. paths], "/")).Ended(0);

    static string[] Tree(TestRoot root) =>
        [.. Directory.EnumerateFileSystemEntries(root.Above, "*", SearchOption.AllDirectories).Where(f => !f.Contains("/.pagerow/", StringComparison.Ordinal) && !f.EndsWith("/.pagerow", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
