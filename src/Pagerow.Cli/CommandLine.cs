using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;
using Pagerow.Cli.Commands;
using Pagerow.Cli.Output;

namespace Pagerow.Cli;

/// <summary>The commands, their words and options; the only place that knows the parser.</summary>
public static class CommandLine
{
    static readonly Option<string?> Root = new("--root") { Description = "The root; found by walking up where it is not given.", HelpName = "DIR", Recursive = true };
    static readonly Option<string?> Database = new("--database") { Description = "Another database than pagerow.yaml names, as in sqlite:/path/to/file.db.", HelpName = "ADDRESS", Recursive = true };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON document on standard output; a stream is one object a line.", Recursive = true };

    /// <summary>Runs one command line.</summary>
    /// <param name="args">The words behind the program's name.</param>
    /// <param name="output">Where answers go.</param>
    /// <param name="error">Where diagnostics go.</param>
    /// <param name="time">The time.</param>
    /// <param name="cancellation">Asks the command to end what it has begun, as Ctrl+C does.</param>
    /// <returns>The exit code; see <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        var root = Build(output, error, time);
        var parsed = root.Parse(args);
        IReadOnlyList<string> wrong = [.. parsed.Errors.Select(e => e.Message), .. Unknown(parsed).Select(o => $"There is no option '{o}'; put '--' before it if it is meant as it stands.")];
        if (wrong.Count > 0)
        {
            var command = NameOf(parsed.CommandResult);
            var help = $"'{string.Join(' ', (IEnumerable<string>)["pagerow", .. command.Length == 0 ? [] : (string[])[command], "--help"])}' says what it takes";
            var answer = Answer.Failure(ExitCode.Usage, [.. wrong.Select(w => new Diagnostic("error", "usage", w, Fix: help))]);
            new AnswerWriter(output, error).Write(command, answer, args.Contains("--json") ? OutputFormat.Json : OutputFormat.Text);
            return (int)answer.Exit;
        }

