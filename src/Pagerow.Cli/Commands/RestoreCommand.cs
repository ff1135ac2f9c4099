using Pagerow.Cli.Errands;
using Pagerow.Cli.Output;

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
        return await SyncCommand.DoAsync(root, invocation, new RestoreErrand(path.Value, version), cancellation);
    }
}
