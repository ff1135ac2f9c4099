using System.Diagnostics;
using Pagerow.Engine.Cycles;
using Pagerow.Engine.Sides;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;
using Pagerow.Sql;
using Pagerow.Sql.Dialects;
using Pagerow.Sqlite;

namespace Pagerow.Database.Tests;

/// <summary>What is SQLite's own: its file, its locks, its crashes, its hints, and what a person may ask it.</summary>
public sealed class SqliteFile : Conformance
{
    readonly SqlitePlace _place = new();

    protected override Place Place => _place;

    [Fact]
    public async Task A_database_of_another_root_is_refused_and_not_changed()
    {
        await (await _place.ReadyAsync()).DisposeAsync();
        var before = await File.ReadAllBytesAsync(_place.File, Cancellation);
        Assert.Equal(new OpenOutcome.ForeignDatabase("root-1"), _place.Open(Place.Options with { Root = "root-2" }));
        Assert.Equal(before, await File.ReadAllBytesAsync(_place.File, Cancellation));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        await _place.ReadyAsync();
        _place.Client("UPDATE pagerow_meta SET value = '99' WHERE name = 'version'");
        Assert.Equal(new OpenOutcome.Newer(99), _place.Open(Place.Options));
    }

    [Fact]
    public async Task A_database_of_an_older_version_is_refused()
    {
        await _place.ReadyAsync();
        _place.Client("UPDATE pagerow_meta SET value = '1' WHERE name = 'version'");
        Assert.Equal(new OpenOutcome.Older(1), _place.Open(Place.Options));
    }

    [Fact]
    public async Task What_is_no_database_is_told_and_left_alone()
    {
        var text = new string('x', 5000);
        await File.WriteAllTextAsync(_place.File, text, Cancellation);
        Assert.Contains("not a database", Assert.IsType<OpenOutcome.Damaged>(_place.Open(Place.Options)).Reason, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(_place.File, Cancellation));
    }

    [Fact]
    public async Task A_broken_page_is_found_by_the_check()
    {
        var database = await _place.ReadyAsync();
        await database.CommitAsync([.. Enumerable.Range(1, 300).Select(i => Sample.Import("stories", Sample.Story(i)))], Cancellation);
        Assert.Null(database.Reports.Check());
        await database.DisposeAsync();
        var bytes = await File.ReadAllBytesAsync(_place.File, Cancellation);
        bytes.AsSpan(bytes.Length / 2, 40_000).Fill(0x5A);
        await File.WriteAllBytesAsync(_place.File, bytes, Cancellation);
        Assert.NotNull((await _place.ReadyAsync()).Reports.Check());
    }

    [Fact]
    public async Task A_locked_database_is_busy_and_takes_the_same_batch_later()
    {
        var database = await _place.ReadyAsync(options: Place.Options with { BusyTimeout = TimeSpan.FromMilliseconds(50) });
        using (var other = SqliteSession.OpenWriter(_place.File, TimeSpan.Zero))
        {
            other.BeginWrite();
            await Assert.ThrowsAsync<DatabaseBusyException>(async () => await database.CommitAsync([Sample.Import("notes", Sample.Note("a", "A"))], Cancellation));
            Assert.Empty((await database.LookAsync(new RowScope.Deep(), Cancellation)).Rows);
            other.Rollback();
        }

        await Insert(database, "notes", Sample.Note("a", "A"));
        Assert.Equal(1, await database.CountAsync(Cancellation));
    }

    [Theory]
    [InlineData("SELECT 1; SELECT 2")]
    [InlineData("UPDATE stories SET title = 'x'")]
    [InlineData("DELETE FROM stories")]
    [InlineData("CREATE TABLE x (a)")]
    [InlineData("CREATE TEMP TABLE x (a)")]
    [InlineData("ATTACH 'other.db' AS o")]
    [InlineData("PRAGMA query_only = OFF")]
    [InlineData("PRAGMA journal_mode = DELETE")]
    [InlineData("VACUUM INTO 'copy.db'")]
    [InlineData("SELECT load_extension('x')")]
    [InlineData("WITH a AS (SELECT 1) INSERT INTO stories (title) SELECT * FROM a")]
    [InlineData("")]
    public async Task A_query_can_only_read(string sql)
    {
        var database = await _place.ReadyAsync();
        await Insert(database, "stories", Sample.Story(1));
        Assert.Throws<DatabaseFailedException>(() =>
        {
            using var result = database.Reports.Query(sql);
            Assert.Fail($"{result.Rows().Count()} rows");
        });
        Assert.Equal("Story 1", _place.Client("SELECT title FROM stories"));
    }

