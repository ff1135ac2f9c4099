using System.Text.Json.Nodes;
using Pagerow.Cli.Output;

namespace Pagerow.Cli.Commands;

/// <summary>What is done to the history itself.</summary>
static class HistoryCommand
{
    /// <summary>Takes every earlier version of a page out of the history, the displaced pages and the trash, so that nothing of them is left in the root's state.</summary>
    public static async Task<Answer> PurgeAsync(Invocation invocation, string text, CancellationToken cancellation)
    {
        await using var root = await OpenRoot.OpenAsync(invocation, "history purge", RootClaim.MustWrite, cancellation);
        var path = await DocumentPath.FindAsync(root, text, cancellation);
        // What stands in the file now is to be what the database holds of it.
        var synced = await SyncCommand.SyncAsync(root, invocation, allowDeletes: false, cancellation);
        if (synced.Exit is not (ExitCode.InStep or ExitCode.Open))
            return synced;
        var purged = await root.Database.PurgeAsync(path, cancellation);
        var files = root.Folder.Purge(path);
        return new(
            ExitCode.InStep,
            new JsonObject { ["path"] = path.Value, ["events"] = purged.Events, ["versions"] = purged.Versions, ["files"] = files },
            [$"purged {path}: {Counted.Of(purged.Events, "event")}, {Counted.Of(purged.Versions, "version")}, {Counted.Of(files, "kept file")}"],
            [new("note", "elsewhere", "Only Pagerow's own state is purged: what stands in the file, in Git, in backups and in the tables of others is not.", path.Value)]);
    }
}
