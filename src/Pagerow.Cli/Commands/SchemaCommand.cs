using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pagerow.Cli.Configuration;
using Pagerow.Cli.Output;
using Pagerow.Engine.Sides;
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
        var waiting = Waiting(await root.Database.PrepareAsync(root.Layout, SchemaConsent.Additive, cancellation));
        if (apply)
            return await ApplyAsync(root, waiting, cancellation);
        var tables = root.Database.Reports.Schema();
        IReadOnlyList<string> lines = [.. tables.Select(t => t + ";"), .. waiting.IsEmpty ? [] : waiting.Select(w => w + ";").Prepend("-- waits for 'pagerow schema --apply':")];
        return new(ExitCode.InStep, Data(tables, waiting, []), lines, []);
    }

    static async Task<Answer> ApplyAsync(OpenRoot root, ImmutableArray<string> waiting, CancellationToken cancellation)
    {
        PrepareOutcome? outcome = null;
        try
        {
            await OpenRoot.RenderAsync(root.Database, root.Run, root.Layout, async () => outcome = await root.Database.PrepareAsync(root.Layout, SchemaConsent.Everything, cancellation), cancellation);
        }
        catch (DatabaseFailedException e) when (outcome is null && !waiting.IsEmpty)
        {
            return Answer.Failure(ExitCode.Failed, new Diagnostic(
                "error", "schema-refused", e.Message, Fix: "nothing was changed; where an index, a view or a trigger of your own is in the way, drop that first, run this again, and make it anew"));
        }

        IReadOnlyList<string> lines = waiting.IsEmpty ? ["nothing was waiting"] : [.. waiting.Select(w => $"{w};"), $"{Counted.Of(waiting.Length, "change")} made; every row shows its page anew"];
        return new(ExitCode.InStep, Data(root.Database.Reports.Schema(), outcome is null ? waiting : Waiting(outcome), waiting), [.. root.Notes, .. lines], []);
    }

    static ImmutableArray<string> Waiting(PrepareOutcome outcome) => outcome is PrepareOutcome.NeedsApply needs ? needs.Script : [];

    static JsonObject Data(IEnumerable<string> tables, IEnumerable<string> waiting, IEnumerable<string> applied) =>
        new() { ["tables"] = Array(tables), ["waiting"] = Array(waiting), ["applied"] = Array(applied) };

    static JsonArray Array(IEnumerable<string> items) => new([.. items.Select(i => JsonValue.Create(i))]);
}
