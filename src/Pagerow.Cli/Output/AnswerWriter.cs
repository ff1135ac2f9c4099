using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pagerow.Cli.Output;

/// <summary>Writes answers: text on standard output and diagnostics on standard error, or one JSON document on standard output.</summary>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
public sealed class AnswerWriter(TextWriter output, TextWriter error)
{
    static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an answer.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="answer">What it says.</param>
    /// <param name="format">For whom.</param>
    public void Write(string command, Answer answer, OutputFormat format)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (format is OutputFormat.Json)
        {
            output.WriteLine(Envelope(command, answer).ToJsonString(OneLine));
            return;
        }

        foreach (var line in answer.Lines)
            output.WriteLine(answer.IsDiff && IsColoured ? Coloured(Printable.Of(line)) : Printable.Of(line));
        foreach (var diagnostic in answer.Diagnostics)
            error.WriteLine(Printable.Of(diagnostic.ToString()));
    }

    // Only on a terminal, and not where a person has asked for none (no-color.org).
    bool IsColoured => output == Console.Out && !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    static string Coloured(string line) => line.AsSpan().TrimStart(' ') switch
    {
        ['-', ..] => $"\e[31m{line}\e[0m",
        ['+', ..] => $"\e[32m{line}\e[0m",
        _ => line,
    };

    /// <summary>Writes one line of a stream for a person.</summary>
    public void WriteLine(string line)
    {
        output.WriteLine(Printable.Of(line));
        output.Flush();
    }

    /// <summary>Writes one object of a stream, on a line of its own.</summary>
    public void WriteStream(JsonNode item)
    {
        ArgumentNullException.ThrowIfNull(item);
        output.WriteLine(item.ToJsonString(OneLine));
        output.Flush();
    }

    static JsonObject Envelope(string command, Answer answer) => new()
    {
        ["schema_version"] = 1,
        ["command"] = command,
        ["data"] = answer.Data?.DeepClone(),
        ["diagnostics"] = new JsonArray([.. answer.Diagnostics.Select(d => new JsonObject
        {
            ["severity"] = d.Severity,
            ["code"] = d.Code,
            ["message"] = d.Message,
            ["target"] = d.Target,
            ["fix"] = d.Fix,
        })]),
    };
}
