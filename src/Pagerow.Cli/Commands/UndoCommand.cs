using Pagerow.Cli.Errands;
using Pagerow.Cli.Output;

namespace Pagerow.Cli.Commands;

/// <summary>Takes back what a run did to pages. It is an edit of the files like any other, makes a run of its own, and can itself be undone.</summary>
static class UndoCommand
{
    public static async Task<Answer> RunAsync(Invocation invocation, long? run, bool isDryRun, CancellationToken cancellation)
    {
        await using var root = await OpenRoot.OpenAsync(invocation, "undo", isDryRun ? RootClaim.Read : RootClaim.WriteOrAsk, cancellation);
        var errand = new UndoErrand(run);
        return isDryRun ? errand.Foresee(root) : await SyncCommand.DoAsync(root, invocation, errand, cancellation);
    }
}
