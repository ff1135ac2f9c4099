using System.Text.Json.Nodes;

namespace Pagerow.EndToEnd;

/// <summary>What a program said before it ended.</summary>
/// <param name="Exit">Its exit code.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
public sealed record Ran(int Exit, string Out, string Error)
{
    /// <summary>Standard output as the one JSON document that it must be.</summary>
    public JsonObject Json => JsonNode.Parse(Out)!.AsObject();

    /// <summary>The document's data.</summary>
    public JsonNode Data => Json["data"] ?? throw new InvalidDataException($"no data: {Out}{Error}");

    /// <summary>The codes of its diagnostics.</summary>
    public IReadOnlyList<string> Codes => [.. Json["diagnostics"]!.AsArray().Select(d => (string)d!["code"]!)];

    /// <summary>One count of the data.</summary>
    public int Count(string name) => (int)Data[name]!;

    /// <summary>This, if it ended with that code; else the test fails and shows what was said.</summary>
    public Ran Ended(int exit)
    {
        Assert.True(Exit == exit, $"ended with {Exit} instead of {exit}\n{Out}\n{Error}");
        return this;
    }
}
