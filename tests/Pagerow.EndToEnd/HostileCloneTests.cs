namespace Pagerow.EndToEnd;

/// <summary>A repository of a stranger brings a <c>.pagerow</c> of its own: nothing is read, written or deleted through it outside of the root.</summary>
public sealed class HostileCloneTests
{
    [Theory]
    [InlineData("lock", "status")]
    [InlineData("lock", "sync")]
    [InlineData("seen", "sync")]
    [InlineData("seen~", "sync")]
    [InlineData("conflicts/1.md", "sync")]
    [InlineData("conflicts/1.md~", "sync")]
    [InlineData("pagerow.db", "sync")]
    [InlineData("pagerow.db", "status")]
    [InlineData("watch/cookie", "sync")]
    public async Task A_link_in_the_state_folder_is_not_written_through(string link, string command)
    {
        await using var root = await OpenConflictAsync();
        var victim = Path.Combine(root.Above, "victim");
        if (link == "pagerow.db")
            (await Programs.RunAsync("sqlite3", [victim, "CREATE TABLE mine (a); INSERT INTO mine VALUES (1)"], root.Above)).Ended(0);
        else
            await File.WriteAllTextAsync(victim, "precious", TestContext.Current.CancellationToken);
        var before = TestRoot.HashOf(victim);
        File.Delete(root.At($".pagerow/{link}"));
        File.CreateSymbolicLink(root.At($".pagerow/{link}"), victim);

        await root.RunAsync(command);
        Assert.Equal(before, TestRoot.HashOf(victim));
        Assert.Equal(["root", "victim"], Directory.EnumerateFileSystemEntries(root.Above).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_database_that_is_a_link_is_refused_with_what_to_do()
    {
        await using var root = TestRoot.Empty();
        root.Write("a.md", "# A\n");
        await root.SyncAsync();
        File.Move(root.Database, Path.Combine(root.Above, "elsewhere.db"));
        File.CreateSymbolicLink(root.Database, Path.Combine(root.Above, "elsewhere.db"));
        var refused = (await root.RunAsync("status", "--json")).Ended(1);
        Assert.Contains("symbolic link", refused.Out, StringComparison.Ordinal);
        Assert.Contains("--database", refused.Out, StringComparison.Ordinal);

        // Whom the user names is followed, and so is the way to the root.
        (await root.RunAsync("status", "--database", $"sqlite:{Path.Combine(root.Above, "elsewhere.db")}")).Ended(0);
        File.Delete(root.Database);
        File.Move(Path.Combine(root.Above, "elsewhere.db"), root.Database);
        Directory.CreateSymbolicLink(Path.Combine(root.Above, "way"), root.Folder);
        (await TestRoot.RunInAsync(root.Above, "status", "--root", "way")).Ended(0);
    }

    [Fact]
    public async Task Pages_in_a_folder_that_the_conflicts_link_to_stay()
    {
        await using var root = TestRoot.Empty();
        root.Write("a.md", "# A\n");
        await root.SyncAsync();
        var notes = Path.Combine(root.Above, "notes");
        Directory.CreateDirectory(notes);
        await File.WriteAllTextAsync(Path.Combine(notes, "1.md"), "# Mine\n", TestContext.Current.CancellationToken);
        if (Directory.Exists(root.At(".pagerow/conflicts")))
            Directory.Delete(root.At(".pagerow/conflicts"), recursive: true);
        Directory.CreateSymbolicLink(root.At(".pagerow/conflicts"), notes);
        await root.RunAsync("sync");
        Assert.True(File.Exists(Path.Combine(notes, "1.md")));
    }

    [Theory]
    [InlineData("", "2")]
    [InlineData("", "4")]
    [InlineData("docs/", "2")]
    [InlineData("docs/", "4")]
    public async Task A_state_folder_that_git_tracks_is_refused_before_anything_is_written(string below, string indexVersion)
    {
        await using var root = TestRoot.Empty();
        root.Write($"{below}a.md", "# A\n");
        root.Write($"{below}.gitattributes", "* text\n");
        root.Write($"{below}other/.pagerow-not", "");
        (await TestRoot.RunInAsync(root.At(below), "sync")).Ended(0);
        await root.CommitAllAsync();
        (await TestRoot.RunInAsync(root.At(below), "status")).Ended(0);

        await root.GitAsync("add", "-f", $"{below}.pagerow/root");
        await root.GitAsync("update-index", "--index-version", indexVersion);
        File.Delete(root.At($"{below}.pagerow/lock"));
        foreach (var command in (string[])["status", "sync", "watch", "init"])
        {
            var refused = (await TestRoot.RunInAsync(root.At(below), command, "--json")).Ended(5);
            Assert.Equal(["state-tracked"], refused.Codes);
            Assert.Contains("git rm -r --cached", refused.Out, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(root.At($"{below}.pagerow/lock")));
        await root.GitAsync("rm", "-q", "-r", "--cached", $"{below}.pagerow");
        (await TestRoot.RunInAsync(root.At(below), "status")).Ended(0);
    }

    [Fact]
    public async Task The_state_folder_is_closed_to_others_whenever_it_is_opened()
    {
        await using var root = TestRoot.Empty();
        root.Write("a.md", "# A\n");
        await root.SyncAsync();
        (await Programs.RunAsync("chmod", ["755", root.At(".pagerow")], root.Above)).Ended(0);
        await root.SyncAsync();
        Assert.Equal("700\n", (await Programs.RunAsync("stat", ["-c", "%a", root.At(".pagerow")], root.Above)).Ended(0).Out);
    }

    static async Task<TestRoot> OpenConflictAsync()
    {
        var root = TestRoot.Empty();
        root.Write("a.md", "---\nowner: Ann\n---\n# A\n");
        root.Write("pagerow.yaml", "conflicts: ask\ncollections:\n  pages:\n    files: \"{path...}.md\"\n    columns:\n      owner: text\n");
        await root.SyncAsync();
        root.Change("a.md", t => t.Replace("Ann", "Bob", StringComparison.Ordinal));
        await root.SqlAsync("UPDATE pages SET owner = 'Eve'");
        await root.SyncAsync(exit: 3);
        Assert.True(File.Exists(root.At(".pagerow/conflicts/1.md")));
        return root;
    }
}
