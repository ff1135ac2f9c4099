using System.Collections.Immutable;

namespace Pagerow.Mapping.Puts;

/// <summary>Which items of a list are which of another one: a longest common subsequence of their names.</summary>
static class Alignment
{
    const int LargestTable = 4_000_000;

    /// <summary>For each item of <paramref name="before"/> its place in <paramref name="after"/>, or -1.</summary>
    public static int[] Of(ImmutableArray<string> before, ImmutableArray<string> after)
    {
        var places = new int[before.Length];
        Array.Fill(places, -1);
        var start = 0;
        while (start < before.Length && start < after.Length && before[start] == after[start])
            places[start] = start++;
        var end = 0;
        while (end < before.Length - start && end < after.Length - start && before[^(end + 1)] == after[^(end + 1)])
            places[before.Length - ++end] = after.Length - end;
        var a = before.AsSpan(start, before.Length - start - end);
        var b = after.AsSpan(start, after.Length - start - end);
        if ((long)a.Length * b.Length <= LargestTable)
            Common(a, b, places.AsSpan(start), start);
        return places;
    }

    static void Common(ReadOnlySpan<string> a, ReadOnlySpan<string> b, Span<int> places, int offset)
    {
        var lengths = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
                lengths[i, j] = a[i] == b[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        }

        for (var (i, j) = (0, 0); i < a.Length && j < b.Length;)
        {
            if (a[i] == b[j])
                places[i++] = offset + j++;
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
                i++;
            else
                j++;
        }
    }
}
