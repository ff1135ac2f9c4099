using Pagerow.Engine.Cycles;
using Pagerow.Engine.Sides;
using Pagerow.Reconcile;
using Pagerow.Simulation;
using static Pagerow.Simulation.World;

namespace Pagerow.Tests.Engine;

public sealed class EngineGuardTests
{
    const string A = "stories/core/A-1.md";

    readonly World _world = new();

    Task<World> Begin(int stories = 20) => _world.BeginAsync([.. Enumerable.Range(1, stories).Select(i => ($"stories/core/A-{i}.md", Story($"A-{i}")))]);

    [Fact]
    public async Task Many_deletions_at_once_wait_for_consent_and_edits_do_not()
    {
        await Begin();
        foreach (var i in Enumerable.Range(2, 11))
            _world.Folder[$"stories/core/A-{i}.md"] = null;
        _world.Folder[A] = Story("A-1", "done");
        var report = await _world.SyncAsync();
        Assert.Equal(("mass-deletion", 0, 1), (report.Halt?.Code, report.RowsDeleted, report.RowsWritten));
        Assert.Equal(20, _world.Database.Rows.Count);
        Assert.Equal("done", _world.Value(A, "status"));
        Assert.NotNull((await _world.SyncAsync()).Halt);
        Assert.Equal(11, (await _world.AllowAsync()).RowsDeleted);
        _world.AssertInStep();
    }

    [Fact]
    public async Task Deletions_on_both_sides_are_counted_together()
    {
        await Begin();
        foreach (var i in Enumerable.Range(2, 5))
            _world.Folder[$"stories/core/A-{i}.md"] = null;
        foreach (var i in Enumerable.Range(10, 6))
            _world.Delete($"stories/core/A-{i}.md");
        Assert.Equal("mass-deletion", (await _world.SyncAsync()).Halt?.Code);
        Assert.Equal((15, 14), (_world.Folder.Files.Count, _world.Database.Rows.Count));
        foreach (var i in Enumerable.Range(2, 5))
            _world.Folder[$"stories/core/A-{i}.md"] = Story($"A-{i}");
        var report = await _world.SyncAsync();
        Assert.Equal((null, 6), (report.Halt, report.FilesDeleted));
        _world.AssertInStep();
    }

    [Fact]
    public async Task Ten_of_many_are_deleted_without_a_question_and_all_of_two_are_not()
    {
        await Begin();
        foreach (var i in Enumerable.Range(2, 10))
            _world.Folder[$"stories/core/A-{i}.md"] = null;
        Assert.Equal(10, (await _world.SyncAsync()).RowsDeleted);
        var two = await new World().BeginAsync(("notes/a.md", "a\n"), ("notes/b.md", "b\n"));
        two.Folder["notes/a.md"] = two.Folder["notes/b.md"] = null;
        Assert.Equal("mass-deletion", (await two.SyncAsync()).Halt?.Code);
        var one = await new World().BeginAsync(("notes/a.md", "a\n"));
        one.Folder["notes/a.md"] = null;
        Assert.Equal(1, (await one.SyncAsync()).RowsDeleted);
    }

    [Theory]
    [InlineData(RootProof.Missing, "root-missing")]
    [InlineData(RootProof.Unmarked, "root-unmarked")]
    [InlineData(RootProof.Foreign, "root-foreign")]
    public async Task Without_its_root_nothing_is_believed_or_written(RootProof proof, string code)
    {
        await Begin(3);
        _world.Folder[A] = null;
        _world.Set("stories/core/A-2.md", "status", "done");
        _world.Folder.Root = proof;
        var report = await _world.SyncAsync(CycleRequest.Full with { Deletions = DeletionConsent.Allowed });
        Assert.Equal((code, 3, 0, 3), (report.Halt?.Code, report.Documents, _world.Folder.Writes, _world.Database.Rows.Count));
        _world.Folder.Root = RootProof.Proven;
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(2, _world.Database.Rows.Count);
    }

