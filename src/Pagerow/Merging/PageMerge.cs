using Pagerow.Merging.Conflicts;
using Pagerow.Merging.Drafts;
using Pagerow.Merging.Fields;
using Pagerow.Merging.Structure;
using Pagerow.Merging.Verifying;
using Pagerow.Pages;
using Pagerow.Pages.Fields;
using Pagerow.Pages.Outlines;

namespace Pagerow.Merging;

/// <summary>
/// The three-way merge of pages, structure first and lines last: frontmatter per key, down into maps; sections by their headings; in a
/// section check boxes, labelled lines and lines. What both sides changed differently is a hole. An independent verifier reads every
/// merge; one that it rejects is made anew by lines, and at last the page is one hole: nothing is lost in silence.
/// </summary>
public static class PageMerge
{
    const int Tries = 4;

    /// <summary>Merges with no rules; in every hole the file wins.</summary>
    public static Merged Merge(PageText @base, PageText file, PageText row) => Merge(@base, file, row, MergeRules.None, _ => new Resolution.File());

    /// <summary>
    /// Merges what the file and the row each changed since the base. One side unchanged gives the other exactly. A merge of the three
    /// renderings gives the same holes and pages.
    /// </summary>
    /// <param name="base">What both sides began from.</param>
    /// <param name="file">The file's page.</param>
    /// <param name="row">The row's page.</param>
    /// <param name="rules">What the collection says of its pages.</param>
    /// <param name="decide">What shall stand in a hole; null leaves it open. Asked once for each hole.</param>
    public static Merged Merge(PageText @base, PageText file, PageText row, MergeRules rules, Func<Hole, Resolution?> decide)
    {
        ArgumentNullException.ThrowIfNull(@base);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(decide);
        if (row == @base || row == file)
            return Merged.Whole(file);
        if (file == @base)
            return Merged.Whole(row);
        var merged = Settled(new(@base, file, row), rules);
        return merged.Open.IsEmpty ? merged : Decided(merged, rules, decide);
    }

    // Merges until a merge of the renderings changes nothing, as all that comes later begins from them.
    static Merged Settled(Pages pages, MergeRules rules)
    {
        var merged = Finest(pages, rules);
        for (var tries = 0; tries < Tries && !merged.Open.IsEmpty && merged.Grain is not MergeGrain.Page; tries++)
        {
            var again = Finest(Renderings(merged), rules);
            if (IsSame(merged, again))
                return again;
            merged = again;
            if (!IsAccepted(pages, merged, rules))
                break;
        }

        return merged.Open.IsEmpty && IsAccepted(pages, merged, rules) ? merged : Made(pages, rules, Ask, MergeGrain.Page);
    }

    static Pages Renderings(Merged merged) => new(merged.AsBase, merged.AsFile, merged.AsRow);

    static Resolution? Ask(Hole hole) => null;

    static bool IsSame(Merged one, Merged other) =>
        one.AsBase == other.AsBase && one.AsFile == other.AsFile && one.AsRow == other.AsRow && one.Open.SequenceEqual(other.Open);

    // The finest merge that the verifier accepts; lines where they alone leave nothing open.
    static Merged Finest(Pages pages, MergeRules rules)
    {
        var fine = Made(pages, rules, Ask, MergeGrain.Structure);
        var isAccepted = IsAccepted(pages, fine, rules);
        if (isAccepted && !fine.Open.Any(IsInBody))
            return fine;
        var lines = Made(pages, rules, Ask, MergeGrain.BodyLines);
        if (!(isAccepted && lines.Open.Any(IsInBody)) && IsAccepted(pages, lines, rules))
            return lines;
        if (isAccepted)
            return fine;
        var coarse = Made(pages, rules, Ask, MergeGrain.PageLines);
        return IsAccepted(pages, coarse, rules) ? coarse : Made(pages, rules, Ask, MergeGrain.Page);
    }

    static bool IsInBody(Hole hole) => hole.Place is not (HolePlace.Field or HolePlace.Frontmatter);

    static bool IsAccepted(Pages pages, Merged merged, MergeRules rules) => PageVerifier.Check(pages.Base, pages.File, pages.Row, merged, rules).IsEmpty;

    // Each hole is asked about once. Where the answers together give a page that cannot be read, given texts are left out, and then all.
    static Merged Decided(Merged merged, MergeRules rules, Func<Hole, Resolution?> decide)
    {
        var answers = merged.Open.Distinct().ToDictionary(h => h, h => decide(h) is { } answer && CanStand(answer) ? answer : null);
        foreach (var answer in (Func<Hole, Resolution?>[])[h => answers[h], h => answers[h] is Resolution.Text ? null : answers[h]])
        {
            var decided = Made(Renderings(merged), rules, answer, merged.Grain);
            if (PageVerifier.IsReadable(decided, merged, rules))
                return decided;
        }

        return merged;
    }

    static bool CanStand(Resolution answer) => answer is not Resolution.Text text || BodyJudge.Unwritable(text.Characters) is null;

    static Merged Made(Pages pages, MergeRules rules, Func<Hole, Resolution?> decide, MergeGrain grain)
    {
        if (grain is MergeGrain.Page)
            return PageHole(pages, decide);
        var given = new Three(pages.Base.Text, pages.File.Text, pages.Row.Text);
        var texts = LineStyle.Closed(LineStyle.Aligned(given));
        var (b, f, r) = (Frontmatter.Read(new(texts.Base)), Frontmatter.Read(new(texts.File)), Frontmatter.Read(new(texts.Row)));
        var draft = new Draft(decide, TextLines.DominantEnd(texts.File));
        if ((b.PageTrouble ?? f.PageTrouble ?? r.PageTrouble) is not null)
            grain = MergeGrain.PageLines;
        if (grain is MergeGrain.PageLines)
        {
            BodyMerge.RunLines(draft, texts);
        }
        else
        {
            new FrontMerge(draft, rules).Run(b, f, r);
            BodyMerge.Run(draft, rules, b, f, r, grain);
        }

        var hasBom = pages.File.HasBom == pages.Base.HasBom ? pages.Row.HasBom : pages.File.HasBom;
        return draft.Done(hasBom, LineStyle.IsOpen(given)) with { Grain = grain };
    }

    static Merged PageHole(Pages pages, Func<Hole, Resolution?> decide)
    {
        var hole = new Hole(new HolePlace.Page(), ConflictKind.Body, pages.Base.Text, pages.File.Text, pages.Row.Text);
        var resolution = decide(hole);
        var page = resolution switch
        {
            Resolution.File => pages.File,
            Resolution.Row => pages.Row,
            Resolution.Base => pages.Base,
            Resolution.Text text => new(text.Characters, pages.File.HasBom),
            Resolution.Both or null => null,
            var other => throw new InvalidOperationException($"A resolution of a kind that does not exist: {other}."),
        };
        var merged = page is null ? new Merged([hole], [], pages.Base, pages.File, pages.Row) : new Merged([], [new(hole, resolution!)], page, page, page);
        return merged with { Grain = MergeGrain.Page };
    }

    readonly record struct Pages(PageText Base, PageText File, PageText Row);
}
