using Pagerow.Engine.Sides;
using Pagerow.Mapping.Values;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;

namespace Pagerow.Database.Tests;

/// <summary>What every database has to do behind the port. Each dialect derives from it.</summary>
public abstract class DatabaseConformance : Conformance
{
    [Fact]
    public async Task An_inserted_row_reads_back_as_it_was_shown()
    {
        var database = await Place.ReadyAsync();
        var face = Sample.Story(1);
        var document = await Insert(database, "stories", face);
        var row = Assert.Single(await database.RowsOfAsync([document], Cancellation));
        Assert.Equal(Shown.Of(face.Path!.Value.Value, face.Record), Shown.Of(row));
        var agreed = Assert.Single(await database.BasesAtAsync([face.Path.Value], Cancellation));
        Assert.Equal(document, agreed.Document);
        Assert.Equal(Shown.Of(row), agreed.Shown);
        Assert.Equal(7UL, agreed.FileId);
        Assert.Equal(agreed, Assert.Single(await database.BasesOfAsync([document], Cancellation)));
        Assert.Equal(1, await database.CountAsync(Cancellation));
        Assert.Equal("1", Place.Client("SELECT version FROM stories"));
    }

    [Fact]
    public async Task Our_own_writes_mark_nothing_and_a_look_at_everything_finds_nothing()
    {
        var database = await Place.ReadyAsync();
        await Insert(database, "stories", Sample.Story(1));
        await Insert(database, "notes", Sample.Note("a", "A"));
        var look = await database.LookAsync(new RowScope.Feed(), Cancellation);
        Assert.Empty(look.Rows);
        Assert.Empty(look.Feed);
        Assert.Null(look.Doubt);
        look = await database.LookAsync(new RowScope.Deep(), Cancellation);
        Assert.Empty(look.Rows);
        Assert.Empty(look.Gone);
    }

    [Fact]
    public async Task A_clients_update_is_marked_and_raises_the_version_and_is_drained_once()
    {
        var database = await Place.ReadyAsync();
        var document = await Insert(database, "stories", Sample.Story(1));
        Place.Client("UPDATE stories SET title = 'New' WHERE doc = 1");
        var look = await database.LookAsync(new RowScope.Feed(), Cancellation);
        var row = Assert.Single(look.Rows);
        Assert.Equal(document, row.Document);
        Assert.Equal(new Value.Text("New"), row.Values[1]);
        Assert.NotNull(row.ChangedAt);
        Assert.Equal("2", Place.Client("SELECT version FROM stories"));
        await Commit(database, new Change(Drained: look.Feed));
        Assert.Empty((await database.LookAsync(new RowScope.Feed(), Cancellation)).Feed);
        Assert.Single((await database.LookAsync(new RowScope.Deep(), Cancellation)).Rows);
    }

    [Fact]
    public async Task A_row_that_is_touched_again_is_not_drained()
    {
        var database = await Place.ReadyAsync();
        await Insert(database, "stories", Sample.Story(1));
        Place.Client("UPDATE stories SET title = 'One'");
        var look = await database.LookAsync(new RowScope.Feed(), Cancellation);
        Place.Client("UPDATE stories SET title = 'Two'");
        await Commit(database, new Change(Drained: look.Feed));
        var again = await database.LookAsync(new RowScope.Feed(), Cancellation);
        Assert.Equal(new Value.Text("Two"), Assert.Single(again.Rows).Values[1]);
        Assert.NotEqual(look.Feed[0].Sequence, Assert.Single(again.Feed).Sequence);
    }

