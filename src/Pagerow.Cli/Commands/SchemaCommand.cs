using System.Text.Json.Nodes;
using Pagerow.Cli.Configuration;
using Pagerow.Cli.Output;
using Pagerow.Sql;

namespace Pagerow.Cli.Commands;

/// <summary>Shows the tables and the changes that wait for consent; makes them with <c>--apply</c>.</summary>
static class SchemaCommand
{
    public static async Task<Answer> RunAsync(Invocation invocation, bool apply, bool configuration, CancellationToken cancellation)
    {
        if (configuration)
        {
            var schema = ConfigurationSchema.Write();
            return new(ExitCode.InStep, JsonNode.Parse(schema), [schema], []);
        }

        await using var root = await OpenRoot.OpenAsync(invocation, "schema", apply ? RootClaim.MustWrite : RootClaim.Read, cancellation);
        var outcome = await root.Database.PrepareAsync(root.Layout, SchemaConsent.Additive, cancellation);
        if (apply)
            await OpenRoot.RenderAsync(root.Database, root.Run, root.Layout, async () => outcome = await root.Database.PrepareAsync(root.Layout, SchemaConsent.Everything, cancellation), cancellation);
        var tables = root.Database.Reports.Schema();
        var waiting = outcome is PrepareOutcome.NeedsApply needs ? needs.Script : [];
        IReadOnlyList<string> lines = [.. tables.Select(t => t + ";"), .. waiting.IsEmpty ? [] : waiting.Prepend("-- waits for 'pagerow schema --apply':")];
        return new(ExitCode.InStep, new JsonObject { ["tables"] = Array(tables), ["waiting"] = Array(waiting) }, lines, []);
    }

    static JsonArray Array(IEnumerable<string> items) => new([.. items.Select(i => JsonValue.Create(i))]);
}
