using Pagerow.Reconcile.Changes;
using Pagerow.Simulation;
using static Pagerow.Simulation.World;

namespace Pagerow.Tests.Engine;

/// <summary>Documents that are born as rows.</summary>
public sealed class EngineBirthTests
{
    const string A = "stories/core/A-1.md";
    const string B = "stories/core/A-2.md";

    readonly World _world = new();

    Task<World> Begin() => _world.BeginAsync((A, Story("A-1")), (B, Story("A-2")));

    [Fact]
    public async Task A_row_with_a_path_gets_its_file_there()
    {
        await Begin();
        _world.Insert("stories", "stories/web/mine.md", "# Mine\n", ("id", "A-3"), ("status", "active"));
        Assert.Equal(1, (await _world.SyncAsync()).FilesWritten);
        _world.AssertInStep();
        Assert.Equal("---\nid: A-3\nstatus: active\n---\n# Mine\n", _world.Folder["stories/web/mine.md"]);
        Assert.Equal(("web", "Mine"), (_world.Value("stories/web/mine.md", "epic"), _world.Value("stories/web/mine.md", "title")));
    }

    [Fact]
    public async Task A_row_without_a_path_gets_the_place_of_its_collection()
    {
        await Begin();
        var document = _world.Insert("stories", null, null, ("id", "A-3"), ("epic", "core"));
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(document, _world.Row("stories/core/A-3.md").Document);
    }

    [Fact]
    public async Task Child_rows_that_come_with_a_new_row_are_in_its_page()
    {
        await Begin();
        var document = _world.Insert("stories", null, "# New\n", ("id", "A-3"), ("epic", "core"));
        _world.Database.Touch(document, r => r! with
        {
            Tasks = [new(1, 1, "first", " ", false, null, null, null), new(2, 2, "second", null, true, null, null, null)],
            Sections = [new(1, 1, 2, "Why", null, "Because.\n")],
        });
        await _world.SyncAsync();
        _world.AssertInStep();
        var page = _world.Folder["stories/core/A-3.md"]!;
        Assert.Contains("- [ ] first\n- [x] second\n", page, StringComparison.Ordinal);
        Assert.Contains("## Why\n", page, StringComparison.Ordinal);
        Assert.Contains("Because.\n", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../x.md")]
    [InlineData("/etc/x.md")]
    [InlineData(".git/hooks/x.md")]
    [InlineData("stories/core/.git/x.md")]
    [InlineData("a.sh")]
    [InlineData("stories/core/x.sh")]
    [InlineData("archive/x.md")]
    [InlineData("stories\\core\\x.md")]
    [InlineData("")]
    [InlineData("stories/core/A-1.md")]
    public async Task A_path_that_cannot_be_is_refused_and_the_row_kept(string path)
    {
        await Begin();
        var files = _world.Folder.Files.Count;
        var document = _world.Insert("stories", path, "# New\n", ("id", "A-3"), ("epic", "core"));
        await _world.SyncAsync();
        _world.AssertInStep();
        var row = _world.Row(document);
        Assert.Equal((null, "# New\n", "A-3", files), (row.Path, row.Body, ValueOf(row, "id"), _world.Folder.Files.Count));
        Assert.Contains("no file could be made", row.Problem, StringComparison.Ordinal);

        _world.Database.Touch(document, r => r! with { Path = "stories/core/A-3.md" });
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(document, _world.Row("stories/core/A-3.md").Document);
        Assert.Null(_world.Row(document).Problem);
    }

    [Fact]
    public async Task Two_rows_that_want_one_place_are_both_kept()
    {
        await Begin();
        var one = _world.Insert("stories", null, "# One\n", ("id", "A-3"), ("epic", "core"));
        var two = _world.Insert("stories", null, "# Two\n", ("id", "A-3"), ("epic", "core"));
        var report = await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal("no-place", Assert.Single(report.Problems).Value.Code);
        Assert.Equal("stories/core/A-3.md", _world.Row(one).Path);
        Assert.Equal((null, "# Two\n"), (_world.Row(two).Path, _world.Row(two).Body));
    }

    [Fact]
    public async Task A_row_that_names_a_file_of_another_collection_does_not_take_it()
    {
        await Begin();
        _world.Folder["archive/new.md"] = "---\nid: Z\n---\nHello.\n";
        var document = _world.Insert("stories", "archive/new.md", "# New\n", ("id", "A-3"));
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(("archive", "Z"), (_world.Row("archive/new.md").Document.Collection, _world.Value("archive/new.md", "id")));
        Assert.Null(_world.Row(document).Path);
    }

    [Fact]
    public async Task A_row_and_a_file_made_at_one_path_are_one_document_and_the_file_stands()
    {
        await Begin();
        _world.Folder["stories/core/A-3.md"] = Story("A-3", "active");
        var document = _world.Insert("stories", "stories/core/A-3.md", "The row's own words.\n", ("id", "A-3"), ("status", "done"));
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal((document, "active"), (_world.Row("stories/core/A-3.md").Document, _world.Value("stories/core/A-3.md", "status")));
        Assert.True(_world.IsKept("The row's own words."));
        Assert.Contains(_world.Database.Events, e => e.Kind is EventKind.Overruled);
    }
}
