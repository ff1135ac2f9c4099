using System.Threading.Channels;
using Pagerow.Engine.Cycles;
using Pagerow.Engine.Sides;

namespace Pagerow.Engine;

/// <summary>
/// Keeps both sides in step for as long as it runs: waits for hints, lets them settle, runs a pass over what they name. Hints only decide
/// when it looks; a look at everything every so often, and after every doubt, decides what is true. It never stops for a fault of the
/// world: it says so, waits, and goes on.
/// </summary>
/// <param name="cycle">The pass.</param>
/// <param name="run">Passes until rest, for whoever calls.</param>
/// <param name="recovery">Settles what a crash or a failed pass left.</param>
/// <param name="database">Where other processes call.</param>
/// <param name="sources">Watchers of both sides.</param>
/// <param name="news">Who is told.</param>
/// <param name="time">The clock for waiting.</param>
public sealed class SyncEngine(
    SyncCycle cycle, SyncRun run, Recovery recovery, IDatabase database, IReadOnlyList<IHints> sources, EngineNews news, TimeProvider time)
{
    static readonly TimeSpan FullLookEvery = TimeSpan.FromSeconds(30);
    static readonly TimeSpan DeepLookEvery = TimeSpan.FromHours(1);
    // While clients write, what they wrote without a mark is looked for now and then, and never for more than a twentieth of the time.
    const int DeepLookRest = 20;

    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    readonly Pending _pending = new(time);
    readonly Channel<Hint> _hints = Channel.CreateBounded<Hint>(new BoundedChannelOptions(65_536) { SingleReader = true });
    readonly HashSet<long> _called = [];
    long? _lastFull, _lastDeep;
    TimeSpan _deepTook;
    int _failures, _restless;
    bool _recovered, _isTouched, _goesOn;

    /// <summary>Runs until cancelled. Watchers run before the first look, so that nothing falls between the two.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var listeners = sources.Select(s => ListenAsync(s, stop.Token)).ToArray();
        try
        {
            var request = new CycleRequest(new FolderScope.Everything(), new RowScope.Deep());
            while (true)
            {
                await RunOnceAsync(request, cancellation);
                request = await NextAsync(cancellation);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(listeners).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A watcher that fails is begun anew, and says so: without it the passes go on, but late.
    async Task ListenAsync(IHints source, CancellationToken cancellation)
    {
        for (var failures = 1; !cancellation.IsCancellationRequested; failures++)
        {
            try
            {
                await foreach (var hint in source.ReadAsync(cancellation))
                    await _hints.Writer.WriteAsync(hint, cancellation);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                var pause = PauseAfter(failures);
                await _hints.Writer.WriteAsync(new Hint.LostTrack($"{source.Describe()}: {e.Message}; begun again in {pause.TotalSeconds:0.#} s"), cancellation);
                await Task.Delay(pause, time, cancellation);
            }
        }
    }

    async Task RunOnceAsync(CycleRequest request, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        try
        {
            var recovered = _recovered ? RecoveryReport.None : await recovery.RunAsync(cancellation);
            _recovered = true;
            // A pass over what the one before left open belongs to its run.
            if (!_goesOn)
                database.BeginRun();
            var calls = await database.CallsAsync(cancellation);
            // A pass that failed is no answer: the call is there again, and what it wanted done beside the pass is done.
            foreach (var call in calls.Where(c => _called.Add(c.Id)))
                await news.Called(call, cancellation);
            if (calls.Any(c => c.Deletions is DeletionConsent.Allowed))
                request = request with { Deletions = DeletionConsent.Allowed };
            var report = calls.IsEmpty
                ? recovered.AddTo(await cycle.RunAsync(request, cancellation))
                : await run.RunAsync(request = request with { Folder = new FolderScope.Everything() }, cancellation);
            var took = time.GetElapsedTime(started);
            foreach (var call in calls)
                await database.AnswerAsync(call, news.Answer(call, report, took), cancellation);
            _called.Clear();
            Remember(request, report, started);
            news.Passed(request, report, took);
            _failures = 0;
        }
        catch (Exception e) when (e is not (OperationCanceledException or DatabaseGoneException or InvalidDataException))
        {
            await PauseAsync(e, cancellation);
        }
    }

    // Whatever a failed pass had begun is settled by recovery before the next one; hints it had taken in are made good by a full look.
    async Task PauseAsync(Exception failure, CancellationToken cancellation)
    {
        _recovered = false;
        _failures++;
        var pause = PauseAfter(_failures);
        news.Failed(failure, pause);
        _pending.Everything();
        await Task.Delay(pause, time, cancellation);
    }

    static TimeSpan PauseAfter(int failures) =>
        TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 50 * Math.Pow(2, Math.Min(failures, 10))));

    void Remember(CycleRequest request, CycleReport report, long started)
    {
        if (request.Folder is not FolderScope.Only)
            _lastFull = started;
        if (request.Rows is RowScope.Deep)
            (_lastDeep, _deepTook) = (started, time.GetElapsedTime(started));
        _isTouched = report.IsTouched;
        _goesOn = report.Unsettled > 0 || !report.Deferred.IsEmpty;
        // A write may have come to no end that can be told: then it is settled before anything else.
        _recovered = report.Unsettled == 0;
        if (report.UntilLate is { } late)
            _pending.RowsLater(late);
        foreach (var path in report.Deferred)
            _pending.Later(path, Absences.Patience);
        _restless = report is { Unsettled: > 0, Halt: null, Hold: null } ? _restless + 1 : 0;
        // What moved while it was written is looked at again at once; what cannot be written, ever more rarely.
        if (_restless > 0)
            _pending.EverythingLater(_restless < 4 ? TimeSpan.Zero : PauseAfter(_restless - 3));
        if (report.Hold is not null || report.Halt is { Code: not "mass-deletion" })
            _pending.EverythingLater(TimeSpan.FromMilliseconds(500));
    }

    async ValueTask<CycleRequest> NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            while (_hints.Reader.TryRead(out var hint))
            {
                _pending.Add(hint);
                if (hint is Hint.LostTrack lost)
                    news.LostTrack(lost.Reason);
            }

            if (_pending.Take() is { } request)
                return request;
            if (Since(_lastDeep) >= DeepLookEvery || (_isTouched && Since(_lastFull) >= FullLookEvery && Since(_lastDeep) >= _deepTook * DeepLookRest))
                return new(new FolderScope.Everything(), new RowScope.Deep());
            var untilFull = FullLookEvery - Since(_lastFull);
            if (untilFull <= TimeSpan.Zero)
                return CycleRequest.Full;
            await WaitAsync(_pending.Wait is { } wait && wait < untilFull ? wait : untilFull, cancellation);
        }
    }

    TimeSpan Since(long? then) => then is { } timestamp ? time.GetElapsedTime(timestamp) : TimeSpan.MaxValue;

    async Task WaitAsync(TimeSpan longest, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var hint = _hints.Reader.WaitToReadAsync(either.Token).AsTask();
        await Task.WhenAny(hint, Task.Delay(longest, time, either.Token));
        await either.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }
}
