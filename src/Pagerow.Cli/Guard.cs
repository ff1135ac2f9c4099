using Pagerow.Cli.Output;
using Pagerow.Engine.Sides;

namespace Pagerow.Cli;

/// <summary>The edge: what the world does to a command becomes an answer here, and nowhere else.</summary>
static class Guard
{
    /// <summary>What is to be told of an errand: where it fails, that it failed.</summary>
    public static async Task<Func<Answer, Answer>> TellingAsync(Func<ValueTask<Func<Answer, Answer>>> errand, CancellationToken cancellation)
    {
        Func<Answer, Answer>? tell = null;
        var failed = await RunAsync(async () =>
        {
            tell = await errand();
            return Answer.Failure(ExitCode.InStep);
        }, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return tell ?? (_ => failed);
    }

    public static async Task<Answer> RunAsync(Func<Task<Answer>> command, CancellationToken cancellation)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Answer.Failure(ExitCode.Interrupted);
        }
        catch (RefusedException e)
        {
            return Answer.Failure(e.Exit, [.. e.Diagnostics]);
        }
        catch (DatabaseBusyException e)
        {
            return Answer.Failure(ExitCode.Failed, new Diagnostic("error", "database-busy", e.Message, Fix: "wait for the other client, or end it"));
        }
        catch (DatabaseGoneException e)
        {
            return Answer.Failure(ExitCode.Failed, new Diagnostic("error", "database-gone", e.Message, Fix: "run the command again"));
        }
        catch (DatabaseFailedException e)
        {
            return Answer.Failure(ExitCode.Failed, new Diagnostic("error", "database-failed", e.Message));
        }
        catch (InvalidDataException e)
        {
            return Answer.Failure(ExitCode.Failed, new Diagnostic("error", "damaged-database", e.Message, Fix: Diagnostic.Rebuild));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Answer.Failure(ExitCode.Failed, new Diagnostic("error", "io", e.Message));
        }
        catch (Exception e)
        {
            return Answer.Failure(ExitCode.Failed, new Diagnostic("error", "defect", $"That is a defect of Pagerow; nothing is lost, and the next run settles what this one had begun. {e}", Fix: "please report it with these lines"));
        }
    }
}
