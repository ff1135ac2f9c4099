using Pagerow.Engine;
using Pagerow.Reconcile.Changes;
using Pagerow.Simulation;
using static Pagerow.Simulation.World;

namespace Pagerow.Tests.Engine;

/// <summary>What comes out of a write instead of the expected page, however the row, the names and the machine have moved on by then.</summary>
public sealed class EngineAbsorptionTests
{
    const string A = "stories/core/A-1.md";
    const string B = "stories/core/A-2.md";

    readonly World _world = new();

    [Fact]
    public async Task A_save_into_a_write_beats_the_deletion_of_its_row_in_the_same_moment()
    {
        await BeginAsync();
        _world.Set(A, "status", "active");
        At(("put", () => _world.Folder[A] = Story("A-1", text: "Saved meanwhile.")), ("flush", () => _world.Delete(A)));
        await RestAsync();
        Assert.Equal(Story("A-1", "active", "Saved meanwhile."), _world.Folder[A]);
        Assert.Equal("active", _world.Value(A, "status"));
    }

    [Fact]
    public async Task Another_documents_page_that_was_renamed_over_a_page_being_written_stays_that_documents()
    {
        await BeginAsync();
        var (one, other) = (_world.Row(A).Document, _world.Row(B).Document);
        _world.Set(A, "status", "active");
        At(("put", () => _world.Folder.Rename(B, A)));
        await RestAsync();
        Assert.Equal((A, "active"), (_world.Row(one).Path, ValueOf(_world.Row(one), "status")));
        Assert.Equal("stories/core/A-1 (2).md", _world.Row(other).Path);
        Assert.Equal(Story("A-2"), _world.Folder["stories/core/A-1 (2).md"]);
    }

    [Fact]
    public async Task A_new_page_that_was_renamed_before_its_writer_died_is_not_made_again()
    {
        await BeginAsync();
        var row = _world.Insert("stories", null, "# The row's\n", ("id", "A-9"), ("epic", "core"));
        At(("flush", () =>
        {
            _world.Folder.Rename("stories/core/A-9.md", "stories/web/A-9.md");
            throw new Crash("flush");
        }
        ));
        await RestAsync();
        Assert.Null(_world.Folder["stories/core/A-9.md"]);
        Assert.Equal("stories/web/A-9.md", _world.Row(row).Path);
    }

    [Fact]
    public async Task A_new_page_that_was_made_although_its_disk_said_no_stays_its_rows()
    {
        await BeginAsync();
        var row = _world.Insert("stories", null, "# The row's\n", ("id", "A-9"), ("epic", "core"));
        _world.Folder.FailsBehindPut = true;
        await Assert.ThrowsAsync<IOException>(() => _world.SyncAsync());
        _world.Folder.FailsBehindPut = false;
        await RestAsync();
        Assert.Equal(("stories/core/A-9.md", null), (_world.Row(row).Path, _world.Row(row).Problem));
        Assert.Equal(5, _world.Database.Bases.Count);
    }

    [Fact]
    public async Task A_move_whose_old_name_was_taken_before_its_writer_died_is_followed_by_the_page()
    {
        await _world.BeginAsync(("notes/n1.md", "---\nmood: fine\n---\n# One\n\nOf the one.\n"), ("notes/n2.md", "# Two\n"));
        var row = _world.Row("notes/n1.md").Document;
        _world.Update("notes/n1.md", r => With(r with { Path = "notes/m1.md" }, "mood", "good"));
        At(("flush", () =>
        {
            _world.Folder["notes/n1.md"] = "---\nmood: other\n---\n# Another\n\nAltogether another page.\n";
            throw new Crash("flush");
        }
        ));
        await RestAsync();
        Assert.Equal("---\nmood: good\n---\n# One\n\nOf the one.\n", _world.Folder["notes/m1.md"]);
        Assert.Equal(("notes/m1.md", "good"), (_world.Row(row).Path, ValueOf(_world.Row(row), "mood")));
        Assert.Equal("other", _world.Value("notes/n1.md", "mood"));
    }

    [Fact]
    public async Task What_was_written_into_the_new_page_stays_with_the_rows_edit_when_a_power_cut_takes_the_exchange_back()
    {
        await BeginAsync();
        _world.Set(A, "status", "active");
        At(("flush", () =>
        {
            _world.Folder.Open(A)(Story("A-1", "active", "In place."));
            _world.Folder.TakeBack(A);
            throw new Crash("power");
        }
        ));
        await RestAsync();
        Assert.Equal(Story("A-1", "active", "In place."), _world.Folder[A]);
        Assert.Equal("active", _world.Value(A, "status"));
        Assert.DoesNotContain(_world.Database.Events, e => e.Kind is EventKind.Overruled or EventKind.Conflict);
    }

    [Fact]
    public async Task A_write_that_the_disk_does_not_let_be_settled_leaves_no_other_unsettled()
    {
        await BeginAsync();
        _world.Delete(A);
        _world.Delete(B);
        At(("put", () => _world.Folder[A] = Story("A-1", text: "Saved meanwhile.")), ("flush", () => throw new Crash("flush")));
        await Assert.ThrowsAsync<Crash>(() => _world.SyncAsync());
        _world.Folder.Between = _ => { };
        _world.Folder.FailsBehindPut = true;
        var report = await new Recovery(_world.Folder, _world.Database, Layout, _world.Time).RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal((1, A), (report.Settled, Assert.Single(report.Left).Key.Value));
        Assert.Equal(1, _world.Database.Intents);
        _world.Folder.FailsBehindPut = false;
        _world.Restart();
        await RestAsync();
        Assert.Equal(Story("A-1", text: "Saved meanwhile."), _world.Folder[A]);
        Assert.Null(_world.Folder[B]);
    }

    Task<World> BeginAsync() => _world.BeginAsync([.. Enumerable.Range(1, 4).Select(i => ($"stories/core/A-{i}.md", Story($"A-{i}")))]);

    // Each hand once, in this order, before the effect of its name.
    void At(params (string Effect, Action Hand)[] hands)
    {
        var left = new Queue<(string Effect, Action Hand)>(hands);
        _world.Folder.Between = e =>
        {
            if (left.Count > 0 && left.Peek().Effect == e)
                left.Dequeue().Hand();
        };
    }

    async Task RestAsync()
    {
        try
        {
            await _world.SyncAsync();
        }
        catch (Crash)
        {
            _world.Restart();
        }

        _world.Folder.Between = _ => { };
        await _world.SyncAsync();
        await _world.AllowAsync();
        _world.AssertInStep();
    }
}
