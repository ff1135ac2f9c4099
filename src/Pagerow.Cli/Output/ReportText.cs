using System.Globalization;
using System.Text.Json.Nodes;
using Pagerow.Engine.Cycles;

namespace Pagerow.Cli.Output;

/// <summary>Words and numbers for what a pass did.</summary>
public static class ReportText
{
    /// <summary>The counts, by the names of the contract.</summary>
    public static JsonObject Counts(CycleReport report, int problems, TimeSpan took)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new()
        {
            ["documents"] = report.Documents,
            ["files_written"] = report.FilesWritten,
            ["rows_written"] = report.RowsWritten,
            ["files_deleted"] = report.FilesDeleted,
            ["rows_deleted"] = report.RowsDeleted,
            ["moved"] = report.Moved,
            ["conflicts"] = report.OpenHoles,
            ["waiting"] = report.Waiting,
            ["problems"] = problems,
            ["seconds"] = Math.Round(took.TotalSeconds, 3),
        };
    }

    /// <summary>The counts in a sentence, without those that are zero.</summary>
    public static string Sentence(CycleReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var parts = new[]
        {
            Part(report.RowsWritten, "row", "written"),
            Part(report.FilesWritten, "file", "written"),
            Part(report.Moved, "document", "moved"),
            Part(report.RowsDeleted, "row", "deleted"),
            Part(report.FilesDeleted, "file", "moved to the trash"),
            Part(report.Overruled, "row edit", "overruled and kept"),
            Part(report.Waiting, "row edit", "waiting"),
        }.OfType<string>().ToList();
        return parts.Count > 0 ? string.Join(", ", parts) : report is { Halt: null, Hold: null } ? "in step" : "nothing written";
    }

    /// <summary>What a person must know about a pass.</summary>
    public static IEnumerable<Diagnostic> Diagnostics(CycleReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        foreach (var (path, problem) in report.Problems.IsDefault ? [] : report.Problems)
            yield return new("warning", problem.Code, problem.Message, Place(path, problem.Line, problem.Column));
        foreach (var note in report.Notes)
            yield return new("warning", note.Code, note.Message);
        foreach (var (path, reason) in report.LeftOut.IsDefault || report.IsQuiet ? [] : report.LeftOut)
            yield return new("note", "left-out", reason, path.Value);
        if (report.Hold is { } hold)
            yield return new("warning", "held", $"held: {hold.Reason}", Fix: "it goes on by itself once that is done");
        if (report.Halt is { } halt)
            yield return new("error", halt.Code, halt.Message);
        if (report.OpenHoles > 0)
            yield return new("warning", "conflicts", $"{Counted.Of(report.OpenHoles, "place was", "places were")} changed by both sides and {(report.OpenHoles == 1 ? "waits" : "wait")} for a person; everything else goes on", Fix: "'pagerow conflicts' shows them");
        if (report.Unsettled > 0 && report.Halt is null && report.Hold is null)
            yield return new("warning", "unsettled", $"{Counted.Of(report.Unsettled, "document")} changed while being written, or could not be; nothing is lost", Fix: "run 'pagerow sync' again");
    }

    /// <summary>How a command that ran it ends.</summary>
    public static ExitCode Exit(CycleReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report switch
        {
            { Halt: not null } or { Hold: not null } => ExitCode.Halted,
            { Unsettled: > 0 } => ExitCode.Failed,
            { Waiting: > 0 } or { OpenHoles: > 0 } => ExitCode.Open,
            _ => ExitCode.InStep,
        };
    }

    /// <summary>A place as editors know it: path, line, column.</summary>
    public static string Place(string path, int? line, int? column) => (line, column) switch
    {
        ({ } l, { } c) => string.Create(CultureInfo.InvariantCulture, $"{path}:{l}:{c}"),
        ({ } l, null) => string.Create(CultureInfo.InvariantCulture, $"{path}:{l}"),
        _ => path,
    };

    static string? Part(int count, string noun, string verb) =>
        count == 0 ? null : $"{Counted.Of(count, noun)} {verb}";
}
