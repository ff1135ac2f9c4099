using System.Text.Json.Nodes;
using Pagerow.Cli.Output;
using Pagerow.Engine.Cycles;
using Pagerow.Pages;
using Pagerow.Reconcile.States;

namespace Pagerow.Cli.Commands;

/// <summary>What a sync would write, on both sides.</summary>
static class DiffCommand
{
    public static async Task<Answer> RunAsync(Invocation invocation, string? text, CancellationToken cancellation)
    {
        await using var root = await OpenRoot.OpenAsync(invocation, "diff", RootClaim.Read, cancellation);
        PagePath? path = text is null ? null : await DocumentPath.FindAsync(root, text, cancellation);
        if (path is { } named && !await StandsAsync(root, named, cancellation))
            return Answer.Failure(ExitCode.Failed, new Diagnostic("error", "no-such-document", "No page and no row stands at this path.", text, "give its path below the root, as 'pagerow log' shows it, or one from the folder you are in"));
        var report = await root.Run.RunAsync(CycleRequest.Full with { Mode = CycleMode.Preview }, cancellation);
        var steps = (report.Steps.IsDefault ? [] : report.Steps).Where(s => path is null || s.Facts.Path == path || s.Facts.Base?.Path == path).ToList();
        var lines = await StepText.LinesAsync(steps, root.Database, cancellation);
        var data = new JsonObject { ["steps"] = new JsonArray([.. steps.Select(StepText.Json)]), ["text"] = string.Join("\n", lines) };
        return new(ReportText.Exit(report with { Unsettled = 0 }), data, lines.Count == 0 ? [ReportText.Sentence(report)] : lines, [.. ReportText.Diagnostics(report with { Unsettled = 0 })]) { IsDiff = true };
    }

    static async Task<bool> StandsAsync(OpenRoot root, PagePath path, CancellationToken cancellation) =>
        !(await root.Database.BasesAtAsync([path], cancellation)).IsEmpty || await root.Folder.ReadAsync(path, cancellation) is not FileState.Absent;
}
