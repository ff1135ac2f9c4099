using Pagerow.Pages;
using Pagerow.Simulation;
using Pagerow.Tests.Files;
using static Pagerow.Simulation.World;

namespace Pagerow.Tests.Pains;

/// <summary>Pages that comparable tools took for another one, or could not get rid of.</summary>
public sealed class IdentityPains
{
    const string A = "stories/core/A-1.md";

    readonly World _world = new();

    [Fact]
    public async Task Pain_47_A_row_without_a_file_says_so_heals_by_a_path_and_can_be_deleted()
    {
        await _world.BeginAsync((A, Story("A-1")));
        var healed = _world.Insert("archive", null, "# Nowhere\n");
        var deleted = _world.Insert("archive", null, "# Nowhere else\n");
        // A name is made of the title; without one there is none.
        _world.Database.Touch(healed, r => r! with { Body = "" });
        _world.Database.Touch(deleted, r => r! with { Body = "" });
        await _world.SyncAsync();
        Assert.All((Pagerow.Reconcile.States.DocumentId[])[healed, deleted], d => Assert.NotNull(_world.Row(d).Problem));

        _world.Database.Touch(healed, r => r! with { Path = "archive/healed.md", Body = "# Healed\n" });
        _world.Database.Touch(deleted, _ => null);
        await _world.SyncAsync();
        _world.Restart();
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(("# Healed\n", null), (_world.Folder["archive/healed.md"], _world.Row(healed).Problem));
        Assert.DoesNotContain(deleted, _world.Database.Rows.Select(r => r.Document));
        Assert.Equal(2, _world.Folder.Files.Count);
    }

    [Fact]
    public async Task Pain_49_A_rename_makes_the_renamed_page_be_read_and_no_other()
    {
        await using var root = new FolderTestRoot();
        for (var i = 0; i < 300; i++)
            root.Write($"d{i % 10}/p{i}.md", $"# Page {i}\n");
        await root.RestAsync();
        File.Move(root.Path("d1/p1.md"), root.Path("d1/renamed.md"));

        var look = await root.LookAsync();
        Assert.Equal(["d1/renamed.md"], FolderTestRoot.Suspects(look));
        Assert.Equal([PagePath.Of("d1/p1.md")], look.Vanished);
        root.Side.Settle(new HashSet<PagePath>());
        root.Time.Advance(TimeSpan.FromHours(1));
        await root.LookAsync();
        root.Side.Settle(new HashSet<PagePath>());
        Assert.Empty((await root.LookAsync()).Suspects);
    }
}
