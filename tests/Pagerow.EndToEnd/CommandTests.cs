using System.Text.Json.Nodes;

namespace Pagerow.EndToEnd;

/// <summary>Every command as a program sees it: one document, the promised exit code, nothing written that was not asked for.</summary>
public sealed class CommandTests
{
    static readonly string[] All = ["init", "sync", "watch", "status", "diff", "log", "check", "rebuild", "query", "search", "schema", "restore"];

    public static TheoryData<string> Names => [.. All];

    public static TheoryData<string, string> Calls => new()
    {
        { "init", "" }, { "sync", "" }, { "sync", "--dry-run" }, { "status", "" }, { "diff", "" }, { "log", "" }, { "check", "" }, { "rebuild", "" },
        { "query", "SELECT 1 AS one" }, { "search", "passkey" }, { "schema", "" }, { "schema", "--configuration" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Each_command_gives_one_document_of_the_envelope(string command, string argument)
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();

        var ran = (await root.RunAsync([command, .. argument.Length == 0 ? [] : (string[])[argument], "--json"])).Ended(0);

        Assert.Single(ran.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(ran.Error);
        Assert.Equal(["schema_version", "command", "data", "diagnostics"], ran.Json.Select(p => p.Key));
        Assert.Equal(1, (int)ran.Json["schema_version"]!);
        Assert.Equal(command, (string)ran.Json["command"]!);
        Assert.Empty(ran.Codes);
        Assert.NotNull(ran.Json["data"]);
    }

    [Fact]
    public async Task The_counts_of_sync_and_status_have_the_names_of_the_contract()
    {
        await using var root = await TestRoot.BacklogAsync();
        var sync = await root.SyncAsync();
        Assert.Equal(
            ["documents", "files_written", "rows_written", "files_deleted", "rows_deleted", "moved", "conflicts", "waiting", "problems", "seconds"],
            sync.Data.AsObject().Select(p => p.Key));
        Assert.Equal((8, 8, 0), (sync.Count("documents"), sync.Count("rows_written"), sync.Count("files_written")));

        root.Change("backlog/APP-003-dark-mode.md", t => t.Replace("low", "high", StringComparison.Ordinal));
        await root.SqlAsync("UPDATE stories SET owner = 'Ada' WHERE id IN ('APP-001', 'APP-002')");
        var collections = (await root.RunAsync("status", "--json")).Ended(0).Data["collections"]!.AsArray();
        Assert.All(collections, c => Assert.Equal(["name", "documents", "files_ahead", "rows_ahead", "conflicts", "problems"], c!.AsObject().Select(p => p.Key)));
        var stories = collections.Single(c => (string)c!["name"]! == "stories")!;
        Assert.Equal((6, 1, 2), ((int)stories["documents"]!, (int)stories["files_ahead"]!, (int)stories["rows_ahead"]!));
    }

    [Fact]
    public async Task Init_with_dry_run_writes_nothing_and_sync_does_what_init_does_and_says_so()
    {
        await using var root = TestRoot.Empty();
        root.Write("a.md", "---\nid: 1\n---\n# A\n");
        var dry = (await root.RunAsync("init", "--dry-run")).Ended(0);
        Assert.Contains("collections:", dry.Out, StringComparison.Ordinal);
        Assert.Equal(["a.md"], Directory.EnumerateFileSystemEntries(root.Folder).Select(Path.GetFileName));

        var sync = (await root.RunAsync("sync")).Ended(0);
        Assert.Contains("doing what 'pagerow init' does", sync.Out, StringComparison.Ordinal);
        Assert.Contains("collections:", root.Read("pagerow.yaml"), StringComparison.Ordinal);
        Assert.Equal("---\nid: 1\n---\n# A\n", root.Read("a.md"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_command_has_help_and_refuses_what_it_does_not_know(string command)
    {
        var folder = Path.GetTempPath();
        var help = (await Programs.RunAsync("dotnet", [Programs.Pagerow, command, "--help"], folder)).Ended(0);
        Assert.Contains("Usage:", help.Out, StringComparison.Ordinal);
        Assert.Contains("--json", help.Out, StringComparison.Ordinal);
        foreach (var optional in (string[])["folder", "path"])
            Assert.True(!help.Out.Contains($"[<{optional}>]", StringComparison.Ordinal) || help.Out.Contains($"\n  [<{optional}>]  ", StringComparison.Ordinal));

        var wrong = (await Programs.RunAsync("dotnet", [Programs.Pagerow, command, "--no-such-option"], folder)).Ended(2);
        Assert.Contains($"pagerow {command} --help", wrong.Error, StringComparison.Ordinal);
        Assert.Empty(wrong.Out);
    }

    [Theory]
    [InlineData("")]
    [InlineData("frobnicate")]
    [InlineData("query")]
    [InlineData("restore")]
    [InlineData("search")]
    public async Task A_wrong_command_line_ends_with_2(string words)
    {
        var ran = (await Programs.RunAsync("dotnet", [Programs.Pagerow, .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)], Path.GetTempPath())).Ended(2);
        Assert.NotEmpty(ran.Error);
    }

    [Fact]
    public async Task A_wrong_command_line_is_answered_in_JSON_where_that_is_asked_for()
    {
        var ran = (await Programs.RunAsync("dotnet", [Programs.Pagerow, "log", "--limit", "some", "--json"], Path.GetTempPath())).Ended(2);
        Assert.Empty(ran.Error);
        Assert.Equal(["usage"], ran.Codes);
        Assert.Equal("log", (string)ran.Json["command"]!);
        Assert.Equal("--limit takes a count, as in '--limit 50', not 'some'.", (string)ran.Json["diagnostics"]![0]!["message"]!);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("SQLite")]
    [InlineData("sqlite:")]
    public async Task A_database_that_names_no_file_is_a_wrong_command_line(string database)
    {
        await using var root = TestRoot.Empty();
        root.Write("a.md", "# A\n");
        await root.SyncAsync();
        var ran = (await root.RunAsync("status", "--json", "--database", database)).Ended(2);
        Assert.Equal(["bad-database"], ran.Codes);
        Assert.Contains("as in sqlite:.pagerow/pagerow.db", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_gives_numbers_that_JSON_lacks_names_that_stand_twice_and_bytes()
    {
        await using var root = TestRoot.Empty();
        root.Write("a.md", "# A\n");
        await root.SyncAsync();
        var row = (await root.RunAsync("query", "--json", "SELECT 9e999 AS big, -9e999 AS small, 1 AS a, 2 AS a, 3 AS a_2, 4 AS A, x'00ff' AS bytes, 'ff' AS text")).Ended(0).Data[0]!.AsObject();
        Assert.Equal(["big", "small", "a", "a_2", "a_2_2", "A", "bytes", "text"], row.Select(p => p.Key));
        Assert.Equal(["Infinity", "-Infinity", "1", "2", "3", "4", "00ff", "ff"], row.Select(p => p.Value!.ToString()));
        Assert.Contains("00ff", (await root.RunAsync("query", "SELECT x'00ff'")).Ended(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_of_a_command_is_called_by_its_whole_name()
    {
        await using var root = TestRoot.Empty();
        root.Write("a.md", "# A\n");
        await root.SyncAsync();
        Assert.Equal("conflicts show", (string)(await root.RunAsync("conflicts", "show", "7", "--json")).Ended(1).Json["command"]!);
        var wrong = (await root.RunAsync("conflicts", "resolve", "--json")).Ended(2).Json;
        Assert.Equal("conflicts resolve", (string)wrong["command"]!);
        Assert.Contains("'pagerow conflicts resolve --help'", (string)wrong["diagnostics"]![0]!["fix"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_lost_its_marker_is_not_taken_for_the_root_until_a_person_says_so()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        var marker = root.Read(".pagerow/root");
        File.Delete(root.At(".pagerow/root"));
        foreach (var command in (string[])["sync", "status", "watch"])
            Assert.Equal(["root-unmarked"], (await root.RunAsync(command, "--json")).Ended(5).Codes);
        Assert.False(File.Exists(root.At(".pagerow/root")));
        root.Write(".pagerow/root", marker);
        Assert.Equal((8, 0), ((await root.SyncAsync()).Count("documents"), (await root.SyncAsync()).Count("rows_written")));
    }

    [Fact]
    public async Task Status_lists_what_is_wrong_and_where()
    {
        await using var root = await TestRoot.BacklogAsync();
        root.Write("backlog/APP-009-odd.md", "---\nid: APP-009\ntitle: Odd\ncreated: someday\n---\n");
        var sync = (await root.RunAsync("sync")).Ended(0).Out;
        Assert.Contains("; 1 with problems (see 'pagerow status')", sync, StringComparison.Ordinal);
        Assert.Contains("  backlog/APP-009-odd.md:4:", (await root.RunAsync("status")).Ended(0).Out, StringComparison.Ordinal);
        var problem = (await root.RunAsync("status", "--json")).Ended(0).Data["problems"]!.AsArray().Single()!;
        Assert.Equal(("backlog/APP-009-odd.md", 4), ((string)problem["path"]!, (int)problem["line"]!));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("check")]
    public async Task Without_a_root_a_command_says_what_to_do_and_ends_with_2(string command)
    {
        await using var root = TestRoot.Empty();
        var ran = (await Programs.RunAsync("dotnet", [Programs.Pagerow, command, "--json"], root.Folder)).Ended(2);
        Assert.Equal(["no-root"], ran.Codes);
        Assert.Contains("pagerow init", (string)ran.Json["diagnostics"]![0]!["fix"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ends_with_4_where_pages_are_invalid_and_names_the_place()
    {
        await using var root = await TestRoot.BacklogAsync();
        root.Change("backlog/APP-003-dark-mode.md", t => t.Replace("priority: low", "priority: urgent", StringComparison.Ordinal));
        var check = (await root.RunAsync("check", "--json")).Ended(4);
        Assert.Equal(1, check.Count("invalid"));
        Assert.Equal("backlog/APP-003-dark-mode.md:5:11", (string)Assert.Single(check.Json["diagnostics"]!.AsArray())!["target"]!);
        Assert.False(File.Exists(root.Database));
    }

    [Theory]
    [InlineData("UPDATE stories SET owner = 'x'")]
    [InlineData("DELETE FROM stories")]
    [InlineData("CREATE TABLE t (a)")]
    [InlineData("ATTACH '/tmp/other.db' AS other")]
    [InlineData("PRAGMA journal_mode = DELETE")]
    [InlineData("SELECT 1; DELETE FROM stories")]
    [InlineData("SELECT load_extension('x')")]
    public async Task Query_refuses_what_does_not_only_read(string sql)
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        var before = await root.DumpAsync();
        var ran = (await root.RunAsync("query", sql, "--json")).Ended(1);
        Assert.NotEmpty(ran.Codes);
        Assert.Equal(before, await root.DumpAsync());
    }

    [Fact]
    public async Task Query_gives_rows_and_search_finds_what_a_row_edit_wrote()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        var rows = (await root.RunAsync("query", "SELECT id, done FROM stories WHERE stage = 'completed'", "--json")).Ended(0).Data.AsArray();
        Assert.Equal("""{"id":"APP-000","done":100}""", Assert.Single(rows)!.ToJsonString());

        await root.SqlAsync("UPDATE stories SET body = body || 'A quokka appears.' || char(10) WHERE id = 'APP-005'");
        await root.SyncAsync();
        var found = (await root.RunAsync("search", "quokka", "appears", "--json")).Ended(0).Data.AsArray();
        Assert.Equal("backlog/APP-005-faster-first-page.md", (string)Assert.Single(found)!["path"]!);
        Assert.Empty((await root.RunAsync("search", "quokka", "passkey", "--json")).Ended(0).Data.AsArray());
    }

    [Fact]
    public async Task Log_tells_what_happened_to_a_document_through_its_rename()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        await root.SqlAsync("UPDATE stories SET owner = 'Ada' WHERE id = 'APP-001'");
        await root.SyncAsync();
        File.Move(root.At("active/APP-001-sign-in-with-a-passkey.md"), root.At("completed/passkey.md"));
        await root.SyncAsync();
        var log = (await root.RunAsync("log", "completed/passkey.md", "--json")).Ended(0).Data.AsArray();
        Assert.Equal(["moved files", "changed rows", "created files"], log.Select(e => $"{e!["kind"]} {e["origin"]}"));
        (await root.RunAsync("log", "no/such.md", "--json")).Ended(1);
        (await root.RunAsync("log", "../outside.md", "--json")).Ended(2);
    }

    [Fact]
    public async Task Log_knows_of_a_page_that_was_deleted_and_restored()
    {
        const string dark = "backlog/APP-003-dark-mode.md";
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        await root.SqlAsync("DELETE FROM stories WHERE id = 'APP-003'");
        await root.SyncAsync();
        (await root.RunAsync("restore", dark)).Ended(0);
        var log = (await root.RunAsync("log", dark, "--json")).Ended(0).Data.AsArray();
        Assert.Equal(["created files", "deleted rows", "created files"], log.Select(e => $"{e!["kind"]} {e["origin"]}"));
    }

    [Theory]
    [InlineData(Live.Stopped, "UPDATE stories SET body = 'Gone.' WHERE id = 'APP-001'")]
    [InlineData(Live.Watching, "UPDATE stories SET body = 'Gone.' WHERE id = 'APP-001'")]
    [InlineData(Live.Stopped, "DELETE FROM stories WHERE id = 'APP-001'")]
    [InlineData(Live.Watching, "DELETE FROM stories WHERE id = 'APP-001'")]
    [InlineData(Live.Stopped, null)]
    [InlineData(Live.Watching, null)]
    public async Task Restore_brings_a_page_back_that_a_row_or_a_file_edit_lost(Live live, string? sql)
    {
        const string Path = "active/APP-001-sign-in-with-a-passkey.md";
        await using var root = await TestRoot.BacklogAsync();
        await root.BeginAsync(live);
        var page = root.Read(Path);
        if (sql is null)
            root.Write(Path, "---\nid: APP-001\n---\nLost.\n");
        else
            await root.SqlAsync(sql);
        await root.SyncAsync();
        Assert.True(!File.Exists(root.At(Path)) || root.Read(Path) != page);

        (await root.RunAsync("restore", Path, "--json")).Ended(0);
        await root.SyncAsync();

        Assert.Equal(page, root.Read(Path));
        Assert.Equal(["Sign in with a passkey|1"], await root.SqlAsync("SELECT title, body LIKE '%Acceptance%' FROM stories WHERE id = 'APP-001'"));
        Assert.Empty(await root.NumstatAsync());
        (await root.RunAsync("restore", "no/such.md", "--json")).Ended(1);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task A_watcher_that_is_interrupted_says_so_by_its_exit_code_and_leaves_a_root_in_step(string signal)
    {
        await using var root = await TestRoot.BacklogAsync();
        var watcher = await root.WatchAsync();
        Assert.Equal(130, await watcher.StopAsync(signal));
        await Patience.UntilAsync("it says so", () => watcher.Says("stopped"));
        Assert.False(File.Exists($"{root.Database}-wal"), "the database was not closed");
        Assert.Equal(0, (await root.SyncAsync()).Count("rows_written"));
        Assert.All(watcher.Events, e => Assert.IsType<JsonObject>(e));
    }

    [Fact]
    public async Task A_database_of_an_older_Pagerow_is_refused_and_kept_aside_by_a_rebuild()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        await root.SqlAsync("UPDATE pagerow_meta SET value = '1' WHERE name = 'version'");
        Assert.Equal(["older-database"], (await root.RunAsync("sync", "--json")).Ended(1).Codes);
        (await root.RunAsync("rebuild", "--json")).Ended(0);
        Assert.Equal(["6"], await root.SqlAsync("SELECT count(*) FROM stories"));
        Assert.Single(Directory.GetFiles(root.At(".pagerow"), "*.older-*"));
        Assert.Empty(await root.NumstatAsync());
    }
}
