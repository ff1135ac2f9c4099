using System.Collections.Concurrent;
using System.Threading.Channels;
using Pagerow.Engine.Cycles;
using Pagerow.Engine.Sides;
using Pagerow.Files.Watching;
using Pagerow.Pages;
using static Pagerow.Tests.Files.FolderTestRoot;

namespace Pagerow.Tests.Files;

public class WatchTests
{
    static readonly TimeSpan Generous = TimeSpan.FromSeconds(30);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_was_closed_or_renamed_is_complete_and_one_that_grows_is_not()
    {
        await using var root = new FolderTestRoot();
        root.Write("d/vim.md", "1");
        await using var watch = new InotifyWatch(root.Root, Markdown, root.Time);
        await using var hints = new Heard(watch);

        await using (var slow = new FileStream(root.Path("slow.md"), FileMode.Create))
        {
            await slow.WriteAsync(new byte[10], Cancellation);
            await slow.FlushAsync(Cancellation);
            await hints.UntilAsync(new Hint.File(PagePath.Of("slow.md"), IsComplete: false));
            Assert.DoesNotContain(new Hint.File(PagePath.Of("slow.md"), IsComplete: true), hints.All);
        }
        await hints.UntilAsync(new Hint.File(PagePath.Of("slow.md"), IsComplete: true));

        File.WriteAllText(root.Path("atomic.tmp"), "1");
        File.Move(root.Path("atomic.tmp"), root.Path("atomic.md"));
        await hints.UntilAsync(new Hint.File(PagePath.Of("atomic.md"), IsComplete: true));
        Assert.DoesNotContain(hints.All, h => h is Hint.File { Path.Name: "atomic.tmp" });

        File.Move(root.Path("d/vim.md"), root.Path("d/vim.md~"));
        await hints.UntilAsync(new Hint.File(PagePath.Of("d/vim.md"), IsComplete: true));
        hints.Forget();
        root.Write("d/vim.md", "2");
        File.Delete(root.Path("d/vim.md~"));
        await hints.UntilAsync(new Hint.File(PagePath.Of("d/vim.md"), IsComplete: true));

        hints.Forget();
        File.Delete(root.Path("d/vim.md"));
        await hints.UntilAsync(new Hint.File(PagePath.Of("d/vim.md"), IsComplete: true));
        Assert.Equal("inotify, 2 folders", watch.Describe());
    }

    [Fact]
    public async Task Moved_folders_are_hinted_at_whole_and_what_follows_at_once_is_heard()
    {
        await using var root = new FolderTestRoot();
        var outside = System.IO.Path.Combine(root.Outside, "lib");
        Directory.CreateDirectory(System.IO.Path.Combine(outside, "sub"));
        root.Write("code/a.md", "1");
        await using var watch = new InotifyWatch(root.Root, Markdown, root.Time);
        await using var hints = new Heard(watch);
        for (var i = 0; i < 20; i++)
        {
            Directory.Move(outside, root.Path("lib"));
            root.Write($"lib/sub/in{i}.md", "1");
            await hints.UntilAsync(new Hint.Folder("lib"));
            root.Write($"lib/sub/heard{i}.md", "1");
            await hints.UntilAsync(new Hint.File(PagePath.Of($"lib/sub/heard{i}.md"), IsComplete: true));

            hints.Forget();
            Directory.Move(root.Path("lib"), root.Path("within"));
            root.Write($"q{i}.md", "1");
            await hints.UntilAsync(new Hint.Folder("within"), new Hint.Folder("lib"), new Hint.File(PagePath.Of($"q{i}.md"), IsComplete: true));
            root.Write($"within/sub/heard{i}.md", "2");
            await hints.UntilAsync(new Hint.File(PagePath.Of($"within/sub/heard{i}.md"), IsComplete: true));

            hints.Forget();
            Directory.Move(root.Path("within"), outside);
            root.Write($"r{i}.md", "1");
            await hints.UntilAsync(new Hint.Folder("within"), new Hint.File(PagePath.Of($"r{i}.md"), IsComplete: true));
        }
        File.WriteAllText(System.IO.Path.Combine(outside, "gone.md"), "1");
        root.Write("code/last.md", "1");
        await hints.UntilAsync(new Hint.File(PagePath.Of("code/last.md"), IsComplete: true));
        Assert.DoesNotContain(hints.All, h => h is Hint.LostTrack or Hint.File { Path.Name: "gone.md" });
    }

