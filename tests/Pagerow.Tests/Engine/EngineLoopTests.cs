using System.Threading.Channels;
using Pagerow.Engine;
using Pagerow.Engine.Cycles;
using Pagerow.Engine.Sides;
using Pagerow.Merging.Conflicts;
using Pagerow.Pages;
using Pagerow.Simulation;
using Pagerow.Tests.Files;

namespace Pagerow.Tests.Engine;

/// <summary>The loop around the passes, with hints that a test gives and time that passes when it says so.</summary>
public sealed class EngineLoopTests : IAsyncDisposable
{
    const string A = "stories/core/A-1.md";

    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    int _called;
    readonly World _world = new();
    readonly FolderTestTime _time = new();
    readonly Hints _hints = new();
    readonly Channel<string> _news = Channel.CreateUnbounded<string>();
    readonly CancellationTokenSource _stop = new();
    Task _running = Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    void Start()
    {
        var cycle = new SyncCycle(_world.Folder, _world.Database, World.Layout, ConflictSettings.Default, new(_time));
        var recovery = new Recovery(_world.Folder, _world.Database, World.Layout, _time);
        var news = new EngineNews(
            (request, report, _) => _news.Writer.TryWrite($"{request.Folder.GetType().Name} {request.Rows.GetType().Name} {report.FilesWritten}/{report.RowsWritten}/{report.RowsDeleted}"),
            (e, pause) => _news.Writer.TryWrite($"failed: {e.Message}, {pause.TotalMilliseconds} ms"),
            reason => _news.Writer.TryWrite($"lost: {reason}"),
            (_, _) =>
            {
                _called++;
                return default;
            },
            (_, report, _) => $"{report.FilesWritten} written");
        _running = new SyncEngine(cycle, new(_world.Database, cycle, recovery, _time), recovery, _world.Database, [_hints], news, _time).RunAsync(_stop.Token);
    }

    // Time passes in small steps while somebody waits for it, until something is told.
    async Task<string> NextAsync(TimeSpan most)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        for (var passed = TimeSpan.Zero; ;)
        {
            if (_news.Reader.TryRead(out var told))
                return told;
            if (_running.IsCompleted)
                await _running;
            if (passed < most && _time.IsAwaited)
            {
                _time.Advance(Step);
                passed += Step;
            }

            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact]
    public async Task A_hint_leads_to_a_pass_over_what_it_names()
    {
        _world.Folder[A] = World.Story("A-1");
        Start();
        Assert.Equal("Everything Deep 0/1/0", await NextAsync(TimeSpan.Zero));
        _world.Folder[A] = World.Story("A-1", "active");
        _hints.Give(new Hint.File(PagePath.Of(A), IsComplete: true));
        Assert.Equal("Only Feed 0/1/0", await NextAsync(TimeSpan.Zero));
        _world.Set(A, "status", "done");
        _hints.Give(new Hint.Rows());
        Assert.Equal("Only Feed 1/0/0", await NextAsync(TimeSpan.Zero));
        Assert.Equal(World.Story("A-1", "done"), _world.Folder[A]);
        _hints.Give(new Hint.LostTrack("overflow"));
        Assert.Equal("lost: overflow", await NextAsync(TimeSpan.Zero));
        Assert.Equal("Everything Feed 0/0/0", await NextAsync(TimeSpan.Zero));
        _world.AssertInStep();
    }

