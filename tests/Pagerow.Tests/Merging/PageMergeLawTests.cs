using System.Diagnostics;
using System.Globalization;
using Pagerow.Merging;
using Pagerow.Merging.Conflicts;
using Pagerow.Merging.Verifying;
using Pagerow.Pages;
using Pagerow.Pages.Outlines;

namespace Pagerow.Tests.Merging;

/// <summary>The laws of the page merge over random pages. PAGEROW_LONG is how many seconds they run instead of a fixed number of triples.</summary>
public sealed class PageMergeLawTests(ITestOutputHelper output)
{
    const int Seed = 20260201;
    static readonly MergeRules Rules = new(OutlineOptions.None, ["Log"], []);

    [Fact]
    public void Random_merges_obey_the_laws()
    {
        var seconds = double.TryParse(Environment.GetEnvironmentVariable("PAGEROW_LONG"), CultureInfo.InvariantCulture, out var s) ? s : 0;
        var clock = Stopwatch.StartNew();
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var count = 0;
        for (; seconds > 0 ? clock.Elapsed.TotalSeconds < seconds : count < 20_000; count++)
        {
            var triples = new PageMergeTriples(new Random(Seed + count));
            var (b, f, r) = triples.Next();
            var what = $"seed {Seed + count}:\n{b.Text}\n--- file\n{f.Text}\n--- row\n{r.Text}";
            var merged = Merge(b, f, r);
            Note(counts, $"grain {merged.Grain}");
            Assert.True(PageVerifier.Check(b, f, r, merged, Rules).IsEmpty, what);
            Assert.True(Merge(b, b, r).AsFile == r && Merge(b, f, b).AsFile == f && Merge(b, f, f).AsFile == f, what);
            Symmetry(merged, Merge(b, r, f), counts, what);
            if (merged.Open.IsEmpty)
                Absorption((b, f, r), merged.AsFile, counts);
            else
                Holes((b, f, r), merged, triples, counts, what);
        }

        output.WriteLine($"seed {Seed}: {count} triples in {clock.Elapsed.TotalSeconds:F1} s; {string.Join(", ", counts.Select(c => $"{c.Key} {c.Value}"))}");
        Assert.True(counts["grain Structure"] * 10 > count * 8 && counts["holes"] > count / 20 && counts["absorbing"] > count / 6, string.Join(", ", counts));
        Assert.True(counts.GetValueOrDefault("grain Page") * 100 < count && counts.GetValueOrDefault("not absorbing for ambiguity") * 50 < counts["absorbing"]
            && counts.GetValueOrDefault("an edit elsewhere does not flow") * 100 < counts["an edit elsewhere flows"], string.Join(", ", counts));
    }

    [Fact]
    public void Edits_of_different_fields_boxes_and_labelled_lines_never_conflict()
    {
        for (var i = 0; i < 10_000; i++)
        {
            var (b, f, r) = new PageMergeTriples(new Random(Seed + i)).Apart();
            var what = $"seed {Seed + i}:\n{b.Text}\n--- file\n{f.Text}\n--- row\n{r.Text}";
            var merged = Merge(b, f, r);
            Assert.True(merged.Open.IsEmpty, what);
            string[] was = b.Text.Split('\n'), ours = f.Text.Split('\n'), theirs = r.Text.Split('\n');
            Assert.True(merged.Page.Text.Split('\n').SequenceEqual(was.Select((l, k) => ours[k] == l ? theirs[k] : ours[k])), $"{what}\n--- merged\n{merged.Page.Text}");
        }
    }

