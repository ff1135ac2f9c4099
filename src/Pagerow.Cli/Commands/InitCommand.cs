using System.Globalization;
using System.Text.Json.Nodes;
using Pagerow.Cli.Configuration;
using Pagerow.Cli.Output;
using Pagerow.Files;
using Pagerow.Mapping;

namespace Pagerow.Cli.Commands;

/// <summary>Looks at a folder and writes the pagerow.yaml that fits it. No page is changed.</summary>
static class InitCommand
{
    public static async Task<Answer> RunAsync(Invocation invocation, bool isDryRun, CancellationToken cancellation)
    {
        var folder = invocation.Root is { } named ? RootSearch.FindOrHere(named, Environment.CurrentDirectory) : Environment.CurrentDirectory;
        var path = Path.Combine(folder, ConfigurationFile.Name);
        if (File.Exists(path))
        {
            var standing = Settings.Read(folder);
            Mark(folder, isDryRun);
            return Told(folder, ConfigurationText.Write(standing), standing.Layout, [$"{path} is there already and is left as it is."]);
        }

        var layout = await InferAsync(folder, cancellation);
        var text = ConfigurationText.Write(ConfigurationFile.Of(layout));
        if (isDryRun)
            return Told(folder, text, layout, [text]);
        Mark(folder, isDryRun);
        await WriteNewAsync(path, text, cancellation);
        return Told(folder, text, layout, [$"wrote {path}: {Collections(layout)}"]);
    }

    /// <summary>What a command does first in a folder that has no pagerow.yaml: the same as <c>init</c>, and says so.</summary>
    public static async Task<(Invocation Invocation, IReadOnlyList<string> Lines)> BeginAsync(Invocation invocation, CancellationToken cancellation)
    {
        var folder = RootSearch.FindOrHere(invocation.Root, Environment.CurrentDirectory);
        var at = invocation with { Root = folder };
        if (File.Exists(Path.Combine(folder, ConfigurationFile.Name)))
            return (at, []);
        var answer = await RunAsync(at, isDryRun: false, cancellation);
        return (at, [$"{folder} has no {ConfigurationFile.Name} yet; doing what 'pagerow init' does.", .. answer.Lines]);
    }

    static async Task<Layout> InferAsync(string folder, CancellationToken cancellation)
    {
        var inference = new Inference();
        await foreach (var (path, page) in PagesBelow.ReadAsync(folder, PagesBelow.EveryPage, cancellation))
            inference.Add(path, page);
        if (inference.Pages == 0)
        {
            throw new RefusedException(ExitCode.Failed, new Diagnostic(
                "error", "no-pages", "There is no Markdown file in this folder or below it; nothing was written.", folder, "name the folder that holds your pages"));
        }

        return Settings.Parse(ConfigurationText.Write(ConfigurationFile.Of(inference.Conclude()))).Layout;
    }

    static void Mark(string folder, bool isDryRun)
    {
        if (!isDryRun && RootFolder.IdAt(folder) is null)
            RootFolder.Create(folder, Guid.NewGuid().ToString("N"));
    }

    static async Task WriteNewAsync(string path, string text, CancellationToken cancellation)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        await using var writer = new StreamWriter(file);
        await writer.WriteAsync(text.AsMemory(), cancellation);
    }

    static Answer Told(string folder, string text, Layout layout, IReadOnlyList<string> lines) => new(
        ExitCode.InStep,
        new JsonObject
        {
            ["root"] = folder,
            ["configuration"] = text,
            ["collections"] = new JsonArray([.. layout.Collections.Select(c => new JsonObject { ["name"] = c.Name, ["files"] = c.Files.Pattern, ["columns"] = c.Columns.Length })]),
        },
        lines,
        []);

    static string Collections(Layout layout) => string.Join(
        ", ", layout.Collections.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Name} ({c.Files.Pattern}, {c.Columns.Length} columns)")));
}
