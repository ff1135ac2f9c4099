using Pagerow.Merging.Conflicts;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Simulation;
using static Pagerow.Simulation.World;

namespace Pagerow.Tests.Engine;

/// <summary>Places that both sides changed, and what policies and people do about them.</summary>
public sealed class EngineHoleTests
{
    const string A = "stories/core/A-1.md";
    const string B = "stories/core/A-2.md";

    World _world = new();

    static World Under(ConflictPolicy policy)
    {
        var world = new World { Conflicts = ConflictSettings.Default with { Root = ConflictPolicies.None with { Default = policy } } };
        world.Restart();
        return world;
    }

    // The file says done and has another text, the row says active and its first task is done.
    async Task OpenAsync()
    {
        _world = Under(ConflictPolicy.Ask);
        await _world.BeginAsync((A, Story("A-1")), (B, Story("A-2")));
        BothEdit();
        await _world.SyncAsync();
        _world.AssertInStep();
    }

    void BothEdit()
    {
        _world.Folder[A] = Story("A-1", "done", "By the file.");
        _world.Set(A, "status", "active");
        _world.Update(A, r => r with { Tasks = r.Tasks.SetItem(0, r.Tasks[0] with { Done = true }) });
    }

    static string Ticked(string story) => story.Replace("[ ] one", "[x] one", StringComparison.Ordinal);

    [Fact]
    public async Task Only_the_hole_stops_and_all_around_it_is_merged_on_both_sides()
    {
        await OpenAsync();
        Assert.Equal(Ticked(Story("A-1", "done", "By the file.")), _world.Folder[A]);
        Assert.Equal(("active", true), (_world.Value(A, "status"), _world.Row(A).Tasks[0].Done));
        Assert.Contains("By the file.", _world.Row(A).Body, StringComparison.Ordinal);
        var hole = Assert.Single(_world.Database.Holes);
        Assert.Equal(("'status'", ConflictKind.Field, "backlog", "done", "active"), (hole.Place.ToString(), hole.Kind, hole.Base, hole.File, hole.Row));
    }

    [Fact]
    public async Task It_is_raised_once_and_a_pass_over_it_writes_nothing()
    {
        await OpenAsync();
        var writes = (_world.Folder.Writes, _world.Database.RowWrites);
        var report = await _world.SyncAsync();
        Assert.Equal((1, true, writes), (report.OpenHoles, report.IsQuiet, (_world.Folder.Writes, _world.Database.RowWrites)));
        Assert.Single(_world.Database.Events, e => e.Kind is EventKind.Conflict);
    }

    [Fact]
    public async Task Edits_elsewhere_go_on_in_both_directions()
    {
        await OpenAsync();
        _world.Folder[A] = _world.Folder[A]!.Replace("Nothing yet.", "More by the file.", StringComparison.Ordinal);
        await _world.SyncAsync();
        _world.Set(A, "points", "5");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Contains("points: 5", _world.Folder[A], StringComparison.Ordinal);
        Assert.Contains("More by the file.", _world.Row(A).Body, StringComparison.Ordinal);
        Assert.Equal(("done", "active"), (_world.Database.Holes.Single().File, _world.Value(A, "status")));
        Assert.Single(_world.Database.Events, e => e.Kind is EventKind.Conflict);
    }

    [Fact]
    public async Task A_further_edit_of_the_place_changes_its_texts_and_raises_nothing()
    {
        await OpenAsync();
        _world.Folder[A] = _world.Folder[A]!.Replace("status: done", "status: paused", StringComparison.Ordinal);
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(("backlog", "paused", "active"), _world.Database.Holes.Select(h => (h.Base, h.File, h.Row)).Single());
        Assert.Single(_world.Database.Events, e => e.Kind is EventKind.Conflict);
    }

    [Theory]
    [InlineData("files", "done")]
    [InlineData("rows", "active")]
    [InlineData("base", "backlog")]
    [InlineData("text", "paused")]
    public async Task An_answer_stands_on_both_sides_and_both_pages_are_kept(string answer, string status)
    {
        await OpenAsync();
        var (file, row) = (_world.Database.Bases.Single(b => b.Path == PagePath.Of(A)).FilePage, _world.Database.Bases.Single(b => b.Path == PagePath.Of(A)).RowPage);
        _world.Database.Resolve(_world.Row(A).Document, answer switch { "files" => new Resolution.File(), "rows" => new Resolution.Row(), "base" => new Resolution.Base(), _ => new Resolution.Text("paused") });
        var report = await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(Ticked(Story("A-1", status, "By the file.")), _world.Folder[A]);
        Assert.Equal((0, 0), (report.OpenHoles, _world.Database.Holes.Count));
        Assert.Null(_world.Database.Bases.Single(b => b.Path == PagePath.Of(A)).Open);
        Assert.True(_world.Database.Holds(file!.Value) && _world.Database.Holds(row!.Value));
        Assert.Contains(_world.Database.Events, e => e.Kind is EventKind.Resolved);
    }