    [Fact]
    public async Task A_query_gives_names_and_rows()
    {
        var database = await _place.ReadyAsync();
        await Insert(database, "stories", Sample.Story(1));
        using var result = database.Reports.Query("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT i, s.title AS name, l.value, NULL, 1.5 FROM n, stories s, stories_labels l WHERE l.position = 1");
        Assert.Equal(["i", "name", "value", "NULL", "1.5"], result.Columns);
        Assert.Equal(["1,Story 1,a,,1.5", "2,Story 1,a,,1.5", "3,Story 1,a,,1.5"], result.Rows().Select(r => string.Join(',', r.Select(v => v.Spelling))));
    }

    [Fact]
    public async Task A_process_that_dies_in_a_transaction_leaves_the_old_state()
    {
        var database = await _place.ReadyAsync();
        await Insert(database, "stories", Sample.Story(1));
        var start = new ProcessStartInfo("sqlite3", ["-batch", _place.File]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        using var client = Process.Start(start)!;
        await client.StandardInput.WriteAsync("PRAGMA cache_size = 2;\nBEGIN IMMEDIATE;\nUPDATE pagerow_guard SET writing = 1;\nUPDATE stories SET title = 'torn', body = hex(zeroblob(400000));\nSELECT 'there';\n");
        await client.StandardInput.FlushAsync(Cancellation);
        Assert.Equal("there", await client.StandardOutput.ReadLineAsync(Cancellation));
        client.Kill();
        await client.WaitForExitAsync(Cancellation);
        Assert.Empty((await database.LookAsync(new RowScope.Deep(), Cancellation)).Rows);
        _place.Client("UPDATE stories SET title = 'whole'");
        Assert.Single((await database.LookAsync(new RowScope.Feed(), Cancellation)).Rows);
    }

    [Fact]
    public async Task Every_prefix_of_the_log_is_a_state_between_two_commits()
    {
        var database = await _place.ReadyAsync();
        for (var i = 1; i <= 6; i++)
            await Insert(database, "stories", Sample.Story(i));
        var (data, log) = (await ReadSharedAsync(_place.File), await ReadSharedAsync(_place.File + "-wal"));
        const int frame = 24 + 16384;
        for (var length = 32; length <= log.Length; length += frame / 2)
        {
            await using var copy = new SqlitePlace();
            await File.WriteAllBytesAsync(copy.File, data, Cancellation);
            await File.WriteAllBytesAsync(copy.File + "-wal", log[..length], Cancellation);
            var counts = copy.Client("SELECT count(*) FROM sqlite_master WHERE name = 'pagerow_guard'") == "0"
                ? "0|0|0|0|0"
                : copy.Client("SELECT (SELECT count(*) FROM stories), (SELECT count(*) FROM pagerow_bases), (SELECT count(*) FROM pagerow_blobs), (SELECT count(*) / 2 FROM stories_tasks), (SELECT count(*) FROM pagerow_events)");
            Assert.Single(counts.Split('|').Distinct());
        }
    }

    [Fact]
    public async Task A_commit_of_another_process_is_hinted()
    {
        var database = await _place.ReadyAsync();
        await Insert(database, "stories", Sample.Story(1));
        await using var hints = new SqliteHints(_place.File, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await using var reader = hints.ReadAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        Assert.True(await reader.MoveNextAsync());
        Assert.IsType<Hint.Rows>(reader.Current);
        for (var i = 0; i < 3; i++)
        {
            var next = reader.MoveNextAsync();
            _place.Client($"UPDATE stories SET title = 'x{i}'");
            Assert.True(await next);
            Assert.IsType<Hint.Rows>(reader.Current);
        }

        var last = reader.MoveNextAsync();
        await stop.CancelAsync();
        Assert.False(await last);
    }

    [Fact]
    public async Task A_database_file_that_is_replaced_is_told()
    {
        await _place.ReadyAsync();
        await using var hints = new SqliteHints(_place.File, TimeProvider.System);
        await using var reader = hints.ReadAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.True(await reader.MoveNextAsync());
        File.Move(_place.File, _place.File + ".old");
        Assert.True(await reader.MoveNextAsync());
        Assert.Contains("replaced", Assert.IsType<Hint.LostTrack>(reader.Current).Reason, StringComparison.Ordinal);
        File.Move(_place.File + ".old", _place.File);
    }

    [Fact]
    public async Task Triggers_of_others_on_our_tables_are_reported()
    {
        var database = await _place.ReadyAsync();
        Assert.Empty(database.Reports.ForeignTriggers());
        _place.Client("CREATE TRIGGER mine AFTER UPDATE ON stories BEGIN SELECT 1; END");
        Assert.Equal(["mine"], database.Reports.ForeignTriggers());
    }

    [Fact]
    public async Task Only_the_process_that_holds_the_root_brings_the_log_over()
    {
        var database = await _place.ReadyAsync();
        Assert.Equal(1000, PagesUntil(database.Store.Session));
        using var guest = SqliteSession.OpenWriter(_place.File, TimeSpan.Zero, Checkpoints.Others);
        Assert.Equal(0, PagesUntil(guest));
        guest.Tune(Workload.FirstLoad);
        Assert.Equal(0, PagesUntil(guest));

        static long PagesUntil(Session session) => session.Prepare("PRAGMA wal_autocheckpoint").First(s => s.Long(0), -1);
    }

    [Fact]
    public async Task A_database_of_another_root_keeps_its_form_and_ours_gets_its_own()
    {
        await (await _place.ReadyAsync()).DisposeAsync();
        Assert.Equal("delete", _place.Client("PRAGMA journal_mode = DELETE"));
        var before = await File.ReadAllBytesAsync(_place.File, Cancellation);
        Assert.IsType<OpenOutcome.ForeignDatabase>(_place.Open(new("root-2", "root-2", TimeProvider.System)));
        Assert.Equal(before, await File.ReadAllBytesAsync(_place.File, Cancellation));
        Assert.IsType<OpenOutcome.Opened>(_place.Open(Place.Options));
        Assert.Equal("wal", _place.Client("PRAGMA journal_mode"));
        Assert.Equal("16384", _place.Client("PRAGMA page_size"));
    }

    [Fact]
    public async Task Where_nothing_waits_to_be_indexed_no_client_that_writes_is_waited_for()
    {
        var database = await _place.ReadyAsync(options: Place.Options with { BusyTimeout = TimeSpan.Zero });
        await Insert(database, "notes", Sample.Note("a", "Needle"));
        await database.IndexAsync(100, Cancellation);
        using var client = SqliteSession.OpenWriter(_place.File, TimeSpan.Zero);
        client.BeginWrite();
        Assert.Equal(0, await database.IndexAsync(100, Cancellation));
        client.Rollback();
    }

    [Fact]
    public async Task Every_statement_is_the_approved_one()
    {
        var database = await _place.ReadyAsync();
        var schema = _place.Client("SELECT sql || ';' FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'pagerow_search_%' ORDER BY type, name");
        await Scenario(database);
        var statements = ((SqliteSession)database.Store.Session).Statements.Order(StringComparer.Ordinal);
        Golden.Verify("sqlite.sql", $"{schema}\n\n-- Statements\n\n{string.Join(";\n", statements)};\n");
    }

    async Task Scenario(SqlDatabase database)
    {
        var document = await Insert(database, "stories", Sample.Story(1, "S"));
        await Insert(database, "stories", Sample.Story(2, "S"));
        await Insert(database, "notes", Sample.Note("a", "A"));
        _place.Client("UPDATE stories SET title = 'x', status = 'done' WHERE doc = 1; INSERT INTO stories_tasks (doc, text) VALUES (1, 'new')");
        var look = await database.LookAsync(new RowScope.Deep(), Cancellation);
        await database.LookAsync(new RowScope.Also([document]), Cancellation);
        await Commit(database, Sample.Rewrite(document, Shown.Of(look.Rows[0]), Sample.Story(1, "T", "active", "other", tasks: 1)) with { Drained = look.Feed });
        var shown = (await database.BasesAtAsync([At("stories/000001.md")], Cancellation))[0].Shown;
        await Commit(database, new(Intents: [new(new("s"), document, "", FileAction.Delete, At("stories/000001.md"), null, null, null, shown)]));
        await Commit(database, new(Done: [new("s")]));
        await database.PageAsync((await Bases(database))[0].Page!.Value, Cancellation);
        await database.BasesOfAsync([document], Cancellation);
        await database.CountAsync(Cancellation);
        await database.IntentsAsync(Cancellation);
        await database.SaveStampsAsync([new("a", [1]), new("b", null)], Cancellation);
        await database.StampsAsync(Cancellation);
        await database.IndexAsync(10, Cancellation);
        await database.DescribeRunAsync("held", "why", Cancellation);
        await database.SaveRenderedAsync(Sample.Layout, Cancellation);
        var number = await database.Requests.PostAsync("sync", "{}", Cancellation);
        await database.Requests.TakeAsync(Cancellation);
        await database.Requests.AnswerAsync(number, "{}", Cancellation);
        await database.Requests.AnswerOfAsync(number, Cancellation);
        await database.Requests.WithdrawAsync(number, Cancellation);
        _ = (database.Reports.Status(), database.Reports.Log(document, 1), database.Reports.Log(At("a.md"), 1), database.Reports.After(0, 1));
        _ = (database.Reports.Problems(1), database.Reports.Search("x", 1), database.Reports.RowsAhead(), database.Reports.Check());
        await Commit(database, new(new RowWrite.Delete(document, shown), new BaseWrite.Forget(document, "")));
    }

    static async Task<byte[]> ReadSharedAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, Cancellation);
        return bytes;
    }
}
