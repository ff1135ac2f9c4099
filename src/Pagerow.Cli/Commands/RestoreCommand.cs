using System.Text.Json.Nodes;
using Pagerow.Cli.Output;
using Pagerow.Engine.Sides;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;
using Pagerow.Sql.Answers;

namespace Pagerow.Cli.Commands;

/// <summary>
/// Brings an earlier version of a page back. It is an edit of the file like any other: what stood there is kept, the row follows, and
/// restoring can be undone by restoring.
/// </summary>
static class RestoreCommand
{
    public static async Task<Answer> RunAsync(Invocation invocation, string text, string? version, CancellationToken cancellation)
    {
        if (!PagePath.TryParse(text, out var path, out var reason))
            return Answer.Failure(ExitCode.Usage, new Diagnostic("error", "bad-path", $"That is no path below the root: {reason}.", text));
        await using var root = await OpenRoot.OpenAsync(invocation, "restore", RootClaim.WriteOrAsk, cancellation);
        if (root.Layout.WhyNot(path) is { } left)
            return Answer.Failure(ExitCode.Usage, new Diagnostic("error", "bad-path", $"No document can stand there: {left}.", text));
        if (await VersionAsync(root, path, version, cancellation) is not { } page)
            return Answer.Failure(ExitCode.Failed, new Diagnostic("error", "no-such-version", "The history holds no such version of this page.", text, $"'pagerow log {text}' shows those it holds"));
        var problem = await WriteAsync(root, path, page, cancellation);
        if (problem is not null)
            return Answer.Failure(ExitCode.Failed, new Diagnostic("error", problem.Code, problem.Message, text));
        if (root.IsOurs)
            await SyncCommand.SyncAsync(root, invocation, allowDeletes: false, cancellation);
        return new(ExitCode.InStep, new JsonObject { ["path"] = text, ["version"] = page.Hash.ToString() }, [$"restored {path} to {page.Hash.ToString()[..10]}"], []);
    }

    static async Task<PageBytes?> VersionAsync(OpenRoot root, PagePath path, string? version, CancellationToken cancellation)
    {
        var agreed = await root.Database.BasesAtAsync([path], cancellation);
        var versions = root.Database.Reports.Log(path, 1_000).SelectMany(Versions).OfType<PageHash>().Distinct().ToList();
        List<PageHash> wanted = version is null
            ? [.. versions.Where(v => agreed.IsEmpty || v != agreed[0].FilePage).Take(1)]
            : [.. versions.Where(v => v.ToString().StartsWith(version, StringComparison.OrdinalIgnoreCase))];
        return wanted.Count == 1 ? await root.Database.PageAsync(wanted[0], cancellation) : null;
    }

    static IEnumerable<PageHash?> Versions(LogEntry entry) => [entry.After, entry.Before];

    static async Task<Problem?> WriteAsync(OpenRoot root, PagePath path, PageBytes page, CancellationToken cancellation)
    {
        var stands = await root.Folder.ReadAsync(path, cancellation);
        if (stands is FileState.Unknown unknown)
            return unknown.Reason;
        var exists = stands is FileState.Present;
        var stage = await root.Folder.StageAsync(path, page.Bytes, exists ? path : null, cancellation);
        var intent = new FileIntent(stage, default, "", exists ? FileAction.Replace : FileAction.Create, path, null, null, page.Hash, new(0, 0, 0, [], [], []));
        var outcome = await root.Folder.PutAsync(intent, cancellation);
        await root.Folder.FlushAsync([intent], cancellation);
        await root.Folder.ClearStageAsync(stage, path, outcome is PutOutcome.Done && exists ? StageKeeping.Displaced : StageKeeping.Drop, cancellation);
        return outcome switch
        {
            PutOutcome.Done => null,
            PutOutcome.Refused refused => refused.Reason,
            PutOutcome.Failed failed => failed.Reason,
            _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
        };
    }
}
