using Pagerow.Engine.Sides;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Values;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;
using Pagerow.Sql;
using Pagerow.Sql.Answers;

namespace Pagerow.Database.Tests;

/// <summary>What every database keeps beside the rows: twins, history, audit, search, requests, and tables that follow the configuration.</summary>
public abstract class UpkeepConformance : Conformance
{
    [Fact]
    public async Task Twins_of_a_key_name_each_other_until_one_gets_another()
    {
        var database = await Place.ReadyAsync();
        await Insert(database, "stories", Sample.Story(1, "S"));
        var two = await Insert(database, "stories", Sample.Story(2, "S"));
        var three = await Insert(database, "stories", Sample.Story(3, "T"));
        Assert.Equal("1|the key S is also that of stories/000002.md; give one of them another\n2|the key S is also that of stories/000001.md; give one of them another\n3|", Problems());
        Assert.Equal("1|twin\n2|twin", Place.Client("SELECT doc, code FROM pagerow_problems ORDER BY doc"));
        await Commit(database, Sample.Rewrite(three, ShownOf(3, "T"), Sample.Story(3, "S")));
        Assert.Equal("1|the key S is also that of stories/000002.md, stories/000003.md; give one of them another", Problems().Split('\n')[0]);
        Place.Client("UPDATE stories SET id = 'U' WHERE doc = 2");
        var row = Assert.Single((await database.LookAsync(new RowScope.Feed(), Cancellation)).Rows);
        await Commit(database, new(Base: new BaseWrite.Agree(new(two, "", At("stories/000002.md"), Sample.Page("u").Hash, 7, Shown.Of(row))), Pages: [Sample.Page("u")]));
        Assert.Equal("1|the key S is also that of stories/000003.md; give one of them another\n2|", string.Join('\n', Problems().Split('\n')[..2]));
        await Commit(database, new(new RowWrite.Delete(three, ShownOf(3, "S")), new BaseWrite.Forget(three, "")));
        Assert.Equal("1|\n2|", Problems());
        Assert.Equal("0", Place.Client("SELECT count(*) FROM pagerow_problems"));

        string Problems() => Place.Client("SELECT doc, problem FROM stories ORDER BY doc");
    }

    [Fact]
    public async Task A_twin_with_a_problem_of_its_own_shows_that_first()
    {
        var database = await Place.ReadyAsync();
        var troubled = Sample.Story(1, "S");
        await Insert(database, "stories", troubled with { Record = troubled.Record with { Problems = [new("bad-yaml", "broken", 3)] } });
        await Insert(database, "stories", Sample.Story(2, "S"));
        Assert.Equal("3: broken", Place.Client("SELECT problem FROM stories WHERE doc = 1"));
        Assert.Equal("bad-yaml\ntwin", Place.Client("SELECT code FROM pagerow_problems WHERE doc = 1 ORDER BY code"));
    }

    [Fact]
    public async Task The_past_of_a_tracked_column_is_kept_from_both_sides()
    {
        var database = await Place.ReadyAsync();
        var document = await Insert(database, "stories", Sample.Story(1));
        await Commit(database, Sample.Rewrite(document, ShownOf(1), Sample.Story(1, status: "active")));
        Place.Client("UPDATE stories SET status = 'done', title = 'x'");
        var look = await database.LookAsync(new RowScope.Feed(), Cancellation);
        var page = Sample.Page("done");
        await Commit(database, new(
            Base: new BaseWrite.Agree(new(document, "", At("stories/000001.md"), page.Hash, 7, Shown.Of(look.Rows[0]))),
            Pages: [page],
            Drained: look.Feed,
            Events: [new(EventKind.Changed, Origin.Rows, document, At("stories/000001.md"), "kim", After: page.Hash)]));
        Assert.Equal("1|status||draft||files\n1|status|draft|active|mia|files\n1|status|active|done|kim|rows", Place.Client("SELECT doc, \"column\", old, new, actor, origin FROM stories_history ORDER BY id"));
    }