    [Fact]
    public async Task Both_texts_can_stand_one_after_the_other()
    {
        _world = Under(ConflictPolicy.Ask);
        await _world.BeginAsync((A, Story("A-1")));
        _world.Folder[A] = Story("A-1", text: "By the file.");
        _world.Update(A, r => r with { Body = r.Body!.Replace("Text.", "By the row.", StringComparison.Ordinal) });
        await _world.SyncAsync();
        Assert.Single(_world.Database.Holes);
        _world.Database.Resolve(_world.Row(A).Document, new Resolution.Both());
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Contains("By the file.\nBy the row.\n", _world.Folder[A], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_cannot_stand_there_is_taken_back_and_told()
    {
        await OpenAsync();
        _world.Database.Resolve(_world.Row(A).Document, new Resolution.Both());
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(("done", "active"), (_world.Database.Holes.Single().File, _world.Value(A, "status")));
        Assert.Contains(_world.Database.Events, e => e is { Kind: EventKind.Refused, Detail: "'status' has room for one text only; 'both' was taken back" });
        var writes = _world.Database.RowWrites;
        await _world.SyncAsync();
        Assert.Equal(writes, _world.Database.RowWrites);
    }

    [Fact]
    public async Task It_closes_where_one_side_takes_the_others_text_over()
    {
        await OpenAsync();
        _world.Set(A, "status", "done");
        var report = await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal((0, Ticked(Story("A-1", "done", "By the file."))), (report.OpenHoles, _world.Folder[A]));
    }

    [Fact]
    public async Task A_deleted_file_comes_back_as_the_row_has_it()
    {
        await OpenAsync();
        _world.Folder[A] = null;
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal((Ticked(Story("A-1", "active", "By the file.")), 0), (_world.Folder[A], _world.Database.Holes.Count));
    }

    [Fact]
    public async Task A_deleted_row_comes_back_as_the_file_has_it()
    {
        await OpenAsync();
        _world.Delete(A);
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(("done", 0), (_world.Value(A, "status"), _world.Database.Holes.Count));
    }

    [Fact]
    public async Task A_document_moves_with_its_hole()
    {
        await OpenAsync();
        _world.Folder.Rename(A, "stories/web/A-1.md");
        await _world.SyncAsync();
        _world.AssertInStep();
        _world.Update("stories/web/A-1.md", r => r with { Path = "stories/api/A-1.md" });
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal((Ticked(Story("A-1", "done", "By the file.")), "active", 1), (_world.Folder["stories/api/A-1.md"], _world.Value("stories/api/A-1.md", "status"), _world.Database.Holes.Count));
    }

    [Fact]
    public async Task Where_rows_win_the_files_page_is_kept()
    {
        _world = Under(ConflictPolicy.Rows);
        await _world.BeginAsync((A, Story("A-1")));
        BothEdit();
        var lost = Story("A-1", "done", "By the file.");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(Ticked(Story("A-1", "active", "By the file.")), _world.Folder[A]);
        var told = Assert.Single(_world.Database.Events, e => e.Kind is EventKind.Overruled);
        Assert.Equal((Origin.Rows, PageHash.Of(System.Text.Encoding.UTF8.GetBytes(lost))), (told.Origin, told.Before));
        Assert.True(_world.IsKept(lost));
    }

    [Fact]
    public async Task A_column_can_have_a_policy_of_its_own()
    {
        _world = new World { Conflicts = ConflictSettings.Default with { Columns = ConflictSettings.Default.Columns.SetItem("stories.status", ConflictPolicy.Rows) } };
        _world.Restart();
        await _world.BeginAsync((A, Story("A-1")));
        BothEdit();
        await _world.SyncAsync();
        Assert.Equal("active", _world.Value(A, "status"));
        Assert.Contains("status: active", _world.Folder[A], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wherever_the_process_dies_the_next_one_comes_to_the_same_hole()
    {
        var deaths = 0;
        for (var effect = 0; ; effect++)
        {
            _world = Under(ConflictPolicy.Ask);
            await _world.BeginAsync((A, Story("A-1")), (B, Story("A-2")));
            BothEdit();
            var left = effect;
            _world.Folder.Between = _world.Database.Between = e =>
            {
                if (left-- == 0)
                    throw new Crash(e);
            };
            var isDead = false;
            try
            {
                await _world.SyncAsync();
            }
            catch (Crash)
            {
                isDead = true;
                deaths++;
            }

            _world.Folder.Between = _world.Database.Between = _ => { };
            _world.Restart();
            await _world.SyncAsync();
            _world.AssertInStep();
            Assert.Equal((Ticked(Story("A-1", "done", "By the file.")), "active", 1), (_world.Folder[A], _world.Value(A, "status"), _world.Database.Holes.Count));
            Assert.True(_world.Row(A).Tasks[0].Done);
            if (!isDead)
                break;
        }

        Assert.True(deaths >= 10, $"only {deaths} effects");
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(6, 1)]
    public async Task Edits_that_are_further_apart_than_the_window_are_asked_about_instead_of_being_decided(int minutes, int open)
    {
        var world = new World { Conflicts = ConflictSettings.Default with { Root = ConflictPolicies.None with { Default = ConflictPolicy.Merge }, Window = TimeSpan.FromMinutes(5) } };
        world.Restart();
        const string path = "stories/core/F-1.md";
        await world.BeginAsync((path, World.Story("F-1")));
        // One side takes the section out, the other changes it: by itself 'merge' lets the change stand.
        world.Folder[path] = World.Story("F-1").Replace("## Notes\n\nNothing yet.\n", "", StringComparison.Ordinal);
        world.Update(path, r => r with { Body = r.Body!.Replace("Nothing yet.", "Something.", StringComparison.Ordinal), ChangedAt = DateTimeOffset.UnixEpoch.AddMinutes(minutes) });
        await world.SyncAsync();
        Assert.Equal(open, world.Database.Holes.Count);
    }
}