    [Fact]
    public void Random_pages_have_no_more_conflicts_than_by_git()
    {
        var folder = Directory.CreateTempSubdirectory("pagerow-pages-").FullName;
        try
        {
            var triples = Enumerable.Range(0, 1_000).Select(i => new PageMergeTriples(new Random(Seed + i)).Next()).ToList();
            var git = GitMerge.Conflicts(triples, folder);
            var ours = triples.Select(t => PageMerge.Merge(t.Base, t.File, t.Row, MergeRules.None, _ => null).Open.Length).ToList();
            output.WriteLine($"{triples.Count} triples; pages with conflicts: {ours.Count(o => o > 0)} here, {git.Count(g => g > 0)} by git; conflicts: {ours.Sum()} here, {git.Sum()} by git; {ours.Zip(git).Count(p => p.First > 0 && p.Second == 0)} whole by git only");
            Assert.True(ours.Count(o => o > 0) <= git.Count(g => g > 0) && ours.Sum() <= git.Sum(), "more conflicts than git");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The same places are open, and no line is on one side's rendering that the other order does not have there; the order of what both added is the file's first.
    static void Symmetry(Merged merged, Merged mirrored, SortedDictionary<string, int> counts, string what)
    {
        var isAlike = Places(merged).SequenceEqual(Places(mirrored)) && Lines(merged.AsFile).SequenceEqual(Lines(mirrored.AsRow)) && Lines(merged.AsRow).SequenceEqual(Lines(mirrored.AsFile));
        Note(counts, isAlike ? "symmetric" : "not symmetric");
        if (isAlike && merged.AsFile == mirrored.AsRow && merged.AsRow == mirrored.AsFile)
            Note(counts, "symmetric to the byte");
        Assert.True(merged.Open.IsEmpty == mirrored.Open.IsEmpty, what);
    }

    static void Absorption((PageText Base, PageText File, PageText Row) t, PageText whole, SortedDictionary<string, int> counts)
    {
        var isAbsorbing = Is(Merge(t.Base, t.File, whole), whole) && Is(Merge(t.Base, whole, t.Row), whole);
        Note(counts, isAbsorbing ? "absorbing" : "not absorbing for ambiguity");
    }

    static void Holes((PageText Base, PageText File, PageText Row) t, Merged merged, PageMergeTriples triples, SortedDictionary<string, int> counts, string what)
    {
        Note(counts, "holes");
        foreach (var kind in merged.Open.Select(h => h.Place.GetType().Name))
            Note(counts, $"hole {kind}");
        Assert.True(merged.Open.Select(h => h.Place.Key).Distinct(StringComparer.Ordinal).Count() == merged.Open.Length, $"two holes of one place: {what}");
        Assert.All(merged.Open, h => Assert.True(HolePlace.TryParse(h.Place.Key, out var place) && place == h.Place, h.Place.Key));
        var again = Merge(merged.AsBase, merged.AsFile, merged.AsRow);
        Assert.True(again.Open.SequenceEqual(merged.Open) && again.AsBase == merged.AsBase && again.AsFile == merged.AsFile && again.AsRow == merged.AsRow, $"not stable: {what}");
        var (resolution, page) = (counts["holes"] % 3) switch
        {
            0 => ((Resolution)new Resolution.File(), merged.AsFile),
            1 => (new Resolution.Row(), merged.AsRow),
            _ => (new Resolution.Base(), merged.AsBase),
        };
        var decided = PageMerge.Merge(t.Base, t.File, t.Row, Rules, _ => resolution);
        var isOne = decided.Open.IsEmpty && decided.AsFile == page && decided.AsRow == page && decided.AsBase == page && decided.Decided.Length == merged.Open.Length;
        Note(counts, isOne ? $"decided by {resolution.GetType().Name}" : "undecidable");
        Assert.True(isOne || resolution is Resolution.Base, $"{resolution} decides not all: {what}");

        Further(merged, triples, counts);
        var later = Merge(merged.AsBase, new(triples.Edited(merged.AsFile.Text, 1)), merged.AsRow);
        Note(counts, merged.Open.All(h => later.Open.Any(l => l.Place == h.Place)) ? "same holes after any edit" : "other holes after any edit");
    }

    // An edit of a field, box or labelled line that no hole has flows, and the holes stay as they are.
    static void Further(Merged merged, PageMergeTriples triples, SortedDictionary<string, int> counts)
    {
        string[] lines = merged.AsRow.Text.Split('\n');
        var (inBase, inFile) = (merged.AsBase.Text.Split('\n'), merged.AsFile.Text.Split('\n'));
        var free = PageMergeTriples.Small(lines).Where(i => lines.Count(l => l == lines[i]) == 1 && inBase.Count(l => l == lines[i]) == 1 && inFile.Count(l => l == lines[i]) == 1).ToList();
        if (free.Count == 0 || merged.Open.Any(h => h.Place is HolePlace.Page))
            return;
        var at = free[free.Count / 2];
        var changed = triples.Changed(lines, at);
        var later = Merge(merged.AsBase, merged.AsFile, new(changed));
        var isSame = later.Open.Select(h => (h.Place, h.File, h.Base)).SequenceEqual(merged.Open.Select(h => (h.Place, h.File, h.Base)));
        var flows = new[] { later.AsBase, later.AsFile, later.AsRow }.All(p => p.Text.Split('\n').Contains(changed.Split('\n')[at]));
        Note(counts, isSame && flows ? "an edit elsewhere flows" : "an edit elsewhere does not flow");
    }

    static bool Is(Merged merged, PageText page) => merged.Open.IsEmpty && merged.AsFile == page;

    static IEnumerable<string> Places(Merged merged) => merged.Open.Select(h => h.Place.Key).Order(StringComparer.Ordinal);

    static IEnumerable<string> Lines(PageText page) => page.Text.Split('\n').Order(StringComparer.Ordinal);

    static void Note(SortedDictionary<string, int> counts, string what) => counts[what] = counts.GetValueOrDefault(what) + 1;

    static Merged Merge(PageText @base, PageText file, PageText row) => PageMerge.Merge(@base, file, row, Rules, _ => null);
}
