using System.Globalization;
using System.Text.Json.Nodes;
using Pagerow.Cli.Conflicts;
using Pagerow.Cli.Errands;
using Pagerow.Cli.Output;
using Pagerow.Engine.Cycles;
using Pagerow.Engine.Sides;

namespace Pagerow.Cli.Commands;

/// <summary>What a watcher says of its passes, and what it does after them: the search index, conflict documents, retention, answers to other processes.</summary>
/// <param name="root">The root that is watched.</param>
/// <param name="invocation">Where it is said.</param>
/// <param name="files">How the files are watched.</param>
sealed class WatchNews(OpenRoot root, Invocation invocation, IHints files)
{
    static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1), RaiseEvery = TimeSpan.FromMinutes(1);

    readonly Dictionary<long, Func<Answer, Answer>> _tell = [];
    HashSet<string> _told = [];
    bool _isFirst = true;
    int _open;
    long? _forgotten, _raised;

    /// <summary>As the engine calls it.</summary>
    public EngineNews ToEngine() => new((_, report, took) => Passed(report, took), Failed, LostTrack, CalledAsync, Answered);

    void Passed(CycleReport report, TimeSpan took)
    {
        Index();
        if (report is { Halt: null, Hold: null } && (_forgotten is not { } last || invocation.Time.GetElapsedTime(last) >= ForgetEvery))
        {
            _forgotten = invocation.Time.GetTimestamp();
            Forget();
        }

        if (!report.IsQuiet && (_raised is not { } before || invocation.Time.GetElapsedTime(before) >= RaiseEvery))
        {
            _raised = invocation.Time.GetTimestamp();
            new Epoch(root.Root).TryRaiseAsync(root.Database).AsTask().GetAwaiter().GetResult();
        }

        // What stands in the way is said once, not with every pass that meets it.
        HashSet<string> now = [.. ReportText.Diagnostics(report).Where(d => d.Severity != "note" && d.Code != "unsettled").Select(d => d.ToString())];
        if (_isFirst || !report.IsQuiet || !now.SetEquals(_told))
            Tell(report, took, _isFirst ? files.Describe() : null);
        if (!now.SetEquals(_told))
            Describe(report);
        if (_isFirst || report.OpenHoles != _open || (_open > 0 && !report.IsQuiet))
            Follow();
        (_isFirst, _told, _open) = (false, now, report.OpenHoles);
    }

    void Failed(Exception failure, TimeSpan pause) => WatchCommand.Say(
        invocation,
        string.Create(CultureInfo.InvariantCulture, $"failed: {failure.Message}; trying again in {pause.TotalSeconds:0.#} s"),
        () => new JsonObject { ["event"] = "failed", ["message"] = failure.Message, ["retry_seconds"] = pause.TotalSeconds });

    void LostTrack(string reason) =>
        WatchCommand.Say(invocation, $"lost track ({reason}); looking at everything", () => new JsonObject { ["event"] = "lost_track", ["reason"] = reason });

    async ValueTask CalledAsync(Call call, CancellationToken cancellation)
    {
        if (Errand.Read(call.Argument) is { } errand)
            _tell[call.Id] = await Guard.TellingAsync(() => errand.RunAsync(root, cancellation), cancellation);
    }

    string Answered(Call call, CycleReport report, TimeSpan took)
    {
        var answer = SyncCommand.Told(report, SyncCommand.Problems(root), took);
        return _tell.Remove(call.Id, out var told) ? CallAnswer.Write(told(answer), isErrand: true) : CallAnswer.Write(answer, isErrand: false);
    }

    void Follow()
    {
        try
        {
            new ConflictDocuments(root.Root, invocation.Time).Follow(root.Database.Reports.Conflicts());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            WatchCommand.NotWritten(invocation, e);
        }
    }

    void Index()
    {
        // Search follows by one pass; a few thousand at a time, so that edits never wait long for it.
        var filling = root.Database.IndexAsync(2_000, CancellationToken.None);
        _ = filling.AsTask().GetAwaiter().GetResult();
    }

    // What could not be dropped now is dropped in an hour, and no reason to stop watching.
    void Forget()
    {
        try
        {
            SyncCommand.ForgetAsync(root, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is DatabaseBusyException or DatabaseFailedException or IOException or UnauthorizedAccessException)
        {
            WatchCommand.Say(invocation, $"the history could not be shortened now: {e.Message}", () => new JsonObject { ["event"] = "warning", ["code"] = "retention", ["message"] = e.Message });
        }
    }

    void Describe(CycleReport report)
    {
        var describing = SyncCommand.DescribeAsync(root, report, CancellationToken.None);
        describing.AsTask().GetAwaiter().GetResult();
    }

    void Tell(CycleReport report, TimeSpan took, string? watching)
    {
        var time = invocation.Time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var problems = SyncCommand.Problems(root);
        WatchCommand.Say(invocation, $"{time}  {SyncCommand.Line(report.Documents, ReportText.Sentence(report), problems, took)}", () =>
        {
            var pass = ReportText.Counts(report, problems, took);
            pass["event"] = "pass";
            return pass;
        });
        foreach (var diagnostic in ReportText.Diagnostics(report).Where(d => d.Code != "unsettled" && !_told.Contains(d.ToString())))
            WatchCommand.Say(invocation, $"{time}  {diagnostic}", () => new JsonObject { ["event"] = diagnostic.Severity, ["code"] = diagnostic.Code, ["message"] = diagnostic.Message, ["target"] = diagnostic.Target });
        if (watching is not null)
            WatchCommand.Say(invocation, $"{time}  watching {root.Root.Path} ({watching}); press Ctrl+C to stop", () => new JsonObject { ["event"] = "watching", ["root"] = root.Root.Path, ["by"] = watching });
    }
}
