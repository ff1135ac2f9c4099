using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;
using Pagerow.Simulation;
using static Pagerow.Simulation.World;

namespace Pagerow.Tests.Engine;

/// <summary>Somebody writes between a look and a write, and processes die anywhere.</summary>
public sealed class EngineRaceTests
{
    const string A = "stories/core/A-1.md";
    const string B = "stories/core/A-2.md";

    readonly World _world = new();

    Task<World> Begin() => _world.BeginAsync((A, Story("A-1")), (B, Story("A-2")));

    void Once(string effect, Action hand)
    {
        _world.Folder.Between = e =>
        {
            if (e != effect)
                return;
            _world.Folder.Between = _ => { };
            hand();
        };
    }

    void OnceInDatabase(string effect, int after, Action hand)
    {
        _world.Database.Between = e =>
        {
            if (e != effect || after-- > 0)
                return;
            _world.Database.Between = _ => { };
            hand();
        };
    }

    [Fact]
    public async Task A_save_between_look_and_put_is_absorbed()
    {
        await Begin();
        _world.Set(A, "status", "active");
        Once("put", () => _world.Folder[A] = Story("A-1", text: "Saved meanwhile."));
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(Story("A-1", "active", "Saved meanwhile."), _world.Folder[A]);
        Assert.Contains(_world.Database.Events, e => e.Kind is EventKind.Absorbed);
        Assert.True(_world.IsKept(Story("A-1", text: "Saved meanwhile.")));
    }

    [Fact]
    public async Task Boxes_and_sections_of_both_sides_that_met_in_a_write_stand_once()
    {
        await Begin();
        _world.Update(A, r => r with
        {
            Tasks = [.. r.Tasks, new(50, null, "box of the row", " ", false, null, "Story A-1 / Tasks", null)],
            Sections = [.. r.Sections, new(50, null, 2, "Section of the row", null, "\nText of the row.\n")],
        });
        Once("put", () => _world.Folder[A] = Story("A-1", text: "Text.\n\n- [ ] box of the file\n\n## Section of the file\n\nText of the file."));
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Contains(_world.Database.Events, e => e.Kind is EventKind.Absorbed);
        Assert.DoesNotContain(_world.Database.Events, e => e.Kind is EventKind.Refused);
        Assert.Equal(
            ["box of the file", "one", "two", "box of the row"],
            _world.Row(A).Tasks.Select(t => t.Text));
        Assert.Equal([null, "Story A-1", "Section of the file", "Tasks", "Notes", "Section of the row"], _world.Row(A).Sections.Select(s => s.Heading));
    }

    [Fact]
    public async Task A_move_that_did_not_come_about_is_known_again_by_a_look_at_the_new_path_alone()
    {
        const string moved = "stories/web/A-1.md";
        await Begin();
        var document = _world.Row(A).Document;
        _world.Folder.Rename(A, moved);
        OnceInDatabase("commit", 0, () => _world.Set(A, "status", "active"));
        Assert.Equal(1, (await _world.PassAsync()).Unsettled);
        await _world.PassAsync(Only(moved));
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal((document, Story("A-1", "active")), (_world.Row(moved).Document, _world.Folder[moved]));
        Assert.Null(_world.Folder[A]);
    }

    [Fact]
    public async Task A_put_that_fails_behind_its_exchange_drops_nothing_that_it_displaced()
    {
        await Begin();
        _world.Set(A, "status", "active");
        Once("put", () =>
        {
            _world.Folder[A] = Story("A-1", text: "Saved meanwhile.");
            _world.Folder.FailsBehindPut = true;
        });
        await Assert.ThrowsAsync<IOException>(() => _world.SyncAsync());
        _world.Folder.FailsBehindPut = false;
        _world.Restart();
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(Story("A-1", "active", "Saved meanwhile."), _world.Folder[A]);
    }

    [Fact]
    public async Task A_save_between_look_and_put_that_contradicts_the_row_stands_and_the_rows_page_is_kept()
    {
        await Begin();
        _world.Set(A, "status", "active");
        Once("put", () => _world.Folder[A] = Story("A-1", "done"));
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(Story("A-1", "done"), _world.Folder[A]);
        Assert.True(_world.IsKept(Story("A-1", "active")));
    }

    [Fact]
    public async Task A_save_that_cannot_be_read_between_look_and_put_is_kept()
    {
        await Begin();
        _world.Set(A, "status", "active");
        Once("put", () => _world.Folder[A] = "---\nno end of it\n");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.True(_world.IsKept("---\nno end of it\n"));
    }

    [Fact]
    public async Task A_file_that_is_deleted_between_look_and_put_comes_back_with_the_rows_edit()
    {
        await Begin();
        _world.Set(A, "status", "active");
        Once("put", () => _world.Folder[A] = null);
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(Story("A-1", "active"), _world.Folder[A]);
    }

    [Fact]
    public async Task A_file_that_is_saved_while_it_is_deleted_comes_back_and_so_does_its_row()
    {
        await Begin();
        _world.Delete(A);
        Once("put", () => _world.Folder[A] = Story("A-1", "done"));
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal((Story("A-1", "done"), "done"), (_world.Folder[A], _world.Value(A, "status")));
    }