    [Fact]
    public async Task Every_kind_of_value_shows_the_same_when_it_is_read_back()
    {
        var database = await Place.ReadyAsync();
        Value?[][] all =
        [
            [new Value.Text("007"), new Value.Text("1.10"), new Value.Text("draft"), new Value.Integer(long.MaxValue), new Value.Real(1.5), new Value.Integer(40), new Value.List([]), new Value.Date(new(2026, 1, 7)), new Value.Timestamp(new(2026, 1, 7, 10, 0, 0, DateTimeKind.Utc)), new Value.Boolean(true), new Value.Json("1.10")],
            [new Value.Text(""), new Value.Text("a\0b"), new Value.Text("no"), new Value.Real(1e300), new Value.Real(5), new Value.Real(12.5), new Value.List(["a \"b\"", "ü", "\n"]), new Value.Date(new(1, 1, 1)), new Value.Timestamp(new(2026, 1, 7, 10, 0, 0, 123)), new Value.Boolean(false), new Value.Json("\"x\"")],
            [new Value.Text("1e5"), new Value.Text("0x10"), new Value.Text(" 5 "), new Value.Integer(long.MinValue), new Value.Real(1e15), new Value.Real(-0.0), new Value.List(["1"]), null, null, null, new Value.Json("{\"a\":[1,2.50,null]}")],
            [new Value.Text("😀"), new Value.Text("true"), new Value.Text("null"), new Value.Integer(0), new Value.Integer(9007199254740993), new Value.Real(1e-300), null, null, null, null, new Value.Json("007")],
            [new Value.Text("a\u0301"), new Value.Text("-"), null, null, new Value.Real(double.NaN), new Value.Real(double.PositiveInfinity), null, null, null, null, new Value.Json("1e400")],
        ];
        for (var i = 0; i < all.Length; i++)
        {
            var face = Sample.Story(i);
            face = face with { Record = face.Record with { Values = [.. all[i].Select(v => v ?? Value.Nothing)], Extra = "{\"k\":1.10}", Body = i == 0 ? null : "" } };
            var document = await Insert(database, "stories", face);
            var row = Assert.Single(await database.RowsOfAsync([document], Cancellation));
            Assert.Equal(face.Record.Values.Select(v => v.Spelling), row.Values.Select(v => v.Spelling));
            Assert.Equal(Shown.Of(face.Path!.Value.Value, face.Record), Shown.Of(row));
        }

        Assert.Empty((await database.LookAsync(new RowScope.Deep(), Cancellation)).Rows);
    }

    [Theory]
    [InlineData("UPDATE stories SET title = 'x'")]
    [InlineData("UPDATE stories SET body = body || ' '")]
    [InlineData("UPDATE stories SET extra = '{}'")]
    [InlineData("UPDATE stories SET path = 'stories/other.md'")]
    [InlineData("UPDATE stories_tasks SET done = 1 WHERE item = 1")]
    [InlineData("DELETE FROM stories_sections")]
    [InlineData("DELETE FROM stories")]
    public async Task A_stale_write_changes_nothing_and_leaves_the_rest_of_its_batch_alone(string sql)
    {
        var database = await Place.ReadyAsync();
        var document = await Insert(database, "stories", Sample.Story(1));
        var shown = Assert.Single(await database.BasesOfAsync([document], Cancellation)).Shown;
        Place.Client(sql);
        var look = await database.LookAsync(new RowScope.Feed(), Cancellation);
        var rows = await database.RowsOfAsync([document], Cancellation);
        var update = Sample.Rewrite(document, shown, Sample.Story(1, status: "done")) with { Drained = look.Feed };
        var outcomes = await database.CommitAsync([update, new(new RowWrite.Delete(document, shown), new BaseWrite.Forget(document, "")), Sample.Import("notes", Sample.Note("a", "A"))], Cancellation);
        Assert.Equal(new ChangeOutcome.Stale(document), outcomes[0]);
        Assert.Equal(new ChangeOutcome.Stale(document), outcomes[1]);
        Assert.IsType<ChangeOutcome.Committed>(outcomes[2]);
        Assert.Equal(rows.Select(Shown.Of), (await database.RowsOfAsync([document], Cancellation)).Select(Shown.Of));
        Assert.Equal(shown, Assert.Single(await database.BasesOfAsync([document], Cancellation)).Shown);
        Assert.Equal(look.Feed, (await database.LookAsync(new RowScope.Feed(), Cancellation)).Feed);
        Assert.Equal("0", Place.Client("SELECT count(*) FROM pagerow_events WHERE kind = 'changed'"));
        await Assert.ThrowsAsync<KeyNotFoundException>(async () => await database.PageAsync(update.Pages[0].Hash, Cancellation));
    }

