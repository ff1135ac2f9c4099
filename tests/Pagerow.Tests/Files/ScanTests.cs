using Pagerow.Engine.Sides;
using Pagerow.Files;
using Pagerow.Files.Trees;
using Pagerow.Files.Watching;
using Pagerow.Pages;
using Pagerow.Reconcile.States;
using static Pagerow.Tests.Files.FolderTestRoot;

namespace Pagerow.Tests.Files;

public class ScanTests
{
    static readonly HashSet<PagePath> None = [];

    public static TheoryData<string> Trees => new("kernel", "stepwise", "portable");

    static Func<string, Tree> Open(string kind) => kind switch
    {
        "kernel" => r => new LinuxTree(r, Beneath.Best),
        "stepwise" => r => new LinuxTree(r, Beneath.Stepwise),
        _ => r => new PortableTree(r),
    };

    [Theory, MemberData(nameof(Trees))]
    public async Task What_a_look_found_is_reported_again_until_it_is_settled(string tree)
    {
        await using var root = new FolderTestRoot(Open(tree));
        root.Write("a.md", "1");
        root.Write("deep/er/b.md", "2");
        root.Write("deep/picture.png", "3");
        root.Time.Advance(TimeSpan.FromHours(1));

        var first = await root.LookAsync();
        Assert.Equal(RootProof.Proven, first.Root);
        Assert.Equal(["a.md", "deep/er/b.md"], Suspects(first));
        Assert.Equal(2, first.FilesSeen);
        Assert.Equal(["a.md", "deep/er/b.md"], Suspects(await root.LookAsync()));

        root.Side.Settle(None);
        var rested = await root.LookAsync();
        Assert.Empty(rested.Suspects);
        Assert.Equal(2, rested.FilesSeen);
        Assert.Empty(root.Side.Settle(None));
    }

    [Fact]
    public async Task A_page_that_was_not_taken_over_is_reported_until_it_is()
    {
        await using var root = new FolderTestRoot();
        root.Write("a.md", "1");
        root.Write("b.md", "2");
        root.Time.Advance(TimeSpan.FromHours(1));
        await root.LookAsync();

        root.Side.Settle(new HashSet<PagePath> { PagePath.Of("b.md") });
        Assert.Equal(["b.md"], Suspects(await root.LookAsync()));
        root.Side.Settle(None);
        Assert.Empty((await root.LookAsync()).Suspects);

        File.Delete(root.Path("b.md"));
        Assert.Equal([PagePath.Of("b.md")], (await root.LookAsync()).Vanished);
        root.Side.Settle(new HashSet<PagePath> { PagePath.Of("b.md") });
        Assert.Equal([PagePath.Of("b.md")], (await root.LookAsync()).Vanished);
        root.Side.Settle(None);
        Assert.Empty((await root.LookAsync()).Vanished);
    }

