using Pagerow.Merging.Conflicts;
using Pagerow.Merging.Drafts;
using Pagerow.Merging.Lines;
using Pagerow.Pages.Fields;
using Pagerow.Pages.Outlines;

namespace Pagerow.Merging.Structure;

/// <summary>Merges bodies: section by section down the headings, and their own lines.</summary>
sealed class BodyMerge(Draft draft, MergeRules rules, Body @base, Body file, Body row)
{
    readonly ContentReader _base = new(@base);
    readonly ContentReader _file = new(file);
    readonly ContentReader _row = new(row);

    // A body's sections can be told where no open fence hides them, lines end with LF, and it is no merge that somebody left unfinished.
    static bool IsStructured(Body body) =>
        !body.Outline.HasOpenFence && body.Outline.Problems.IsEmpty && !HasLoneCr(body.Text) && !body.Text.StartsWith("<<<<<<< ", StringComparison.Ordinal) && !body.Text.Contains("\n<<<<<<< ", StringComparison.Ordinal);

    static bool HasLoneCr(string text)
    {
        for (var at = text.IndexOf('\r', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\r', at + 1))
        {
            if (at + 1 == text.Length || text[at + 1] != '\n')
                return true;
        }

        return false;
    }

    /// <summary>Writes the merged body of three pages: by its structure where that is asked for and can be told, else by lines.</summary>
    public static void Run(Draft draft, MergeRules rules, Frontmatter @base, Frontmatter file, Frontmatter row, MergeGrain grain)
    {
        var texts = new Three(BodyOf(@base), BodyOf(file), BodyOf(row));
        if (texts.Settled is { } settled)
        {
            draft.Add(settled);
            return;
        }

        var bodies = (Outlined(@base, rules), Outlined(file, rules), Outlined(row, rules));
        if (grain is not MergeGrain.Structure || !IsStructured(bodies.Item1) || !IsStructured(bodies.Item2) || !IsStructured(bodies.Item3))
        {
            RunLines(draft, texts);
            return;
        }

        var (b, f, r) = MovedBoxes.Settle(bodies.Item1, bodies.Item2, bodies.Item3);
        new BodyMerge(draft, rules, b, f, r).Merge(SectionNode.Of(b), SectionNode.Of(f), SectionNode.Of(r), null);
    }

    static string BodyOf(Frontmatter page) => page.Page.Text[page.BodyStart..];

    static Body Outlined(Frontmatter page, MergeRules rules) => new(page.Page, page.BodyStart, rules.Boxes);

    /// <summary>Writes bodies, or whole pages, merged by lines alone.</summary>
    public static void RunLines(Draft draft, Three texts)
    {
        var places = new LinePlaces(draft, new(null, 0));
        foreach (var chunk in ThreeWay.Merge(texts.Base, texts.File, texts.Row).Chunks)
        {
            switch (chunk)
            {
                case MergeChunk.Agreed agreed:
                    draft.Add(agreed.Text);
                    break;
                case MergeChunk.Hole hole:
                    draft.AddLines(new(places.Of(hole.Base.Split('\n')), ConflictKind.Body, Some(hole.Base), Some(hole.File), Some(hole.Row)));
                    break;
                default:
                    throw new InvalidOperationException("A merge chunk of a kind that does not exist.");
            }
        }
    }

    static string? Some(string text) => text.Length == 0 ? null : text;

    void Merge(SectionNode? old, SectionNode? ours, SectionNode? theirs, string? above)
    {
        var texts = new Three(old?.Text ?? "", ours?.Text ?? "", theirs?.Text ?? "");
        if (texts.Settled is { } settled)
        {
            Count(settled == ours?.Text ? ours : theirs, above);
            draft.Add(settled);
        }
        else if (ours is null || theirs is null)
        {
            var place = new HolePlace.Section(draft.Section(Below(above, old?.Own.Heading ?? ours?.Own.Heading ?? theirs?.Own.Heading)));
            draft.AddLines(new(place, ConflictKind.Structure, old?.Text, ours?.Text, theirs?.Text));
        }
        else
        {
            Both(old, ours, theirs, above);
        }
    }

    void Both(SectionNode? old, SectionNode ours, SectionNode theirs, string? above)
    {
        var name = new Three(old?.Own.Heading ?? "", ours.Own.Heading ?? "", theirs.Own.Heading ?? "");
        var path = ours.Own.Level == 0 ? null : Below(above, name.Settled ?? name.Base);
        var place = draft.Section(path);
        if (path is not null)
            Heading(new(old is null ? "" : old.Own.HeadingSpan.Of(@base.Text), ours.Own.HeadingSpan.Of(file.Text), theirs.Own.HeadingSpan.Of(row.Text)), place);
        new ContentMerge(draft, rules, place, rules.IsLog(name.Settled, path))
            .Run(old is null ? [] : _base.Read(old.Own.Content), _file.Read(ours.Own.Content), _row.Read(theirs.Own.Content));
        var names = new SectionNames(old?.Below ?? []);
        var (inFile, inRow) = (names.Of(ours.Below), names.Of(theirs.Below));
        var (olds, our, their) = (Named(old, names.Base), Named(ours, inFile), Named(theirs, inRow));
        foreach (var key in KeyedOrder.Of(names.Base, inFile, inRow))
            Merge(olds.GetValueOrDefault(key), our.GetValueOrDefault(key), their.GetValueOrDefault(key), path);
    }

    static Dictionary<string, SectionNode> Named(SectionNode? node, List<string> names) =>
        names.Select((n, i) => (Name: n, i)).ToDictionary(n => n.Name, n => node!.Below[n.i], StringComparer.Ordinal);

    static string? Below(string? above, string? heading) => heading is null ? above : Section.PathOf(above, heading);

    void Heading(Three lines, SectionPlace place)
    {
        if (lines.Settled is { } settled)
        {
            draft.Add(settled);
            return;
        }

        var (text, ends) = (new Three(Content(lines.Base), Content(lines.File), Content(lines.Row)), new Three(End(lines.Base), End(lines.File), End(lines.Row)));
        var end = ends.Settled ?? ends.File;
        if (text.Settled is { } heading)
            draft.Add(heading + end);
        else
            draft.Add(new(new HolePlace.Heading(place), ConflictKind.Structure, Some(text.Base), text.File, text.Row), "", end, r => r is Resolution.Text t && IsHeading(t.Characters) ? t.Characters : null);
    }

    static bool IsHeading(string text) => !text.AsSpan().ContainsAny('\n', '\r') && Outline.Read(text, 0, OutlineOptions.None).Sections is [_, { HeadingSpan.Start: 0 }];

    static string Content(string line) => line.TrimEnd('\n', '\r');

    static string End(string line) => line[Content(line).Length..];

    // Sections that are taken as they stand count too, so that the next of their name is the next.
    void Count(SectionNode? node, string? above)
    {
        if (node is null)
            return;
        var path = node.Own.Level == 0 ? null : Below(above, node.Own.Heading);
        draft.Section(path);
        foreach (var below in node.Below)
            Count(below, path);
    }
}