    [Fact]
    public async Task Why_the_root_is_no_root_and_what_only_looks_like_a_hold_is_told_as_the_folder_says_it()
    {
        await Begin(1);
        _world.Folder.Notes = [new("stale-git-lock", "remove the lock")];
        Assert.Equal("stale-git-lock", Assert.Single((await _world.SyncAsync()).Notes).Code);
        _world.Folder.Hold = new(HoldKind.Everything, "git: index.lock");
        Assert.Single((await _world.SyncAsync()).Notes);
        (_world.Folder.Hold, _world.Folder.Root) = (null, RootProof.Unmarked);
        _world.Folder.Notes = [new("state-not-ours", "chown it")];
        var halt = (await _world.SyncAsync()).Halt;
        Assert.Equal("state-not-ours", halt?.Code);
        Assert.Contains("chown it", halt?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hold_on_everything_stops_both_directions_and_beliefs()
    {
        await Begin(3);
        _world.Folder[A] = null;
        _world.Folder["stories/core/A-3.md"] = Story("A-3", "active");
        _world.Set("stories/core/A-2.md", "status", "done");
        var rows = _world.Database.RowWrites;
        _world.Folder.Hold = new(HoldKind.Everything, "git: index.lock");
        var report = await _world.SyncAsync();
        Assert.Equal(("git: index.lock", 0, rows), (report.Hold?.Reason, _world.Folder.Writes, _world.Database.RowWrites));
        _world.Folder.Hold = null;
        _world.Folder[A] = Story("A-1");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(3, _world.Database.Rows.Count);
    }

    [Fact]
    public async Task A_hold_on_rows_to_files_lets_files_through()
    {
        await Begin(3);
        _world.Folder["stories/core/A-3.md"] = Story("A-3", "active");
        _world.Set("stories/core/A-2.md", "status", "done");
        _world.Delete(A);
        _world.Folder.Hold = new(HoldKind.RowsToFiles, "git: a merge is in progress");
        await _world.SyncAsync();
        Assert.Equal((0, "active", "done"), (_world.Folder.Writes, _world.Value("stories/core/A-3.md", "status"), _world.Value("stories/core/A-2.md", "status")));
        _world.Folder.Hold = null;
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal((Story("A-2", "done"), null), (_world.Folder["stories/core/A-2.md"], _world.Folder[A]));
    }

    [Fact]
    public async Task A_preview_foresees_each_step_once_and_writes_nothing()
    {
        await Begin(3);
        _world.Folder[A] = null;
        _world.Set("stories/core/A-2.md", "status", "done");
        _world.Folder["stories/core/A-3.md"] = Story("A-3", "active");
        var (files, rows) = (_world.Folder.Writes, _world.Database.RowWrites);
        var preview = await _world.SyncAsync(CycleRequest.Full with { Mode = CycleMode.Preview });
        Assert.Equal((files, rows), (_world.Folder.Writes, _world.Database.RowWrites));
        Assert.Equal([Verdict.WriteFile, Verdict.WriteRow, Verdict.DeleteRow], preview.Steps.Select(s => s.Verdict));
        Assert.Equal((1, 1, 1), (preview.FilesWritten, preview.RowsWritten, preview.RowsDeleted));
        var report = await _world.SyncAsync();
        Assert.Equal((1, 1, 1), (report.FilesWritten, report.RowsWritten, report.RowsDeleted));
        _world.AssertInStep();
    }

    [Fact]
    public async Task Pages_renamed_over_many_others_are_followed_and_what_stood_there_waits_for_consent()
    {
        const int over = 12;
        var world = await new World().BeginAsync([.. Enumerable.Range(0, 40).Select(i => ($"stories/core/{i}.md", World.Story($"F-{i}"))), .. Enumerable.Range(0, over).Select(i => ($"stories/web/{i}.md", World.Story($"W-{i}")))]);
        var movers = Enumerable.Range(0, over).Select(i => world.Row($"stories/core/{i}.md").Document).ToList();
        var stood = Enumerable.Range(0, over).Select(i => world.Row($"stories/web/{i}.md").Document).ToList();
        for (var i = 0; i < over; i++)
            world.Folder.Rename($"stories/core/{i}.md", $"stories/web/{i}.md");

        var report = await world.SyncAsync();
        Assert.Equal("mass-deletion", report.Halt?.Code);
        Assert.All(movers, m => Assert.StartsWith("stories/web/", world.Row(m).Path, StringComparison.Ordinal));
        Assert.Equal(40 + over, world.Database.Rows.Count);
        world.Restart();
        Assert.Equal("mass-deletion", (await world.SyncAsync()).Halt?.Code);

        // A client deletes one that waits, and edits another: an edit beats a delete.
        world.Database.Touch(stood[0], _ => null);
        world.Database.Touch(stood[1], r => World.With(r!, "status", "done"));
        await world.SyncAsync();
        await world.AllowAsync();
        await world.AllowAsync();
        Assert.Superset(movers.ToHashSet(), world.Database.Rows.Select(r => r.Document).ToHashSet());
        Assert.DoesNotContain(stood[0], world.Database.Rows.Select(r => r.Document));
        Assert.Equal("done", World.ValueOf(world.Row(stood[1]), "status"));
        Assert.Equal(41, world.Database.Rows.Count);
        Assert.Equal(world.Folder.Files.Count, world.Database.Bases.Count);
    }

    [Fact]
    public async Task Pages_renamed_over_others_and_back_are_what_they_were()
    {
        var world = await new World().BeginAsync([.. Enumerable.Range(0, 12).SelectMany(i => new[] { ($"stories/core/{i}.md", World.Story($"F-{i}")), ($"stories/web/{i}.md", World.Story($"W-{i}")) })]);
        var rows = world.Database.Rows.ToDictionary(r => r.Document, r => r.Path);
        var files = world.Folder.Files;
        for (var i = 0; i < 12; i++)
            world.Folder.Rename($"stories/core/{i}.md", $"stories/web/{i}.md");
        Assert.Equal("mass-deletion", (await world.SyncAsync()).Halt?.Code);
        foreach (var (path, text) in files)
            world.Folder[path] = text;
        await world.SyncAsync();
        Assert.Equal(rows, world.Database.Rows.ToDictionary(r => r.Document, r => r.Path));
        world.AssertInStep();
    }
}
