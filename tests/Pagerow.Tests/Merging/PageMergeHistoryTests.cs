using System.Diagnostics;
using System.Text.Json.Nodes;
using Pagerow.Merging;
using Pagerow.Merging.Conflicts;
using Pagerow.Merging.Verifying;
using Pagerow.Pages;

namespace Pagerow.Tests.Merging;

/// <summary>The page merge over real edit histories, beside Git: of three versions in a row the middle one is the base, or the first.</summary>
public sealed class PageMergeHistoryTests(Corpus corpus, ITestOutputHelper output)
{
    [Fact]
    public void Real_triples_merge_with_no_more_conflicts_than_git_and_nothing_lost()
    {
        var folder = Directory.CreateTempSubdirectory("pagerow-history-").FullName;
        try
        {
            Compare([.. Triples().Take(3_000)], folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    void Compare(List<(PageText Base, PageText File, PageText Row)> triples, string folder)
    {
        var clock = Stopwatch.StartNew();
        var git = GitMerge.Conflicts(triples, folder);
        var gitTime = clock.Elapsed;
        clock.Restart();
        int holes = 0, pages = 0, gitPages = 0, worse = 0, whole = 0, absorbing = 0, symmetric = 0;
        var grains = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < triples.Count; i++)
        {
            var (b, f, r) = triples[i];
            var merged = PageMerge.Merge(b, f, r, MergeRules.None, _ => null);
            Assert.Empty(PageVerifier.Check(b, f, r, merged, MergeRules.None));
            Assert.Equal(merged.Open, PageMerge.Merge(merged.AsBase, merged.AsFile, merged.AsRow, MergeRules.None, _ => null).Open);
            var mirrored = PageMerge.Merge(b, r, f, MergeRules.None, _ => null);
            Assert.Equal(merged.Open.IsEmpty, mirrored.Open.IsEmpty);
            symmetric += merged.Open.Select(h => h.Place.Key).Order(StringComparer.Ordinal).SequenceEqual(mirrored.Open.Select(h => h.Place.Key).Order(StringComparer.Ordinal)) ? 1 : 0;
            whole += merged.Open.IsEmpty ? 1 : 0;
            absorbing += merged.Open.IsEmpty && Merge(b, f, merged.Page) == merged.Page && Merge(b, merged.Page, r) == merged.Page ? 1 : 0;
            grains[merged.Grain.ToString()] = grains.GetValueOrDefault(merged.Grain.ToString()) + 1;
            (holes, pages, gitPages) = (holes + merged.Open.Length, pages + Math.Min(1, merged.Open.Length), gitPages + Math.Min(1, git[i]));
            worse += merged.Open.Length > 0 && git[i] == 0 ? 1 : 0;
        }

        output.WriteLine($"{triples.Count} triples; pages with conflicts: {pages} here, {gitPages} by git; conflicts: {holes} here, {git.Sum()} by git; {worse} pages whole by git only; {absorbing} of {whole} whole ones absorbing; {symmetric} symmetric; {string.Join(", ", grains.Select(g => $"{g.Key} {g.Value}"))}; {clock.Elapsed.TotalSeconds:F1} s here, {gitTime.TotalSeconds:F1} s by git");
        Assert.True(pages <= gitPages && holes <= git.Sum(), "more conflicts than git");
        Assert.True(absorbing * 100 >= whole * 99 && symmetric * 100 >= triples.Count * 99, "not absorbing, or not symmetric");
    }

    static PageText? Merge(PageText @base, PageText file, PageText row) => PageMerge.Merge(@base, file, row, MergeRules.None, _ => null) is { Open.IsEmpty: true } merged ? merged.Page : null;

    IEnumerable<(PageText Base, PageText File, PageText Row)> Triples()
    {
        var folder = Path.Combine(corpus.Folder, "history", "backlog-md");
        var versions = new Dictionary<string, List<PageText>>(StringComparer.Ordinal);
        foreach (var step in File.ReadLines(Path.Combine(folder, "ops.jsonl")).Select(l => JsonNode.Parse(l)!))
        {
            foreach (var operation in step["ops"]!.AsArray())
            {
                if ((string?)operation!["blob"] is not { } blob || !PageText.TryDecode(File.ReadAllBytes(Path.Combine(folder, "blobs", blob)), out var page, out _))
                    continue;
                var path = (string)operation["path"]!;
                if ((string?)operation["from"] is { } from && versions.Remove(from, out var moved))
                    versions[path] = moved;
                versions.TryAdd(path, []);
                versions[path].Add(page);
            }
        }

        foreach (var list in versions.Values)
        {
            for (var i = 2; i < list.Count; i++)
            {
                yield return (list[i - 1], list[i - 2], list[i]);
                yield return (list[i - 2], list[i - 1], list[i]);
            }
        }
    }
}
