using System.Text;
using Pagerow.Engine.Sides;
using Pagerow.Pages;
using Pagerow.Simulation;
using static Pagerow.Simulation.World;

namespace Pagerow.Tests.Engine;

public sealed class EngineTroubleTests
{
    const string A = "stories/core/A-1.md";
    const string B = "stories/core/A-2.md";

    readonly World _world = new();

    Task<World> Begin() => _world.BeginAsync((A, Story("A-1")), (B, Story("A-2")));

    public static TheoryData<string> Broken => new("encoding", "markers", "unclosed");

    static byte[] Page(string kind) => kind switch
    {
        "encoding" => [.. Encoding.UTF8.GetBytes(Story("A-1", "done")), 0xE4, 0xFF],
        "markers" => Encoding.UTF8.GetBytes(Story("A-1", "done", "<<<<<<< ours\none\n=======\ntwo\n>>>>>>> theirs")),
        _ => Encoding.UTF8.GetBytes("---\nid: A-1\nstatus: done\n\n# No end\n"),
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_page_that_cannot_be_read_freezes_its_row_until_it_is_mended(string kind)
    {
        await Begin();
        _world.Folder.Write(PagePath.Of(A), Page(kind));
        _world.Folder[B] = Story("A-2", "active");
        var report = await _world.SyncAsync();
        Assert.Equal(("backlog", "active"), (_world.Value(A, "status"), _world.Value(B, "status")));
        Assert.NotNull(_world.Row(A).Problem);
        Assert.Equal((0, 0), (report.Waiting, report.Unsettled));
        Assert.Equal(Page(kind), _world.Folder.Bytes(A));

        var writes = _world.Database.RowWrites;
        await _world.SyncAsync(new(new FolderScope.Deep(), new RowScope.Deep()));
        Assert.Equal(writes, _world.Database.RowWrites);

        _world.Folder[A] = Story("A-1", "done");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(("done", null), (_world.Value(A, "status"), _world.Row(A).Problem));
        Assert.True(_world.Database.Holds(PageHash.Of(Page(kind))));
    }

    [Fact]
    public async Task A_page_that_changes_while_it_is_read_is_read_again()
    {
        _world.Folder.Moving[PagePath.Of(B)] = 3;
        await Begin();
        Assert.True(_world.Folder.Moving[PagePath.Of(B)] < 0);
        _world.AssertInStep();
        Assert.NotNull(_world.RowAt(B));
    }

    [Fact]
    public async Task A_page_that_never_rests_is_told_of_and_the_others_are_rows()
    {
        _world.Folder.Moving[PagePath.Of(B)] = int.MaxValue;
        _world.Folder[A] = Story("A-1");
        _world.Folder[B] = Story("A-2");
        var report = await _world.SyncAsync();
        Assert.Equal(1, report.Unsettled);
        Assert.Equal((B, "unstable"), report.Problems.Select(p => (p.Key, p.Value.Code)).Single());
        Assert.NotNull(_world.RowAt(A));
        Assert.Null(_world.RowAt(B));

        _world.Folder.Moving.Clear();
        Assert.Equal((0, 0), ((report = await _world.SyncAsync()).Unsettled, report.Problems.Length));
        _world.AssertInStep();
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Row_edits_wait_in_the_row_and_merge_when_the_page_is_mended(string kind)
    {
        await Begin();
        _world.Folder.Write(PagePath.Of(A), Page(kind));
        _world.Set(A, "status", "active");
        Assert.Equal(1, (await _world.SyncAsync()).Waiting);
        _world.Set(A, "points", "3");
        var waits = await _world.SyncAsync();
        Assert.Equal(1, waits.Waiting);
        var (path, said) = Assert.Single(waits.Problems, p => p.Value.Code == Problem.Waits);
        Assert.Equal(A, path);
        Assert.StartsWith("the row's edit waits until its file can be read: ", said.Message, StringComparison.Ordinal);
        Assert.Equal((0, "active"), (_world.Folder.Writes, _world.Value(A, "status")));
        Assert.Equal(Page(kind), _world.Folder.Bytes(A));

        _world.Folder[A] = Story("A-1", text: "Mended.");
        var report = await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal((0, Story("A-1", "active", "Mended.").Replace("[a, b]\n", "[a, b]\npoints: 3\n", StringComparison.Ordinal)), (report.Waiting, _world.Folder[A]));
    }

    [Fact]
    public async Task A_page_that_is_mended_to_what_it_was_thaws_its_row()
    {
        await Begin();
        _world.Folder.Write(PagePath.Of(A), Page("markers"));
        await _world.SyncAsync();
        _world.Folder[A] = Story("A-1");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Null(_world.Row(A).Problem);
    }

    [Fact]
    public async Task A_new_page_that_cannot_be_read_is_a_row_that_says_so()
    {
        await Begin();
        _world.Folder.Write(PagePath.Of("stories/core/new.md"), Page("encoding"));
        await _world.SyncAsync();
        Assert.NotNull(_world.Row("stories/core/new.md").Problem);
        _world.Set("stories/core/new.md", "status", "active");
        await _world.SyncAsync();
        _world.Folder["stories/core/new.md"] = Story("A-3");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal("backlog", _world.Value("stories/core/new.md", "status"));
        Assert.True(_world.IsKept("status: active"));
    }

    [Fact]
    public async Task A_page_that_could_never_be_read_and_is_gone_comes_back_as_what_its_row_says()
    {
        await Begin();
        _world.Folder.Write(PagePath.Of("stories/core/new.md"), Page("encoding"));
        await _world.SyncAsync();
        _world.Set("stories/core/new.md", "status", "active");
        _world.Folder["stories/core/new.md"] = null;
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal("---\nstatus: active\n---\n", _world.Folder["stories/core/new.md"]);
    }

    [Fact]
    public async Task A_row_that_is_deleted_while_its_page_cannot_be_read_leaves_the_file()
    {
        await Begin();
        _world.Folder.Write(PagePath.Of(A), Page("markers"));
        _world.Delete(A);
        await _world.SyncAsync();
        Assert.Equal(Page("markers"), _world.Folder.Bytes(A));
        _world.Folder[A] = Story("A-1", "done");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal("done", _world.Value(A, "status"));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_no_absence_and_is_tried_again_by_every_look()
    {
        await Begin();
        _world.Folder[A] = Story("A-1", "active");
        _world.Folder.Unreadable.Add(PagePath.Of(A));
        await _world.SyncAsync();
        Assert.Equal("backlog", _world.Value(A, "status"));
        Assert.NotNull(_world.Row(A).Problem);
        _world.Set(A, "points", "3");
        Assert.Equal(1, (await _world.SyncAsync()).Waiting);
        _world.Folder.Unreadable.Clear();
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(("active", "3", null), (_world.Value(A, "status"), _world.Value(A, "points"), _world.Row(A).Problem));
    }

    [Fact]
    public async Task An_emptied_file_wants_a_second_look()
    {
        await Begin();
        _world.Folder[A] = "";
        Assert.Equal([A], (await _world.PassAsync()).Deferred.Select(p => p.Value));
        Assert.Equal("backlog", _world.Value(A, "status"));
        _world.Folder[A] = Story("A-1", "active");
        await _world.PassAsync();
        _world.AssertInStep();
        _world.Folder[A] = "";
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Null(_world.Value(A, "status"));
        Assert.True(_world.IsKept(Story("A-1", "active")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_row_edit_does_not_make_an_absence_believed_at_first_sight(string? meanwhile)
    {
        await Begin();
        _world.Folder[A] = meanwhile;
        _world.Set(A, "status", "active");
        // The hint of the row comes first: the look takes in no file.
        var report = await _world.PassAsync(Only());
        Assert.Equal((meanwhile, 0, A), (_world.Folder[A], _world.Folder.Writes, Assert.Single(report.Deferred).Value));
        _world.Folder[A] = Story("A-1", text: "Saved.");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(Story("A-1", "active", "Saved."), _world.Folder[A]);
    }

    [Fact]
    public async Task A_field_that_cannot_be_read_keeps_its_last_value_and_an_update_mends_it()
    {
        await Begin();
        _world.Folder[A] = Story("A-1", "urgent", "Else.");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal("backlog", _world.Value(A, "status"));
        Assert.Contains("urgent", _world.Row(A).Problem, StringComparison.Ordinal);
        _world.Set(A, "status", "active");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(Story("A-1", "active", "Else."), _world.Folder[A]);
    }

    [Fact]
    public async Task What_keeps_a_row_from_its_file_stands_in_the_row_until_it_does_so_no_more_and_holds_up_no_other()
    {
        const string one = "stories/core/F-1.md", other = "stories/core/F-2.md";
        var world = await new World().BeginAsync((one, World.Story("F-1")), (other, World.Story("F-2")));
        world.Set(one, "status", "active");
        world.Set(other, "status", "done");
        var isFirst = true;
        world.Folder.Between = effect =>
        {
            if (effect != "stage" || !isFirst)
                return;
            isFirst = false;
            throw new UnauthorizedAccessException("the folder may not be written");
        };
        await world.PassAsync();
        var (refused, written) = world.Row(one).Problem is null ? (other, one) : (one, other);
        Assert.Contains("the folder may not be written", world.Row(refused).Problem, StringComparison.Ordinal);
        Assert.Null(world.Row(written).Problem);
        await world.SyncAsync();
        Assert.Null(world.Row(refused).Problem);
        world.AssertInStep();
    }
}
