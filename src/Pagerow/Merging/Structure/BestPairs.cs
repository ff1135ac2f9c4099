namespace Pagerow.Merging.Structure;

/// <summary>Pairs the things of two short lists so that no two pairs cross and their likenesses add up to the most.</summary>
static class BestPairs
{
    /// <summary>Above this many comparisons nothing is compared.</summary>
    const int MaxWork = 10_000;

    /// <summary>The pairs in order; things that are not alike are never one.</summary>
    /// <param name="count">How many things the first list has.</param>
    /// <param name="other">How many the second has.</param>
    /// <param name="likeness">How alike two are; 0: not at all.</param>
    public static List<(int One, int Other)> Of(int count, int other, Func<int, int, double> likeness)
    {
        if (count == 0 || other == 0 || (long)count * other > MaxWork)
            return [];
        var (alike, best) = (new double[count, other], new double[count + 1, other + 1]);
        for (var i = count - 1; i >= 0; i--)
        {
            for (var j = other - 1; j >= 0; j--)
            {
                alike[i, j] = likeness(i, j);
                var apart = Math.Max(best[i + 1, j], best[i, j + 1]);
                best[i, j] = alike[i, j] > 0 ? Math.Max(apart, alike[i, j] + best[i + 1, j + 1]) : apart;
            }
        }

        var pairs = new List<(int, int)>();
        for (var (i, j) = (0, 0); i < count && j < other;)
        {
            if (alike[i, j] > 0 && best[i, j] == alike[i, j] + best[i + 1, j + 1])
                pairs.Add((i++, j++));
            else if (best[i, j] == best[i + 1, j])
                i++;
            else
                j++;
        }

        return pairs;
    }
}
