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
            if (!isDryRun)
                await OpenRoot.MarkedAsync(folder, OpenRoot.Address(invocation, folder, standing), invocation.Time);
            return Told(folder, ConfigurationText.Write(standing), standing.Layout, [$"{path} is there already and is left as it is."]);
        }

        var (layout, closed) = Infer(folder, cancellation);
        var configuration = ConfigurationFile.Of(layout);
        var text = ConfigurationText.Write(configuration);
        IReadOnlyList<Diagnostic> told = [.. Nested(folder), .. closed];
        if (isDryRun)
            return Told(folder, text, layout, [text]) with { Diagnostics = told };
        var root = await OpenRoot.MarkedAsync(folder, OpenRoot.Address(invocation, folder, configuration), invocation.Time);
        new StateFolder(root).WriteInRoot(ConfigurationFile.Name, text);
        return Told(folder, text, layout, [$"wrote {path}: {Collections(layout)}"]) with { Diagnostics = told };
    }

    /// <summary>What a command does first in a folder that has no pagerow.yaml: the same as <c>init</c>, and says so.</summary>
    public static async Task<Begun> BeginAsync(Invocation invocation, CancellationToken cancellation)
    {
        var folder = RootSearch.FindOrHere(invocation.Root, Environment.CurrentDirectory);
        var at = invocation with { Root = folder };
        if (File.Exists(Path.Combine(folder, ConfigurationFile.Name)))
            return new(at, null);
        return new(at, await RunAsync(at, isDryRun: false, cancellation));
    }

    /// <summary>What a first sync would do with a folder of which nothing is kept yet; null where something is, and a look at it tells more.</summary>
    public static async Task<Answer?> ForeseeAsync(Invocation invocation, CancellationToken cancellation)
    {
        var folder = RootSearch.FindOrHere(invocation.Root, Environment.CurrentDirectory);
        Answer answer;
        ConfigurationFile configuration;
        if (File.Exists(Path.Combine(folder, ConfigurationFile.Name)))
        {
            configuration = Settings.Read(folder);
            if (RootFolder.IdAt(folder) is not null || File.Exists(OpenRoot.Address(invocation, folder, configuration)))
                return null;
            answer = Told(folder, ConfigurationText.Write(configuration), configuration.Layout, []);
        }
        else
        {
            answer = await RunAsync(invocation with { Root = folder }, isDryRun: true, cancellation);
            configuration = Settings.Parse((string)answer.Data!["configuration"]!);
        }

        var pages = PagesBelow.Paths(folder, configuration.Layout, []).Count();
        answer.Data!["documents"] = pages;
        return answer with { Lines = [.. answer.Lines, $"{Counted.Of(pages, "page would become a row", "pages would become rows")}; nothing was written"] };
    }

    // A root in a root is fine where it is meant, and a surprise where it is not.
    static IEnumerable<Diagnostic> Nested(string folder) => RootSearch.Above(folder) is { } outer
        ? [new("warning", "nested-root", $"It lies in the root {outer}; as a root of its own it takes its pages out of that one.", folder, $"if that is not meant, remove {ConfigurationFile.Name} and {RootFolder.State} from it again, and give '--root {outer}'")]
        : [];

    static (Layout Layout, IEnumerable<Diagnostic> Closed) Infer(string folder, CancellationToken cancellation)
    {
        var inference = new Inference();
        var leftOut = new List<KeyValuePair<string, string>>();
        foreach (var (path, page) in PagesBelow.Read(folder, PagesBelow.EveryPage, leftOut, cancellation))
            inference.Add(path, page);
        if (inference.Pages == 0)
        {
            throw new RefusedException(ExitCode.Failed, new Diagnostic(
                "error", "no-pages", "There is no Markdown file in this folder or below it; nothing was written.", folder, "name the folder that holds your pages"));
        }

        var layout = Settings.Parse(ConfigurationText.Write(ConfigurationFile.Of(inference.Conclude()))).Layout;
        return (layout, leftOut.Where(l => l.Value == PagesBelow.Closed).Select(l => new Diagnostic("note", "left-out", l.Value, l.Key)));
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
        ", ", layout.Collections.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Name} ({c.Files.Pattern}, {Counted.Of(c.Columns.Length, "column")})")));
}
