using Pagerow.Merging.Conflicts;
using Pagerow.Merging.Drafts;
using Pagerow.Merging.Lines;
using Pagerow.Pages.Fields;

namespace Pagerow.Merging.Fields;

/// <summary>Merges the frontmatter key by key; each piece keeps the bytes of the side that it comes from.</summary>
/// <param name="draft">What is written to.</param>
/// <param name="rules">What fields are to the collection.</param>
sealed class FrontMerge(Draft draft, MergeRules rules)
{
    /// <summary>Writes the merged block.</summary>
    public void Run(Frontmatter @base, Frontmatter file, Frontmatter row)
    {
        var whole = new Three(Text(@base), Text(file), Text(row));
        if (whole.Settled is { } settled)
        {
            draft.Add(settled);
            return;
        }

        if (FrontBlock.Of(@base) is not { } b || FrontBlock.Of(file) is not { } f || FrontBlock.Of(row) is not { } r || f.Opening == "" || r.Opening == "")
        {
            Lines(whole);
            return;
        }

        draft.Add(Marker(b.Opening, f.Opening, r.Opening));
        var (olds, ours, theirs) = (Named(b), Named(f), Named(r));
        var left = "";
        foreach (var key in KeyedOrder.Of(Keys(b), Keys(f), Keys(r)))
        {
            var (old, our, their) = (olds.GetValueOrDefault(key), ours.GetValueOrDefault(key), theirs.GetValueOrDefault(key));
            var comments = Comments(old?.Gap, our?.Gap, their?.Gap);
            if (new Three(old?.Text ?? "", our?.Text ?? "", their?.Text ?? "").Settled == "")
            {
                left += comments;
                continue;
            }

            draft.Add(Behind(left, comments));
            left = "";
            new EntryMerge(draft, rules, key, old?.Text, our?.Text, their?.Text).Run();
        }

        draft.Add(Behind(left, Comments(b.Tail, f.Tail, r.Tail)));
        draft.Add(Marker(b.Closing, f.Closing, r.Closing));
    }

    void Lines(Three whole)
    {
        var merge = ThreeWay.Merge(whole.Base, whole.File, whole.Row);
        if (merge.HasHoles)
            draft.AddLines(new(new HolePlace.Frontmatter(), ConflictKind.Structure, Nothing(whole.Base), Nothing(whole.File), Nothing(whole.Row)));
        else
            draft.Add(merge.Render(_ => ""));
    }

    static string? Nothing(string text) => text.Length == 0 ? null : text;

    // Comments above a key that is gone stand above the next one, where a side that took the key out before may have them.
    static string Behind(string left, string comments) => comments.Contains(left, StringComparison.Ordinal) ? comments : left + comments;

    static string Marker(string old, string ours, string theirs) => new Three(old, ours, theirs).Settled ?? ours;

    // Nobody is asked about comments: where both sides wrote some, both stay.
    static string Comments(string? old, string? ours, string? theirs)
    {
        var three = new Three(old ?? "", ours ?? "", theirs ?? "");
        return three.Settled ?? ThreeWay.Merge(three.Base, three.File, three.Row).Render(h => Appended.Union(h.File, h.Row));
    }

    static string Text(Frontmatter page) => page.Page.Text[..page.BodyStart];

    static List<string> Keys(FrontBlock block) => [.. block.Pieces.Select(p => p.Key)];

    static Dictionary<string, FrontPiece> Named(FrontBlock block) => block.Pieces.ToDictionary(p => p.Key, StringComparer.Ordinal);
}
