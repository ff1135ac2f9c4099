
namespace Pagerow.Merging.Structure;

/// <summary>Finds boxes again of which a side changed the text or the number.</summary>
static class ContentMatch
{
    /// <summary>The partners of the base's lines, with those boxes that stand between the same partners and are the same or alike.</summary>
    public static int[] Of(List<ContentLine> @base, List<ContentLine> side, int[] partners)
    {
        var (b, s) = (0, 0);
        for (var i = 0; i <= @base.Count; i++)
        {
            if (i < @base.Count && partners[i] < 0)
                continue;
            var end = i < @base.Count ? partners[i] : side.Count;
            Pair(Boxes(@base, b, i), Boxes(side, s, end), @base, side, partners);
            (b, s) = (i + 1, end + 1);
        }

        return partners;
    }

    static List<int> Boxes(List<ContentLine> lines, int from, int to)
    {
        var boxes = new List<int>();
        for (var i = from; i < to; i++)
        {
            if (lines[i].Kind is ContentKind.Box)
                boxes.Add(i);
        }

        return boxes;
    }

    static void Pair(List<int> olds, List<int> news, List<ContentLine> @base, List<ContentLine> side, int[] partners)
    {
        foreach (var (old, now) in BestPairs.Of(olds.Count, news.Count, (o, n) => Likeness(@base[olds[o]], side[news[n]])))
            partners[olds[old]] = news[now];
    }

    // The text says more than the number: lists are numbered anew.
    static double Likeness(ContentLine one, ContentLine other)
    {
        var (text, otherText) = (one.Names[0], other.Names[0]);
        if (text == otherText)
            return 4;
        var likeness = Likeness(text, otherText);
        return one.Number is not null && one.Number == other.Number ? 2 + likeness : likeness >= 0.5 ? likeness : 0;
    }

    static double Likeness(string one, string other)
    {
        var (shorter, longer) = one.Length < other.Length ? (one, other) : (other, one);
        if (longer.Length == 0)
            return 0;
        var common = shorter.AsSpan().CommonPrefixLength(longer);
        var rest = shorter.Length - common;
        var behind = 0;
        while (behind < rest && shorter[^(behind + 1)] == longer[^(behind + 1)])
            behind++;
        return (double)(common + behind) / longer.Length;
    }
}
