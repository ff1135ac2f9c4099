using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Pagerow.Cli.Output;
using Pagerow.Files.Scanning;
using Pagerow.Mapping;
using Pagerow.Mapping.Collections;
using Pagerow.Pages;
using Pagerow.Reconcile;
using Pagerow.Reconcile.States;

namespace Pagerow.Cli.Commands;

/// <summary>Reads the configuration and every page of a root, and reports what is not understood; of a database that is there, whether it is whole.</summary>
static class CheckCommand
{
    public static async Task<Answer> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        var folder = RootSearch.Find(invocation.Root, Environment.CurrentDirectory);
        var configuration = Settings.Read(folder);
        var layout = configuration.Layout;
        var diagnostics = new List<Diagnostic>(Settings.Warnings(configuration));
        var leftOut = new List<KeyValuePair<string, string>>();
        var keys = new Dictionary<string, PagePath>(StringComparer.Ordinal);
        var names = new Dictionary<string, PagePath>(StringComparer.Ordinal);
        var (pages, invalid) = (0, 0);
        foreach (var (path, state) in PagesBelow.States(folder, layout, leftOut, cancellation))
        {
            pages++;
            ImmutableArray<Problem> problems = [.. Problems(layout, path, state, keys), .. NameTwin(path, names)];
            invalid += problems.IsEmpty ? 0 : 1;
            diagnostics.AddRange(problems.Select(p => new Diagnostic("warning", p.Code, p.Message, ReportText.Place(path.Value, p.Line, p.Column))));
        }

        var count = diagnostics.Count(d => d.Code != "not-yet");
        var database = await DatabaseHealth.CheckAsync(invocation, folder, configuration, cancellation);
        diagnostics.AddRange(database);
        diagnostics.AddRange(leftOut.Select(l => new Diagnostic("note", "left-out", l.Value, l.Key)));
        var data = new JsonObject { ["documents"] = pages, ["invalid"] = invalid, ["problems"] = count, ["left_out"] = leftOut.Count };
        var line = string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(pages, "page")} read, {invalid:N0} of them with {Counted.Of(count, "problem")}; {Counted.Of(leftOut.Count, "file or folder", "files or folders")} left out");
        var exit = database.Any(d => d.Severity == "error") ? ExitCode.Failed : invalid == 0 ? ExitCode.InStep : ExitCode.Invalid;
        return new(exit, data, [line], diagnostics);
    }

    static ImmutableArray<Problem> Problems(Layout layout, PagePath path, FileState state, Dictionary<string, PagePath> keys) => state switch
    {
        FileState.Unknown unknown => [unknown.Reason],
        FileState.Present present => PageReading.Of(layout.Of(path)!, path, present.Page) switch
        {
            PageReading.Illegible illegible => [illegible.Problem],
            PageReading.Legible legible => [.. legible.Record.Problems, .. Twin(layout.Of(path)!, path, legible.Record, keys)],
            var reading => throw new InvalidOperationException($"Unknown reading {reading}."),
        },
        FileState.Absent => [],
        _ => throw new InvalidOperationException($"Unknown state {state}."),
    };

    // Composed and decomposed, one name reads alike and is two files.
    static IEnumerable<Problem> NameTwin(PagePath path, Dictionary<string, PagePath> names)
    {
        var name = Composition.Compose(path.Value);
        if (!names.TryAdd(name, path))
            yield return new("name-twin", $"the name is that of another page in a different spelling ('{names[name]}', composed or decomposed otherwise); rename one of the two");
    }

    static IEnumerable<Problem> Twin(Collection collection, PagePath path, Record record, Dictionary<string, PagePath> keys)
    {
        if (collection.KeyIndex < 0 || record.Values[collection.KeyIndex].Spelling is not { Length: > 0 } key || keys.TryAdd($"{collection.Name}\n{key}", path))
            yield break;
        yield return new("twin", $"'{collection.Key}' is '{key}' here and in '{keys[$"{collection.Name}\n{key}"]}'; give one of the two another");
    }
}
