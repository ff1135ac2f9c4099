using System.Diagnostics;
using Pagerow.Engine.Sides;
using Pagerow.Files;
using Pagerow.Files.Scanning;
using Pagerow.Files.Trees;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;
using static Pagerow.Tests.Files.FolderTestRoot;

namespace Pagerow.Tests.Files;

public class FolderRootTests
{
    [Fact]
    public async Task A_root_hides_its_state_from_git_and_from_others()
    {
        await using var root = new FolderTestRoot();
        Assert.Equal(Id, RootFolder.IdAt(root.Folder));
        Assert.Equal("*\n", root.Read(".pagerow/.gitignore"));
        Assert.Equal(0, Run("sh", "-c", $"test $(stat -c %a '{root.Path(".pagerow")}') = 700"));
        Assert.Contains("is a root already", Assert.Throws<IOException>(() => RootFolder.Create(root.Folder, "other")).Message, StringComparison.Ordinal);
        Assert.Equal(Id, RootFolder.IdAt(root.Folder));
    }

    [Fact]
    public async Task Looking_leaves_nothing_in_the_state_folder_but_what_init_and_the_first_look_put_there()
    {
        await using var root = new FolderTestRoot();
        string[] State() => [.. Directory.GetFileSystemEntries(root.Path(".pagerow"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        var before = State();
        for (var i = 0; i < 3; i++)
        {
            await using var side = root.Another();
            Assert.Equal(RootProof.Proven, (await side.LookAsync(new FolderScope.Everything(), TestContext.Current.CancellationToken)).Root);
        }
        Assert.Equal(before, State());
        Assert.Equal(7, before.Length);
    }

    [Fact]
    public async Task A_root_is_not_made_through_a_link()
    {
        await using var root = new FolderTestRoot();
        var other = System.IO.Path.Combine(root.Outside, "other");
        Directory.CreateDirectory(other);
        Directory.CreateSymbolicLink(System.IO.Path.Combine(other, ".pagerow"), root.Path(".pagerow"));
        Assert.ThrowsAny<IOException>(() => RootFolder.Create(other, "other"));
        Assert.Equal(Id, RootFolder.IdAt(root.Folder));
    }

    [Theory]
    [InlineData("marker", RootProof.Unmarked)]
    [InlineData("state", RootProof.Unmarked)]
    [InlineData("link", RootProof.Unmarked)]
    [InlineData("foreign", RootProof.Foreign)]
    [InlineData("moved", RootProof.Missing)]
    [InlineData("emptied", RootProof.Unmarked)]
    public async Task Nothing_is_believed_of_what_is_not_the_root(string what, RootProof proof)
    {
        await using var root = new FolderTestRoot();
        root.Write("a.md", "1");
        await root.RestAsync();
        var staged = await root.StageAsync(FileAction.Replace, "a.md", "new", "1");
        var away = System.IO.Path.Combine(root.Outside, "away");
        Break(root, what, away);

        var look = await root.LookAsync();
        Assert.Equal(proof, look.Root);
        Assert.Empty(look.Vanished);
        Assert.Empty(look.Suspects);
        Assert.NotEmpty(Assert.Single(look.Notes).Message);
        Assert.IsType<FileState.Unknown>(await root.Side.ReadAsync(PagePath.Of("b.md"), TestContext.Current.CancellationToken));
        Assert.IsType<PutOutcome.Failed>(await root.PutAsync(staged));
        Assert.StartsWith("unknown", await root.WitnessAsync(root.Side.NewStage()), StringComparison.Ordinal);
        Assert.Equal(proof, root.Root.Prove(out var why));
        Assert.NotNull(why);
        Assert.Empty(root.Side.Settle(new HashSet<PagePath>()));

        Mend(root, what, away);
        Assert.Equal(RootProof.Proven, (await root.LookAsync()).Root);
        Assert.Equal("1", root.Read("a.md"));
    }

    static void Break(FolderTestRoot root, string what, string away)
    {
        switch (what)
        {
            case "marker":
                File.Move(root.Path(".pagerow/root"), away);
                break;
            case "foreign":
                root.Write(".pagerow/root", "other\n");
                break;
            case "state":
                Directory.Move(root.Path(".pagerow"), away);
                break;
            case "link":
                Directory.Move(root.Path(".pagerow"), away);
                Directory.CreateSymbolicLink(root.Path(".pagerow"), away);
                break;
            default:
                Directory.Move(root.Folder, away);
                if (what == "emptied")
                    Directory.CreateDirectory(root.Folder);
                break;
        }
    }

    static void Mend(FolderTestRoot root, string what, string away)
    {
        switch (what)
        {
            case "marker":
                File.Move(away, root.Path(".pagerow/root"));
                break;
            case "foreign":
                root.Write(".pagerow/root", Id + "\n");
                break;
            case "link":
                File.Delete(root.Path(".pagerow"));
                goto case "state";
            case "state":
                Directory.Move(away, root.Path(".pagerow"));
                break;
            default:
                if (what == "emptied")
                    Directory.Delete(root.Folder);
                Directory.Move(away, root.Folder);
                break;
        }
    }

    [Fact]
    public async Task One_process_holds_a_root_and_others_learn_which()
    {
        await using var root = new FolderTestRoot();
        using (var mine = RootLock.TryTake(root.Root, "watch", out var nobody))
        {
            Assert.NotNull(mine);
            Assert.Null(nobody);
            Assert.Null(RootLock.TryTake(root.Root, "sync", out var holder));
            Assert.Equal($"{Environment.ProcessId} watch", holder);
        }
        using var again = RootLock.TryTake(root.Root, "sync", out _);
        Assert.NotNull(again);
    }

    [Fact]
    public async Task A_lock_dies_with_its_holder()
    {
        await using var root = new FolderTestRoot();
        var start = new ProcessStartInfo("flock", ["-x", "-o", root.Path(".pagerow/lock"), "sh", "-c", "echo held; exec cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var holder = Process.Start(start)!;
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Null(RootLock.TryTake(root.Root, "sync", out var who));
        Assert.Equal("another process", who);

        holder.Kill(entireProcessTree: true);
        await holder.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var mine = RootLock.TryTake(root.Root, "sync", out _);
        Assert.NotNull(mine);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Asking_who_holds_a_root_makes_nothing_and_stands_in_nobodys_way(bool isLinux)
    {
        await using var root = new FolderTestRoot();
        using Tree tree = isLinux ? new LinuxTree(root.Folder, Beneath.Best) : new PortableTree(root.Folder);
        Assert.False(tree.IsTaken(".pagerow/lock"));
        Assert.False(File.Exists(root.Path(".pagerow/lock")));
        using (tree.Take(".pagerow/lock"))
        {
            Assert.True(tree.IsTaken(".pagerow/lock"));
            Assert.Null(tree.Take(".pagerow/lock"));
        }

        Assert.False(tree.IsTaken(".pagerow/lock"));
        Assert.Null(RootLock.HolderOf(root.Root));
        using var mine = RootLock.TryTake(root.Root, "watch", out _);
        Assert.Equal($"{Environment.ProcessId} watch", RootLock.HolderOf(root.Root));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_lock_is_not_taken_through_a_link(bool isLinux)
    {
        await using var root = new FolderTestRoot();
        using Tree tree = isLinux ? new LinuxTree(root.Folder, Beneath.Best) : new PortableTree(root.Folder);
        var victim = System.IO.Path.Combine(root.Outside, "victim");
        await File.WriteAllTextAsync(victim, "precious", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(root.Path(".pagerow/lock"), victim);
        Assert.Throws<FaultException>(() => tree.Take(".pagerow/lock"));
        Assert.Throws<FaultException>(() => tree.IsTaken(".pagerow/lock"));
        Assert.Equal("precious", await File.ReadAllTextAsync(victim, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Texts_in_the_state_folder_are_whole_and_never_reached_through_a_link()
    {
        await using var root = new FolderTestRoot();
        var state = new StateFolder(root.Root);
        Assert.Empty(state.Names("conflicts"));
        Assert.Null(state.Read("conflicts/1.md"));
        state.Write("conflicts/1.md", "one");
        state.Write("conflicts/1.md", "two");
        Assert.Equal("two", state.Read("conflicts/1.md"));
        Assert.Equal(["1.md"], state.Names("conflicts"));
        state.Displace("conflicts/1.md", root.Time);
        Assert.Empty(state.Names("conflicts"));
        Assert.Equal("two", File.ReadAllText(Assert.Single(Directory.GetFiles(root.Path(".pagerow/displaced")))));

        Directory.CreateDirectory(System.IO.Path.Combine(root.Outside, "elsewhere"));
        Directory.Delete(root.Path(".pagerow/conflicts"));
        Directory.CreateSymbolicLink(root.Path(".pagerow/conflicts"), System.IO.Path.Combine(root.Outside, "elsewhere"));
        Assert.Contains("is not a folder", Assert.Throws<IOException>(() => state.Write("conflicts/1.md", "x")).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<IOException>(() => state.Names("conflicts"));
        Assert.Empty(Directory.GetFileSystemEntries(System.IO.Path.Combine(root.Outside, "elsewhere")));
        Assert.Empty(Directory.GetFileSystemEntries(root.Path(".pagerow/stage")));
    }

    [Fact]
    public async Task A_file_of_the_root_is_written_whole_and_never_over_another()
    {
        await using var root = new FolderTestRoot();
        var state = new StateFolder(root.Root);
        state.WriteInRoot("pagerow.yaml", "one");
        Assert.ThrowsAny<IOException>(() => state.WriteInRoot("pagerow.yaml", "two"));
        Assert.Equal("one", root.Read("pagerow.yaml"));
        Assert.Empty(Directory.GetFileSystemEntries(root.Path(".pagerow/stage")));
    }

    [Theory]
    [InlineData("index.lock", HoldKind.Everything)]
    [InlineData("MERGE_HEAD", HoldKind.RowsToFiles)]
    [InlineData("CHERRY_PICK_HEAD", HoldKind.RowsToFiles)]
    [InlineData("REVERT_HEAD", HoldKind.RowsToFiles)]
    [InlineData("rebase-merge/done", HoldKind.RowsToFiles)]
    [InlineData("rebase-apply/patch", HoldKind.RowsToFiles)]
    public async Task What_git_is_in_the_middle_of_holds(string name, HoldKind kind)
    {
        await using var root = new FolderTestRoot();
        root.Write("nested/a.md", "1");
        var worktree = System.IO.Path.Combine(root.Outside, "elsewhere/worktrees/w");
        foreach (var git in (string[])[System.IO.Path.Combine(root.Outside, ".git"), root.Path(".git"), root.Path("nested/.git"), worktree])
        {
            if (git == worktree)
                root.Write("nested/.git", "gitdir: ../../elsewhere/worktrees/w\n");
            Directory.CreateDirectory(git);
            Assert.Null((await root.LookAsync()).Hold);
            var file = System.IO.Path.Combine(git, name);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

            var hold = (await root.LookAsync(OnlyFolders())).Hold;
            Assert.NotNull(hold);
            Assert.Equal(kind, hold.Kind);
            Assert.Equal("git: " + name.Split('/')[0], hold.Reason);
            Directory.Delete(git, recursive: true);
            Assert.Null((await root.LookAsync()).Hold);
        }
    }

    [Theory]
    [InlineData(59, false, true)]
    [InlineData(61, true, true)]
    [InlineData(61, false, false)]
    public async Task A_lock_that_git_left_lying_is_reported_and_not_obeyed(int seconds, bool isGitAlive, bool holds)
    {
        await using var root = new FolderTestRoot();
        root.Write(".git/index.lock", "");
        var clock = new Clock(root.Time);
        clock.Set((new DateTimeOffset(File.GetLastWriteTimeUtc(root.Path(".git/index.lock"))) - DateTimeOffset.UnixEpoch).Ticks * 100);
        root.Time.Advance(TimeSpan.FromSeconds(seconds));

        var notes = new List<Problem>();
        var hold = new GitHold(root.Folder, clock, () => isGitAlive).Now([""], notes);
        Assert.Equal(holds, hold is { Kind: HoldKind.Everything });
        Assert.Equal(holds ? [] : ["stale-git-lock"], notes.Select(n => n.Code));
    }
}
