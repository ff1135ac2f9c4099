namespace Pagerow.EndToEnd;

/// <summary>What a folder that is no root yet is told, and what a dry run leaves of it.</summary>
public sealed class FirstSightTests
{
    [Fact]
    public async Task A_dry_run_in_a_folder_that_is_no_root_shows_what_init_shows_and_writes_nothing()
    {
        await using var root = TestRoot.Empty();
        root.Write("a.md", "# A\n");
        root.Write("sub/b.md", "# B\n");
        var init = (await root.RunAsync("init", "--dry-run")).Ended(0);
        var dry = (await root.RunAsync("sync", "--dry-run")).Ended(0);

        Assert.Equal($"{init.Out}2 pages would become rows; nothing was written\n", dry.Out);
        Assert.Equal(2, (await root.RunAsync("sync", "--dry-run", "--json")).Ended(0).Count("documents"));
        Assert.Equal(["a.md", "sub"], Entries(root));
        Assert.Equal(2, (await root.SyncAsync()).Count("rows_written"));
    }

    [Fact]
    public async Task A_dry_run_with_a_configuration_and_nothing_else_writes_nothing_either()
    {
        await using var root = TestRoot.Empty();
        root.Write("pagerow.yaml", "collections:\n  pages: { files: \"*.md\" }\n");
        root.Write("a.md", "# A\n");
        Assert.Equal("1 page would become a row; nothing was written\n", (await root.RunAsync("sync", "--dry-run")).Ended(0).Out);
        Assert.Equal(["a.md", "pagerow.yaml"], Entries(root));
    }

    [Theory]
    [InlineData("init")]
    [InlineData("sync")]
    public async Task A_root_within_a_root_is_made_and_warned_of(string command)
    {
        await using var root = TestRoot.Empty();
        root.Write("a.md", "# A\n");
        root.Write("books/b.md", "# B\n");
        await root.SyncAsync();

        var ran = (await TestRoot.RunInAsync(root.Folder, command, "books")).Ended(0);
        Assert.Contains($"It lies in the root {root.Folder};", ran.Error, StringComparison.Ordinal);
        Assert.Contains($"'--root {root.Folder}'", ran.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(root.At("books/pagerow.yaml")));
        Assert.Empty((await TestRoot.RunInAsync(root.Folder, command, "books")).Ended(0).Error);
    }

    [Fact]
    public async Task A_watcher_of_a_root_within_a_root_says_so_first()
    {
        await using var root = TestRoot.Empty();
        await File.WriteAllTextAsync(Path.Combine(root.Above, "pagerow.yaml"), "collections:\n  pages: { files: \"**/*.md\" }\n", TestContext.Current.CancellationToken);
        root.Write("b.md", "# B\n");
        var watcher = await root.WatchAsync();
        Assert.Contains(watcher.Events, e => (string?)e["event"] == "init" && ((string)e["message"]!).Contains($"It lies in the root {root.Above};", StringComparison.Ordinal));
    }

    static string[] Entries(TestRoot root) => [.. Directory.EnumerateFileSystemEntries(root.Folder).Select(e => Path.GetFileName(e)).Order(StringComparer.Ordinal)];
}
