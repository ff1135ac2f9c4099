using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Pagerow.Cli.Conflicts;
using Pagerow.Cli.Output;
using Pagerow.Sql.Answers;

namespace Pagerow.Cli.Commands;

/// <summary>The places that both sides changed and nobody decided: which there are, what each side has there, and what shall stand.</summary>
static class ConflictsCommand
{
    static readonly ImmutableArray<string> Words = ["files", "rows", "base", "both"];

    /// <summary>Every open place, a line each.</summary>
    public static async Task<Answer> ListAsync(Invocation invocation, CancellationToken cancellation)
    {
        await using var root = await OpenRoot.OpenAsync(invocation, "conflicts", RootClaim.Read, cancellation);
        var all = root.Database.Reports.Conflicts();
        List<string> lines = all.IsEmpty
            ? ["no open conflicts"]
            : [.. all.Select(Line), "", "'pagerow conflicts show NUMBER' shows both sides, 'pagerow conflicts resolve NUMBER --take files|rows|base|both|FILE' decides"];
        return new(all.IsEmpty ? ExitCode.InStep : ExitCode.Open, new JsonArray([.. all.Select(Json)]), lines, []);
    }

    /// <summary>What base, file and row have there.</summary>
    public static async Task<Answer> ShowAsync(Invocation invocation, string which, CancellationToken cancellation)
    {
        await using var root = await OpenRoot.OpenAsync(invocation, "conflicts", RootClaim.Read, cancellation);
        var found = await FindAsync(root, which, cancellation);
        return new(ExitCode.Open, new JsonArray([.. found.Select(Json)]), [.. found.SelectMany(Lines)], []) { IsDiff = true };
    }

    /// <summary>Decides: what one side has, what was agreed on, both, the text of a file, or what a person marks in the conflict's document.</summary>
    public static async Task<Answer> ResolveAsync(Invocation invocation, string which, string? take, bool isEdited, CancellationToken cancellation)
    {
        if (take is null != isEdited)
            throw new RefusedException(ExitCode.Usage, new Diagnostic("error", "bad-resolution", "Give either --take or --edit.", which, $"--take {string.Join("|", Words)}|FILE says what shall stand there, --edit opens the conflict's document"));
        var text = take is null || Words.Contains(take, StringComparer.Ordinal) ? null : await TextAsync(take, cancellation);
        await using var root = await OpenRoot.OpenAsync(invocation, "conflicts", RootClaim.WriteOrAsk, cancellation);
        var found = await FindAsync(root, which, cancellation);
        var numbers = found.Select(c => c.Number).ToHashSet();
        if (take is null)
            await EditAsync(root, invocation, found, cancellation);
        else
            await root.Database.ResolveAsync(numbers, text is null ? take : "text", text, cancellation);
        var synced = await SyncCommand.BarrierAsync(root, invocation, allowDeletes: false, cancellation);
        return synced.Exit is ExitCode.Halted
            ? synced with { Diagnostics = [new("warning", "waits", "The answer is noted, and done when the root is not held any more.", which), .. synced.Diagnostics] }
            : await ToldAsync(invocation, found, synced, isEdited, cancellation);
    }

    static async Task<Answer> ToldAsync(Invocation invocation, ImmutableArray<Conflict> found, Answer synced, bool isEdited, CancellationToken cancellation)
    {
        var numbers = found.Select(c => c.Number).ToHashSet();
        await using var after = await OpenRoot.OpenAsync(invocation, "conflicts", RootClaim.Read, cancellation);
        var left = after.Database.Reports.Conflicts().Where(c => numbers.Contains(c.Number)).ToList();
        var lines = found.Where(c => left.All(l => l.Number != c.Number)).Select(c => $"resolved {c.Number}: {c.Path}: {c.Place}");
        var failed = left.Select(c => isEdited
            ? new Diagnostic("error", "unresolved", $"{c.Place} stays open: not one box is marked in its document, or the text cannot stand there.", c.Path, "mark one box, or give --take")
            : new Diagnostic("error", "unresolved", $"{c.Place} cannot hold that; it stays open.", c.Path, $"'pagerow log {c.Path}' says why; take one side, or give another text"));
        return new(left.Count > 0 ? ExitCode.Failed : synced.Exit, new JsonArray([.. found.Select(Json)]), [.. lines], [.. failed, .. synced.Diagnostics]);
    }

    static async Task EditAsync(OpenRoot root, Invocation invocation, ImmutableArray<Conflict> found, CancellationToken cancellation)
    {
        var documents = new ConflictDocuments(root.Root, invocation.Time);
        if (root.IsOurs)
            documents.Follow(root.Database.Reports.Conflicts());
        foreach (var conflict in found)
            await new ConflictEditor(root.Root).EditAsync(conflict.Number, cancellation);
        await documents.AnswerAsync(root.Database, cancellation);
    }

    static async Task<string> TextAsync(string file, CancellationToken cancellation) => File.Exists(file)
        ? (await File.ReadAllTextAsync(file, cancellation)).TrimEnd('\n', '\r')
        : throw new RefusedException(ExitCode.Usage, new Diagnostic("error", "bad-resolution", "That is neither a word nor a file.", file, $"--take {string.Join("|", Words)}, or the name of a file with the text that shall stand there"));

    static async ValueTask<ImmutableArray<Conflict>> FindAsync(OpenRoot root, string which, CancellationToken cancellation)
    {
        var isNumber = long.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var path = isNumber ? null : (await DocumentPath.FindAsync(root, which, cancellation)).Value;
        var found = root.Database.Reports.Conflicts().Where(c => isNumber ? c.Number == number : c.Path == path).ToImmutableArray();
        return found.IsEmpty
            ? throw new RefusedException(ExitCode.Failed, new Diagnostic("error", "no-such-conflict", "No open conflict has this number or path.", which, "'pagerow conflicts' lists them"))
            : found;
    }

    static string Line(Conflict conflict) => string.Create(
        CultureInfo.InvariantCulture, $"{conflict.Number,4}  {conflict.Path}: {conflict.Place} ({conflict.Kind})  file {Short(conflict.File)}, row {Short(conflict.Row)}, before {Short(conflict.Base)}");

    static IEnumerable<string> Lines(Conflict conflict)
    {
        yield return Line(conflict);
        yield return $"    since {conflict.OpenedAt?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}; - is the file's, + is the row's";
        foreach (var line in LineDiff.Of(conflict.File ?? "", conflict.Row ?? ""))
            yield return line;
    }

    static string Short(string? text)
    {
        const int most = 40;
        if (text is null)
            return "nothing";
        var line = text.Trim().ReplaceLineEndings(" ");
        return line.Length > most ? $"\"{line[..most]}...\"" : $"\"{line}\"";
    }

    static JsonNode Json(Conflict conflict) => new JsonObject
    {
        ["number"] = conflict.Number,
        ["collection"] = conflict.Document.Collection,
        ["doc"] = conflict.Document.Doc,
        ["path"] = conflict.Path,
        ["kind"] = conflict.Kind,
        ["place"] = conflict.Place,
        ["base"] = conflict.Base,
        ["file"] = conflict.File,
        ["row"] = conflict.Row,
        ["opened_at"] = conflict.OpenedAt?.ToString("O", CultureInfo.InvariantCulture),
        ["resolution"] = conflict.Resolution,
    };
}
