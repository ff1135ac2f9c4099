using System.Globalization;
using System.Text.Json.Nodes;
using Pagerow.Cli.Output;
using Pagerow.Pages;
using Pagerow.Sql.Answers;

namespace Pagerow.Cli.Commands;

/// <summary>What happened, the latest first: to every document, or to the one at a path.</summary>
static class LogCommand
{
    public static async Task<Answer> RunAsync(Invocation invocation, string? text, int limit, CancellationToken cancellation)
    {
        await using var root = await OpenRoot.OpenAsync(invocation, "log", RootClaim.Read, cancellation);
        var entries = text is null ? root.Database.Reports.Latest(limit) : root.Database.Reports.Log(await DocumentPath.FindAsync(root, text, cancellation), limit);
        if (entries.IsEmpty && text is not null)
            return Answer.Failure(ExitCode.Failed, Unknown(text));
        return new(ExitCode.InStep, new JsonArray([.. entries.Select(Json)]), [.. entries.Select(Line)], []);
    }

    /// <summary>What is said of a path at which no page ever was.</summary>
    public static Diagnostic Unknown(string path) => new(
        "error", "no-such-document", "Nothing is known of a page at this path.", path, "give its path below the root, as 'pagerow log' shows it, or one from the folder you are in");

    static string Line(LogEntry entry)
    {
        var time = entry.At?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";
        var who = entry.Actor is null ? entry.Origin : $"{entry.Origin} by {entry.Actor}";
        var version = (entry.Before, entry.After) switch
        {
            (null, null) => "",
            ({ } before, null) => $"  {Short(before)} ->",
            (null, { } after) => $"  -> {Short(after)}",
            ({ } before, { } after) => $"  {Short(before)} -> {Short(after)}",
        };
        return $"{time}  {$"#{entry.Run}",-5} {entry.Kind,-10} {entry.Path}  ({who}){version}{(entry.Detail is null ? "" : $"  {entry.Detail}")}";
    }

    static JsonNode Json(LogEntry entry) => new JsonObject
    {
        ["number"] = entry.Number,
        ["run"] = entry.Run,
        ["at"] = entry.At?.ToString("O", CultureInfo.InvariantCulture),
        ["kind"] = entry.Kind,
        ["origin"] = entry.Origin,
        ["collection"] = entry.Document?.Collection,
        ["doc"] = entry.Document?.Doc,
        ["path"] = entry.Path,
        ["actor"] = entry.Actor,
        ["before"] = entry.Before?.ToString(),
        ["after"] = entry.After?.ToString(),
        ["detail"] = entry.Detail,
    };

    static string Short(PageHash hash) => hash.ToString()[..10];
}
