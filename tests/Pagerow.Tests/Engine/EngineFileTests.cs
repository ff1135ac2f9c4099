using Pagerow.Engine.Cycles;
using Pagerow.Engine.Sides;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Simulation;
using static Pagerow.Simulation.World;

namespace Pagerow.Tests.Engine;

public sealed class EngineFileTests
{
    readonly World _world = new();

    [Fact]
    public async Task A_new_file_becomes_a_row()
    {
        _world.Folder["stories/core/A-1.md"] = Story("A-1");
        var report = await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal((1, 1, 0), (report.Documents, report.RowsWritten, report.FilesWritten));
        Assert.Equal(("A-1", "backlog", "core", "Story A-1"), (_world.Value("stories/core/A-1.md", "id"), _world.Value("stories/core/A-1.md", "status"), _world.Value("stories/core/A-1.md", "epic"), _world.Value("stories/core/A-1.md", "title")));
        Assert.Equal(["one", "two"], _world.Row("stories/core/A-1.md").Tasks.Select(t => t.Text));
        Assert.Equal([null, "Story A-1", "Tasks", "Notes"], _world.Row("stories/core/A-1.md").Sections.Select(s => s.Heading));
    }

    [Fact]
    public async Task A_pass_over_agreement_writes_nothing()
    {
        await _world.BeginAsync(("stories/core/A-1.md", Story("A-1")), ("notes/n.md", "Hello.\n"));
        var (files, rows) = (_world.Folder.Writes, _world.Database.RowWrites);
        foreach (var request in new[] { CycleRequest.Full, new(new FolderScope.Deep(), new RowScope.Deep()) })
        {
            var report = await _world.SyncAsync(request);
            Assert.True(report.IsQuiet);
            Assert.Equal((files, rows, 0), (_world.Folder.Writes, _world.Database.RowWrites, report.Unsettled));
        }
    }

    [Fact]
    public async Task An_edited_file_changes_its_row_and_no_other()
    {
        await _world.BeginAsync(("stories/core/A-1.md", Story("A-1")), ("stories/core/A-2.md", Story("A-2")));
        var other = _world.Row("stories/core/A-2.md");
        _world.Folder["stories/core/A-1.md"] = Story("A-1", "active");
        Assert.Equal(1, (await _world.SyncAsync()).RowsWritten);
        _world.AssertInStep();
        Assert.Equal("active", _world.Value("stories/core/A-1.md", "status"));
        Assert.Same(other, _world.Row("stories/core/A-2.md"));
    }

    [Fact]
    public async Task A_deleted_file_takes_its_row_along_and_its_page_stays_in_the_history()
    {
        await _world.BeginAsync(("stories/core/A-1.md", Story("A-1")), ("stories/core/A-2.md", Story("A-2")));
        _world.Folder["stories/core/A-1.md"] = null;
        Assert.Equal(1, (await _world.SyncAsync()).RowsDeleted);
        _world.AssertInStep();
        Assert.Null(_world.RowAt("stories/core/A-1.md"));
        Assert.True(_world.IsKept(Story("A-1")));
    }