    [Fact]
    public async Task Of_a_thousand_nested_folders_made_at_once_no_file_is_missed()
    {
        await using var root = new FolderTestRoot();
        await using var watch = new InotifyWatch(root.Root, Markdown, root.Time);
        await using var hints = new Heard(watch);
        var missing = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 1000; i++)
            missing.Add($"t{i % 10}/u{i % 50}/v{i}/w/p.md");

        var making = Task.Run(() =>
        {
            foreach (var path in missing)
                root.Write(path, "1");
        }, Cancellation);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Generous);
        while (seen.Count < missing.Count)
            seen.UnionWith(Suspects(await root.LookAsync(Scope(await hints.NextAsync(patience.Token)))));
        await making;
        Assert.Equal(missing.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    // What an engine does: looks at what the hint names, after the hint.
    static FolderScope Scope(Hint hint) => hint switch
    {
        Hint.File file => Only(file.Path.Value),
        Hint.Folder folder => OnlyFolders(folder.Path),
        _ => new FolderScope.Everything(),
    };

    [Theory]
    [InlineData("renamed")]
    [InlineData("deleted")]
    public async Task A_root_that_goes_away_is_told_and_one_that_comes_back_is_heard(string what)
    {
        await using var root = new FolderTestRoot();
        await using var watch = new InotifyWatch(root.Root, Markdown, root.Time);
        await using var hints = new Heard(watch);
        var away = System.IO.Path.Combine(root.Outside, "away");
        if (what == "renamed")
            Directory.Move(root.Folder, away);
        else
            Assert.Equal(0, Run("sh", "-c", $"cp -a '{root.Folder}' '{away}' && rm -rf '{root.Folder}'"));
        await hints.UntilAsync(h => h is Hint.LostTrack lost && lost.Reason.Contains("the root was moved, removed", StringComparison.Ordinal));
        Assert.False(Directory.Exists(root.Folder));

        Directory.Move(away, root.Folder);
        await hints.UntilAsync(h => h is Hint.LostTrack { Reason: "watching began anew" });
        root.Write("back.md", "1");
        await hints.UntilAsync(new Hint.File(PagePath.Of("back.md"), IsComplete: true));
    }

    [Fact]
    public async Task A_watcher_that_does_not_hear_its_own_test_is_replaced()
    {
        await using var root = new FolderTestRoot();
        await using var watch = new InotifyWatch(root.Root, Markdown, root.Time);
        await using var hints = new Heard(watch);
        root.Write("a.md", "1");
        await hints.UntilAsync(new Hint.File(PagePath.Of("a.md"), IsComplete: true));

        // The folder above is moved: inotify has nothing to say about that. Another root stands at the path now.
        Directory.Move(root.Outside, root.Outside + "-moved");
        Directory.CreateDirectory(root.Path(".pagerow/watch"));
        root.Time.Advance(TimeSpan.FromSeconds(30));
        root.Time.Advance(TimeSpan.FromSeconds(2));
        await hints.UntilAsync(h => h is Hint.LostTrack lost && lost.Reason.Contains("did not hear", StringComparison.Ordinal));
        await hints.UntilAsync(h => h is Hint.File { Path.Value: "b.md" }, () => root.Write("b.md", "1"));
        Assert.Equal(0, Run("rm", "-rf", root.Outside + "-moved"));
    }

    [Fact]
    public async Task A_watcher_that_hears_its_own_test_goes_on()
    {
        await using var root = new FolderTestRoot();
        await using var watch = new InotifyWatch(root.Root, Markdown, root.Time);
        await using var hints = new Heard(watch);
        for (var i = 0; i < 5; i++)
        {
            root.Time.Advance(TimeSpan.FromSeconds(30));
            root.Write($"{i}.md", "1");
            await hints.UntilAsync(new Hint.File(PagePath.Of($"{i}.md"), IsComplete: true)); // and so the cookie, which came before
            root.Time.Advance(TimeSpan.FromSeconds(2));
        }
        Assert.DoesNotContain(hints.All, h => h is Hint.LostTrack);
    }

    [Fact]
    public async Task What_the_limit_leaves_without_a_watch_is_polled()
    {
        await using var root = new FolderTestRoot();
        for (var i = 0; i < 5; i++)
            root.Write($"d{i}/e/a.md", "1");
        await using var watch = new InotifyWatch(root.Root, Markdown, root.Time, mostFolders: 4);
        await using var hints = new Heard(watch);
        await hints.UntilAsync(h => h is Hint.LostTrack lost && lost.Reason.Contains("fs.inotify.max_user_watches", StringComparison.Ordinal));
        Assert.Contains("inotify, 4 folders; ", watch.Describe(), StringComparison.Ordinal);

        hints.Forget();
        root.Time.Advance(TimeSpan.FromSeconds(2));
        await hints.UntilAsync(h => h is Hint.Folder);
        var polled = new HashSet<string>(StringComparer.Ordinal);
        while (polled.Count < 6 - 4 + 1 && hints.All.OfType<Hint.Folder>().Count() < 3)
            await hints.UntilAsync(h => h is Hint.Folder folder && polled.Add(folder.Path));
        Assert.DoesNotContain("", hints.All.OfType<Hint.Folder>().Select(f => f.Path));
    }

    [Fact]
    public async Task The_end_of_what_git_held_is_heard()
    {
        await using var root = new FolderTestRoot();
        Directory.CreateDirectory(System.IO.Path.Combine(root.Outside, ".git"));
        root.Write("nested/.git/HEAD", "");
        await using var watch = new InotifyWatch(root.Root, Markdown, root.Time);
        await using var hints = new Heard(watch);
        foreach (var git in (string[])[System.IO.Path.Combine(root.Outside, ".git"), root.Path("nested/.git")])
        {
            hints.Forget();
            File.WriteAllText(System.IO.Path.Combine(git, "index.lock"), "");
            File.Move(System.IO.Path.Combine(git, "index.lock"), System.IO.Path.Combine(git, "index"));
            await hints.UntilAsync(new Hint.Folder(""));
            hints.Forget();
            File.WriteAllText(System.IO.Path.Combine(git, "MERGE_HEAD"), "");
            File.Delete(System.IO.Path.Combine(git, "MERGE_HEAD"));
            await hints.UntilAsync(new Hint.Folder(""));
        }
    }

    [Fact]
    public async Task Too_many_hints_become_one_lost_track_and_equal_ones_are_one()
    {
        var queue = new HintQueue();
        for (var i = 0; i < 3; i++)
            queue.Add(new Hint.Folder("same"));
        queue.Add(new Hint.File(PagePath.Of("a.md"), IsComplete: true));
        await using var hints = queue.ReadAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.True(await hints.MoveNextAsync());
        Assert.Equal(new Hint.Folder("same"), hints.Current);
        Assert.True(await hints.MoveNextAsync());
        Assert.IsType<Hint.File>(hints.Current);

        for (var i = 0; i <= HintQueue.Capacity + 10; i++)
            queue.Add(new Hint.Folder($"d{i}"));
        Assert.True(await hints.MoveNextAsync());
        Assert.IsType<Hint.LostTrack>(hints.Current);
        queue.Add(new Hint.Folder("after"));
        Assert.True(await hints.MoveNextAsync());
        Assert.Equal(new Hint.Folder("after"), hints.Current);
    }

    [Fact]
    public async Task Events_that_nobody_takes_are_one_lost_track()
    {
        await using var root = new FolderTestRoot();
        await using var watch = new InotifyWatch(root.Root, Markdown, root.Time);
        for (var i = 0; i < HintQueue.Capacity + 200; i++)
            File.CreateSymbolicLink(root.Path($"{i}.md"), "nowhere");

        await using var hints = new Heard(watch);
        await hints.UntilAsync(h => h is Hint.LostTrack);
        Assert.InRange(hints.All.Count, 1, HintQueue.Capacity);
        root.Write("after.md", "1");
        await hints.UntilAsync(new Hint.File(PagePath.Of("after.md"), IsComplete: true));
    }

    [Fact]
    public async Task Events_that_the_kernel_dropped_end_the_session()
    {
        await using var root = new FolderTestRoot();
        using var session = new InotifySession(root.Folder, Markdown, new HintQueue(), int.MaxValue);
        var most = int.Parse(await File.ReadAllTextAsync("/proc/sys/fs/inotify/max_queued_events", Cancellation), System.Globalization.CultureInfo.InvariantCulture);
        Assert.SkipWhen(most > 100_000, "this machine queues too many events to overflow the queue in a test");
        File.CreateSymbolicLink(root.Path("a.md"), "nowhere");
        for (var i = 0; i <= most; i++)
            File.Move(root.Path(i % 2 == 0 ? "a.md" : "b.md"), root.Path(i % 2 == 0 ? "b.md" : "a.md"));
        Assert.Contains("the kernel dropped events", session.Run(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Polling_asks_for_a_look_every_two_seconds()
    {
        await using var root = new FolderTestRoot();
        await using var watch = new PollingWatch("a test", root.Time);
        await using var hints = watch.ReadAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        for (var i = 0; i < 3; i++)
        {
            var next = hints.MoveNextAsync().AsTask();
            Assert.False(next.IsCompleted);
            root.Time.Advance(TimeSpan.FromSeconds(2));
            Assert.True(await next.WaitAsync(Generous, Cancellation));
            Assert.Equal(new Hint.Folder(""), hints.Current);
        }
        Assert.Equal("polling every 2 s (a test)", watch.Describe());
    }

    [Fact]
    public async Task The_portable_watcher_hints_and_survives_its_root()
    {
        await using var root = new FolderTestRoot();
        root.Write("d/a.md", "1");
        await using var watch = new PortableWatch(root.Root, Markdown, root.Time);
        await using var hints = new Heard(watch);
        root.Write("d/a.md", "2");
        await hints.UntilAsync(h => h is Hint.File { Path.Value: "d/a.md" });
        Directory.CreateDirectory(root.Path("new"));
        await hints.UntilAsync(new Hint.Folder("new"));
        File.Move(root.Path("d/a.md"), root.Path("d/b.md"));
        await hints.UntilAsync(new Hint.File(PagePath.Of("d/a.md"), IsComplete: true), new Hint.File(PagePath.Of("d/b.md"), IsComplete: true));

        var away = System.IO.Path.Combine(root.Outside, "away");
        Directory.Move(root.Folder, away);
        root.Time.Advance(TimeSpan.FromSeconds(30));
        await hints.UntilAsync(h => h is Hint.LostTrack);
        Directory.Move(away, root.Folder);
        await hints.UntilAsync(h => h is Hint.File { Path.Value: "c.md" }, () =>
        {
            root.Time.Advance(TimeSpan.FromSeconds(2));
            root.Write("c.md", "1");
        });
    }

    [Fact]
    public async Task A_place_on_a_local_disk_is_watched_by_inotify()
    {
        await using var root = new FolderTestRoot();
        root.Write("a/b/c.md", "1");
        root.Write("node_modules/x/y.md", "1");
        root.Write("nested/.pagerow/root", "x");
        await using var watch = Watches.For(root.Root, Markdown, root.Time);
        Assert.Equal("inotify, 3 folders", watch.Describe());
    }

    /// <summary>Collects what a watch hints.</summary>
    sealed class Heard : IAsyncDisposable
    {
        readonly CancellationTokenSource _stop = new();
        readonly Channel<Hint> _next = Channel.CreateUnbounded<Hint>();
        readonly ConcurrentQueue<Hint> _all = new();
        readonly Task _reading;

        public Heard(IHints watch) => _reading = Task.Run(async () =>
        {
            await foreach (var hint in watch.ReadAsync(_stop.Token))
            {
                _all.Enqueue(hint);
                _next.Writer.TryWrite(hint);
            }
        });

        public ConcurrentQueue<Hint> All => _all;

        public void Forget()
        {
            _all.Clear();
            while (_next.Reader.TryRead(out _))
            {
            }
        }

        public ValueTask<Hint> NextAsync(CancellationToken cancellation) => _next.Reader.ReadAsync(cancellation);

        public async Task UntilAsync(params Hint[] wanted)
        {
            var missing = wanted.ToHashSet();
            missing.ExceptWith(_all);
            using var patience = new CancellationTokenSource(Generous);
            while (missing.Count > 0)
                missing.Remove(await NextAsync(patience.Token));
        }

        public async Task UntilAsync(Func<Hint, bool> wanted, Action? meanwhile = null)
        {
            using var patience = new CancellationTokenSource(Generous);
            while (!_all.Any(wanted))
            {
                if (meanwhile is null)
                {
                    await NextAsync(patience.Token);
                    continue;
                }
                meanwhile();
                await Task.Yield();
                patience.Token.ThrowIfCancellationRequested();
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _reading;
            _stop.Dispose();
        }
    }
}
