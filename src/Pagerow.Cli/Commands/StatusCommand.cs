using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Pagerow.Cli.Output;
using Pagerow.Engine.Cycles;
using Pagerow.Files;
using Pagerow.Reconcile;
using Pagerow.Sql.Answers;

namespace Pagerow.Cli.Commands;

/// <summary>What is in step and what is not, by collection, without writing anything.</summary>
static class StatusCommand
{
    const int MostProblems = 20, MostLeftOut = 100;

    public static async Task<Answer> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        await using var root = await OpenRoot.OpenAsync(invocation, "status", RootClaim.Read, cancellation);
        var report = await root.Run.RunAsync(CycleRequest.Full with { Mode = CycleMode.Preview }, cancellation);
        var holder = RootLock.HolderOf(root.Root);
        var ahead = report.Steps.IsDefault ? [] : report.Steps.GroupBy(s => s.Facts.Collection.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var collections = new JsonArray();
        var lines = new List<string> { $"{root.Root.Path}{(holder is null ? "" : $" (held by process {holder})")}" };
        var open = root.Database.Reports.Conflicts().ToLookup(c => c.Document.Collection, StringComparer.OrdinalIgnoreCase);
        foreach (var status in root.Database.Reports.Status())
        {
            var steps = ahead.GetValueOrDefault(status.Name) ?? [];
            var (files, rows) = (steps.Count(IsFilesAhead), steps.Count(IsRowsAhead));
            collections.Add((JsonNode)Json(status, files, rows, open[status.Name].Count()));
            lines.Add(Line(status, files, rows, open[status.Name].Count()));
        }

        var left = PagesBelow.LeftOut(root.Root.Path, root.Layout);
        var troubles = root.Database.Reports.Problems(int.MaxValue);
        lines.AddRange(Lines(troubles));
        lines.AddRange(Lines(left));
        lines.AddRange(Stopped(report));
        lines.Add(root.Folder.Describe());
        var data = new JsonObject
        {
            ["root"] = root.Root.Path,
            ["held_by"] = holder,
            ["halt"] = report.Halt?.Code,
            ["held"] = report.Hold?.Reason,
            ["collections"] = collections,
            ["problems"] = new JsonArray([.. troubles.Select(Json)]),
            ["left_out"] = left.Count,
            ["left_out_files"] = new JsonArray([.. left.Select(l => new JsonObject { ["path"] = l.Key, ["reason"] = l.Value })]),
        };
        // What another program saves at this moment is no news for a status, and what is left out is in its lines.
        var told = report with { Unsettled = 0, LeftOut = [] };
        return new(ReportText.Exit(told), data, lines, [.. root.Warnings, .. DatabaseHealth.ForeignTriggers(root), .. ReportText.Diagnostics(told)]);
    }

    static JsonObject Json(CollectionStatus status, int files, int rows, int conflicts) => new()
    {
        ["name"] = status.Name,
        ["documents"] = status.Documents,
        ["files_ahead"] = files,
        ["rows_ahead"] = rows,
        ["conflicts"] = conflicts,
        ["problems"] = status.Problems,
    };

    static string Line(CollectionStatus status, int files, int rows, int conflicts) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {status.Name,-24} {status.Documents,8:N0} document{(status.Documents == 1 ? "" : "s")}{Ahead(files, "file")}{Ahead(rows, "row")}{Count(conflicts, "open conflict")}{(status.Problems == 0 ? "" : $", {status.Problems:N0} with problems")}");

    static IEnumerable<string> Lines(ImmutableArray<DocumentProblem> troubles)
    {
        foreach (var (document, path, problem) in troubles.Take(MostProblems))
            yield return $"  {ReportText.Place(path ?? $"{document.Collection} doc {document.Doc}", problem.Line, problem.Column)}: {problem.Message}";
        if (troubles.Length > MostProblems)
            yield return $"  and {Counted.Of(troubles.Length - MostProblems, "more problem")}: SELECT * FROM pagerow_problems";
    }

    static IEnumerable<string> Lines(IReadOnlyList<KeyValuePair<string, string>> left)
    {
        foreach (var (path, reason) in left.Take(MostLeftOut))
            yield return $"  left out: {path}: {reason}";
        if (left.Count > MostLeftOut)
            yield return $"  and {Counted.Of(left.Count - MostLeftOut, "more file or folder", "more files or folders")} left out: 'pagerow check' lists them";
    }

    static IEnumerable<string> Stopped(CycleReport report)
    {
        if (report.Hold is { } hold)
            yield return $"held: {hold.Reason}";
        if (report.Halt is { } halt)
            yield return $"halted: {halt.Message} [{halt.Code}]";
    }

    static JsonNode Json(DocumentProblem trouble) => new JsonObject
    {
        ["collection"] = trouble.Document.Collection,
        ["doc"] = trouble.Document.Doc,
        ["path"] = trouble.Path,
        ["code"] = trouble.Problem.Code,
        ["message"] = trouble.Problem.Message,
        ["line"] = trouble.Problem.Line,
        ["column"] = trouble.Problem.Column,
    };

    static bool IsFilesAhead(Step step) => step.Verdict is Verdict.WriteRow or Verdict.DeleteRow or Verdict.ReviveRow or Verdict.Merge;

    static bool IsRowsAhead(Step step) => step.Verdict is Verdict.WriteFile or Verdict.DeleteFile or Verdict.ReviveFile or Verdict.Merge or Verdict.Wait or Verdict.KeepFile;

    static string Ahead(int count, string side) => count == 0 ? "" : $"{Count(count, side)} ahead";

    static string Count(int count, string noun) => count == 0 ? "" : $", {Counted.Of(count, noun)}";
}