    [Fact]
    public async Task What_happened_is_told_run_by_run()
    {
        var database = await Place.ReadyAsync();
        database.BeginRun();
        var document = await Insert(database, "stories", Sample.Story(1));
        await Commit(database, Sample.Rewrite(document, ShownOf(1), Sample.Story(1, status: "active")));
        await database.DescribeRunAsync("held", "why", Cancellation);
        database.BeginRun();
        await database.DescribeRunAsync("held", "why", Cancellation);
        database.BeginRun();
        await Commit(database, new(new RowWrite.Delete(document, ShownOf(1, status: "active")), new BaseWrite.Forget(document, ""), Events: [new(EventKind.Deleted, Origin.Files, document, At("stories/000001.md"))]));
        Assert.Equal("1|replica-1||held|2|0|2\n2|replica-1||held|0|0|0\n3|replica-1||done|0|1|1", Place.Client("SELECT id, replica, triggered_by, outcome, rows_written, rows_deleted, events FROM pagerow_runs ORDER BY id"));
        Assert.Equal("1|created\n1|changed\n3|deleted", Place.Client("SELECT run, kind FROM pagerow_events ORDER BY id"));
        var log = database.Reports.Log(document, 10);
        Assert.Equal(["deleted", "changed", "created"], log.Select(e => e.Kind));
        Assert.Equal(log, database.Reports.Log(At("stories/000001.md"), 10));
        Assert.Equal("mia", log[1].Actor);
        Assert.Equal((await database.PageAsync(log[1].After!.Value, Cancellation)).Hash, log[1].After);
        Assert.Equal(log[0], Assert.Single(database.Reports.After(log[1].Number, 10)));
    }

    [Fact]
    public async Task Search_finds_words_in_every_collection_and_follows_edits_and_deletes()
    {
        var database = await Place.ReadyAsync();
        var story = await Insert(database, "stories", Sample.Story(1, body: "The quick Wärme of the needle \"in quotes\""));
        var note = await Insert(database, "notes", Sample.Note("a", "Needle", "other words"));
        Assert.Equal(0, await database.IndexAsync(100, Cancellation));
        Assert.Equal([note, story], database.Reports.Search("needle", 10).Select(f => f.Document));
        Assert.Equal(story, Assert.Single(database.Reports.Search("WARM quick", 10).Select(f => f.Document).DefaultIfEmpty(story)));
        Assert.Equal(story, Assert.Single(database.Reports.Search("quick war", 10)).Document);
        Assert.Empty(database.Reports.Search("quick other", 10));
        Assert.Empty(database.Reports.Search("\" OR * NEAR(", 10));
        Assert.Contains("needle", Assert.Single(database.Reports.Search("wärme", 10)).Snippet, StringComparison.Ordinal);
        await Commit(database, Sample.Rewrite(story, Shown.Of(Assert.Single(await database.RowsOfAsync([story], Cancellation))), Sample.Story(1, body: "nothing")));
        Place.Client("UPDATE notes SET body = 'a needle'; DELETE FROM notes");
        await Commit(database, new(Base: new BaseWrite.Forget(note, "")));
        await database.IndexAsync(100, Cancellation);
        Assert.Empty(database.Reports.Search("needle", 10));
    }

    [Fact]
    public async Task A_worn_search_index_is_made_anew()
    {
        var database = await Place.ReadyAsync();
        var story = await Insert(database, "stories", Sample.Story(1));
        for (var i = 0; i < 8; i++)
        {
            var row = Assert.Single(await database.RowsOfAsync([story], Cancellation));
            await Commit(database, Sample.Rewrite(story, Shown.Of(row), Sample.Story(1, body: $"body{i}")));
            await database.IndexAsync(100, Cancellation);
        }

        Assert.Equal(story, Assert.Single(database.Reports.Search("body7", 10)).Document);
        Assert.Empty(database.Reports.Search("body6", 10));
        Assert.True(int.Parse(Place.Client("SELECT value FROM pagerow_meta WHERE name = 'search_numbers'"), System.Globalization.CultureInfo.InvariantCulture) < 3600);
    }