    [Fact]
    public async Task An_absence_is_looked_at_again_without_a_hint()
    {
        _world.Folder[A] = World.Story("A-1");
        Start();
        await NextAsync(TimeSpan.Zero);
        _world.Folder[A] = null;
        _hints.Give(new Hint.File(PagePath.Of(A), IsComplete: true));
        Assert.Equal("Only Feed 0/0/0", await NextAsync(TimeSpan.Zero));
        Assert.Equal("Only Feed 0/0/1", await NextAsync(TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task A_failure_is_told_and_the_engine_recovers_and_goes_on()
    {
        _world.Folder[A] = World.Story("A-1");
        var failures = 2;
        _world.Folder.Between = e =>
        {
            if (e == "look" && failures-- > 0)
                throw new IOException("no disk");
        };
        Start();
        Assert.Equal("failed: no disk, 100 ms", await NextAsync(TimeSpan.Zero));
        Assert.Equal("failed: no disk, 200 ms", await NextAsync(TimeSpan.FromSeconds(1)));
        Assert.Equal("Everything Feed 0/1/0", await NextAsync(TimeSpan.FromSeconds(1)));
        // The deep look that failed is made good.
        Assert.Equal("Everything Deep 0/0/0", await NextAsync(TimeSpan.Zero));
        _world.AssertInStep();
    }

    [Fact]
    public async Task A_write_that_fails_for_long_is_tried_ever_more_rarely()
    {
        _world.Folder[A] = World.Story("A-1");
        Start();
        await NextAsync(TimeSpan.Zero);
        _world.Folder.Between = e => _ = e == "stage" ? throw new IOException("read-only") : 0;
        _world.Set(A, "status", "done");
        _hints.Give(new Hint.Rows());
        var start = _time.GetTimestamp();
        for (var passes = 0; passes < 10; passes++)
            await NextAsync(TimeSpan.FromMinutes(1));
        Assert.InRange(_time.GetElapsedTime(start), TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1));
        _world.Folder.Between = _ => { };
        for (var told = ""; !told.EndsWith("1/0/0", StringComparison.Ordinal);)
            told = await NextAsync(TimeSpan.FromMinutes(1));
        _world.AssertInStep();
    }

    [Fact]
    public async Task A_call_is_answered_by_passes_until_rest()
    {
        _world.Folder[A] = World.Story("A-1");
        Start();
        await NextAsync(TimeSpan.Zero);
        _world.Set(A, "status", "done");
        _world.Database.Calls.Add(new(1, DeletionConsent.Guarded));
        _hints.Give(new Hint.Rows());
        await NextAsync(TimeSpan.Zero);
        Assert.Equal(["1 written"], _world.Database.Answers);
        Assert.Empty(_world.Database.Calls);
    }

    [Fact]
    public async Task A_call_is_answered_although_the_pass_that_it_came_to_failed()
    {
        Start();
        await NextAsync(TimeSpan.Zero);
        var fails = 1;
        _world.Folder.Between = _ =>
        {
            if (fails-- > 0)
                throw new IOException("the disk is full");
        };
        _world.Database.Calls.Add(new(1, DeletionConsent.Guarded));
        _hints.Give(new Hint.Rows());
        Assert.StartsWith("failed: the disk is full", await NextAsync(TimeSpan.Zero), StringComparison.Ordinal);
        await NextAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(["0 written"], _world.Database.Answers);
        Assert.Equal(1, _called);
    }

    [Fact]
    public async Task Everything_is_looked_at_every_half_minute_and_deeply_every_hour()
    {
        Start();
        Assert.Equal("Everything Deep 0/0/0", await NextAsync(TimeSpan.Zero));
        var start = _time.GetTimestamp();
        _world.Folder[A] = World.Story("A-1");
        Assert.Equal("Everything Feed 0/1/0", await NextAsync(TimeSpan.FromMinutes(1)));
        Assert.InRange(_time.GetElapsedTime(start), TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(31));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("Everything Deep 0/0/0", await NextAsync(TimeSpan.FromMinutes(1)));
    }

    sealed class Hints : IHints
    {
        readonly Channel<Hint> _hints = Channel.CreateUnbounded<Hint>();

        public void Give(Hint hint) => _hints.Writer.TryWrite(hint);

        public IAsyncEnumerable<Hint> ReadAsync(CancellationToken cancellation) => _hints.Reader.ReadAllAsync(cancellation);

        public string Describe() => "a test";

        public ValueTask DisposeAsync() => default;
    }
}
