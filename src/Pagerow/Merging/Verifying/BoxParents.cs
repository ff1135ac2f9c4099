using Pagerow.Pages.Fields;
using Pagerow.Pages.Outlines;

namespace Pagerow.Merging.Verifying;

/// <summary>
/// Which check box each check box of a page is nested in, told by their texts. A merge may hang no box below another one than a side does,
/// though no line is lost by that.
/// </summary>
sealed class BoxParents
{
    /// <summary>A text that stands below more boxes than this is not followed through their changes.</summary>
    const int MostParents = 16;

    /// <summary>How much of a text tells boxes apart, so that a long parent of many boxes costs no more than its length.</summary>
    const int LongestName = 200;

    /// <summary>What stands for the parent of a box that is nested in none.</summary>
    const string Top = "";

    readonly Dictionary<string, HashSet<string>> _parents = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    readonly Lazy<HashSet<string>> _lines;

    /// <summary>Reads the boxes of a page.</summary>
    public BoxParents(Frontmatter page, OutlineOptions options)
    {
        var body = new Body(page.Page, page.BodyStart, options);
        foreach (var box in body.Outline.Boxes)
        {
            var name = Cut(box.Text);
            if (!_parents.TryGetValue(name, out var parents))
                _parents[name] = parents = new(StringComparer.Ordinal);
            parents.Add(box.Parent is { } parent ? $">{Cut(body.Outline.Boxes[parent].Text)}" : Top);
            _counts[name] = Count(name) + 1;
        }

        _lines = new(() => [.. BodyLines.Of(body).Select(l => Cut(body.Text[BodyLines.BehindMarks(body.Text, l)..l.End].Trim()))]);
    }

    /// <summary>The boxes of a merge that are nested as on neither side that has them, each as a sentence.</summary>
    public static IEnumerable<string> Check(BoxParents @base, BoxParents file, BoxParents row, BoxParents merged)
    {
        var (byFile, byRow) = (Renamed(@base, file), Renamed(@base, row));
        foreach (var (box, parents) in merged._parents.Where(b => file.Count(b.Key) + row.Count(b.Key) > 0))
        {
            foreach (var parent in parents.Where(IsKnown).Where(p => !file.Has(box, p, merged, byRow) && !row.Has(box, p, merged, byFile)))
                yield return $"the check box '{box}' is nested {(parent == Top ? "in no other one" : $"in '{Text(parent)}'")}, and so on neither side";
        }

        // A text that neither side has was given by a person in place of both.
        bool IsKnown(string parent) => parent == Top || file.Count(Text(parent)) + row.Count(Text(parent)) > 0;
    }

    static string Cut(string text) => text.Length <= LongestName ? text : text[..LongestName];

    static string Text(string parent) => parent[1..];

    int Count(string text) => _counts.GetValueOrDefault(text);

    bool Has(string box, string parent, BoxParents merged, HashSet<(string, string)> renamed) =>
        _parents.TryGetValue(box, out var parents)
        && (parents.Contains(parent) || (parents.Count <= MostParents && parents.Any(p => Became(p, parent, merged, renamed))));

    // The other side may have given a parent another text, made it a plain line, or made a plain line a box.
    bool Became(string was, string now, BoxParents merged, HashSet<(string, string)> renamed)
    {
        if (was == Top)
            return Count(Text(now)) == 0 && _lines.Value.Contains(Text(now));
        if (merged.Count(Text(was)) >= Count(Text(was)))
            return false;
        return now == Top ? merged._lines.Value.Contains(Text(was)) : Count(Text(now)) == 0 && (renamed.Contains((was, now)) || AreAlike(Text(was), Text(now)));
    }

    // Of a box that stands once on both pages the parent's old and new text.
    static HashSet<(string, string)> Renamed(BoxParents @base, BoxParents side) =>
        [.. from box in @base._parents
            where @base.Count(box.Key) == 1 && side.Count(box.Key) == 1
            let pair = (Was: box.Value.First(), Now: side._parents[box.Key].First())
            where pair.Was != pair.Now && pair.Was != Top && pair.Now != Top
            select pair];

    static bool AreAlike(string one, string other)
    {
        var (shorter, longer) = one.Length < other.Length ? (one, other) : (other, one);
        var common = shorter.AsSpan().CommonPrefixLength(longer);
        var behind = 0;
        while (behind < shorter.Length - common && shorter[^(behind + 1)] == longer[^(behind + 1)])
            behind++;
        return (common + behind) * 2 >= longer.Length;
    }
}