    [Fact]
    public async Task A_request_is_there_until_it_is_answered()
    {
        var watcher = await Place.ReadyAsync();
        var other = await Place.ReadyAsync();
        Assert.Empty(await watcher.Requests.TakeAsync(Cancellation));
        var number = await other.Requests.PostAsync("sync", "{\"deep\":true}", Cancellation);
        Assert.Null(await other.Requests.AnswerOfAsync(number, Cancellation));
        Assert.Equal(new Request(number, "sync", "{\"deep\":true}"), Assert.Single(await watcher.Requests.TakeAsync(Cancellation)));
        Assert.Null((await watcher.LookAsync(new RowScope.Feed(), Cancellation)).Doubt);
        await watcher.Requests.AnswerAsync(number, "{\"documents\":3}", Cancellation);
        Assert.Equal("{\"documents\":3}", await other.Requests.AnswerOfAsync(number, Cancellation));
        Assert.Empty(await watcher.Requests.TakeAsync(Cancellation));
    }

    [Fact]
    public async Task A_request_that_was_taken_back_is_taken_by_nobody()
    {
        var asker = await Place.ReadyAsync();
        var number = await asker.Requests.PostAsync("sync", "{\"allow_deletes\":true}", Cancellation);
        await asker.Requests.WithdrawAsync(number, Cancellation);
        await asker.Requests.WithdrawAsync(number, Cancellation);
        Assert.Empty(await (await Place.ReadyAsync()).Requests.TakeAsync(Cancellation));
    }

    [Fact]
    public async Task Whoever_takes_the_root_answers_what_is_still_asked_but_inherits_no_consent()
    {
        var asker = await Place.ReadyAsync();
        var answered = await asker.Requests.PostAsync("sync", "{}", Cancellation);
        var taken = await asker.Requests.PostAsync("sync", "{}", Cancellation);
        await asker.Requests.TakeAsync(Cancellation);
        await asker.Requests.AnswerAsync(answered, "{}", Cancellation);
        var untaken = await asker.Requests.PostAsync("sync", "{\"allow_deletes\":true}", Cancellation);
        var next = await Place.ReadyAsync();
        await next.Requests.InheritAsync(Cancellation);
        Assert.Equal([new(taken, DeletionConsent.Guarded, "{}"), new Call(untaken, DeletionConsent.Guarded, "{}")], await next.CallsAsync(Cancellation));
    }

    [Fact]
    public async Task Work_that_is_done_at_once_is_seen_whole_or_not_at_all()
    {
        var database = await Place.ReadyAsync();
        await Insert(database, "stories", Sample.Story(1));
        Assert.False(await database.AtOnceAsync(() => RenameAsync("x", false), Cancellation));
        await Assert.ThrowsAsync<TimeoutException>(async () => await database.AtOnceAsync(async () => await RenameAsync("y", true) ? throw new TimeoutException() : true, Cancellation));
        Assert.Equal("1", Place.Client("SELECT count(*) FROM stories WHERE title NOT IN ('x', 'y')"));
        Assert.True(await database.AtOnceAsync(() => RenameAsync("z", true), Cancellation));
        Assert.Equal("z", Place.Client("SELECT title FROM stories"));

        async ValueTask<bool> RenameAsync(string title, bool isKept)
        {
            var row = Assert.Single(await database.RowsOfAsync([new("stories", 1)], Cancellation));
            var record = Sample.Story(1).Record with { Values = [.. row.Values.Select((v, i) => Sample.Layout.Collections[0].Columns[i].Name == "title" ? new Value.Text(title) : v)] };
            await database.CommitAsync([new(new RowWrite.Update(row.Document, Shown.Of(row), new(At(row.Path!), record, null)))], Cancellation);
            return isKept;
        }
    }

    [Fact]
    public async Task Status_counts_rows_marks_and_problems()
    {
        var database = await Place.ReadyAsync();
        await Insert(database, "stories", Sample.Story(1, "S"));
        await Insert(database, "stories", Sample.Story(2, "S"));
        Place.Client("UPDATE stories SET title = 'x' WHERE doc = 1; INSERT INTO notes (title) VALUES ('n')");
        Assert.Equal([new("stories", 2, 1, 2), new CollectionStatus("notes", 1, 1, 0)], database.Reports.Status());
        Assert.Equal([new("stories", 1), new DocumentId("notes", 1)], database.Reports.RowsAhead());
        Assert.Equal(["stories/000001.md", "stories/000002.md"], database.Reports.Problems(10).Select(p => p.Path));
    }

