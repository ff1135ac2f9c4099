using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Simulation;
using static Pagerow.Simulation.World;

namespace Pagerow.Tests.Engine;

public sealed class EngineBothTests
{
    const string A = "stories/core/A-1.md";
    const string B = "stories/core/A-2.md";

    readonly World _world = new();

    Task<World> Begin() => _world.BeginAsync((A, Story("A-1")), (B, Story("A-2")));

    [Fact]
    public async Task Edits_of_different_places_both_stand()
    {
        await Begin();
        _world.Folder[A] = Story("A-1", text: "By the file.");
        _world.Set(A, "status", "active");
        _world.Update(A, r => r with { Tasks = r.Tasks.SetItem(0, r.Tasks[0] with { Done = true }) });
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(Story("A-1", "active", "By the file.").Replace("[ ] one", "[x] one", StringComparison.Ordinal), _world.Folder[A]);
        Assert.Contains(_world.Database.Events, e => e.Kind is EventKind.Merged);
        Assert.DoesNotContain(_world.Database.Events, e => e.Kind is EventKind.Overruled);
    }

    [Fact]
    public async Task Of_two_edits_of_one_place_the_files_stands_and_the_rows_page_is_kept()
    {
        await Begin();
        _world.Folder[A] = Story("A-1", "done");
        _world.Set(A, "status", "active");
        var report = await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal((Story("A-1", "done"), "done", 1), (_world.Folder[A], _world.Value(A, "status"), report.Overruled));
        var told = Assert.Single(_world.Database.Events, e => e.Kind is EventKind.Overruled);
        Assert.Equal(PageHash.Of(System.Text.Encoding.UTF8.GetBytes(Story("A-1", "active"))), told.Before);
        Assert.True(_world.Database.Holds(told.Before!.Value));
        Assert.Contains("'status'", told.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_edit_on_both_sides_is_no_conflict()
    {
        await Begin();
        _world.Folder[A] = Story("A-1", "done");
        _world.Set(A, "status", "done");
        var report = await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal((0, 0), (report.Overruled, _world.Folder.Writes));
    }

    [Fact]
    public async Task A_file_that_moved_and_a_row_that_was_edited_are_one_document()
    {
        await Begin();
        var document = _world.Row(A).Document;
        _world.Folder.Rename(A, "stories/web/A-1.md");
        _world.Set(A, "status", "active");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal((document, Story("A-1", "active")), (_world.Row("stories/web/A-1.md").Document, _world.Folder["stories/web/A-1.md"]));
    }

    [Fact]
    public async Task A_row_that_asks_for_another_path_and_a_file_that_was_edited_are_merged()
    {
        await Begin();
        _world.Folder[A] = Story("A-1", text: "By the file.");
        _world.Update(A, r => With(r with { Path = "stories/web/A-1.md" }, "status", "active"));
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(Story("A-1", "active", "By the file."), _world.Folder["stories/web/A-1.md"]);
        Assert.Null(_world.Folder[A]);
    }

    [Fact]
    public async Task Of_two_moves_the_files_stands()
    {
        await Begin();
        _world.Folder.Rename(A, "stories/web/A-1.md");
        _world.Update(A, r => r with { Path = "stories/api/A-1.md" });
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.NotNull(_world.Folder["stories/web/A-1.md"]);
        Assert.Contains(_world.Database.Events, e => e.Kind is EventKind.Overruled && e.Detail!.Contains("stories/api/A-1.md", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_leaves_its_collection_while_its_row_is_edited_stands_and_the_rows_page_is_kept()
    {
        await Begin();
        _world.Folder.Rename(A, "archive/A-1.md");
        _world.Set(A, "status", "done");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal("backlog", _world.Value("archive/A-1.md", "status"));
        Assert.True(_world.IsKept(Story("A-1", "done")));
    }

    [Fact]
    public async Task A_row_whose_file_leaves_its_collection_is_kept_wherever_the_process_dies()
    {
        var (isDead, deaths) = (true, 0);
        for (var effect = 0; isDead; effect++)
        {
            var world = await new World().BeginAsync((A, Story("A-1")));
            world.Folder.Rename(A, "archive/A-1.md");
            world.Set(A, "status", "done");
            var left = effect;
            world.Folder.Between = world.Database.Between = e =>
            {
                if (left-- == 0)
                    throw new Crash(e);
            };
            isDead = await Record.ExceptionAsync(() => world.SyncAsync()) is Crash;
            deaths += isDead ? 1 : 0;
            world.Folder.Between = world.Database.Between = _ => { };
            world.Restart();
            await world.SyncAsync();
            world.AssertInStep();
            Assert.True(world.IsKept(Story("A-1", "done")), $"lost after a death at effect {effect}");
        }

        Assert.InRange(deaths, 4, 100);
    }

    [Fact]
    public async Task An_edited_row_brings_its_deleted_file_back()
    {
        await Begin();
        _world.Folder[A] = null;
        _world.Set(A, "status", "active");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(Story("A-1", "active"), _world.Folder[A]);
        Assert.Contains(_world.Database.Events, e => e.Kind is EventKind.Revived);
    }

    [Fact]
    public async Task An_edited_file_brings_its_deleted_row_back()
    {
        await Begin();
        var document = _world.Row(A).Document;
        _world.Folder[A] = Story("A-1", "active");
        _world.Delete(A);
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal((document, "active", Story("A-1", "active")), (_world.Row(A).Document, _world.Value(A, "status"), _world.Folder[A]));
        Assert.Contains(_world.Database.Events, e => e.Kind is EventKind.Revived);
    }

    [Fact]
    public async Task What_is_deleted_on_both_sides_is_forgotten()
    {
        await Begin();
        _world.Folder[A] = null;
        _world.Delete(A);
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Single(_world.Database.Bases);
    }
}
