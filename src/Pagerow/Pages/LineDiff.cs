namespace Pagerow.Pages;

/// <summary>
/// A longest common subsequence of two sequences of lines, given as numbers that are equal where the lines are. After E. Myers, "An O(ND)
/// Difference Algorithm and Its Variations" (1986), on what is left when common ends and lines that one side does not have are taken off;
/// where the sides differ too much for that, lines that occur once on both sides divide them first (B. Cohen's patience diff).
/// </summary>
static class LineDiff
{
    const int MostEdits = 1_200;

    /// <summary>How often a stretch between dividing lines is divided again; below that nothing is matched, so that no text takes for ever.</summary>
    const int MostDivisions = 16;

    /// <summary>For each line of <paramref name="a"/> its partner in <paramref name="b"/>, or -1; partners ascend.</summary>
    public static int[] Match(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var matches = new int[a.Length];
        Array.Fill(matches, -1);
        Match(a, b, 0, 0, matches, MostDivisions);
        return matches;
    }

    static void Match(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int aStart, int bStart, int[] matches, int divisions)
    {
        var prefix = a.CommonPrefixLength(b);
        for (var i = 0; i < prefix; i++)
            matches[aStart + i] = bStart + i;
        a = a[prefix..];
        b = b[prefix..];
        (aStart, bStart) = (aStart + prefix, bStart + prefix);
        var suffix = 0;
        while (suffix < a.Length && suffix < b.Length && a[^(suffix + 1)] == b[^(suffix + 1)])
        {
            suffix++;
            matches[aStart + a.Length - suffix] = bStart + b.Length - suffix;
        }

        a = a[..^suffix];
        b = b[..^suffix];
        if (a.IsEmpty || b.IsEmpty)
            return;
        var (aKept, bKept) = (Shared(a, b), Shared(b, a));
        if (aKept.Length == 0 || Shortest(a, b, aKept, bKept, aStart, bStart, matches))
            return;
        if (divisions > 0)
            Divide(a, b, aStart, bStart, matches, divisions - 1);
    }

    /// <summary>The places in <paramref name="a"/> of lines that <paramref name="b"/> has too.</summary>
    static int[] Shared(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var there = new HashSet<int>(b.Length);
        foreach (var line in b)
            there.Add(line);
        var kept = new List<int>();
        for (var i = 0; i < a.Length; i++)
        {
            if (there.Contains(a[i]))
                kept.Add(i);
        }

        return [.. kept];
    }

    static bool Shortest(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int[] aKept, int[] bKept, int aStart, int bStart, int[] matches)
    {
        var (n, m) = (aKept.Length, bKept.Length);
        var most = Math.Min(n + m, MostEdits);
        var furthest = new int[(2 * most) + 3];
        var trace = new List<int[]>();
        for (var d = 0; d <= most; d++)
        {
            trace.Add(furthest[(most + 1 - d)..(most + 2 + d)]);
            for (var k = -d; k <= d; k += 2)
            {
                var down = k == -d || (k != d && furthest[most + k] < furthest[most + 2 + k]);
                var x = down ? furthest[most + 2 + k] : furthest[most + k] + 1;
                while (x < n && x - k < m && a[aKept[x]] == b[bKept[x - k]])
                    x++;
                furthest[most + 1 + k] = x;
                if (x < n || x - k < m)
                    continue;
                Follow(trace, d, aKept, bKept, aStart, bStart, matches);
                return true;
            }
        }

        return false;
    }

    /// <summary>Walks back from the end along the trace and notes the partners.</summary>
    static void Follow(List<int[]> trace, int d, int[] aKept, int[] bKept, int aStart, int bStart, int[] matches)
    {
        var (x, y) = (aKept.Length, bKept.Length);
        for (; d >= 0; d--)
        {
            var (fromX, fromY) = (0, 0);
            if (d > 0)
            {
                var before = trace[d];
                var k = x - y;
                var down = k == -d || (k != d && before[k - 1 + d] < before[k + 1 + d]);
                var fromK = down ? k + 1 : k - 1;
                fromX = before[fromK + d];
                fromY = fromX - fromK;
                while (x > (down ? fromX : fromX + 1) && y > (down ? fromY + 1 : fromY))
                    matches[aStart + aKept[--x]] = bStart + bKept[--y];
                (x, y) = (fromX, fromY);
                continue;
            }

            while (x > 0 && y > 0)
                matches[aStart + aKept[--x]] = bStart + bKept[--y];
        }
    }

    /// <summary>Splits at the longest ascending run of lines that occur once on both sides; without any, nothing more is matched.</summary>
    static void Divide(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int aStart, int bStart, int[] matches, int divisions)
    {
        var (aFrom, bFrom) = (0, 0);
        foreach (var (i, j) in Anchors(a, b))
        {
            matches[aStart + i] = bStart + j;
            Match(a[aFrom..i], b[bFrom..j], aStart + aFrom, bStart + bFrom, matches, divisions);
            (aFrom, bFrom) = (i + 1, j + 1);
        }

        if (aFrom > 0)
            Match(a[aFrom..], b[bFrom..], aStart + aFrom, bStart + bFrom, matches, divisions);
    }

    static List<(int A, int B)> Anchors(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var (inA, inB) = (Once(a), Once(b));
        var pairs = inA.Where(p => p.Value >= 0 && inB.GetValueOrDefault(p.Key, -1) >= 0).Select(p => (A: p.Value, B: inB[p.Key])).OrderBy(p => p.A).ToArray();
        var tails = new List<int>();
        var before = new int[pairs.Length];
        for (var i = 0; i < pairs.Length; i++)
        {
            var (low, high) = (0, tails.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = pairs[tails[middle]].B < pairs[i].B ? (middle + 1, high) : (low, middle);
            }

            before[i] = low > 0 ? tails[low - 1] : -1;
            if (low == tails.Count)
                tails.Add(i);
            else
                tails[low] = i;
        }

        var run = new List<(int, int)>();
        for (var at = tails.Count > 0 ? tails[^1] : -1; at >= 0; at = before[at])
            run.Add(pairs[at]);
        run.Reverse();
        return run;
    }

    /// <summary>The place of each line that occurs once; -1 for those that occur more often.</summary>
    static Dictionary<int, int> Once(ReadOnlySpan<int> lines)
    {
        var places = new Dictionary<int, int>();
        for (var i = 0; i < lines.Length; i++)
            places[lines[i]] = places.ContainsKey(lines[i]) ? -1 : i;
        return places;
    }
}