    [Fact]
    public async Task What_was_said_of_a_row_goes_when_a_client_deletes_it()
    {
        var database = await Place.ReadyAsync();
        Place.Client("INSERT INTO stories (id) VALUES ('S')");
        var row = Assert.Single((await database.LookAsync(new RowScope.Feed(), Cancellation)).Rows);
        var homeless = Sample.Story(1, "S").Record with { Problems = [new("no-place", "no file could be made")] };
        await Commit(database, new(new RowWrite.Update(row.Document, Shown.Of(row), new(null, homeless, null))));
        Assert.Equal(1, database.Reports.DocumentsInTrouble());
        Place.Client("DELETE FROM stories");
        var mark = Assert.Single((await database.LookAsync(new RowScope.Feed(), Cancellation)).Feed);
        await Commit(database, new(Drained: [mark]));
        Assert.Equal(0, database.Reports.DocumentsInTrouble());
        Assert.Equal("0", Place.Client("SELECT count(*) FROM stories_sections"));
    }

    [Fact]
    public async Task A_list_column_is_a_view_by_position()
    {
        var database = await Place.ReadyAsync();
        await Insert(database, "stories", Sample.Story(1));
        Place.Client("INSERT INTO stories (labels) VALUES ('not json'), (NULL)");
        Assert.Equal("1|1|a\n1|2|b", Place.Client("SELECT doc, position, value FROM stories_labels ORDER BY doc, position"));
    }

    [Fact]
    public async Task Tables_that_are_as_they_should_be_are_left_alone()
    {
        var database = await Place.ReadyAsync();
        Place.Client("CREATE TABLE mine (a); CREATE INDEX mine_i ON stories (title); CREATE VIEW mine_v AS SELECT * FROM stories; ALTER TABLE stories ADD COLUMN mine_c");
        Assert.IsType<PrepareOutcome.Ready>(await database.PrepareAsync(Sample.Layout, SchemaConsent.Everything, Cancellation));
        Assert.Equal("4", Place.Client("SELECT (SELECT count(*) FROM sqlite_master WHERE name LIKE 'mine%') + (SELECT count(*) FROM pragma_table_info('stories') WHERE name = 'mine_c')"));
    }

    [Fact]
    public async Task New_columns_come_renamed_ones_keep_their_values_and_dropped_ones_wait()
    {
        var database = await Place.ReadyAsync();
        await Insert(database, "stories", Sample.Story(1));
        var columns = Sample.Stories.Columns.RemoveAt(4).Select(c => c.Name == "title" ? c with { Name = "heading", Was = "title" } : c.Name == "priority" ? c with { Type = new ColumnType.Text() } : c)
            .Append(Sample.Column("tags", new ColumnType.List()));
        var layout = Sample.Layout with { Collections = [Sample.Stories with { Columns = [.. columns], HasSections = false }] };
        var outcome = Assert.IsType<PrepareOutcome.NeedsApply>(await database.PrepareAsync(layout, SchemaConsent.Additive, Cancellation));
        Assert.Contains("ALTER TABLE \"stories\" RENAME COLUMN \"title\" TO \"heading\"", outcome.Done);
        string[] script =
        [
            "ALTER TABLE \"stories\" DROP COLUMN \"priority\"", "ALTER TABLE \"stories\" ADD COLUMN \"priority\" TEXT", "ALTER TABLE \"stories\" DROP COLUMN \"points\"",
            "DROP TABLE \"notes\"", "DROP TABLE \"stories_sections\"",
        ];
        Assert.Equal(script, outcome.Script);
        Assert.Equal("Story 1||1|", Place.Client("SELECT heading, tags, priority, points FROM stories"));
        Assert.Equal(outcome.Script, Assert.IsType<PrepareOutcome.NeedsApply>(await database.PrepareAsync(layout, SchemaConsent.Additive, Cancellation)).Script);
        Assert.IsType<PrepareOutcome.Altered>(await database.PrepareAsync(layout, SchemaConsent.Everything, Cancellation));
        Assert.IsType<PrepareOutcome.Ready>(await database.PrepareAsync(layout, SchemaConsent.Additive, Cancellation));
        Assert.Equal("0", Place.Client("SELECT count(*) FROM sqlite_master WHERE name LIKE 'notes%' OR name = 'stories_sections'"));
        Place.Client("UPDATE stories SET heading = 'x'");
        Assert.Single((await database.LookAsync(new RowScope.Feed(), Cancellation)).Rows);
    }

