using Pagerow.Engine.Sides;
using Pagerow.Mapping.Values;
using Pagerow.Reconcile.Changes;
using Pagerow.Simulation;
using static Pagerow.Simulation.World;

namespace Pagerow.Tests.Engine;

public sealed class EngineRowTests
{
    const string A = "stories/core/A-1.md";
    const string B = "stories/core/A-2.md";

    readonly World _world = new();

    Task<World> Begin() => _world.BeginAsync((A, Story("A-1")), (B, Story("A-2")));

    async Task AssertWrites(string expected)
    {
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(expected, _world.Folder[A]);
        Assert.Equal(Story("A-2"), _world.Folder[B]);
    }

    [Fact]
    public async Task The_row_of_an_empty_page_is_edited_like_any_other()
    {
        await Begin();
        _world.Folder[A] = "";
        await _world.SyncAsync();
        _world.AssertInStep();
        _world.Update(A, r => r with { Body = "# Not empty\n" });
        await AssertWrites("# Not empty\n");
    }

    [Fact]
    public async Task Columns_of_every_kind_are_put_into_the_page()
    {
        await Begin();
        _world.Set(A, "status", "active");
        await AssertWrites(Story("A-1", "active"));
        _world.Set(A, "labels", "[\"a\",\"b\",\"c\"]");
        await AssertWrites(Story("A-1", "active").Replace("[a, b]", "[a, b, c]", StringComparison.Ordinal));
        _world.Set(A, "labels", "[\"a\",\"b\"]");
        _world.Set(A, "due", "2026-5-7");
        await AssertWrites(Story("A-1", "active").Replace("# where it stands\n", "# where it stands\ndue: 2026-05-07\n", StringComparison.Ordinal));
        Assert.Equal("2026-05-07", _world.Value(A, "due"));
        _world.Set(A, "due", null);
        await _world.SyncAsync();
        _world.AssertInStep();
        _world.Set(A, "title", "Another");
        await _world.SyncAsync();
        Assert.Contains("\n# Another\n", _world.Folder[A], StringComparison.Ordinal);
        Assert.Equal("Another", _world.Row(A).Sections[1].Heading);
    }

    [Fact]
    public async Task A_capture_and_the_path_move_the_file()
    {
        await Begin();
        var document = _world.Row(A).Document;
        _world.Set(A, "epic", "web");
        _world.Set(A, "status", "active");
        var report = await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal((document, Story("A-1", "active"), 1), (_world.Row("stories/web/A-1.md").Document, _world.Folder["stories/web/A-1.md"], report.Moved));
        _world.Update("stories/web/A-1.md", r => r with { Path = "stories/api/x.md" });
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal((document, "api"), (_world.Row("stories/api/x.md").Document, _world.Value("stories/api/x.md", "epic")));
        Assert.Null(_world.Folder["stories/web/A-1.md"]);
    }

    [Theory]
    [InlineData("../x.md")]
    [InlineData("/etc/x.md")]
    [InlineData(".git/hooks/x.md")]
    [InlineData("a.sh")]
    [InlineData("archive/x.md")]
    [InlineData(null)]
    [InlineData(B)]
    public async Task A_path_that_a_file_cannot_move_to_is_taken_back_and_the_rest_is_done(string? path)
    {
        await Begin();
        _world.Set(A, "status", "done");
        _world.Update(A, r => r with { Path = path });
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(Story("A-1", "done"), _world.Folder[A]);
        Assert.Equal(Story("A-2"), _world.Folder[B]);
        Assert.Equal(2, _world.Folder.Files.Count);
        Assert.NotNull(_world.Row(A).Problem);
        Assert.Contains(_world.Database.Events, e => e.Kind is EventKind.Refused);
    }

