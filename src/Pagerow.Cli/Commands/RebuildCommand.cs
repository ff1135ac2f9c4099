using Pagerow.Cli.Output;
using Pagerow.Engine;
using Pagerow.Files;
using Pagerow.Mapping;
using Pagerow.Sql;
using Pagerow.Sqlite;

namespace Pagerow.Cli.Commands;

/// <summary>
/// Makes all rows anew from the files. A database that can be read gives its row edits to the files first and keeps its history; one that
/// cannot is kept aside, and a new one is filled.
/// </summary>
static class RebuildCommand
{
    public static async Task<Answer> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        var claimed = await OpenRoot.ClaimAsync(invocation, "rebuild");
        string? aside;
        HashSet<string>? lost;
        try
        {
            aside = SetAside(invocation);
            lost = await MakeLostTablesAsync(invocation, cancellation);
        }
        catch
        {
            claimed.Lock.Dispose();
            throw;
        }

        await using var root = await OpenRoot.OpenAsync(invocation, "rebuild", claimed, mayNotFollow: false, cancellation);
        if (lost is not null)
            await new Rendering(root.Database, root.Layout).RunAsync(lost, cancellation);
        var answer = await SyncCommand.SyncAsync(root, invocation, allowDeletes: false, cancellation);
        if (IsMassDeletion(answer))
        {
            // Its rows are what nobody may believe: the files stand, and rows are what this command makes of them. Files that are missing halt it again.
            await new Rendering(root.Database, root.Layout).ReviveAsync(cancellation);
            answer = await SyncCommand.SyncAsync(root, invocation, allowDeletes: false, cancellation);
        }

        if (answer.Exit is ExitCode.Halted)
            return answer;
        await OpenRoot.RenderAsync(root.Database, root.Run, root.Layout, () => ValueTask.CompletedTask, cancellation);
        IReadOnlyList<string> notes = aside is null ? [] : [$"the former database is kept at {aside}"];
        return answer with { Lines = [.. notes, .. answer.Lines.Select(l => $"rebuilt {l}")] };
    }

    static bool IsMassDeletion(Answer answer) => answer.Diagnostics.Any(d => d.Code == "mass-deletion") && !answer.Diagnostics.Any(d => d.Code == "held");

    // Tables that somebody dropped are made anew, empty, before anything looks at rows: nothing in them may be taken for deletions. Null
    // where nothing was lost, else the tables that were lost as a whole.
    static async Task<HashSet<string>?> MakeLostTablesAsync(Invocation invocation, CancellationToken cancellation)
    {
        var (path, options, layout) = Place(invocation);
        if (!File.Exists(path) || SqliteDatabase.Open(path, options) is not OpenOutcome.Opened opened)
            return null;
        await using var database = opened.Database;
        if (await database.PrepareAsync(layout, SchemaConsent.Additive, cancellation) is not PrepareOutcome.Lost { Missing: var missing })
            return null;
        await database.PrepareAsync(layout, SchemaConsent.Rebuild, cancellation);
        return missing.ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    static string? SetAside(Invocation invocation)
    {
        var (path, options, _) = Place(invocation);
        if (!File.Exists(path))
            return null;
        var outcome = SqliteDatabase.Open(path, options);
        if (outcome is not (OpenOutcome.Damaged or OpenOutcome.Older))
        {
            if (outcome is OpenOutcome.Opened opened)
                opened.Database.DisposeAsync().AsTask().GetAwaiter().GetResult();
            return null;
        }

        var aside = $"{path}.{(outcome is OpenOutcome.Damaged ? "damaged" : "older")}-{invocation.Time.GetUtcNow():yyyyMMddTHHmmss}";
        // The database last: a log that was left behind would stand beside the new one.
        foreach (var suffix in (ReadOnlySpan<string>)["-wal", "-shm", ""])
        {
            if (File.Exists(path + suffix))
                File.Move(path + suffix, aside + suffix);
        }

        return aside;
    }

    static (string Path, DatabaseOptions Options, Layout Layout) Place(Invocation invocation)
    {
        var folder = RootSearch.Find(invocation.Root, Environment.CurrentDirectory);
        var configuration = Settings.Read(folder);
        var id = RootFolder.IdAt(folder) ?? "";
        return (OpenRoot.Address(invocation, folder, configuration), new(id, id, invocation.Time), configuration.Layout);
    }
}