    [Fact]
    public async Task Tables_and_columns_that_somebody_dropped_are_not_silently_made_empty()
    {
        var database = await Place.ReadyAsync();
        await Insert(database, "stories", Sample.Story(1));
        Place.Client("ALTER TABLE stories DROP COLUMN status; DROP TABLE stories_tasks");
        var lost = Assert.IsType<PrepareOutcome.Lost>(await database.PrepareAsync(Sample.Layout, SchemaConsent.Everything, Cancellation));
        Assert.Equal(["stories.status", "stories_tasks"], lost.Missing);
        Assert.Equal("0", Place.Client("SELECT count(*) FROM sqlite_master WHERE name = 'stories_tasks'"));
        Assert.IsType<PrepareOutcome.Altered>(await database.PrepareAsync(Sample.Layout, SchemaConsent.Rebuild, Cancellation));
        Assert.Equal("1", Place.Client("SELECT count(*) FROM sqlite_master WHERE name = 'stories_tasks'"));
    }

    [Fact]
    public async Task The_configuration_that_rows_were_rendered_with_is_remembered()
    {
        var database = await Place.ReadyAsync();
        Assert.Null(await database.RenderedWithAsync(Cancellation));
        await database.SaveRenderedAsync(Sample.Layout, Cancellation);
        Assert.Equal(Sample.Layout.Source, await (await Place.ReadyAsync()).RenderedWithAsync(Cancellation));
    }

    [Fact]
    public async Task The_number_that_tells_a_database_that_was_put_back_is_remembered_once_there_are_documents()
    {
        var database = await Place.ReadyAsync();
        await database.SetEpochAsync(7, Cancellation);
        Assert.Null(await database.EpochAsync(Cancellation));
        Assert.False(database.HasChanged);
        await Insert(database, "stories", Sample.Story(1));
        Assert.True(database.HasChanged);
        Assert.Equal(7, await (await Place.ReadyAsync()).EpochAsync(Cancellation));
    }

    [Fact]
    public async Task What_keeps_a_row_from_its_file_is_said_once_and_forgotten_with_the_next_agreement()
    {
        var database = await Place.ReadyAsync();
        var document = await Insert(database, "stories", Sample.Story(1));
        var agreed = Assert.Single(await database.BasesOfAsync([document], Cancellation));
        const string said = "SELECT problem FROM stories; SELECT code, message FROM pagerow_problems; SELECT version FROM stories";
        for (var i = 0; i < 2; i++)
        {
            await Commit(database, new(Obstacle: new(document, new("not-writable", "no"))));
            Assert.Equal("no\nnot-writable|no\n1", Place.Client(said));
        }

        await Commit(database, new(Base: new BaseWrite.Agree(agreed)));
        Assert.Equal("\n1", Place.Client(said));
    }

    [Fact]
    public async Task A_save_that_brings_back_what_a_row_replaced_a_moment_ago_is_noted()
    {
        var database = await Place.ReadyAsync();
        var document = await Insert(database, "stories", Sample.Story(1));
        PageBytes old = PageBytes.Of("old"u8.ToArray()), @new = PageBytes.Of("new"u8.ToArray());
        await Commit(database, new(Pages: [old, @new], Events: [new(EventKind.Changed, Origin.Rows, document, At("stories/000001.md"), Before: old.Hash, After: @new.Hash)]));
        await Commit(database, new(Events: [new(EventKind.Changed, Origin.Files, document, At("stories/000001.md"), Before: @new.Hash, After: old.Hash)]));
        await Commit(database, new(Events: [new(EventKind.Changed, Origin.Files, document, At("stories/000001.md"), Before: old.Hash, After: @new.Hash)]));
        Assert.Equal("created\nchanged\nchanged\npossible_stale_save\nchanged", Place.Client("SELECT kind FROM pagerow_events ORDER BY id"));
    }

    static Shown ShownOf(int number, string? id = null, string? status = "draft") =>
        Shown.Of($"stories/{number:D6}.md", Sample.Story(number, id, status).Record);
}
