namespace Pagerow.EndToEnd;

/// <summary>What a person is shown before anything is written.</summary>
public sealed class DiffTests
{
    [Fact]
    public async Task Diff_and_dry_run_show_both_sides_and_write_nothing()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        root.Change("backlog/APP-003-dark-mode.md", t => t.Replace("low", "high", StringComparison.Ordinal));
        await root.SqlAsync("UPDATE stories SET owner = 'Ada' WHERE id = 'APP-001'");
        var (files, rows) = (root.Standing(), await root.DumpAsync());

        var diff = (await root.RunAsync("diff", "--json")).Ended(0);
        var text = (await root.RunAsync("sync", "--dry-run")).Ended(0).Out;

        Assert.Equal(["row -> file", "file -> row"], diff.Data["steps"]!.AsArray().Select(s => (string)s!["verdict"]!));
        foreach (var shown in (string[])["-owner: 'Mira'", "+owner: 'Ada'", "priority: low -> high"])
        {
            Assert.Contains(shown, text, StringComparison.Ordinal);
            Assert.Contains(shown, (string)diff.Data["text"]!, StringComparison.Ordinal);
        }

        Assert.Equal(files, root.Standing());
        Assert.Equal(rows, await root.DumpAsync());
    }

    [Fact]
    public async Task Diff_of_a_move_names_both_places_from_either_side()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        await root.SqlAsync("UPDATE stories SET path = 'completed/dark.md' WHERE id = 'APP-003'");
        File.Move(root.At("active/APP-001-sign-in-with-a-passkey.md"), root.At("completed/passkey.md"));
        var diff = (await root.RunAsync("diff")).Ended(0).Out;
        Assert.Contains("row -> file  backlog/APP-003-dark-mode.md => completed/dark.md", diff, StringComparison.Ordinal);
        Assert.Contains("file -> row  active/APP-001-sign-in-with-a-passkey.md => completed/passkey.md", diff, StringComparison.Ordinal);
        Assert.Equal(["no-such-document"], (await root.RunAsync("diff", "no/such.md", "--json")).Ended(1).Codes);
    }

    [Fact]
    public async Task What_both_sides_changed_is_shown_before_it_is_merged()
    {
        const string dark = "backlog/APP-003-dark-mode.md";
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        root.Change(dark, t => t.Replace("title: Dark mode", "title: Darker", StringComparison.Ordinal));
        await root.SqlAsync("UPDATE stories SET owner = 'Ada' WHERE id = 'APP-003'");
        var diff = await root.RunAsync("diff");
        Assert.Contains(dark, diff.Out, StringComparison.Ordinal);
        Assert.Contains("+owner: Ada", diff.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", diff.Out + diff.Error, StringComparison.Ordinal);
        await root.SyncAsync();
        Assert.Contains("title: Darker", root.Read(dark), StringComparison.Ordinal);
        Assert.Contains("owner: Ada", root.Read(dark), StringComparison.Ordinal);
    }
}