    [Fact]
    public async Task Two_rows_that_swap_their_paths_are_told_that_they_cannot_and_stay_where_they_are()
    {
        await Begin();
        var (one, two) = (_world.Row(A), _world.Row(B));
        _world.Database.Touch(one.Document, r => r! with { Path = B });
        _world.Database.Touch(two.Document, r => r! with { Path = A });
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal((Story("A-1"), Story("A-2"), 2), (_world.Folder[A], _world.Folder[B], _world.Folder.Files.Count));
        Assert.Equal((one.Document, two.Document), (_world.Row(A).Document, _world.Row(B).Document));
        Assert.Contains("belongs to another document", _world.Row(A).Problem, StringComparison.Ordinal);
        Assert.Contains("belongs to another document", _world.Row(B).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_is_put_into_the_page_and_NULL_is_taken_back()
    {
        await Begin();
        _world.Update(A, r => r with { Body = r.Body!.Replace("Text.", "Words.", StringComparison.Ordinal) });
        await AssertWrites(Story("A-1", text: "Words."));
        _world.Update(A, r => r with { Body = null });
        await AssertWrites(Story("A-1", text: "Words."));
        Assert.Contains("'body' cannot be set to NULL", _world.Row(A).Problem, StringComparison.Ordinal);
        _world.Set(A, "status", "done");
        await AssertWrites(Story("A-1", "done", text: "Words."));
        Assert.Null(_world.Row(A).Problem);
    }

    [Fact]
    public async Task Extra_is_put_into_the_page_and_NULL_is_taken_back()
    {
        await _world.BeginAsync((A, Story("A-1").Replace("id: A-1\n", "id: A-1\nkeep: me\n", StringComparison.Ordinal)), (B, Story("A-2")));
        _world.Update(A, r => r with { Extra = null });
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Contains("keep: me\n", _world.Folder[A], StringComparison.Ordinal);
        _world.Update(A, r => r with { Extra = """{"keep":"you","also":3}""" });
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Contains("keep: you\n", _world.Folder[A], StringComparison.Ordinal);
        Assert.Contains("also: 3\n", _world.Folder[A], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_that_the_page_cannot_take_is_taken_back_told_and_kept()
    {
        await Begin();
        _world.Set(A, "status", "urgently-unknown");
        _world.Set(A, "title", "Renamed");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(("backlog", "Renamed"), (_world.Value(A, "status"), _world.Value(A, "title")));
        Assert.Contains("urgently-unknown", _world.Row(A).Problem, StringComparison.Ordinal);
        Assert.Contains(_world.Database.Events, e => e.Kind is EventKind.Refused && e.Before is { } kept && _world.Database.Holds(kept));
    }

    [Fact]
    public async Task A_finer_edit_that_loses_to_a_coarser_one_is_kept()
    {
        await Begin();
        _world.Update(A, r => r with
        {
            Body = r.Body!.Replace("Nothing yet.", "By the body.", StringComparison.Ordinal),
            Sections = r.Sections.SetItem(3, r.Sections[3] with { Content = "\nBy the section.\n" }),
        });
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Contains("By the body.", _world.Folder[A], StringComparison.Ordinal);
        Assert.DoesNotContain("By the section.", _world.Folder[A], StringComparison.Ordinal);
        Assert.True(_world.IsKept("By the section."));
    }

    [Fact]
    public async Task A_deleted_row_takes_its_file_to_the_trash()
    {
        await Begin();
        _world.Delete(A);
        Assert.Equal(1, (await _world.SyncAsync()).FilesDeleted);
        _world.AssertInStep();
        Assert.Null(_world.Folder[A]);
        Assert.Equal([Story("A-1")], _world.Folder.Kept);
    }

    [Fact]
    public async Task A_row_that_gets_another_number_is_the_same_document()
    {
        await Begin();
        var row = _world.Row(A);
        _world.Database.Touch(row.Document, _ => null);
        _world.Database.Touch(new("stories", 77), _ => With(row, "status", "done"));
        var report = await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal((77, 0, Story("A-1", "done")), (_world.Row(A).Document.Doc, report.FilesDeleted, _world.Folder[A]));
    }

    [Fact]
    public async Task A_row_that_gets_another_number_while_its_file_is_being_saved_is_still_that_document()
    {
        await Begin();
        var row = _world.Row(A);
        _world.Database.Touch(row.Document, _ => null);
        _world.Database.Touch(new("stories", 77), _ => row);
        _world.Folder[A] = null;
        Assert.Equal(0, (await _world.PassAsync()).RowsDeleted);
        _world.Folder[A] = Story("A-1", "done");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal((77, "done"), (_world.Row(A).Document.Doc, _world.Value(A, "status")));
    }

    [Fact]
    public async Task A_replaced_row_is_an_edit_of_what_it_holds_now()
    {
        await Begin();
        _world.Update(A, r => With(new(r.Document, null, [.. Enumerable.Repeat(Value.Nothing, 7)], null, null, r.Tasks, r.Sections), "id", "A-1"));
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Contains("Text.", _world.Folder[A], StringComparison.Ordinal);
        Assert.NotNull(_world.Row(A).Problem);
    }

    [Fact]
    public async Task Check_boxes_are_ticked_named_numbered_added_and_removed()
    {
        await Begin();
        _world.Update(A, r => r with { Tasks = r.Tasks.SetItem(0, r.Tasks[0] with { Done = true }) });
        await AssertWrites(Story("A-1").Replace("[ ] one", "[x] one", StringComparison.Ordinal));
        Assert.Equal("x", _world.Row(A).Tasks[0].State);
        _world.Update(A, r => r with { Tasks = r.Tasks.SetItem(0, r.Tasks[0] with { Text = "uno", Number = "1.1" }) });
        await AssertWrites(Story("A-1").Replace("[ ] one", "[x] 1.1 uno", StringComparison.Ordinal));
        _world.Update(A, r => r with { Tasks = [r.Tasks[0], new(50, 1, "between", " ", false, null, null, null), r.Tasks[1]] });
        await AssertWrites(Story("A-1").Replace("[ ] one", "[x] 1.1 uno\n- [ ] between", StringComparison.Ordinal));
        Assert.Equal([1, 50, 2], _world.Row(A).Tasks.Select(t => t.Item));
        _world.Update(A, r => r with { Tasks = r.Tasks.RemoveAt(0) });
        await AssertWrites(Story("A-1").Replace("[ ] one", "[ ] between", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_boxes_added_at_one_place_keep_their_order()
    {
        await Begin();
        _world.Update(A, r => r with { Tasks = [r.Tasks[0], new(50, 1, "b", " ", false, null, null, null), new(51, 1, "c", " ", false, null, null, null), r.Tasks[1]] });
        await AssertWrites(Story("A-1").Replace("- [ ] one\n", "- [ ] one\n- [ ] b\n- [ ] c\n", StringComparison.Ordinal));
        _world.Update(A, r => r with { Tasks = [.. r.Tasks, new(60, null, "y", " ", false, null, null, null), new(61, null, "z", " ", false, null, null, null)] });
        await AssertWrites(Story("A-1").Replace("- [ ] one\n- [x] two\n", "- [ ] one\n- [ ] b\n- [ ] c\n- [x] two\n- [ ] y\n- [ ] z\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sections_are_written_named_added_and_removed()
    {
        await Begin();
        _world.Update(A, r => r with { Sections = r.Sections.SetItem(3, r.Sections[3] with { Content = "\nSomething.\n" }) });
        await AssertWrites(Story("A-1").Replace("Nothing yet.", "Something.", StringComparison.Ordinal));
        _world.Update(A, r => r with { Sections = r.Sections.SetItem(3, r.Sections[3] with { Heading = "Log" }) });
        await AssertWrites(Story("A-1").Replace("Nothing yet.", "Something.", StringComparison.Ordinal).Replace("## Notes", "## Log", StringComparison.Ordinal));
        Assert.Equal([1, 2, 3, 4], _world.Row(A).Sections.Select(s => s.Item));
        _world.Update(A, r => r with { Sections = [.. r.Sections, new(9, null, 2, "More", null, "\nMuch more.\n")] });
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Contains("## More\n\nMuch more.\n", _world.Folder[A], StringComparison.Ordinal);
        _world.Update(A, r => r with { Sections = r.Sections.RemoveAt(4) });
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.DoesNotContain("More", _world.Folder[A], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_child_row_cannot_say_is_taken_back_and_told()
    {
        await Begin();
        _world.Update(A, r => r with { Tasks = r.Tasks.SetItem(0, r.Tasks[0] with { Section = "Elsewhere" }) });
        await AssertWrites(Story("A-1"));
        Assert.NotNull(_world.Row(A).Problem);
    }

    [Fact]
    public async Task An_update_without_a_change_is_drained()
    {
        await Begin();
        _world.Update(A, r => r);
        var report = await _world.SyncAsync();
        Assert.True(report.IsQuiet);
        _world.AssertInStep();
    }

    [Fact]
    public async Task A_write_that_no_trigger_marked_is_found_by_a_deep_look()
    {
        await Begin();
        _world.Database.HasTriggers = false;
        _world.Set(A, "status", "done");
        _world.Delete(B);
        Assert.True((await _world.SyncAsync()).IsQuiet);
        await _world.SyncAsync(new(new FolderScope.Everything(), new RowScope.Deep()));
        _world.AssertInStep();
        Assert.Equal((Story("A-1", "done"), null), (_world.Folder[A], _world.Folder[B]));
    }
}
