using Pagerow.Engine.Sides;
using Pagerow.Files;
using Pagerow.Files.Trees;
using Pagerow.Files.Writing;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;
using static Pagerow.Tests.Files.FolderTestRoot;

namespace Pagerow.Tests.Files;

public class StageTests
{
    public static TheoryData<string> Trees => new("kernel", "stepwise", "portable");

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static Func<string, Tree> Open(string kind) => kind switch
    {
        "kernel" => r => new LinuxTree(r, Beneath.Best),
        "stepwise" => r => new LinuxTree(r, Beneath.Stepwise),
        _ => r => new PortableTree(r),
    };

    static string[] Kept(FolderTestRoot root, string folder) =>
        [.. Directory.GetFiles(root.Path($".pagerow/{folder}")).Select(f => System.IO.Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Trees))]
    public async Task A_replaced_page_stands_at_the_stage_and_then_among_the_displaced(string tree)
    {
        await using var root = new FolderTestRoot(Open(tree));
        root.Write("d/a.md", "old");
        var intent = await root.StageAsync(FileAction.Replace, "d/a.md", "new", "old");
        Assert.Equal("new", await root.WitnessAsync(intent.Stage));
        Assert.Equal("old", root.Read("d/a.md"));

        Assert.IsType<PutOutcome.Done>(await root.PutAsync(intent));
        await root.Side.FlushAsync([intent], Cancellation);
        Assert.Equal("new", root.Read("d/a.md"));
        Assert.Equal("old", await root.WitnessAsync(intent.Stage));

        await root.Side.ClearStageAsync(intent.Stage, intent.Path, StageKeeping.Displaced, null, Cancellation);
        await root.Side.ClearStageAsync(intent.Stage, intent.Path, StageKeeping.Displaced, null, Cancellation);
        Assert.Null(await root.WitnessAsync(intent.Stage));
        var kept = Assert.Single(Kept(root, "displaced"));
        Assert.Matches("^[0-9]{8}T[0-9]{6}-1-d~a\\.md$", kept);
        Assert.Equal("old", root.Read($".pagerow/displaced/{kept}"));
        Assert.Empty(Directory.GetFileSystemEntries(root.Path(".pagerow/stage")));
    }

    [Theory, MemberData(nameof(Trees))]
    public async Task A_page_is_created_in_new_folders_and_never_over_another(string tree)
    {
        await using var root = new FolderTestRoot(Open(tree));
        var intent = await root.StageAsync(FileAction.Create, "x/y/a.md", "new", null);
        Assert.IsType<PutOutcome.Done>(await root.PutAsync(intent));
        Assert.Equal("new", root.Read("x/y/a.md"));
        Assert.Null(await root.WitnessAsync(intent.Stage));

        var second = await root.StageAsync(FileAction.Create, "x/y/a.md", "other", null);
        Assert.Equal("taken", Assert.IsType<PutOutcome.Refused>(await root.PutAsync(second)).Reason.Code);
        Assert.Equal("new", root.Read("x/y/a.md"));
        Assert.Equal("other", await root.WitnessAsync(second.Stage));
        await root.Side.ClearStageAsync(second.Stage, second.Path, StageKeeping.Drop, null, Cancellation);
        Assert.Empty(Directory.GetFileSystemEntries(root.Path(".pagerow/stage")));
        Assert.Empty(Kept(root, "displaced"));
    }

    [Theory, MemberData(nameof(Trees))]
    public async Task A_deleted_page_goes_to_the_trash_and_never_over_another(string tree)
    {
        await using var root = new FolderTestRoot(Open(tree));
        foreach (var text in (string[])["first", "second"])
        {
            root.Write("d/a.md", text);
            var intent = await root.StageAsync(FileAction.Delete, "d/a.md", null, text);
            Assert.Null(await root.WitnessAsync(intent.Stage));
            Assert.IsType<PutOutcome.Done>(await root.PutAsync(intent));
            Assert.False(File.Exists(root.Path("d/a.md")));
            Assert.Equal(text, await root.WitnessAsync(intent.Stage));
            await root.Side.ClearStageAsync(intent.Stage, intent.Path, StageKeeping.Trash, null, Cancellation);
        }
        Assert.Equal(["first", "second"], Kept(root, "trash").Select(k => root.Read($".pagerow/trash/{k}")));
        var gone = await root.StageAsync(FileAction.Delete, "d/a.md", null, "second");
        Assert.Equal("gone", Assert.IsType<PutOutcome.Refused>(await root.PutAsync(gone)).Reason.Code);
    }

    [Theory, MemberData(nameof(Trees))]
    public async Task A_page_moves_without_clobbering(string tree)
    {
        await using var root = new FolderTestRoot(Open(tree));
        root.Write("a.md", "mine");
        root.Write("b.md", "other");
        var onto = await root.StageAsync(FileAction.Move, "b.md", null, "mine", from: "a.md");
        Assert.Equal("taken", Assert.IsType<PutOutcome.Refused>(await root.PutAsync(onto)).Reason.Code);
        Assert.Equal(("mine", "other"), (root.Read("a.md"), root.Read("b.md")));

        var away = await root.StageAsync(FileAction.Move, "x/y/c.md", null, "mine", from: "a.md");
        Assert.IsType<PutOutcome.Done>(await root.PutAsync(away));
        await root.Side.FlushAsync([away], Cancellation);
        Assert.False(File.Exists(root.Path("a.md")));
        Assert.Equal("mine", root.Read("x/y/c.md"));

        var respelled = await root.StageAsync(FileAction.Move, "x/y/C.md", null, "mine", from: "x/y/c.md");
        Assert.IsType<PutOutcome.Done>(await root.PutAsync(respelled));
        Assert.Equal("mine", root.Read("x/y/C.md"));
        Assert.Single(Directory.GetFiles(root.Path("x/y")));
    }

    [Fact]
    public async Task Mode_and_attributes_of_the_page_before_stay()
    {
        await using var root = new FolderTestRoot();
        root.Write("a.md", "old");
        Allow("640", root.Path("a.md"));
        var hasAttributes = Run("python3", "-c", $"import os; os.setxattr('{root.Path("a.md")}', 'user.mark', b'red')") == 0;

        var intent = await root.StageAsync(FileAction.Replace, "a.md", "new", "old");
        Assert.IsType<PutOutcome.Done>(await root.PutAsync(intent));
        Assert.Equal("new", root.Read("a.md"));
        Assert.Equal(0, Run("sh", "-c", $"test $(stat -c %a '{root.Path("a.md")}') = 640"));
        Assert.SkipUnless(hasAttributes, "no python3 or no extended attributes here: only the mode was tested");
        Assert.Equal(0, Run("python3", "-c", $"import os; assert os.getxattr('{root.Path("a.md")}', 'user.mark') == b'red'"));
    }

    [Fact]
    public async Task What_is_no_page_of_its_own_is_not_replaced()
    {
        await using var root = new FolderTestRoot();
        var outside = System.IO.Path.Combine(root.Outside, "secret");
        File.WriteAllText(outside, "secret");
        File.CreateSymbolicLink(root.Path("link.md"), outside);
        Directory.CreateDirectory(root.Path("folder.md"));
        root.Write("one.md", "shared");
        Assert.Equal(0, Run("ln", root.Path("one.md"), root.Path("two.md")));

        var unfit = new Dictionary<string, string> { ["link.md"] = "is-link", ["folder.md"] = "not-a-file", ["one.md"] = "hard-linked", ["none.md"] = "gone" };
        foreach (var (path, code) in unfit)
        {
            foreach (var action in (FileAction[])[FileAction.Replace, FileAction.Delete])
            {
                var intent = await root.StageAsync(action, path, action == FileAction.Replace ? "new" : null, "old");
                Assert.Equal(code, Assert.IsType<PutOutcome.Refused>(await root.PutAsync(intent)).Reason.Code);
            }
        }
        Assert.Equal("secret", File.ReadAllText(outside));
        Assert.Equal("shared", root.Read("two.md"));
    }

    [Theory, MemberData(nameof(Trees))]
    public async Task A_folder_that_became_a_link_leads_nowhere(string tree)
    {
        await using var root = new FolderTestRoot(Open(tree));
        root.Write("d/a.md", "old");
        var victim = System.IO.Path.Combine(root.Outside, "victim");
        Directory.CreateDirectory(victim);
        File.WriteAllText(System.IO.Path.Combine(victim, "a.md"), "old");
        var replace = await root.StageAsync(FileAction.Replace, "d/a.md", "evil", "old");
        var create = await root.StageAsync(FileAction.Create, "d/new.md", "evil", null);
        var delete = await root.StageAsync(FileAction.Delete, "d/a.md", null, "old");
        Directory.Delete(root.Path("d"), recursive: true);
        Directory.CreateSymbolicLink(root.Path("d"), victim);

        foreach (var intent in (FileIntent[])[replace, create, delete])
            Assert.Equal("is-link", Assert.IsType<PutOutcome.Refused>(await root.PutAsync(intent)).Reason.Code);
        Assert.Equal(["a.md"], Directory.GetFileSystemEntries(victim).Select(f => System.IO.Path.GetFileName(f)));
        Assert.Equal("old", File.ReadAllText(System.IO.Path.Combine(victim, "a.md")));
        await Assert.ThrowsAnyAsync<IOException>(async () => await root.Side.StageAsync(PagePath.Of("d/x/b.md"), new byte[1], null, Cancellation));
        Assert.Equal(2, Directory.GetFiles(root.Path(".pagerow/stage")).Length);
    }

    [Fact]
    public async Task Folders_of_git_and_of_pagerow_are_not_written()
    {
        await using var root = new FolderTestRoot();
        foreach (var path in (string[])[".git/hooks/a.md", "d/.GIT/a.md", ".pagerow/root", "d/.pagerow-stage-0"])
        {
            await Assert.ThrowsAnyAsync<IOException>(async () => await root.Side.StageAsync(PagePath.Of(path), new byte[1], null, Cancellation));
            Assert.IsType<FileState.Unknown>(await root.Side.ReadAsync(PagePath.Of(path), Cancellation));
            var intent = await root.StageAsync(FileAction.Create, "a.md", "x", null);
            Assert.IsType<PutOutcome.Refused>(await root.PutAsync(intent with { Path = PagePath.Of(path) }));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("0123456789abcdef0123456789abcdeg")]
    public async Task A_stage_name_that_was_not_made_here_is_a_broken_promise(string name)
    {
        await using var root = new FolderTestRoot();
        await Assert.ThrowsAsync<ArgumentException>(async () => await root.Side.WitnessAsync(new(name), Cancellation));
    }

    [Fact]
    public async Task A_page_displaced_in_two_steps_is_found_after_each_of_them()
    {
        await using var root = new FolderTestRoot();
        root.Write("a.md", "old");
        var intent = await root.StageAsync(FileAction.Replace, "a.md", "new", "old");
        using var tree = new LinuxTree(root.Folder, Beneath.Best);
        var place = Stages.PlaceOf(tree, intent.Stage);

        Assert.Equal(0, Run("ln", root.Path("a.md"), root.Path(Stages.KeepOf(place))));
        Assert.Equal("new", await root.WitnessAsync(intent.Stage));
        File.Delete(root.Path(Stages.KeepOf(place)));
        tree.Displace(place, "a.md", Stages.KeepOf(place));
        Assert.Equal("new", root.Read("a.md"));
        Assert.Equal("old", await root.WitnessAsync(intent.Stage));
        await root.Side.ClearStageAsync(intent.Stage, intent.Path, StageKeeping.Displaced, null, Cancellation);
        Assert.Equal("old", root.Read($".pagerow/displaced/{Assert.Single(Kept(root, "displaced"))}"));
    }

    [Fact]
    public async Task Where_there_is_no_exchange_the_description_says_so()
    {
        await using var root = new FolderTestRoot(r => new PortableTree(r));
        Assert.Equal("pages are replaced by exchange", root.Side.Describe());
        root.Write("a.md", "old");
        Assert.IsType<PutOutcome.Done>(await root.PutAsync(await root.StageAsync(FileAction.Replace, "a.md", "new", "old")));
        Assert.Contains("two steps", root.Side.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stages_that_a_crash_left_are_swept_to_the_displaced_and_named_ones_stay()
    {
        await using var root = new FolderTestRoot();
        root.Write("shared.md", "shared");
        var named = await root.StageAsync(FileAction.Create, "a.md", "named", null);
        var stray = await root.StageAsync(FileAction.Create, "b.md", "stray", null);
        Assert.Equal(0, Run("ln", root.Path("shared.md"), root.Path($".pagerow/stage/{root.Side.NewStage()}.keep")));

        Assert.Equal(2, await root.Side.SweepStagesAsync(new HashSet<StageName> { named.Stage }, Cancellation));
        Assert.Equal("named", await root.WitnessAsync(named.Stage));
        Assert.Null(await root.WitnessAsync(stray.Stage));
        Assert.Equal(["shared", "stray"], Kept(root, "displaced").Select(k => root.Read($".pagerow/displaced/{k}")).Order(StringComparer.Ordinal));
        Assert.Equal(0, await root.Side.SweepStagesAsync(new HashSet<StageName> { named.Stage }, Cancellation));

        // The stray second name went, so that the page is one of its own again.
        Assert.IsType<PutOutcome.Done>(await root.PutAsync(await root.StageAsync(FileAction.Replace, "shared.md", "new", "shared")));
    }

    [Fact]
    public async Task On_another_device_the_stage_stands_beside_its_target()
    {
        await using var root = new FolderTestRoot();
        Directory.CreateDirectory(root.Path("disk"));
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "none", root.Path("disk")) == 0, "mounting a second device needs root");
        try
        {
            await OnAnotherDevice(root);
        }
        finally
        {
            Assert.Equal(0, Run("umount", root.Path("disk")));
        }
    }

    static async Task OnAnotherDevice(FolderTestRoot root)
    {
        root.Write("disk/a.md", "old");
        var replace = await root.StageAsync(FileAction.Replace, "disk/a.md", "new", "old");
        Assert.True(File.Exists(root.Path($"disk/.pagerow-stage-{replace.Stage}")));
        Assert.Equal("new", await root.WitnessAsync(replace.Stage));
        Assert.IsType<PutOutcome.Done>(await root.PutAsync(replace));
        await root.Side.FlushAsync([replace], Cancellation);
        Assert.Equal("old", await root.WitnessAsync(replace.Stage));
        var look = await root.LookAsync();
        Assert.Equal(["disk/a.md"], Suspects(look));
        Assert.Empty(look.LeftOut);
        await root.Side.ClearStageAsync(replace.Stage, replace.Path, StageKeeping.Displaced, null, Cancellation);
        Assert.Equal("old", root.Read($".pagerow/displaced/{Assert.Single(Kept(root, "displaced"))}"));

        var delete = await root.StageAsync(FileAction.Delete, "disk/a.md", null, "new");
        Assert.IsType<PutOutcome.Done>(await root.PutAsync(delete));
        Assert.Equal("new", await root.WitnessAsync(delete.Stage));
        await root.Side.ClearStageAsync(delete.Stage, delete.Path, StageKeeping.Trash, null, Cancellation);
        Assert.Equal("new", root.Read($".pagerow/trash/{Assert.Single(Kept(root, "trash"))}"));

        await root.StageAsync(FileAction.Create, "disk/stray.md", "stray", null);
        Assert.Equal(1, await root.Side.SweepStagesAsync(new HashSet<StageName>(), Cancellation));
        Assert.Empty(Directory.GetFileSystemEntries(root.Path("disk")));
        Assert.Empty(Directory.GetFileSystemEntries(root.Path(".pagerow/stage")));
    }

    [Fact]
    public async Task Whatever_is_saved_while_pages_are_replaced_comes_out_at_a_stage()
    {
        const int saves = 400;
        await using var root = new FolderTestRoot();
        root.Write("a.md", "save 0");
        var displacedBySaver = new List<string>();
        var saving = Task.Run(() =>
        {
            using var tree = new LinuxTree(root.Folder, Beneath.Best);
            for (var i = 1; i <= saves; i++)
            {
                root.Write("saver.tmp", $"save {i}");
                tree.Exchange("saver.tmp", "a.md");
                displacedBySaver.Add(root.Read("saver.tmp"));
            }
        }, Cancellation);
        var displacedByUs = new List<string>();
        for (var n = 0; n < 200 || !saving.IsCompleted; n++)
        {
            var intent = await root.StageAsync(FileAction.Replace, "a.md", $"row {n}", null);
            Assert.IsType<PutOutcome.Done>(await root.PutAsync(intent));
            displacedByUs.Add((await root.WitnessAsync(intent.Stage))!);
            await root.Side.ClearStageAsync(intent.Stage, intent.Path, StageKeeping.Drop, null, Cancellation);
        }
        await saving;

        // Each version is displaced once, by one or the other, or is the last: none is lost, none comes twice.
        var written = Enumerable.Range(0, saves + 1).Select(i => $"save {i}").Concat(Enumerable.Range(0, displacedByUs.Count).Select(n => $"row {n}"));
        Assert.Equal(written.Order(StringComparer.Ordinal), displacedBySaver.Concat(displacedByUs).Append(root.Read("a.md")).Order(StringComparer.Ordinal));
        Assert.Contains(displacedByUs, d => d.StartsWith("save", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_grows_too_large_or_is_a_pipe_is_unknown()
    {
        await using var root = new FolderTestRoot();
        root.Write("big.md", new('x', (64 * 1024) + 1));
        root.Write("full.md", new('x', 64 * 1024));
        Assert.Equal(0, Run("mkfifo", root.Path("pipe.md")));
        Assert.Equal("too-large", Assert.IsType<FileState.Unknown>(await root.Side.ReadAsync(PagePath.Of("big.md"), Cancellation)).Reason.Code);
        Assert.Equal("not-a-file", Assert.IsType<FileState.Unknown>(await root.Side.ReadAsync(PagePath.Of("pipe.md"), Cancellation)).Reason.Code);
        Assert.Equal(64 * 1024, Assert.IsType<FileState.Present>(await root.Side.ReadAsync(PagePath.Of("full.md"), Cancellation)).Page.Bytes.Length);
        Assert.IsType<FileState.Absent>(await root.Side.ReadAsync(PagePath.Of("no/such.md"), Cancellation));
        Assert.IsType<FileState.Absent>(await root.Side.ReadAsync(PagePath.Of("full.md/x.md"), Cancellation));
    }

    [Fact]
    public async Task What_cannot_be_written_leaves_nothing_behind()
    {
        await using var root = new FolderTestRoot();
        root.Write("a.md", "old");
        Assert.SkipUnless(Run("chattr", "+i", root.Path("a.md")) == 0, "an immutable file needs root and a file system that has the flag");
        try
        {
            var replace = await root.StageAsync(FileAction.Replace, "a.md", "new", "old");
            Assert.Equal("denied", Assert.IsType<PutOutcome.Failed>(await root.PutAsync(replace)).Reason.Code);
            Assert.Equal("old", root.Read("a.md"));
            Assert.Equal("new", await root.WitnessAsync(replace.Stage));
        }
        finally
        {
            Run("chattr", "-i", root.Path("a.md"));
        }
    }

    [Fact]
    public async Task A_full_disk_leaves_no_stage()
    {
        await using var root = new FolderTestRoot();
        var small = System.IO.Path.Combine(root.Outside, "small");
        Directory.CreateDirectory(small);
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=48k", "none", small) == 0, "a small disk needs root");
        try
        {
            await using var side = new FolderSide(RootFolder.Create(small, "small"), Markdown, [], root.Time);
            var page = new byte[60 * 1024];
            var fault = await Assert.ThrowsAnyAsync<IOException>(async () => await side.StageAsync(PagePath.Of("new/folder/a.md"), page, null, Cancellation));
            Assert.Contains("stage", fault.Message, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFileSystemEntries(System.IO.Path.Combine(small, ".pagerow/stage")));
            Assert.Equal([".pagerow"], Directory.GetFileSystemEntries(small).Select(f => System.IO.Path.GetFileName(f)));
        }
        finally
        {
            Assert.Equal(0, Run("umount", small));
        }
    }
}