        var configuration = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        return await parsed.InvokeAsync(configuration, cancellation);
    }

    // The parser takes an option that it does not know for an argument.
    static IEnumerable<string> Unknown(ParseResult parsed) => parsed.Tokens.Any(t => t.Type is TokenType.DoubleDash)
        ? []
        : parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value)
            .Where(v => v.Length > 2 && v.StartsWith("--", StringComparison.Ordinal) && v.All(c => c is '-' || char.IsAsciiLetterLower(c)));

    // A root command of the parser's own would be named after the file that happens to be run.
    static Command Build(TextWriter output, TextWriter error, TimeProvider time)
    {
        var root = new Command("pagerow", "Keeps folders of Markdown files and a SQL database in step, in both directions, live.") { Root, Database, Json, new HelpOption { Action = new HelpText() }, new VersionOption() };
        Func<ParseResult, Invocation> call = parsed => new(
            parsed.GetValue(Root), parsed.GetValue(Database), parsed.GetValue(Json) ? OutputFormat.Json : OutputFormat.Text, new(output, error), time);
        foreach (var command in Commands(call))
            root.Subcommands.Add(command);
        return root;
    }

    static IEnumerable<Command> Commands(Func<ParseResult, Invocation> call)
    {
        var folder = new Argument<string?>("folder") { Description = "The root.", Arity = ArgumentArity.ZeroOrOne };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would be written, to the byte, and write nothing." };
        var allowDeletes = new Option<bool>("--allow-deletes") { Description = "Many deletions at once are meant." };
        var allowRestored = new Option<bool>("--allow-restored") { Description = "The database or the folder was put back from a backup, and that is meant." };
        var path = new Argument<string>("path") { Description = "A document, by its path below the root or from this folder." };
        var optionalPath = new Argument<string?>("path") { Description = "A document, by its path below the root or from this folder.", Arity = ArgumentArity.ZeroOrOne };
        var limit = Limit();

        yield return On("init", "Look at a folder and write its pagerow.yaml; no page is changed.", call, [folder, dryRun],
            (i, p, c) => InitCommand.RunAsync(At(i, p, folder), p.GetValue(dryRun), c));
        yield return On("sync", "Bring files and rows in step, once.", call, [folder, dryRun, allowDeletes, allowRestored],
            (i, p, c) => SyncCommand.RunAsync(At(i, p, folder) with { AllowsRestored = p.GetValue(allowRestored) }, p.GetValue(dryRun), p.GetValue(allowDeletes), c));
        yield return On("watch", "Keep files and rows in step until interrupted.", call, [folder],
            (i, p, c) => WatchCommand.RunAsync(At(i, p, folder), c));
        yield return On("status", "What is in step, what is ahead, what waits.", call, [], (i, _, c) => StatusCommand.RunAsync(i, c));
        yield return On("diff", "What a sync would write, on both sides, to the byte.", call, [optionalPath],
            (i, p, c) => DiffCommand.RunAsync(i, p.GetValue(optionalPath), c));
        yield return On("log", "What happened, to all documents or to one.", call, [optionalPath, limit],
            (i, p, c) => LogCommand.RunAsync(i, p.GetValue(optionalPath), p.GetValue(limit), c));
        yield return Conflicts(call);
        yield return On("check", "Read the configuration and every page, and report what is not understood; say whether the database is whole.", call, [], (i, _, c) => CheckCommand.RunAsync(i, c));
        yield return On("rebuild", "Make all rows anew from the files; row edits are brought into the files first.", call, [], (i, _, c) => RebuildCommand.RunAsync(i, c));
        yield return Query(call);
        yield return Search(call, limit);
        yield return Schema(call);
        yield return Restore(call, path);
        yield return Undo(call);
        yield return History(call, path);
    }

    static Option<int> Limit() => new("--limit")
    {
        Description = "How many at most.",
        HelpName = "COUNT",
        DefaultValueFactory = _ => 20,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens.SingleOrDefault()?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0)
                return count;
            result.AddError($"--limit takes a count, as in '--limit 50', not '{string.Join(' ', result.Tokens)}'.");
            return 0;
        },
    };

    static Command Conflicts(Func<ParseResult, Invocation> call)
    {
        var which = new Argument<string>("which") { Description = "The number of an open conflict, or a document's path for all of its." };
        var take = new Option<string?>("--take") { Description = "What shall stand there: files, rows, base, both, or the name of a file with another text.", HelpName = "files|rows|base|both|FILE" };
        var edit = new Option<bool>("--edit") { Description = "Open the conflict's document in VISUAL or EDITOR, and do what is marked there." };
        var list = On("conflicts", "The places that both sides changed and nobody decided yet.", call, [], (i, _, c) => ConflictsCommand.ListAsync(i, c));
        list.Subcommands.Add(On("show", "What base, file and row have there.", call, [which], (i, p, c) => ConflictsCommand.ShowAsync(i, p.GetValue(which)!, c)));
        list.Subcommands.Add(On("resolve", "Decide what stands there, on both sides.", call, [which, take, edit],
            (i, p, c) => ConflictsCommand.ResolveAsync(i, p.GetValue(which)!, p.GetValue(take), p.GetValue(edit), c)));
        return list;
    }

    static Command Query(Func<ParseResult, Invocation> call)
    {
        var sql = new Argument<string>("sql") { Description = "One reading statement." };
        return On("query", "Run a reading SQL statement.", call, [sql], (i, p, c) => QueryCommand.RunAsync(i, p.GetValue(sql)!, c));
    }

    static Command Search(Func<ParseResult, Invocation> call, Option<int> limit)
    {
        var words = new Argument<string[]>("words") { Description = "Words that a document must hold.", Arity = ArgumentArity.OneOrMore };
        return On("search", "Find documents by their words.", call, [words, limit], (i, p, c) => SearchCommand.RunAsync(i, p.GetValue(words)!, p.GetValue(limit), c));
    }

    static Command Schema(Func<ParseResult, Invocation> call)
    {
        var apply = new Option<bool>("--apply") { Description = "Make the changes of tables that wait for consent." };
        var configuration = new Option<bool>("--configuration") { Description = "Print the JSON schema of pagerow.yaml instead, for editors." };
        return On("schema", "Show the tables, and the changes that wait.", call, [apply, configuration],
            (i, p, c) => SchemaCommand.RunAsync(i, p.GetValue(apply), p.GetValue(configuration), c));
    }

    static Command Restore(Func<ParseResult, Invocation> call, Argument<string> path)
    {
        var version = new Option<string?>("--version") { Description = "The version, by the first digits of its hash as 'log' shows it; the one before the last change where it is not given.", HelpName = "HASH" };
        return On("restore", "Bring an earlier version of a page back, as an edit like any other.", call, [path, version],
            (i, p, c) => RestoreCommand.RunAsync(i, p.GetValue(path)!, p.GetValue(version), c));
    }

    static Command Undo(Func<ParseResult, Invocation> call)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Show which pages would be taken back, and change nothing." };
        var run = new Argument<long?>("run") { Description = "The run, by its number as 'log' shows it behind the time; the last one that changed a page where it is not given.", Arity = ArgumentArity.ZeroOrOne };
        return On("undo", "Take back what a run did to pages; what was done since stays.", call, [run, dryRun],
            (i, p, c) => UndoCommand.RunAsync(i, p.GetValue(run), p.GetValue(dryRun), c));
    }

    static Command History(Func<ParseResult, Invocation> call, Argument<string> path)
    {
        var history = new Command("history", "What is done to the history itself.");
        history.Subcommands.Add(On("purge", "Take every earlier version of a page out of the history, as after a secret was saved.", call, [path],
            (i, p, c) => HistoryCommand.PurgeAsync(i, p.GetValue(path)!, c)));
        return history;
    }

    static Command On(
        string name, string description, Func<ParseResult, Invocation> call, Symbol[] symbols, Func<Invocation, ParseResult, CancellationToken, Task<Answer>> run)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Arguments.Add(argument);
            else
                command.Options.Add((Option)symbol);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            var invocation = call(parsed);
            var isWritten = false;
            var answer = await Guard.RunAsync(async () =>
            {
                var answer = await run(invocation, parsed, cancellation);
                invocation.Writer.Write(NameOf(parsed.CommandResult), answer, invocation.Format);
                isWritten = true;
                return answer;
            }, cancellation);
            if (!isWritten)
                invocation.Writer.Write(NameOf(parsed.CommandResult), answer, invocation.Format);
            return (int)answer.Exit;
        });
        return command;
    }

    // As a person types it: 'conflicts show'. The program's own name is not part of it.
    static string NameOf(CommandResult? result) =>
        result is { Parent: CommandResult parent } ? string.Join(' ', ((IEnumerable<string>)[NameOf(parent), result.Command.Name]).Where(n => n.Length > 0)) : "";

    static Invocation At(Invocation invocation, ParseResult parsed, Argument<string?> folder) =>
        parsed.GetValue(folder) is { } named ? invocation with { Root = named } : invocation;
}
