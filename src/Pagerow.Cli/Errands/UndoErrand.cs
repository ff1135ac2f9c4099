using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Pagerow.Cli.Output;
using Pagerow.Pages;

namespace Pagerow.Cli.Errands;

/// <summary>Takes back what a run did to pages.</summary>
/// <param name="Run">The run's number; null for the last one that changed a page.</param>
sealed record UndoErrand(long? Run) : Errand
{
    const int LookBack = 1_000;

    /// <inheritdoc/>
    public override JsonObject ToJson() => new() { ["undo"] = new JsonObject { ["run"] = Run } };

    /// <inheritdoc/>
    public override async ValueTask<Func<Answer, Answer>> RunAsync(OpenRoot root, CancellationToken cancellation)
    {
        await KnowAsync(root, cancellation);
        var (run, changes) = Find(root);
        var undo = new RunUndo(root.Folder, root.Database, root.Layout);
        var left = ImmutableDictionary.CreateBuilder<RunChange, Problem>();
        foreach (var change in changes)
        {
            if (await undo.RunAsync(change, cancellation) is { } problem)
                left.Add(change, problem);
        }

        return synced => new(
            synced.Exit is ExitCode.InStep && left.Count > 0 ? ExitCode.Failed : synced.Exit,
            Json(run, changes, left),
            [.. changes.Where(c => !left.ContainsKey(c)).Select(c => $"taken back: {Line(c)}")],
            [.. left.Select(l => new Diagnostic("error", l.Value.Code, l.Value.Message, l.Key.To.Value)), .. synced.Diagnostics]);
    }

    /// <summary>What would be taken back.</summary>
    public Answer Foresee(OpenRoot root)
    {
        var (run, changes) = Find(root);
        return new(ExitCode.InStep, Json(run, changes, ImmutableDictionary<RunChange, Problem>.Empty), [.. changes.Select(c => $"would be taken back: {Line(c)}")], []);
    }

    (long Run, ImmutableArray<RunChange> Changes) Find(OpenRoot root)
    {
        if (Run is { } named)
        {
            var changes = RunChange.Of(root.Database.Reports.InRun(named));
            return changes.IsEmpty ? throw Nothing(named.ToString(CultureInfo.InvariantCulture), "No run of this number changed a page.") : (named, changes);
        }

        var runs = root.Database.Reports.Latest(LookBack).Select(e => e.Run).Distinct();
        return runs.Select(r => (Run: r, Changes: RunChange.Of(root.Database.Reports.InRun(r)))).FirstOrDefault(r => !r.Changes.IsDefaultOrEmpty) is { Run: > 0 } last
            ? last
            : throw Nothing(null, "No run has changed a page yet.");
    }

    static RefusedException Nothing(string? run, string why) =>
        new(ExitCode.Failed, new Diagnostic("error", "no-such-run", why, run, "'pagerow log' shows what each run did; its number stands behind the time"));

    static string Line(RunChange change) => change switch
    {
        { Before: null } => $"{change.To} (the run made it)",
        { After: null } => $"{change.To} (the run deleted it)",
        _ when change.From != change.To => $"{change.To} (the run moved it from {change.From})",
        _ => change.To.Value,
    };

    static JsonObject Json(long run, ImmutableArray<RunChange> changes, IReadOnlyDictionary<RunChange, Problem> left) => new()
    {
        ["run"] = run,
        ["changes"] = new JsonArray([.. changes.Select(c => (JsonNode)new JsonObject
        {
            ["path"] = c.To.Value,
            ["from"] = c.From == c.To ? null : c.From.Value,
            ["before"] = c.Before?.ToString(),
            ["after"] = c.After?.ToString(),
            ["problem"] = left.TryGetValue(c, out var problem) ? problem.Code : null,
        })]),
    };
}
