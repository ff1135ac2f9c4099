using System.Text.Json.Nodes;
using Pagerow.Cli.Conflicts;
using Pagerow.Cli.Errands;
using Pagerow.Cli.Output;
using Pagerow.Engine.Cycles;
using Pagerow.Engine.Sides;

namespace Pagerow.Cli.Commands;

/// <summary>Brings both sides in step, once; beside a running watcher it is a barrier: it waits for a whole pass begun after it.</summary>
static class SyncCommand
{
    static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(5);

    public static async Task<Answer> RunAsync(Invocation invocation, bool isDryRun, bool allowDeletes, CancellationToken cancellation)
    {
        if (isDryRun && await InitCommand.ForeseeAsync(invocation, cancellation) is { } foreseen)
            return foreseen;
        var begun = await InitCommand.BeginAsync(invocation, cancellation);
        await using var root = await OpenRoot.OpenAsync(begun.Invocation, "sync", isDryRun ? RootClaim.Read : RootClaim.WriteOrAsk, cancellation);
        var answer = isDryRun ? await PreviewAsync(root, invocation.Time, cancellation) : await BarrierAsync(root, invocation, allowDeletes, cancellation);
        return answer with { Lines = [.. begun.Done, .. root.Notes, .. answer.Lines], Diagnostics = [.. begun.Diagnostics, .. root.Warnings, .. answer.Diagnostics] };
    }

    /// <summary>A whole run begun after this call: in this process, or in the one that holds the root.</summary>
    public static Task<Answer> BarrierAsync(OpenRoot root, Invocation invocation, bool allowDeletes, CancellationToken cancellation) =>
        root.IsOurs
            ? SyncAsync(root, invocation, allowDeletes, cancellation)
            : AskAsync(root, invocation, new() { ["allow_deletes"] = allowDeletes }, free => SyncAsync(free, invocation, allowDeletes, cancellation), cancellation);

    /// <summary>An errand and the run that takes its edits over: in this process, or in the one that holds the root.</summary>
    /// <exception cref="RefusedException">It cannot be done; nothing was.</exception>
    public static Task<Answer> DoAsync(OpenRoot root, Invocation invocation, Errand errand, CancellationToken cancellation)
    {
        return root.IsOurs ? DoItAsync(root) : AskAsync(root, invocation, errand.ToJson(), DoItAsync, cancellation);

        async Task<Answer> DoItAsync(OpenRoot ours)
        {
            var tell = await errand.RunAsync(ours, cancellation);
            return tell(await SyncAsync(ours, invocation, allowDeletes: false, cancellation));
        }
    }

    /// <summary>One run over everything, in this process.</summary>
    public static async Task<Answer> SyncAsync(OpenRoot root, Invocation invocation, bool allowDeletes, CancellationToken cancellation)
    {
        var started = invocation.Time.GetTimestamp();
        var request = CycleRequest.Full with { Deletions = allowDeletes ? DeletionConsent.Allowed : DeletionConsent.Guarded };
        if (invocation.AllowsRestored)
            await new Epoch(root.Root).RaiseAsync(root.Database, cancellation);
        var documents = new ConflictDocuments(root.Root, invocation.Time);
        await documents.AnswerAsync(root.Database, cancellation);
        var report = await root.Run.RunAsync(request, cancellation);
        documents.Follow(root.Database.Reports.Conflicts());
        await DescribeAsync(root, report, cancellation);
        while (await root.Database.IndexAsync(1_000, cancellation) > 0)
            cancellation.ThrowIfCancellationRequested();
        if (report is { Halt: null, Hold: null })
            await ForgetAsync(root, cancellation);
        return Told(report, Problems(root), invocation.Time.GetElapsedTime(started));
    }

    /// <summary>Drops from history, displaced pages and trash what retention lets go.</summary>
    internal static async ValueTask ForgetAsync(OpenRoot root, CancellationToken cancellation)
    {
        var retention = root.Configuration.Retention;
        await root.Database.ForgetAsync(retention, cancellation);
        if (retention.Days is { } days)
            root.Folder.Forget(TimeSpan.FromDays(days));
    }

    /// <summary>Notes in the record of runs why a pass did not do all that it was to do.</summary>
    internal static async ValueTask DescribeAsync(OpenRoot root, CycleReport report, CancellationToken cancellation)
    {
        var (outcome, why) = report switch
        {
            { Halt: { } halt } => (halt.Code, halt.Message),
            { Hold: { } hold } => ("held", hold.Reason),
            { Unsettled: > 0 } => ("unsettled", null),
            _ => (null, null),
        };
        if (outcome is not null)
            await root.Database.DescribeRunAsync(outcome, why, cancellation);
    }

    static async Task<Answer> PreviewAsync(OpenRoot root, TimeProvider time, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var report = await root.Run.RunAsync(CycleRequest.Full with { Mode = CycleMode.Preview }, cancellation);
        var answer = Told(report, Problems(root), time.GetElapsedTime(started));
        var steps = await StepText.LinesAsync(report.Steps, root.Database, cancellation);
        return answer with { Lines = [.. steps, .. answer.Lines.Select(l => $"would be: {l}")] };
    }

    static async Task<Answer> AskAsync(OpenRoot root, Invocation invocation, JsonObject argument, Func<OpenRoot, Task<Answer>> self, CancellationToken cancellation)
    {
        var number = await root.Database.Requests.PostAsync("sync", argument.ToJsonString(), cancellation);
        try
        {
            while (true)
            {
                if (await root.Database.Requests.AnswerOfAsync(number, cancellation) is { } answer)
                    return CallAnswer.Read(answer, !argument.ContainsKey("allow_deletes"));
                await Task.Delay(AskEvery, invocation.Time, cancellation);
                // The watcher may have ended without answering: then the root is free, and this process does it itself.
                await using var free = await root.TakeOverAsync(invocation, "sync", cancellation);
                if (free is not null)
                    return await self(free);
            }
        }
        finally
        {
            await WithdrawAsync(root, number);
        }
    }

    // A consent to deletions is not to outlive the one who gave it. Where the database is busy it goes by age, or with the watcher it was
    // meant for; that is no reason to keep the answer from the asker.
    static async Task WithdrawAsync(OpenRoot root, long number)
    {
        try
        {
            await root.Database.Requests.WithdrawAsync(number, CancellationToken.None);
        }
        catch (DatabaseBusyException)
        {
        }
    }

    internal static Answer Told(CycleReport report, int problems, TimeSpan took)
    {
        var counts = ReportText.Counts(report, problems, took);
        return new(ReportText.Exit(report), counts, [Line(report.Documents, ReportText.Sentence(report), problems, took)], [.. ReportText.Diagnostics(report)]);
    }

    internal static string Line(int documents, string what, int problems, TimeSpan took) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Counted.Of(documents, "document")}: {what}{(problems == 0 ? "" : $"; {problems:N0} with problems (see 'pagerow status')")} ({took.TotalSeconds:0.00} s)");

    internal static int Problems(OpenRoot root) => root.Database.Reports.DocumentsInTrouble();
}
