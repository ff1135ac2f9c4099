using System.Text.Json.Nodes;
using Pagerow.Cli.Output;

namespace Pagerow.Cli;

/// <summary>An answer on its way from the process that holds the root to the one that called it.</summary>
static class CallAnswer
{
    /// <summary>The answer as it is sent.</summary>
    /// <param name="answer">What is said.</param>
    /// <param name="isErrand">Whether an errand was run, and the answer tells of it.</param>
    public static string Write(Answer answer, bool isErrand) => new JsonObject
    {
        ["errand"] = isErrand,
        ["exit"] = (int)answer.Exit,
        ["data"] = answer.Data?.DeepClone(),
        ["lines"] = new JsonArray([.. answer.Lines.Select(l => JsonValue.Create(l))]),
        ["diagnostics"] = new JsonArray([.. answer.Diagnostics.Select(d => new JsonArray(d.Severity, d.Code, d.Message, d.Target, d.Fix))]),
    }.ToJsonString();

    /// <summary>The answer that was sent; what an errand's caller hears of a process that did not know of it is no answer to it.</summary>
    public static Answer Read(string text, bool isErrand)
    {
        var answer = JsonNode.Parse(text)!.AsObject();
        if (isErrand && !(bool)answer["errand"]!)
            return Answer.Failure(ExitCode.Failed, new Diagnostic("error", "watcher-ended", "The process that held the root ended in between; what it had done stays.", Fix: "'pagerow log' shows what was done; run the command again for the rest"));
        return new(
            (ExitCode)(int)answer["exit"]!,
            answer["data"]?.DeepClone(),
            [.. answer["lines"]!.AsArray().Select(l => (string)l!)],
            [.. answer["diagnostics"]!.AsArray().Select(d => new Diagnostic((string)d![0]!, (string)d[1]!, (string)d[2]!, (string?)d[3], (string?)d[4]))]);
    }
}