    [Fact]
    public async Task An_update_writes_only_what_changes_and_raises_the_version_once()
    {
        var database = await Place.ReadyAsync();
        var document = await Insert(database, "stories", Sample.Story(1, tasks: 3));
        var face = Sample.Story(1, tasks: 3);
        Place.Client("""
            CREATE TABLE seen (what);
            CREATE TRIGGER seen_title AFTER UPDATE OF title ON stories BEGIN INSERT INTO seen VALUES ('title'); END;
            CREATE TRIGGER seen_status AFTER UPDATE OF status ON stories BEGIN INSERT INTO seen VALUES ('status'); END;
            CREATE TRIGGER seen_body AFTER UPDATE OF body ON stories BEGIN INSERT INTO seen VALUES ('body'); END;
            CREATE TRIGGER seen_task AFTER UPDATE ON stories_tasks BEGIN INSERT INTO seen VALUES ('task ' || new.item); END;
            CREATE TRIGGER seen_new AFTER INSERT ON stories_tasks BEGIN INSERT INTO seen VALUES ('new ' || new.item); END;
            CREATE TRIGGER seen_gone AFTER DELETE ON stories_tasks BEGIN INSERT INTO seen VALUES ('gone ' || old.item); END;
            """);
        var tasks = face.Record.Tasks;
        var next = face with { Record = face.Record with { Values = face.Record.Values.SetItem(2, new Value.Text("done")), Tasks = [tasks[0], tasks[2] with { Text = "other", Position = 2 }, tasks[1] with { Item = 9, Position = 3 }] } };
        await Commit(database, Sample.Rewrite(document, Shown.Of("stories/000001.md", face.Record), next));
        Assert.Equal("gone 2\nnew 9\nstatus\ntask 3", Place.Client("SELECT what FROM seen ORDER BY what"));
        Assert.Equal("2", Place.Client("SELECT version FROM stories"));
        Assert.Equal(Shown.Of("stories/000001.md", next.Record), Shown.Of(Assert.Single(await database.RowsOfAsync([document], Cancellation))));
        var look = await database.LookAsync(new RowScope.Deep(), Cancellation);
        Assert.Empty(look.Rows);
        Assert.Empty(look.Feed);
    }

    [Fact]
    public async Task Bookkeeping_does_not_raise_the_version()
    {
        var database = await Place.ReadyAsync();
        var face = Sample.Story(1);
        var document = await Insert(database, "stories", face);
        var troubled = face with { Record = face.Record with { Problems = [new("bad-yaml", "the quote is never closed", 7, 3)] }, FileModifiedAt = Sample.At(60) };
        await Commit(database, Sample.Rewrite(document, Shown.Of("stories/000001.md", face.Record), troubled));
        Assert.Equal("1|7:3: the quote is never closed|2026-01-07 12:01:00.000", Place.Client("SELECT version, problem, file_modified_at FROM stories"));
        Assert.Equal("stories/000001.md|bad-yaml|7|3", Place.Client("SELECT path, code, line, \"column\" FROM pagerow_problems"));
        await Commit(database, Sample.Rewrite(document, Shown.Of("stories/000001.md", face.Record), face));
        Assert.Equal("1||0", Place.Client("SELECT version, problem, (SELECT count(*) FROM pagerow_problems) FROM stories"));
    }

    [Fact]
    public async Task A_deleted_row_takes_its_child_rows_and_problems_with_it_and_its_key_never_comes_back()
    {
        var database = await Place.ReadyAsync();
        var face = Sample.Story(1);
        var document = await Insert(database, "stories", face);
        var other = await Insert(database, "stories", Sample.Story(2));
        await Commit(database, new(new RowWrite.Delete(other, Shown.Of("stories/000002.md", Sample.Story(2).Record)), new BaseWrite.Forget(other, "")));
        Assert.Equal("1|2|1", Place.Client("SELECT (SELECT count(*) FROM stories), (SELECT count(*) FROM stories_tasks), (SELECT count(*) FROM stories_sections)"));
        Assert.Equal(document, Assert.Single(await Bases(database)).Document);
        Assert.Equal(3, (await Insert(database, "stories", Sample.Story(3))).Doc);
    }

    [Fact]
    public async Task A_row_that_a_client_deleted_is_forgotten_with_its_child_rows_or_comes_back_under_its_key()
    {
        var database = await Place.ReadyAsync();
        var one = await Insert(database, "stories", Sample.Story(1));
        var two = await Insert(database, "stories", Sample.Story(2));
        Place.Client("DELETE FROM stories");
        var look = await database.LookAsync(new RowScope.Feed(), Cancellation);
        Assert.Equal([one, two], look.Gone);
        await Commit(database, new(Base: new BaseWrite.Forget(one, ""), Drained: [look.Feed[0]]));
        Assert.Equal("0", Place.Client("SELECT count(*) FROM stories_tasks WHERE doc = 1"));
        var back = Sample.Import("stories", Sample.Story(2, tasks: 1), two.Doc) with { Drained = [look.Feed[1]] };
        Assert.Equal(new ChangeOutcome.Committed(two), await Commit(database, back));
        Assert.Equal(new ChangeOutcome.Stale(two), await Commit(database, back));
        Assert.Equal("2|1", Place.Client("SELECT doc, (SELECT count(*) FROM stories_tasks) FROM stories"));
        Assert.Empty((await database.LookAsync(new RowScope.Deep(), Cancellation)).Rows);
    }

