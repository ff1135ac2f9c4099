using System.Text;
using System.Text.Json.Nodes;
using Pagerow.Engine.Sides;
using Pagerow.Reconcile;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;

namespace Pagerow.Cli.Output;

/// <summary>Steps in words: the files' lines that would change, and the row's columns.</summary>
static class StepText
{
    public static JsonNode Json(Step step) => new JsonObject
    {
        ["verdict"] = Name(step.Verdict),
        ["path"] = (step.Facts.Path ?? step.Facts.Base?.Path)?.Value,
        ["collection"] = step.Facts.Collection.Name,
        ["doc"] = step.Facts.Base?.Document.Doc ?? step.Facts.Row?.Document.Doc,
        ["file"] = step.Put is { } put ? new JsonObject { ["action"] = put.Action.ToString().ToLowerInvariant(), ["path"] = put.Path.Value, ["from"] = put.MovedFrom?.Value } : null,
    };

    public static async ValueTask<IReadOnlyList<string>> LinesAsync(IEnumerable<Step> steps, IDatabase database, CancellationToken cancellation)
    {
        var lines = new List<string>();
        foreach (var step in steps.Where(s => s.Put is not null || s.After?.Row is not null))
        {
            lines.Add($"{Name(step.Verdict)}  {Places(step)}");
            if (step.Put is { } put)
                lines.AddRange(await FileLinesAsync(step.Facts, put, database, cancellation));
            if ((step.Before ?? step.After)?.Row is RowWrite.Update update && step.Facts.Row is { } row)
                lines.AddRange(RowLines(step, row, update.Face));
        }

        return lines;
    }

    static string Places(Step step) => (step.Put, step.Facts) switch
    {
        ({ MovedFrom: { } from, Path: var to }, _) => $"{from} => {to}",
        (null, { Base.Path: var from, Path: { } to, File: FileState.Present }) when from != to => $"{from} => {to}",
        ({ Path: var path }, _) => path.Value,
        (null, var facts) => $"{facts.Path ?? facts.Base?.Path}",
    };

    static async ValueTask<IEnumerable<string>> FileLinesAsync(Facts facts, FilePut put, IDatabase database, CancellationToken cancellation)
    {
        // A page that was saved since the last sync stands in the file only.
        var before = put is not { Expected: { } expected, Action: FileAction.Replace or FileAction.Move } ? ""
            : Text((facts.File is FileState.Present { Page: var page } && page.Hash == expected ? page : await database.PageAsync(expected, cancellation)).Bytes);
        return put.Target is { } target ? LineDiff.Of(before, Text(target.Bytes)) : [];
    }

    static IEnumerable<string> RowLines(Step step, Row row, RowFace face)
    {
        for (var i = 0; i < step.Facts.Collection.Columns.Length; i++)
        {
            var (old, now) = (row.Values[i].Spelling, face.Record.Values[i].Spelling);
            if (old != now)
                yield return $"    {step.Facts.Collection.Columns[i].Name}: {old ?? "NULL"} -> {now ?? "NULL"}";
        }

        if (row.Body != face.Record.Body)
            yield return "    body";
        if (row.Path != face.Path?.Value)
            yield return $"    path: {row.Path ?? "NULL"} -> {face.Path?.Value ?? "NULL"}";
    }

    static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    static string Name(Verdict verdict) => verdict switch
    {
        Verdict.Nothing => "nothing",
        Verdict.WriteRow => "file -> row",
        Verdict.WriteFile => "row -> file",
        Verdict.Merge => "merge",
        Verdict.DeleteRow => "delete row",
        Verdict.DeleteFile => "delete file",
        Verdict.ReviveRow => "row comes back",
        Verdict.ReviveFile => "file comes back",
        Verdict.Forget => "forget",
        Verdict.Wait => "waits",
        Verdict.KeepFile => "keep file",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };
}
