using System.Globalization;
using System.Text.Json.Nodes;
using Pagerow.Cli.Configuration;
using Pagerow.Cli.Conflicts;
using Pagerow.Cli.Output;
using Pagerow.Engine;
using Pagerow.Engine.Cycles;
using Pagerow.Engine.Sides;
using Pagerow.Files.Watching;
using Pagerow.Sqlite;

namespace Pagerow.Cli.Commands;

/// <summary>Keeps both sides in step until it is interrupted; a line for each pass that did something.</summary>
static class WatchCommand
{
    public static async Task<Answer> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        var begun = await InitCommand.BeginAsync(invocation, cancellation);
        foreach (var line in begun.Lines)
            Say(invocation, line, () => new JsonObject { ["event"] = "init", ["message"] = line });
        var claimed = await OpenRoot.ClaimAsync(begun.Invocation, "watch");
        var isFirst = true;
        for (var failures = 0; ;)
        {
            try
            {
                claimed ??= await OpenRoot.ClaimAsync(begun.Invocation, "watch");
                var root = await OpenRoot.OpenAsync(begun.Invocation, "watch", claimed, mayNotFollow: true, cancellation);
                (claimed, isFirst, failures) = (null, false, 0);
                await using (root)
                {
                    if (await WatchAsync(root, begun.Invocation, cancellation) is { } ended)
                        return ended;
                    claimed = await root.CloseAsync();
                }
            }
            catch (DatabaseGoneException e)
            {
                claimed = null;
                await ComeBackAsync(invocation, begun.Invocation.Root!, e.Message, cancellation);
            }
            catch (Exception e) when (!isFirst && Passes(e))
            {
                claimed = null;
                await NotOpenedAsync(invocation, e, ++failures, cancellation);
            }
        }
    }

    // Tables that are lost, or a database that is another's, do not come right by waiting: that ends the watcher, loudly.
    static bool Passes(Exception failure) => failure is DatabaseBusyException or DatabaseFailedException or IOException or UnauthorizedAccessException
        || failure is RefusedException { Diagnostics: var why } && why.All(d => d.Code is "root-held" or "configuration" or "no-configuration");

    // Whoever watches was told to go on until it is stopped: what stands in the way of opening the root anew is said and tried again.
    static async Task NotOpenedAsync(Invocation invocation, Exception failure, int failures, CancellationToken cancellation)
    {
        var pause = TimeSpan.FromSeconds(Math.Min(30, Math.Pow(2, failures - 1)));
        if (failures <= 6 || failures % 10 == 0)
        {
            Say(
                invocation,
                string.Create(CultureInfo.InvariantCulture, $"failed: {failure.Message}; trying again in {pause.TotalSeconds:0.#} s"),
                () => new JsonObject { ["event"] = "failed", ["message"] = failure.Message, ["retry_seconds"] = pause.TotalSeconds });
        }

        await Task.Delay(pause, invocation.Time, cancellation);
    }

    // The database goes with its root where that is moved or unmounted: then nothing is made anew, it is waited for.
    static async Task ComeBackAsync(Invocation invocation, string root, string gone, CancellationToken cancellation)
    {
        const string missing = "root-missing: the root is not there; nothing was believed or deleted. Bring it back; it is looked for twice a second.";
        var isThere = File.Exists(Path.Combine(root, ConfigurationFile.Name));
        var message = isThere ? gone : missing;
        Say(invocation, message, () => new JsonObject { ["event"] = isThere ? "database_gone" : "root_missing", ["code"] = isThere ? "database-gone" : "root-missing", ["message"] = message });
        while (!File.Exists(Path.Combine(root, ConfigurationFile.Name)))
            await Task.Delay(TimeSpan.FromMilliseconds(500), invocation.Time, cancellation);
    }

    // Null where the configuration changed, and the root is to be opened anew by it.
    static async Task<Answer?> WatchAsync(OpenRoot root, Invocation invocation, CancellationToken cancellation)
    {
        foreach (var note in root.Notes)
            Say(invocation, note, () => new JsonObject { ["event"] = "configuration", ["message"] = note });
        IHints files = Watches.For(root.Root, root.Wanted, invocation.Time);
        IHints rows = new SqliteHints(root.DatabasePath, invocation.Time);
        await using (files)
        await using (rows)
        {
            var engine = new SyncEngine(root.Cycle, root.Run, root.Recovery, root.Database, [files, rows], new WatchNews(root, invocation, files).ToEngine(), invocation.Time);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var working = engine.RunAsync(ending.Token);
            var changing = new ConfigurationChange(root.Root.Path, root.Configuration, root.NotFollowed, invocation.Time).NextAsync(wrong => NotFollowed(invocation, wrong), ending.Token);
            var answering = AnswerAsync(invocation, root, ending.Token);
            var first = await Task.WhenAny(working, changing);
            await ending.CancelAsync();
            await answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await working;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                Say(invocation, "stopped", () => new JsonObject { ["event"] = "stopped" });
                return new(ExitCode.Interrupted, null, [], []);
            }
            catch (OperationCanceledException) when (first == changing)
            {
                await changing;
                return null;
            }
        }

        throw new InvalidOperationException("The engine ended without being told to.");
    }

    // A person saved a conflict's document. The engine has the database to itself, so that the answer comes to it as any client's does.
    static async Task AnswerAsync(Invocation invocation, OpenRoot root, CancellationToken cancellation)
    {
        var documents = new ConflictDocuments(root.Root, invocation.Time);
        string? failure = null;
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), invocation.Time, cancellation);
            try
            {
                if (documents.Chosen().Count == 0)
                    continue;
                await using var client = await OpenRoot.OpenAsync(invocation with { Root = root.Root.Path }, "conflicts", RootClaim.Read, cancellation);
                await documents.AnswerAsync(client.Database, cancellation);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A save that is under way or a busy database passes by the next second; what stays is said once.
                if (e.Message != failure)
                    NotWritten(invocation, e);
                failure = e.Message;
            }
        }
    }

    internal static void NotWritten(Invocation invocation, Exception e)
    {
        var message = $"the documents of the conflicts could not be read or written: {e.Message}";
        Say(invocation, message, () => new JsonObject { ["event"] = "warning", ["code"] = "conflict-documents", ["message"] = message });
    }

    static void NotFollowed(Invocation invocation, Diagnostic wrong)
    {
        var message = $"{wrong.Target}: {wrong.Message}; the configuration of before is followed until this is mended";
        Say(invocation, message, () => new JsonObject { ["event"] = "configuration", ["code"] = wrong.Code, ["target"] = wrong.Target, ["message"] = message });
    }

    internal static void Say(Invocation invocation, string line, Func<JsonObject> json)
    {
        if (invocation.Format is OutputFormat.Json)
            invocation.Writer.WriteStream(json());
        else
            invocation.Writer.WriteLine(line);
    }
}