    [Fact]
    public async Task A_stamp_as_young_as_the_look_is_not_believed_until_it_is_old()
    {
        await using var root = new FolderTestRoot();
        await root.RestAsync();
        File.WriteAllText(root.Path("a.md"), "1");
        root.Time.Advance(TimeSpan.FromHours(-3)); // the side's clock stands where it was when it was set

        await root.LookAsync();
        root.Side.Settle(None);
        Assert.Equal(["a.md"], Suspects(await root.LookAsync()));
        root.Side.Settle(None);
        root.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["a.md"], Suspects(await root.LookAsync()));
        root.Side.Settle(None);
        Assert.Empty((await root.LookAsync()).Suspects);
    }

    [Fact]
    public async Task An_edit_that_keeps_size_and_time_is_found()
    {
        await using var root = new FolderTestRoot();
        root.Write("a.md", "1");
        await root.RestAsync();
        var time = File.GetLastWriteTimeUtc(root.Path("a.md"));
        File.WriteAllText(root.Path("a.md"), "2");
        File.SetLastWriteTimeUtc(root.Path("a.md"), time);

        Assert.Equal(["a.md"], Suspects(await root.LookAsync()));
    }

    [Fact]
    public async Task A_deep_look_believes_no_stamp()
    {
        await using var root = new FolderTestRoot();
        root.Write("a.md", "1");
        await root.RestAsync();
        Assert.Empty((await root.LookAsync()).Suspects);
        Assert.Equal(["a.md"], Suspects(await root.LookAsync(new FolderScope.Deep())));
    }

    [Fact]
    public async Task Stored_stamps_serve_the_next_process_and_damaged_ones_do_no_harm()
    {
        await using var root = new FolderTestRoot();
        root.Write("d/a.md", "1");
        var stored = (await root.RestAsync()).Select(s => KeyValuePair.Create(s.Key, s.Value!)).ToArray();

        await using (var next = root.Another(stamps: stored))
            Assert.Empty((await next.LookAsync(new FolderScope.Everything(), TestContext.Current.CancellationToken)).Suspects);

        foreach (var cut in Enumerable.Range(1, stored.Max(s => s.Value.Length) - 1))
        {
            await using var damaged = root.Another(stamps: stored.Select(s => KeyValuePair.Create(s.Key, s.Value[..Math.Min(cut, s.Value.Length - 1)])));
            var look = await damaged.LookAsync(new FolderScope.Everything(), TestContext.Current.CancellationToken);
            Assert.Equal(["d/a.md"], Suspects(look));
        }
    }

    [Fact]
    public async Task Other_wishes_are_asked_about_names_that_are_known()
    {
        await using var root = new FolderTestRoot();
        root.Write("a.md", "1");
        root.Write("b.md", "1");
        var stored = (await root.RestAsync()).Select(s => KeyValuePair.Create(s.Key, s.Value!));
        var onlyB = new Wanted(p => p.Name == "b.md", _ => true, _ => "not b") { Source = "only b" };

        await using var other = root.Another(stamps: stored, wanted: onlyB);
        var look = await other.LookAsync(new FolderScope.Everything(), TestContext.Current.CancellationToken);
        Assert.Empty(look.Suspects);
        Assert.Equal([PagePath.Of("a.md")], look.Vanished);
        Assert.Equal([KeyValuePair.Create(PagePath.Of("a.md"), "not b")], look.LeftOut);
    }

    [Fact]
    public async Task A_quiet_look_opens_no_file()
    {
        await using var root = new FolderTestRoot();
        for (var i = 0; i < 100; i++)
            root.Write($"d/{i}.md", "1");
        await root.RestAsync();
        const uint opened = 0x20, accessed = 0x1;
        var inotify = Inotify.Open();
        using var handle = new Microsoft.Win32.SafeHandles.SafeFileHandle(inotify, ownsHandle: true);
        using var bell = new Microsoft.Win32.SafeHandles.SafeFileHandle(Inotify.OpenBell(), ownsHandle: true);
        Inotify.Add(inotify, root.Path("d"), opened | accessed, out _);

        await root.LookAsync();
        Assert.IsType<FileState.Present>(await root.Side.ReadAsync(PagePath.Of("d/7.md"), TestContext.Current.CancellationToken));
        var buffer = new byte[64 * 1024];
        var names = new List<string>();
        while (!names.Contains("7.md"))
            names.AddRange(InotifyEvent.In(buffer, Inotify.WaitAndRead(inotify, (int)bell.DangerousGetHandle(), buffer)).Where(e => e.Name.Length > 0).Select(e => e.Name));
        Assert.Equal(["7.md"], names.Distinct());
    }

    [Theory, MemberData(nameof(Trees))]
    public async Task A_page_that_became_a_link_is_unknown_not_gone(string tree)
    {
        await using var root = new FolderTestRoot(Open(tree));
        root.Write("a.md", "1");
        root.Write("d/b.md", "1");
        root.Write("e/c.md", "1");
        await root.RestAsync();
        File.Move(root.Path("a.md"), System.IO.Path.Combine(root.Outside, "a.md"));
        File.CreateSymbolicLink(root.Path("a.md"), System.IO.Path.Combine(root.Outside, "a.md"));
        Directory.Move(root.Path("d"), System.IO.Path.Combine(root.Outside, "d"));
        Directory.CreateSymbolicLink(root.Path("d"), System.IO.Path.Combine(root.Outside, "d"));
        File.Delete(root.Path("e/c.md"));
        Directory.CreateDirectory(root.Path("e/c.md"));

        for (var i = 0; i < 2; i++)
        {
            var look = await root.LookAsync();
            Assert.Empty(look.Suspects);
            Assert.Empty(look.Vanished);
            Assert.Equal(["a.md", "d/", "e/c.md"], look.Unknown.Select(u => u.Key));
            Assert.Equal(["is-link", "is-link", "not-a-file"], look.Unknown.Select(u => u.Value.Code));
            root.Side.Settle(None);
        }
        var state = Assert.IsType<FileState.Unknown>(await root.Side.ReadAsync(PagePath.Of("d/b.md"), TestContext.Current.CancellationToken));
        Assert.Equal("is-link", state.Reason.Code);

        File.Delete(root.Path("a.md"));
        File.Move(System.IO.Path.Combine(root.Outside, "a.md"), root.Path("a.md"));
        Assert.Equal(["a.md"], Suspects(await root.LookAsync()));
    }

    [Fact]
    public async Task What_looks_like_a_page_and_is_none_is_left_out_with_the_reason()
    {
        await using var root = new FolderTestRoot();
        root.Write("a.md", "1");
        File.CreateSymbolicLink(root.Path("link.md"), root.Path("a.md"));
        Directory.CreateSymbolicLink(root.Path("loop"), root.Folder);
        root.Write("folder.md/b.md", "1");
        root.Write("unwanted/c.md", "1");
        root.Write("nested/.pagerow/root", "other");
        root.Write("nested/d.md", "1");
        root.Write(".git/e.md", "1");
        root.Write(".pagerow/f.md", "1");
        root.Write("node_modules/g.md", "1");
        Assert.Equal(0, Run("mkfifo", root.Path("pipe.md")));

        var look = await root.LookAsync();
        Assert.Equal(["a.md"], Suspects(look));
        Assert.Empty(look.Unknown);
        Assert.Equal(["folder.md", "link.md", "nested", "pipe.md", "unwanted/c.md"], look.LeftOut.Select(l => l.Key.Value));
        Assert.Equal(5, look.LeftOutTotal);
        Assert.All(look.LeftOut, l => Assert.NotEmpty(l.Value));
        Assert.Equal(look.LeftOut, (await root.LookAsync()).LeftOut);
        foreach (var path in (string[])["nested/d.md", ".git/e.md", "node_modules/g.md", "link.md", "folder.md/b.md"])
            Assert.Empty((await root.LookAsync(Only(path))).Suspects);
    }

    [Fact]
    public async Task Pages_of_a_folder_that_became_a_root_of_its_own_are_not_taken_for_deleted()
    {
        await using var root = new FolderTestRoot();
        root.Write("nested/d.md", "1");
        await root.RestAsync();
        RootFolder.Create(root.Path("nested"), "another");

        var look = await root.LookAsync();
        Assert.Empty(look.Vanished);
        Assert.Equal(["nested/"], look.Unknown.Select(u => u.Key));
        Assert.Equal("nested-root", look.Unknown[0].Value.Code);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_listed_hides_nothing_below_it()
    {
        await using var root = new FolderTestRoot();
        root.Write("closed/in/a.md", "1");
        root.Write("open/b.md", "1");
        await root.RestAsync();
        Allow("000", root.Path("closed"));
        Allow("000", root.Path("open/b.md"));

        root.AsNobody(() =>
        {
            var looking = root.Side.LookAsync(new FolderScope.Everything(), TestContext.Current.CancellationToken).AsTask();
            Assert.True(looking.IsCompletedSuccessfully);
            var look = looking.GetAwaiter().GetResult();
            Assert.Equal(RootProof.Proven, look.Root);
            Assert.Empty(look.Vanished);
            Assert.Equal(["closed/"], look.Unknown.Select(u => u.Key));
            Assert.Equal("denied", look.Unknown[0].Value.Code);

            var read = root.Side.ReadAsync(PagePath.Of("open/b.md"), TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
            Assert.Equal("denied", Assert.IsType<FileState.Unknown>(read).Reason.Code);
            var hidden = root.Side.ReadAsync(PagePath.Of("closed/in/a.md"), TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
            Assert.Equal("denied", Assert.IsType<FileState.Unknown>(hidden).Reason.Code);
        });
        Allow("755", root.Path("closed"));
        Assert.Empty((await root.LookAsync()).Unknown);
    }

    [Fact]
    public async Task A_look_at_some_paths_takes_in_no_others()
    {
        await using var root = new FolderTestRoot();
        root.Write("d/a.md", "1");
        root.Write("d/b.md", "1");
        root.Write("d/e/c.md", "1");
        await root.RestAsync();
        root.Write("d/a.md", "12");
        root.Write("d/new.md", "1");
        root.Write("f/new.md", "1");
        File.Delete(root.Path("d/b.md"));

        var one = await root.LookAsync(Only("d/new.md", "f/new.md"));
        Assert.Equal(["d/new.md", "f/new.md"], Suspects(one));
        Assert.Empty(one.Vanished);
        Assert.Equal([PagePath.Of("d/b.md")], (await root.LookAsync(Only("d/b.md"))).Vanished);
        root.Side.Settle(None);
        root.Time.Advance(TimeSpan.FromHours(1));

        var rest = await root.LookAsync(OnlyFolders("d", "d/e"));
        Assert.Equal(["d/a.md"], Suspects(rest));
        Assert.Empty(rest.Vanished);
        root.Side.Settle(None);
        Directory.Delete(root.Path("d"), recursive: true);
        Assert.Equal(["d/a.md", "d/e/c.md", "d/new.md"], (await root.LookAsync(OnlyFolders("d"))).Vanished.Select(v => v.Value));
        root.Side.Settle(None);
        Assert.Empty((await root.LookAsync()).Suspects);
    }

    [Fact]
    public async Task A_moved_folder_is_seen_by_the_identity_of_its_files()
    {
        await using var root = new FolderTestRoot();
        root.Write("old/a.md", "1");
        root.Time.Advance(TimeSpan.FromHours(1));
        var before = (await root.LookAsync()).Suspects.Single();
        root.Side.Settle(None);
        Directory.Move(root.Path("old"), root.Path("new"));

        var look = await root.LookAsync();
        Assert.Equal([PagePath.Of("old/a.md")], look.Vanished);
        Assert.Equal([before with { Path = PagePath.Of("new/a.md") }], look.Suspects);
    }

    [Theory, MemberData(nameof(Trees))]
    public async Task A_look_reports_exactly_what_moved_since_the_last(string tree)
    {
        var random = new Random(20_261);
        await using var root = new FolderTestRoot(Open(tree));
        var pages = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var length = 1;
        for (var round = 0; round < 60; round++)
        {
            var changed = new SortedSet<string>(StringComparer.Ordinal);
            var before = pages.Keys.ToArray();
            for (var i = random.Next(6); i > 0; i--)
                Change(root, random, pages, changed, ref length);
            root.Time.Advance(TimeSpan.FromHours(1));

            var look = await root.LookAsync(round % 7 == 3 ? OnlyFolders("") : null);
            Assert.Equal(changed.Where(pages.ContainsKey), Suspects(look));
            Assert.Equal(before.Where(p => !pages.ContainsKey(p)).Order(StringComparer.Ordinal), look.Vanished.Select(v => v.Value));
            Assert.Equal(pages.Count, look.FilesSeen);
            root.Side.Settle(None);
        }
    }

    static void Change(FolderTestRoot root, Random random, SortedDictionary<string, int> pages, SortedSet<string> changed, ref int length)
    {
        var path = $"d{random.Next(4)}/e{random.Next(3)}/p{random.Next(8)}.md";
        if (random.Next(3) > 0 || !pages.ContainsKey(path))
        {
            root.Write(path, new('x', ++length));
            pages[path] = length;
            changed.Add(path);
        }
        else if (random.Next(2) == 0)
        {
            File.Delete(root.Path(path));
            pages.Remove(path);
        }
        else
        {
            var folder = path[..path.IndexOf('/', StringComparison.Ordinal)];
            Directory.Delete(root.Path(folder), recursive: true);
            foreach (var gone in pages.Keys.Where(p => p.StartsWith(folder + "/", StringComparison.Ordinal)).ToArray())
                pages.Remove(gone);
        }
    }
}
