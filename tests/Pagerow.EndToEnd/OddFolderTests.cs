namespace Pagerow.EndToEnd;

/// <summary>Folders as they are found: with an entry that cannot be read, a marker that is gone, a state folder of somebody else.</summary>
public sealed class OddFolderTests
{
    static readonly bool IsRoot = Environment.UserName == "root";

    [Theory]
    [InlineData("init")]
    [InlineData("check")]
    [InlineData("sync")]
    public async Task A_pipe_and_a_file_beyond_the_limit_stop_no_command(string command)
    {
        await using var root = TestRoot.Empty();
        root.Write("a.md", "# A\n");
        if (command == "check")
            (await root.RunAsync("init")).Ended(0);
        (await Programs.RunAsync("mkfifo", [root.At("pipe.md")], root.Above)).Ended(0);
        (await Programs.RunAsync("truncate", ["-s", "1900M", root.At("big.md")], root.Above)).Ended(0);

        var ran = (await Programs.RunAsync("timeout", ["100", "dotnet", Programs.Pagerow, command, "--json", "--root", root.Folder], root.Above)).Ended(command == "check" ? 4 : 0);
        if (command != "init")
            Assert.Contains("too-large", ran.Codes);
    }

    [Fact]
    public async Task A_closed_folder_is_told_and_the_rest_is_taken_in()
    {
        Assert.SkipUnless(IsRoot, "only root can give a folder to another user");
        await using var root = TestRoot.Empty();
        root.Write("a.md", "# A\n");
        root.Write("lost+found/b.md", "# B\n");
        (await Programs.RunAsync("cp", ["-r", Path.GetDirectoryName(Programs.Pagerow)!, Path.Combine(root.Above, "run")], root.Above)).Ended(0);
        (await Programs.RunAsync("chown", ["-R", "65534:65534", root.Above], root.Above)).Ended(0);
        (await Programs.RunAsync("chmod", ["000", root.At("lost+found")], root.Above)).Ended(0);

        var init = (await AsNobody(root, "init", "--json")).Ended(0);
        Assert.Equal(["lost+found/"], init.Json["diagnostics"]!.AsArray().Select(d => (string)d!["target"]!));
        Assert.Contains("give this user access", init.Out, StringComparison.Ordinal);
        Assert.Equal(1, (await AsNobody(root, "sync", "--json")).Ended(0).Count("documents"));
        var check = (await AsNobody(root, "check", "--json")).Ended(0);
        Assert.Equal((1, 1), (check.Count("documents"), check.Count("left_out")));
    }

    [Fact]
    public async Task Init_makes_no_new_root_of_a_folder_whose_database_names_one()
    {
        await using var root = TestRoot.Empty();
        root.Write("a.md", "# A\n");
        await root.SyncAsync();
        var id = root.Read(".pagerow/root").Trim();
        File.Delete(root.At(".pagerow/root"));
        foreach (var hasConfiguration in (bool[])[true, false])
        {
            if (!hasConfiguration)
                File.Delete(root.At("pagerow.yaml"));
            var refused = (await root.RunAsync("init", "--json")).Ended(5);
            Assert.Equal(["root-unmarked"], refused.Codes);
            Assert.Contains($"write {id} into .pagerow/root", refused.Out, StringComparison.Ordinal);
            Assert.False(File.Exists(root.At(".pagerow/root")));
        }
    }

    [Fact]
    public async Task A_watcher_says_why_its_root_is_no_root_any_more()
    {
        Assert.SkipUnless(IsRoot, "only root can give a folder to another user");
        await using var root = TestRoot.Empty();
        root.Write("a.md", "# A\n");
        var watcher = await root.WatchAsync();
        (await Programs.RunAsync("chown", ["65534", root.At(".pagerow")], root.Above)).Ended(0);
        root.Write("a.md", "# B\n");
        await Patience.UntilAsync("the watcher names the owner", () => watcher.Says("state-not-ours"));
    }

    static Task<Ran> AsNobody(TestRoot root, params string[] arguments) => Programs.RunAsync(
        "setpriv", ["--reuid", "65534", "--regid", "65534", "--clear-groups", "dotnet", Path.Combine(root.Above, "run", Path.GetFileName(Programs.Pagerow)), .. arguments, "--root", root.Folder], root.Above);
}
