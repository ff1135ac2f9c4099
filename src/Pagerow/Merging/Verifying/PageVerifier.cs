using System.Collections.Immutable;
using System.Text;
using Pagerow.Merging.Conflicts;
using Pagerow.Pages;
using Pagerow.Pages.Fields;
using Pagerow.Pages.Outlines;

namespace Pagerow.Merging.Verifying;

/// <summary>
/// Reads a merge of pages beside what went into it, by counting lines and comparing values, without aligning anything as the merge did. It
/// finds what was lost, invented, doubled or brought back, and a page that no longer reads as it should; it cannot say that a merge is wise.
/// </summary>
public static class PageVerifier
{
    /// <summary>What is wrong with a merge, each as a sentence; empty where nothing is.</summary>
    public static ImmutableArray<string> Check(PageText @base, PageText file, PageText row, Merged merged, MergeRules rules)
    {
        ArgumentNullException.ThrowIfNull(merged);
        ArgumentNullException.ThrowIfNull(rules);
        if (merged.Open is [{ Place: HolePlace.Page }])
            return merged.AsBase == @base && merged.AsFile == file && merged.AsRow == row ? [] : ["the page is one hole, and not what the sides have"];
        var isWhole = merged.Open.IsEmpty;
        if (isWhole && !(merged.AsBase == merged.AsFile && merged.AsFile == merged.AsRow))
            return ["nothing is open, and yet the renderings differ"];
        if (merged.Open.Select(h => h.Place).Distinct().Count() < merged.Open.Length)
            return ["two holes are one place"];
        ImmutableArray<Frontmatter> sources = [Frontmatter.Read(@base), Frontmatter.Read(file), Frontmatter.Read(row)];
        ImmutableArray<Frontmatter> rendered = isWhole
            ? [Frontmatter.Read(merged.AsFile)]
            : [Frontmatter.Read(merged.AsFile), Frontmatter.Read(merged.AsRow), Frontmatter.Read(merged.AsBase)];
        var (asFile, asRow) = (rendered[0], rendered[isWhole ? 0 : 1]);
        if (sources.Any(s => s.PageTrouble is not null))
        {
            return
            [
                .. rendered.SelectMany(p => Size(p.Page, sources)),
                .. new LineLedger(@base.Text, file.Text, row.Text, rules).Check(merged.AsFile.Text, merged.AsRow.Text),
                .. Nesting(sources, asFile, asRow, rules),
            ];
        }

        return
        [
            .. rendered.SelectMany(p => Reading(p, sources)),
            .. new LineLedger(CommentsOf(sources[0]), CommentsOf(sources[1]), CommentsOf(sources[2]), rules).Check(CommentsOf(asFile), CommentsOf(asRow)),
            .. new FieldLedger(!isWhole, rules).Check(sources[0], sources[1], sources[2], asFile, asRow),
            .. Bodies(sources, asFile, asRow, rules),
        ];
    }

    static IEnumerable<string> Bodies(ImmutableArray<Frontmatter> sources, Frontmatter asFile, Frontmatter asRow, MergeRules rules)
    {
        var (b, f, r) = (BodyOf(sources[0]), BodyOf(sources[1]), BodyOf(sources[2]));
        return BodyOf(asFile) == (f == b || f == r ? r : r == b ? f : null) && BodyOf(asRow) == BodyOf(asFile)
            ? []
            : new LineLedger(b, f, r, rules).Check(BodyOf(asFile), BodyOf(asRow)).Concat(Nesting(sources, asFile, asRow, rules));
    }

    static IEnumerable<string> Nesting(ImmutableArray<Frontmatter> sources, Frontmatter asFile, Frontmatter asRow, MergeRules rules)
    {
        var (b, f, r) = (new BoxParents(sources[0], rules.Boxes), new BoxParents(sources[1], rules.Boxes), new BoxParents(sources[2], rules.Boxes));
        return new[] { asFile.Page, asRow.Page }.Distinct().SelectMany(p => BoxParents.Check(b, f, r, new(Frontmatter.Read(p), rules.Boxes)));
    }

    /// <summary>Whether a decided merge reads no worse than it did with its holes.</summary>
    internal static bool IsReadable(Merged decided, Merged before, MergeRules rules)
    {
        ImmutableArray<Frontmatter> sources = [Frontmatter.Read(before.AsBase), Frontmatter.Read(before.AsFile), Frontmatter.Read(before.AsRow)];
        return !new[] { decided.AsFile, decided.AsRow, decided.AsBase }.Distinct().SelectMany(p => Reading(Frontmatter.Read(p), sources)).Any()
            && !Nesting(sources, Frontmatter.Read(decided.AsFile), Frontmatter.Read(decided.AsRow), rules).Any();
    }

    static string CommentsOf(Frontmatter page) =>
        string.Join('\n', page.Page.Text[..page.BodyStart].Split('\n').Where(l => l.AsSpan().TrimStart() is ['#', ..]));

    static string BodyOf(Frontmatter page) => page.Page.Text[page.BodyStart..];

    static IEnumerable<string> Size(PageText page, ImmutableArray<Frontmatter> sources)
    {
        if (IsTooLarge(page) && !sources.Any(s => IsTooLarge(s.Page)))
            yield return $"the merged page has more than the {PageText.MostBytes} bytes that a page may have";
    }

    // Most pages are so short that nothing has to be counted.
    static bool IsTooLarge(PageText page) => page.Text.Length > PageText.MostBytes / 3 - 1 && Encoding.UTF8.GetByteCount(page.Text) + 3 > PageText.MostBytes;

    static IEnumerable<string> Reading(Frontmatter page, ImmutableArray<Frontmatter> sources)
    {
        foreach (var excess in Size(page.Page, sources))
            yield return excess;
        if (page.PageTrouble is { } trouble && sources.All(s => s.PageTrouble is null))
            yield return $"the merged page cannot be read: {trouble.Message}";
        if (page.Problems.Length > sources.Sum(s => s.Problems.Length))
            yield return "the merged frontmatter has a new problem";
        var twins = Twins(page);
        twins.ExceptWith(sources.SelectMany(Twins));
        if (twins.Count > 0)
            yield return "the merged frontmatter has a key twice";
        if (IsUnlike(page, sources) && HasOpenFence(page) && !sources.Any(HasOpenFence))
            yield return "the merged page opens a fence that it does not close";
        if (BrokenTables(page) is > 0 and var broken && broken > sources.Sum(BrokenTables))
            yield return "the merged page has a table whose rule does not fit its head";
    }

    static HashSet<string> Twins(Frontmatter page) =>
        page.Entries.Where(e => !e.IsSpecial).CountBy(e => e.Key, StringComparer.Ordinal).Where(k => k.Value > 1).Select(k => k.Key).ToHashSet(StringComparer.Ordinal);

    static bool IsUnlike(Frontmatter page, ImmutableArray<Frontmatter> sources) => sources.All(s => BodyOf(s) != BodyOf(page));

    static bool HasOpenFence(Frontmatter page) => Outline.Read(page.Page.Text, page.BodyStart, OutlineOptions.None).HasOpenFence;

    // Rules of tables that stand below a line of another number of cells, or of none.
    static int BrokenTables(Frontmatter page)
    {
        var (broken, before) = (0, 0);
        foreach (var line in page.Page.Text.AsSpan(page.BodyStart).EnumerateLines())
        {
            var cells = line.Contains('|') ? line.Trim(" \t|").Count('|') + 1 : 0;
            if (cells > 0 && !line.ContainsAnyExcept("|-: \t") && line.Contains('-'))
                broken += cells == before ? 0 : 1;
            before = cells;
        }

        return broken;
    }
}