    [Fact]
    public async Task An_absence_wants_a_second_look()
    {
        await _world.BeginAsync(("stories/core/A-1.md", Story("A-1")), ("stories/core/A-2.md", Story("A-2")));
        _world.Folder["stories/core/A-1.md"] = null;
        var first = await _world.PassAsync();
        Assert.Equal(["stories/core/A-1.md"], first.Deferred.Select(p => p.Value));
        Assert.Equal(["stories/core/A-1.md"], (await _world.PassAsync()).Deferred.Select(p => p.Value));
        _world.Folder["stories/core/A-1.md"] = Story("A-1", "active");
        _world.Time.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(0, (await _world.PassAsync()).RowsDeleted);
        _world.AssertInStep();

        // It was there in between: this absence is a new one.
        _world.Folder["stories/core/A-1.md"] = null;
        Assert.Equal((0, 1), (await _world.PassAsync()) is var again ? (again.RowsDeleted, again.Deferred.Length) : default);
        _world.Time.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await _world.PassAsync()).RowsDeleted);
    }

    [Fact]
    public async Task A_path_that_was_deleted_and_used_again_wants_two_looks_again()
    {
        await _world.BeginAsync(("stories/core/A-1.md", Story("A-1")), ("stories/core/A-2.md", Story("A-2")));
        _world.Folder["stories/core/A-1.md"] = null;
        await _world.SyncAsync();
        _world.Folder["stories/core/A-1.md"] = Story("A-1", "active");
        await _world.SyncAsync();
        _world.Time.Pass(TimeSpan.FromHours(1));
        _world.Folder["stories/core/A-1.md"] = null;
        Assert.Equal(0, (await _world.PassAsync()).RowsDeleted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_renamed_file_keeps_its_row_even_when_it_is_edited_at_once(bool isEdited)
    {
        await _world.BeginAsync(("stories/core/A-1.md", Story("A-1")), ("stories/core/A-2.md", Story("A-2")));
        var document = _world.Row("stories/core/A-1.md").Document;
        _world.Folder.Rename("stories/core/A-1.md", "stories/web/renamed.md");
        if (isEdited)
            _world.Folder["stories/web/renamed.md"] = Story("A-1", "active", "Another text.");
        var report = await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal((0, 1), (report.RowsDeleted, report.Moved));
        Assert.Equal(document, _world.Row("stories/web/renamed.md").Document);
        Assert.Equal("web", _world.Value("stories/web/renamed.md", "epic"));
    }

    [Fact]
    public async Task A_rename_that_is_seen_half_by_half_is_still_a_rename()
    {
        await _world.BeginAsync(("stories/core/A-1.md", Story("A-1")), ("stories/core/A-2.md", Story("A-2")));
        var document = _world.Row("stories/core/A-1.md").Document;
        _world.Folder.Rename("stories/core/A-1.md", "stories/web/A-1.md");
        await _world.PassAsync(Only("stories/core/A-1.md"));
        await _world.PassAsync(Only("stories/web/A-1.md"));
        Assert.Equal(document, _world.Row("stories/web/A-1.md").Document);
        await _world.SyncAsync();
        _world.AssertInStep();
    }

    [Fact]
    public async Task A_page_without_a_key_is_recognised_by_its_content_and_by_likeness()
    {
        await _world.BeginAsync(("notes/a.md", "one\ntwo\nthree\nfour\nfive\n"), ("notes/b.md", "Other.\n"));
        var document = _world.Row("notes/a.md").Document;
        _world.Folder.Rename("notes/a.md", "notes/c.md");
        await _world.SyncAsync();
        Assert.Equal(document, _world.Row("notes/c.md").Document);
        _world.Folder.Rename("notes/c.md", "notes/d.md");
        _world.Folder["notes/d.md"] = "one\ntwo\n3\nfour\nfive\n";
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(document, _world.Row("notes/d.md").Document);
    }

    [Fact]
    public async Task A_file_that_moves_to_another_collection_leaves_one_table_for_the_other()
    {
        await _world.BeginAsync(("stories/core/A-1.md", Story("A-1")), ("stories/core/A-2.md", Story("A-2")));
        _world.Folder.Rename("stories/core/A-1.md", "archive/A-1.md");
        var report = await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal("archive", _world.Row("archive/A-1.md").Document.Collection);
        Assert.Null(_world.RowAt("stories/core/A-1.md"));
        Assert.Equal((0, 1), (report.RowsDeleted, report.Moved));
    }

    [Theory]
    [InlineData("archive/A-1.md", "stories/core/A-1.md")]
    [InlineData("notes/A-1.md", "stories/core/A-1.md")]
    [InlineData("stories/core/A-1.md", "archive/A-1.md")]
    public async Task A_file_that_moves_to_another_collection_with_a_field_in_trouble_takes_nothing_of_other_columns_along(string from, string to)
    {
        await _world.BeginAsync((from, Story("A-1", "urgent")), ("stories/core/A-2.md", Story("A-2")));
        _world.Folder.Rename(from, to);
        await _world.SyncAsync();
        _world.AssertInStep();
        var isStory = to.StartsWith("stories/", StringComparison.Ordinal);
        Assert.Equal(isStory ? null : "urgent", _world.Value(to, "status"));
        Assert.Equal(isStory, _world.Row(to).Problem is not null);
        Assert.Null(_world.RowAt(from));
    }

    [Fact]
    public async Task A_copy_gets_a_row_of_its_own()
    {
        await _world.BeginAsync(("stories/core/A-1.md", Story("A-1")));
        var document = _world.Row("stories/core/A-1.md").Document;
        _world.Folder["stories/core/copy.md"] = Story("A-1");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(document, _world.Row("stories/core/A-1.md").Document);
        Assert.NotEqual(document, _world.Row("stories/core/copy.md").Document);
        _world.Set("stories/core/copy.md", "status", "active");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(Story("A-1"), _world.Folder["stories/core/A-1.md"]);
        Assert.Equal(Story("A-1", "active"), _world.Folder["stories/core/copy.md"]);
    }

    [Fact]
    public async Task Swapped_names_are_two_moves()
    {
        await _world.BeginAsync(("stories/core/A-1.md", Story("A-1")), ("stories/core/A-2.md", Story("A-2")));
        var (one, two) = (_world.Row("stories/core/A-1.md").Document, _world.Row("stories/core/A-2.md").Document);
        _world.Folder.Rename("stories/core/A-1.md", "stories/core/x.md");
        _world.Folder.Rename("stories/core/A-2.md", "stories/core/A-1.md");
        _world.Folder.Rename("stories/core/x.md", "stories/core/A-2.md");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal((two, one), (_world.Row("stories/core/A-1.md").Document, _world.Row("stories/core/A-2.md").Document));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_renamed_over_another_replaces_that_document(bool isRowEdited)
    {
        await _world.BeginAsync(("stories/core/A-1.md", Story("A-1")), ("stories/core/A-2.md", Story("A-2")), ("stories/core/A-3.md", Story("A-3")));
        var (one, two) = (_world.Row("stories/core/A-1.md").Document, _world.Row("stories/core/A-2.md").Document);
        if (isRowEdited)
            _world.Set("stories/core/A-2.md", "status", "done");
        _world.Folder.Rename("stories/core/A-1.md", "stories/core/A-2.md");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(one, _world.Row("stories/core/A-2.md").Document);
        Assert.True(_world.IsKept(Story("A-2")));
        Assert.Equal(2, _world.Database.Bases.Count);
        if (isRowEdited)
            Assert.Equal((null, "done"), (_world.Row(two).Path, ValueOf(_world.Row(two), "status")));
        else
            Assert.DoesNotContain(_world.Database.Rows, r => r.Document == two);
    }

    [Fact]
    public async Task A_key_that_is_edited_in_place_keeps_the_row()
    {
        await _world.BeginAsync(("stories/core/A-1.md", Story("A-1")));
        var document = _world.Row("stories/core/A-1.md").Document;
        _world.Folder["stories/core/A-1.md"] = Story("A-1b");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(document, _world.Row("stories/core/A-1.md").Document);
    }

    [Fact]
    public async Task A_file_that_a_crash_made_the_folder_forget_is_missed_all_the_same()
    {
        await _world.BeginAsync(("stories/core/A-1.md", Story("A-1")), ("stories/core/A-2.md", Story("A-2")));
        _world.Insert("stories", null, "# New\n", ("id", "A-3"), ("epic", "core"));
        _world.Folder.Between = e => _ = e == "clear" ? throw new Crash(e) : 0;
        await Assert.ThrowsAsync<Crash>(() => _world.SyncAsync());
        _world.Folder.Between = _ => { };
        _world.Folder["stories/core/A-3.md"] = null;
        _world.Restart();
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Null(_world.RowAt("stories/core/A-3.md"));
    }

    [Fact]
    public async Task Events_tell_what_happened()
    {
        await _world.BeginAsync(("stories/core/A-1.md", Story("A-1")), ("stories/core/A-2.md", Story("A-2")));
        _world.Folder["stories/core/A-1.md"] = Story("A-1", "done");
        await _world.SyncAsync();
        _world.Folder.Rename("stories/core/A-1.md", "stories/web/A-1.md");
        await _world.SyncAsync();
        _world.Folder["stories/web/A-1.md"] = null;
        await _world.SyncAsync();
        Assert.Equal(
            [EventKind.Created, EventKind.Created, EventKind.Changed, EventKind.Moved, EventKind.Deleted],
            _world.Database.Events.Select(e => e.Kind));
        Assert.Equal(PageHash.Of(System.Text.Encoding.UTF8.GetBytes(Story("A-1", "done"))), _world.Database.Events[^1].Before);
    }
}
