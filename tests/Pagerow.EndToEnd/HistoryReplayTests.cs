using System.Text.RegularExpressions;
using Pagerow.Tests;

namespace Pagerow.EndToEnd;

/// <summary>
/// A year of a real backlog, commit by commit, against a running watcher. All 580 steps with PAGEROW_LONG, else the first 120.
/// </summary>
public sealed partial class HistoryReplayTests(Corpus corpus)
{
    const string Configuration = """
        collections:
          tasks:
            files: "{path...}.md"
            key: id
            columns:
              id:     text
              title:  text
              status: text
            tasks: true
            sections: true
        """;

    [Fact]
    public async Task After_every_step_the_rows_equal_the_tree_and_documents_keep_their_doc_through_renames()
    {
        var history = new History(Path.Combine(corpus.Folder, "history", "backlog-md"));
        var isLong = Environment.GetEnvironmentVariable("PAGEROW_LONG") is not null;
        await using var root = TestRoot.Empty();
        root.Write("pagerow.yaml", Configuration);
        await root.WatchAsync();
        var (renames, lost) = (0, new List<string>());
        foreach (var step in history.Steps.Take(isLong ? int.MaxValue : 121))
        {
            var before = await DocsAsync(root);
            var keys = step.Operations.Where(o => o.Kind == "R").ToDictionary(o => o.Path, o => KeyOf(root.At(o.From!)));
            history.Do(step, root.Folder);
            var sync = await root.SyncAsync(0, "--allow-deletes");

            var agreed = await root.AgreedAsync();
            Assert.Equal<string>((string[])[$"step {step.Number}", .. root.Standing()], (string[])[$"step {step.Number}", .. agreed]);
            var after = await DocsAsync(root);
            Assert.Equal(root.Pages(), after.Keys.Order(StringComparer.Ordinal));
            Assert.Equal(after.Count, sync.Count("documents"));
            await ColumnsEqualThePages(root, step);
            foreach (var rename in step.Operations.Where(o => o.Kind == "R"))
            {
                renames++;
                if (before[rename.From!] == after[rename.Path])
                    continue;
                lost.Add($"step {step.Number}: '{rename.From}' -> '{rename.Path}', same bytes: {rename.IsSame}, key '{keys[rename.Path]}' -> '{KeyOf(root.At(rename.Path))}'");
                Assert.False(rename.IsSame || (keys[rename.Path] is { } key && key == KeyOf(root.At(rename.Path))), lost[^1]);
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{renames} renames, doc kept in {renames - lost.Count}\n{string.Join('\n', lost)}");
        Assert.True(lost.Count <= renames * 0.05, string.Join('\n', lost));
        Assert.True(root.Watcher!.IsRunning);
        if (isLong)
            Assert.Equal(history.Final.Select(f => $"{f.Key}|{f.Value}").Order(StringComparer.Ordinal), await root.AgreedAsync());
    }

    static async Task<Dictionary<string, string>> DocsAsync(TestRoot root) =>
        (await root.SqlAsync("SELECT path || '|' || doc FROM tasks")).ToDictionary(r => r[..r.LastIndexOf('|')], r => r[(r.LastIndexOf('|') + 1)..]);

    // An independent reading of the pages that the step wrote: only where the value is a plain or simply quoted scalar on its line.
    static async Task ColumnsEqualThePages(TestRoot root, HistoryStep step)
    {
        var rows = (await root.SqlAsync("SELECT path || '|' || coalesce(status, '') || '|' || coalesce(id, '') || '|' || length(body) FROM tasks"))
            .Select(r => r.Split('|')).ToDictionary(r => r[0], r => r);
        foreach (var written in step.Operations.Where(o => o.Kind != "D"))
        {
            var text = await File.ReadAllTextAsync(root.At(written.Path), TestContext.Current.CancellationToken);
            if (Plain("status", text) is { } status)
                Assert.Equal($"{written.Path}: {status}", $"{written.Path}: {rows[written.Path][1]}");
            if (KeyIn(text) is { } key)
                Assert.Equal($"{written.Path}: {key}", $"{written.Path}: {rows[written.Path][2]}");
            if (text.StartsWith("---\n", StringComparison.Ordinal) && text.IndexOf("\n---\n", 3, StringComparison.Ordinal) is >= 0 and var end)
                Assert.Equal($"{written.Path}: {new System.Globalization.StringInfo(text[(end + 5)..]).String.EnumerateRunes().Count()}", $"{written.Path}: {rows[written.Path][3]}");
        }
    }

    static string? KeyOf(string path) => KeyIn(File.ReadAllText(path));

    static string? KeyIn(string text) => Plain("id", text);

    static string? Plain(string key, string text)
    {
        if (!text.StartsWith("---\n", StringComparison.Ordinal) || text.IndexOf("\n---\n", 3, StringComparison.Ordinal) is not (>= 0 and var end))
            return null;
        var line = text[..end].Split('\n').SingleOrDefault(l => l.StartsWith($"{key}: ", StringComparison.Ordinal));
        return line is not null && Value().Match(line[(key.Length + 2)..]) is { Success: true } value ? value.Groups["text"].Value : null;
    }

    [GeneratedRegex("^['\"]?(?<text>[A-Za-z0-9][A-Za-z0-9 .-]*?)['\"]?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Value();
}