    [Fact]
    public async Task A_batch_that_fails_leaves_nothing_behind()
    {
        var database = await Place.ReadyAsync();
        var unknown = Sample.Import("notes", Sample.Note("b", "B")) with { Pages = [] };
        await Assert.ThrowsAsync<ArgumentException>(async () => await database.CommitAsync([Sample.Import("notes", Sample.Note("a", "A")), unknown], Cancellation));
        Assert.Equal("0|0|0", Place.Client("SELECT (SELECT count(*) FROM notes), (SELECT count(*) FROM pagerow_blobs), (SELECT count(*) FROM pagerow_events)"));
        Assert.Equal("0", Place.Client("SELECT writing FROM pagerow_guard"));
        await Insert(database, "notes", Sample.Note("a", "A"));
    }

    [Fact]
    public async Task Intents_stamps_and_bases_belong_to_a_replica_and_outlive_the_process()
    {
        var database = await Place.ReadyAsync();
        var document = await Insert(database, "stories", Sample.Story(1));
        var (one, two) = (Sample.Page("one"), Sample.Page("two"));
        var shown = Assert.Single(await database.BasesOfAsync([document], Cancellation)).Shown;
        FileIntent[] intents =
        [
            new(new("s-1"), document, "", FileAction.Replace, At("stories/000001.md"), null, one.Hash, two.Hash, shown),
            new(new("s-2"), document, "tasks", FileAction.Move, At("stories/b.md"), At("stories/a.md"), one.Hash, null, shown),
        ];
        await Commit(database, new(Intents: [.. intents]));
        await database.SaveStampsAsync([new("", [1, 2]), new("a", []), new("b", [3])], Cancellation);
        await database.SaveStampsAsync([new("b", null), new("a", [9])], Cancellation);
        await database.DisposeAsync();
        database = await Place.ReadyAsync();
        Assert.Equal(intents, await database.IntentsAsync(Cancellation));
        Assert.Equal([("", "AQI="), ("a", "CQ==")], (await database.StampsAsync(Cancellation)).Select(s => (s.Key, Convert.ToBase64String(s.Value))).Order());
        await Commit(database, new(Done: [new("s-1")]));
        Assert.Equal(intents[1], Assert.Single(await database.IntentsAsync(Cancellation)));
        var other = await Place.ReadyAsync(options: Place.Options with { Replica = "replica-2" });
        Assert.Empty(await other.IntentsAsync(Cancellation));
        Assert.Empty(await other.StampsAsync(Cancellation));
        Assert.Equal(0, await other.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Versions_are_kept_once_and_read_back_byte_for_byte()
    {
        var database = await Place.ReadyAsync();
        var random = new byte[5000];
        new Random(1).NextBytes(random);
        PageBytes[] pages = [PageBytes.Of(Array.Empty<byte>()), Sample.Page("x"), Sample.Page(new string('a', 100_000)), PageBytes.Of(random)];
        await Commit(database, new(Pages: [.. pages]));
        await Commit(database, new(Pages: [.. pages, .. pages]));
        foreach (var page in pages)
            Assert.Equal(page.Bytes.ToArray(), (await database.PageAsync(page.Hash, Cancellation)).Bytes.ToArray());
        Assert.Equal("4", Place.Client("SELECT count(*) FROM pagerow_blobs"));
        await Assert.ThrowsAsync<KeyNotFoundException>(async () => await database.PageAsync(Sample.Page("unknown").Hash, Cancellation));
    }

    [Fact]
    public async Task All_bases_come_in_ordinal_order_of_path()
    {
        var database = await Place.ReadyAsync();
        string[] names = ["b", "a", "Z", "\uE000", "😀", "ä", "a b"];
        foreach (var name in names)
            await Insert(database, "notes", Sample.Note(name, name));
        Assert.Equal(names.Select(n => $"notes/{n}.md").Order(StringComparer.Ordinal), (await Bases(database)).Select(b => b.Path.Value));
    }

    [Fact]
    public async Task A_base_of_a_page_in_trouble_keeps_both_versions()
    {
        var database = await Place.ReadyAsync();
        var document = await Insert(database, "notes", Sample.Note("a", "A"));
        var agreed = Assert.Single(await database.BasesOfAsync([document], Cancellation));
        var troubled = agreed with { Trouble = Sample.Page("broken").Hash, FileId = ulong.MaxValue };
        await Commit(database, new(Base: new BaseWrite.Agree(troubled)));
        Assert.Equal(troubled, Assert.Single(await database.BasesAtAsync([agreed.Path, At("none.md")], Cancellation)));
    }
}