    [Fact]
    public async Task A_file_that_appears_where_a_row_makes_one_is_taken_in()
    {
        await Begin();
        var document = _world.Insert("stories", null, "# The row's\n", ("id", "A-3"), ("epic", "core"));
        Once("put", () => _world.Folder["stories/core/A-3.md"] = Story("A-3", "done"));
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(Story("A-3", "done"), _world.Folder["stories/core/A-3.md"]);
        Assert.Equal("# The row's\n", _world.Row(document).Body);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_row_that_changes_between_plan_and_commit_is_planned_anew(int commit)
    {
        await Begin();
        _world.Set(A, "status", "active");
        OnceInDatabase("commit", commit, () => _world.Set(A, "points", "3"));
        await _world.SyncAsync();
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(Story("A-1", "active").Replace("[a, b]\n", "[a, b]\npoints: 3\n", StringComparison.Ordinal), _world.Folder[A]);
        Assert.Equal("3", _world.Value(A, "points"));
    }

    [Fact]
    public async Task A_row_that_changes_while_its_file_is_taken_in_is_merged()
    {
        await Begin();
        _world.Folder[A] = Story("A-1", text: "By the file.");
        OnceInDatabase("commit", 0, () => _world.Set(A, "status", "done"));
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(Story("A-1", "done", "By the file."), _world.Folder[A]);
    }

    [Fact]
    public async Task Child_rows_that_change_while_their_file_is_written_are_told_apart_by_item_and_not_by_place()
    {
        await Begin();
        // Planned on: a new box without a position, that stands last in the row and in the middle of the page.
        var text = Story("A-1").Replace("## Notes\n", "## Notes\n\n- [ ] note\n", StringComparison.Ordinal);
        _world.Folder[A] = text;
        await _world.SyncAsync();
        _world.Update(A, r => r with { Tasks = [.. r.Tasks, new(50, null, "added", " ", false, null, "Story A-1 / Tasks", null)] });
        // Intent, then commit: between the two the client ticks the last box of the page.
        OnceInDatabase("commit", 1, () => _world.Update(A, r => r with { Tasks = [.. r.Tasks.Select(t => t.Text == "note" ? t with { Done = true } : t)] }));
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(text.Replace("- [x] two\n", "- [x] two\n- [ ] added\n", StringComparison.Ordinal).Replace("[ ] note", "[x] note", StringComparison.Ordinal), _world.Folder[A]);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_a_problem_and_no_other_document_waits_for_it()
    {
        await Begin();
        _world.Set(A, "status", "active");
        _world.Set(B, "status", "active");
        var failed = false;
        _world.Folder.Between = e =>
        {
            if (e != "stage" || failed)
                return;
            failed = true;
            throw new IOException("disk full");
        };
        var report = await _world.PassAsync();
        Assert.Equal((1, 1), (report.FilesWritten, report.Unsettled));
        Assert.Contains(report.Problems, p => p.Value.Code == "not-writable");
        await _world.SyncAsync();
        _world.AssertInStep();
    }

    public static TheoryData<string> Stories => new("row", "insert", "delete", "move", "both", "file", "both deleted", "both boxes", "both sections", "refused");

    void Do(string story)
    {
        switch (story)
        {
            case "row": _world.Set(A, "status", "active"); break;
            case "insert": _world.Insert("stories", null, "# N\n", ("id", "A-3"), ("epic", "core"), ("points", "07")); break;
            case "delete": _world.Delete(A); break;
            case "move": _world.Update(A, r => With(r with { Path = "stories/web/A-1.md" }, "status", "active")); break;
            case "both":
                _world.Set(A, "status", "active");
                _world.Folder[A] = Story("A-1", text: "By the file.");
                break;
            case "file": _world.Folder[A] = Story("A-1", text: "By the file."); break;
            case "both deleted":
                _world.Delete(A);
                _world.Folder[A] = null;
                break;
            case "both boxes":
                // Without a position the row's box stands behind all others, where the file has put its own.
                _world.Update(A, r => r with { Tasks = [.. r.Tasks, new(50, null, "by the row", " ", false, null, "Story A-1 / Tasks", null)] });
                _world.Folder[A] = Story("A-1").Replace("## Notes\n", "## Notes\n\n- [ ] by the file\n", StringComparison.Ordinal);
                break;
            case "both sections":
                _world.Update(A, r => r with { Sections = [.. r.Sections.Select(s => s.Heading == "Notes" ? s with { Heading = "Remarks" } : s), new(50, 2, 2, "By the row", null, "\nText of the row.\n\n")] });
                _world.Folder[A] = Story("A-1", text: "Text.\n\n## By the file\n\n- [ ] by the file");
                break;
            default:
                _world.Update(A, r => With(With(r, "status", "refused-text"), "points", "4") with { Path = "../x.md" });
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task A_crash_at_any_effect_leads_where_no_crash_leads(string story)
    {
        var calm = new EngineRaceTests();
        await calm.Begin();
        calm.Do(story);
        await calm._world.SyncAsync();
        calm._world.AssertInStep();
        var crashes = 0;
        for (var at = 0; ; at++)
        {
            var test = new EngineRaceTests();
            if (!await test.CrashAsync(story, at))
                break;
            crashes++;
            Assert.Equal(calm._world.Folder.Files, test._world.Folder.Files);
            Assert.Equal(
                calm._world.Database.Rows.Select(r => Shown.Of(r).GetHashCode()).Order(),
                test._world.Database.Rows.Select(r => Shown.Of(r).GetHashCode()).Order());
            Assert.Equal(calm._world.IsKept("refused-text"), test._world.IsKept("refused-text"));
            Assert.DoesNotContain(test._world.Database.Events, e => e.Kind is EventKind.Overruled);
            if (!calm._world.Database.Events.Any(e => e.Kind is EventKind.Refused))
                Assert.DoesNotContain(test._world.Database.Events, e => e.Kind is EventKind.Refused);
        }

        Assert.True(crashes >= 3, $"only {crashes} places to crash at");
    }

    async Task<bool> CrashAsync(string story, int at)
    {
        await Begin();
        Do(story);
        var left = at;
        void Between(string effect)
        {
            if (left-- == 0)
                throw new Crash(effect);
        }

        (_world.Folder.Between, _world.Database.Between) = (Between, Between);
        var crashed = false;
        try
        {
            await _world.SyncAsync();
        }
        catch (Crash)
        {
            crashed = true;
        }

        (_world.Folder.Between, _world.Database.Between) = (_ => { }, _ => { });
        _world.Restart();
        await _world.SyncAsync();
        _world.AssertInStep();
        return crashed;
    }

    [Fact]
    public async Task What_an_editor_writes_into_a_page_that_was_replaced_under_it_is_merged_into_file_and_row()
    {
        await Begin();
        var editor = _world.Folder.Open(A);
        _world.Set(A, "status", "active");
        await _world.SyncAsync();
        editor(Story("A-1", text: "Written late."));

        await _world.SyncAsync();
        Assert.Equal(Story("A-1", "active", "Written late."), _world.Folder[A]);
        Assert.Equal("active", _world.Value(A, "status"));
        _world.AssertInStep();
        var (files, rows) = (_world.Folder.Writes, _world.Database.RowWrites);
        await _world.SyncAsync();
        Assert.Equal((files, rows), (_world.Folder.Writes, _world.Database.RowWrites));

        editor(Story("A-1", text: "Written later still."));
        await _world.SyncAsync();
        Assert.Equal(Story("A-1", "active", "Written later still."), _world.Folder[A]);
        _world.AssertInStep();
    }

    [Fact]
    public async Task What_is_written_into_a_page_after_it_was_deleted_is_kept_in_the_history()
    {
        await Begin();
        var editor = _world.Folder.Open(A);
        _world.Delete(A);
        await _world.SyncAsync();
        Assert.Null(_world.Folder[A]);
        editor(Story("A-1", text: "Written late."));
        await _world.SyncAsync();
        Assert.Contains(_world.Database.Blobs, b => b.Contains("Written late.", StringComparison.Ordinal));
        Assert.Contains(_world.Database.Events, e => e is { Kind: EventKind.Absorbed, Detail: var why } && why!.Contains("it is kept", StringComparison.Ordinal));
        _world.AssertInStep();
    }

    [Fact]
    public async Task A_page_that_comes_out_emptied_is_waited_for_and_merged_when_it_is_written()
    {
        await Begin();
        var editor = _world.Folder.Open(A);
        _world.Set(A, "status", "active");
        Once("put", () => editor(""));
        var report = await _world.PassAsync();
        Assert.Contains(report.Problems, p => p.Value.Message.Contains("was emptied in the moment", StringComparison.Ordinal));
        Assert.Equal(1, _world.Database.Intents);
        editor(Story("A-1", text: "Written whole."));
        await _world.SyncAsync();
        Assert.Equal(Story("A-1", "active", "Written whole."), _world.Folder[A]);
        _world.AssertInStep();
    }

    [Fact]
    public async Task A_page_that_comes_out_emptied_and_stays_so_is_believed_after_a_moment()
    {
        await Begin();
        var editor = _world.Folder.Open(A);
        _world.Set(A, "status", "active");
        Once("put", () => editor(""));
        await _world.SyncAsync();
        Assert.Equal(0, _world.Database.Intents);
        _world.AssertInStep();
    }

    [Fact]
    public async Task A_page_that_comes_out_and_cannot_be_read_yet_holds_up_no_other()
    {
        await Begin();
        _world.Set(A, "status", "active");
        _world.Set(B, "status", "done");
        Once("put", () => _world.Folder[A] = Story("A-1", text: "Saved meanwhile."));
        _world.Folder.WitnessesMoving = 1;
        var report = await _world.PassAsync();
        Assert.Equal(1, report.Unsettled);
        Assert.Equal(Story("A-2", "done"), _world.Folder[B]);
        await _world.SyncAsync();
        Assert.Equal(Story("A-1", "active", "Saved meanwhile."), _world.Folder[A]);
        _world.AssertInStep();
    }
}
