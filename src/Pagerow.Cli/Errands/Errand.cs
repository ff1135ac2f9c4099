using System.Text.Json;
using System.Text.Json.Nodes;
using Pagerow.Cli.Output;
using Pagerow.Engine.Cycles;

namespace Pagerow.Cli.Errands;

/// <summary>Edits of files that a command makes. The process that holds the root runs it: the command itself, or the one that watches.</summary>
abstract record Errand
{
    /// <summary>The errand as a request says it; nothing in it is trusted when it is read back.</summary>
    public abstract JsonObject ToJson();

    /// <summary>Makes the edits, after a whole run that knows what was done so far.</summary>
    /// <param name="root">The root, held by this process.</param>
    /// <param name="cancellation">Stops it between two pages.</param>
    /// <returns>What is to be said of it and of the run that follows and takes the edits over.</returns>
    /// <exception cref="RefusedException">It cannot be done; nothing was.</exception>
    public abstract ValueTask<Func<Answer, Answer>> RunAsync(OpenRoot root, CancellationToken cancellation);

    /// <summary>A whole run that knows what was done so far, so that nothing the errand replaces is unknown to the history.</summary>
    /// <exception cref="RefusedException">The root is halted or held: no file is to be written now.</exception>
    protected static async ValueTask KnowAsync(OpenRoot root, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(root);
        var report = await root.Run.RunAsync(CycleRequest.Full, cancellation);
        if ((report.Hold?.Reason ?? (report.Halt is { Code: not "mass-deletion" } halt ? halt.Message : null)) is { } why)
            throw new RefusedException(ExitCode.Halted, new Diagnostic("error", "held", $"No page is to be written now: {why.TrimEnd('.')}. Nothing was done.", Fix: "run the command again when that is over"));
    }

    /// <summary>What a request asks for; null where that is no errand.</summary>
    public static Errand? Read(string argument)
    {
        try
        {
            return JsonNode.Parse(argument) is not JsonObject asked ? null
                : asked["undo"] is JsonObject undo ? new UndoErrand(undo["run"] is JsonValue run && run.TryGetValue(out long number) ? number : null)
                : asked["restore"] is JsonObject restore && Text(restore["path"]) is { } path ? new RestoreErrand(path, Text(restore["version"]))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
