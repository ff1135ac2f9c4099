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
        await using var root = await OpenRoot.OpenAsync(invocation, "restore", RootClaim.WriteOrAsk, cancellation);
        var path = await DocumentPath.FindAsync(root, text, cancellation);
        if (root.Layout.WhyNot(path) is { } left)
            return Answer.Failure(ExitCode.Usage, new Diagnostic("error", "bad-path", $"No document can stand there: {left}.", text, "give a path that a collection's pattern matches; 'files' and 'ignore' in pagerow.yaml say which"));
        var stands = await root.Folder.ReadAsync(path, cancellation);
        var page = await root.Database.PageAsync(Version(root, path, stands, text, version), cancellation);
        var problem = await WriteAsync(root, path, stands, page, cancellation);
        if (problem is not null)
            return Answer.Failure(ExitCode.Failed, new Diagnostic("error", problem.Code, problem.Message, text));
        if (root.IsOurs)
            await SyncCommand.SyncAsync(root, invocation, allowDeletes: false, cancellation);
        return new(ExitCode.InStep, new JsonObject { ["path"] = path.Value, ["version"] = page.Hash.ToString() }, [$"restored {path} to {page.Hash.ToString()[..10]}"], []);
    }

    // What stands in the file is no version to bring back, whether it was agreed on or not.
    static PageHash Version(OpenRoot root, PagePath path, FileState stands, string text, string? version)
    {
        var entries = root.Database.Reports.Log(path, 1_000);
        if (entries.IsEmpty)
            throw new RefusedException(ExitCode.Failed, LogCommand.Unknown(text));
        var standing = (stands as FileState.Present)?.Page.Hash;
        var versions = entries.SelectMany(Versions).OfType<PageHash>().Distinct().ToList();
        if (version is null)
            return versions.Where(v => v != standing).Select(v => (PageHash?)v).FirstOrDefault() ?? throw None("no-such-version", "There is no earlier version of this page: the history holds the one that stands in the file, and no other.");
        var wanted = versions.Where(v => v.ToString().StartsWith(version, StringComparison.OrdinalIgnoreCase)).ToList();
        return wanted switch
        {
            [] => throw None("no-such-version", "The history holds no such version of this page."),
            [var one] when one == standing => throw None("same-version", "This version stands in the file already; nothing was done."),
            [var one] => one,
            _ => throw None("no-such-version", $"The hashes of {wanted.Count} versions of this page begin like that."),
        };

        RefusedException None(string code, string why) => new(ExitCode.Failed, new Diagnostic("error", code, why, text, $"'pagerow log {path}' shows those it holds"));
    }

    static IEnumerable<PageHash?> Versions(LogEntry entry) => [entry.After, entry.Before];

    static async Task<Problem?> WriteAsync(OpenRoot root, PagePath path, FileState stands, PageBytes page, CancellationToken cancellation)
    {
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
