using Pagerow.Engine.Cycles;
using Pagerow.Engine.Sides;
using Pagerow.Merging.Conflicts;
using Pagerow.Simulation;
using static Pagerow.Simulation.World;

namespace Pagerow.Tests.Pains;

/// <summary>Conflicts that users of comparable tools had where there was nothing to decide, or could not get rid of.</summary>
public sealed class ConflictPains
{
    const string A = "stories/core/A-1.md";
    const string B = "stories/core/A-2.md";
    const string Today = "notes/2026-01-07.md";

    static readonly CycleRequest All = new(new FolderScope.Deep(), new RowScope.Deep());

    readonly World _world = new() { Conflicts = ConflictSettings.Default with { Root = ConflictPolicies.None with { Default = ConflictPolicy.Ask } } };

    public ConflictPains() => _world.Restart();

    [Fact]
    public async Task Pain_21_Years_of_edits_on_both_sides_leave_no_copies_behind()
    {
        await _world.BeginAsync((A, Story("A-1")), (B, Story("A-2")));
        for (var i = 0; i < 40; i++)
        {
            _world.Folder[A] = _world.Folder[A]!.Replace("Nothing yet.", $"Nothing yet.\n\nLine {i}.", StringComparison.Ordinal);
            _world.Set(A, "points", $"{i}");
            await _world.SyncAsync();
            _world.AssertInStep();
        }

        Assert.Equal([A, B], _world.Folder.Files.Keys);
        Assert.Empty(_world.Database.Holes);
        Assert.All(Enumerable.Range(0, 40), i => Assert.Contains($"Line {i}.", _world.Folder[A], StringComparison.Ordinal));
        Assert.Contains("points: 39\n", _world.Folder[A], StringComparison.Ordinal);

        // One place that both go on changing is one open place, and not a copy for each time.
        for (var i = 0; i < 20; i++)
        {
            _world.Folder[B] = Story("A-2", text: $"File {i}.");
            _world.Update(B, r => r with { Body = Story("A-2", text: $"Row {i}.").Split("---\n")[2] });
            await _world.SyncAsync();
            Assert.Single(_world.Database.Holes);
        }

        Assert.Equal([A, B], _world.Folder.Files.Keys);
        Assert.Equal(2, _world.Database.Rows.Count);
    }

    [Fact]
    public async Task Pain_22_A_conflict_of_a_page_that_is_gone_is_gone_too_and_no_deletion_comes_back()
    {
        await _world.BeginAsync((A, Story("A-1")), (B, Story("A-2")), (Today, "# Today\n"));
        _world.Folder[A] = Story("A-1", "done");
        _world.Set(A, "status", "active");
        await _world.SyncAsync();
        Assert.Single(_world.Database.Holes);
        _world.Delete(A);
        _world.Folder[A] = null;
        _world.Folder[B] = null;
        await _world.AllowAsync();

        for (var i = 0; i < 4; i++)
        {
            var report = await _world.SyncAsync(All);
            Assert.Equal((0, 0, 0), (report.OpenHoles, report.RowsWritten, report.FilesWritten));
            Assert.Empty(_world.Database.Holes);
            Assert.Equal([Today], _world.Folder.Files.Keys);
            Assert.Equal(Today, Assert.Single(_world.Database.Rows).Path);
            _world.Restart();
        }

        _world.AssertInStep();
    }

    [Fact]
    public async Task Pain_23_A_stale_version_overwrites_no_fresh_save_and_each_place_can_be_chosen_by_itself()
    {
        await _world.BeginAsync((A, Story("A-1")));
        var stale = _world.Row(A).Body!;
        _world.Folder[A] = Story("A-1", text: "Saved this minute.");
        await _world.SyncAsync();

        // A client that read the row before writes its old body back, with one edit of its own elsewhere.
        _world.Folder[A] = Story("A-1", text: "Saved this minute, and again.");
        _world.Update(A, r => r with { Body = stale.Replace("Nothing yet.", "A note.", StringComparison.Ordinal) });
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Contains("Saved this minute, and again.", _world.Folder[A], StringComparison.Ordinal);
        Assert.Contains("A note.", _world.Folder[A], StringComparison.Ordinal);

        // Only the place that both changed is open.
        var hole = Assert.Single(_world.Database.Holes);
        Assert.Contains("Saved this minute, and again.", hole.File, StringComparison.Ordinal);
        _world.Database.Resolve(_world.Row(A).Document, new Resolution.File());
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(Story("A-1", text: "Saved this minute, and again.").Replace("Nothing yet.", "A note.", StringComparison.Ordinal), _world.Folder[A]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("# 2026-01-07\n")]
    public async Task Pain_27_A_blank_page_made_for_today_does_not_replace_the_one_that_was_just_synced(string? blank)
    {
        const string synced = "# Wednesday\n\nWritten on the other machine.\n";
        await _world.BeginAsync((A, Story("A-1")));
        _world.Folder[Today] = synced;
        _world.Insert("notes", Today, blank);
        await _world.PassAsync(Only());
        for (var i = 0; i < 3; i++)
            await _world.SyncAsync();

        Assert.Equal(synced, _world.Folder[Today]);
        Assert.Equal([Today, A], _world.Folder.Files.Keys);
        Assert.Single(_world.Database.Rows, r => r.Path == Today);
    }

    [Fact]
    public async Task Pain_28_A_page_without_an_id_is_not_appended_to_and_not_doubled_however_often_it_is_seen()
    {
        const string page = "# No id yet\n\n- one\n- two\n";
        await _world.BeginAsync(("stories/core/new.md", page));
        var document = _world.Row("stories/core/new.md").Document;
        var made = _world.Insert("stories", "stories/web/made.md", page);
        for (var i = 0; i < 6; i++)
        {
            await _world.SyncAsync(i % 2 == 0 ? null : All);
            Assert.Equal((2, 2), (_world.Folder.Files.Count, _world.Database.Rows.Count));
            Assert.Equal((page, page), (_world.Folder["stories/core/new.md"], _world.Folder["stories/web/made.md"]));
            if (i % 3 == 2)
                _world.Restart();
        }

        // The id arrives later: by a row, and by a file.
        _world.Set("stories/core/new.md", "id", "A-9");
        _world.Folder["stories/web/made.md"] = $"---\nid: A-10\n---\n{page}";
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal((document, made), (_world.Row("stories/core/new.md").Document, _world.Row("stories/web/made.md").Document));
        Assert.Equal($"---\nid: A-9\n---\n{page}", _world.Folder["stories/core/new.md"]);
        Assert.Equal(2, _world.Database.Rows.Count);
    }
}
