using System.Text.Json.Nodes;
using Pagerow.Cli.Output;

namespace Pagerow.Cli.Commands;

/// <summary>Finds documents by their words.</summary>
static class SearchCommand
{
    public static async Task<Answer> RunAsync(Invocation invocation, string[] words, int limit, CancellationToken cancellation)
    {
        await using var root = await OpenRoot.OpenAsync(invocation, "search", RootClaim.Read, cancellation);
        var found = root.Database.Reports.Search(string.Join(' ', words), limit);
        var data = new JsonArray([.. found.Select(f => new JsonObject
        {
            ["collection"] = f.Document.Collection, ["doc"] = f.Document.Doc, ["path"] = f.Path, ["title"] = f.Title, ["snippet"] = f.Snippet,
        })]);
        return new(ExitCode.InStep, data, found.IsEmpty ? ["nothing found"] : [.. found.SelectMany(f => new[] { $"{f.Path}  {f.Title}", $"    {f.Snippet}" })], []);
    }
}
