using System.Text.Json.Nodes;
using Pagerow.Cli.Output;

namespace Pagerow.Cli;

/// <summary>An answer on its way from the process that holds the root to the one that called it.</summary>
static class CallAnswer
{
    public static string Write(Answer answer) => new JsonObject
    {
        ["exit"] = (int)answer.Exit,
        ["data"] = answer.Data?.DeepClone(),
        ["lines"] = new JsonArray([.. answer.Lines.Select(l => JsonValue.Create(l))]),
        ["diagnostics"] = new JsonArray([.. answer.Diagnostics.Select(d => new JsonArray(d.Severity, d.Code, d.Message, d.Target, d.Fix))]),
    }.ToJsonString();

    public static Answer Read(string text)
    {
        var answer = JsonNode.Parse(text)!.AsObject();
        return new(
            (ExitCode)(int)answer["exit"]!,
            answer["data"]?.DeepClone(),
            [.. answer["lines"]!.AsArray().Select(l => (string)l!)],
            [.. answer["diagnostics"]!.AsArray().Select(d => new Diagnostic((string)d![0]!, (string)d[1]!, (string)d[2]!, (string?)d[3], (string?)d[4]))]);
    }
}
