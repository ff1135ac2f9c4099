using System.Collections.Immutable;

namespace Pagerow.Pages.Lists;

/// <summary>A run of old items that gives way to a run of new ones, between items that stay.</summary>
/// <param name="Old">Where the old run begins.</param>
/// <param name="OldCount">How many old items it has.</param>
/// <param name="New">Where the new run begins.</param>
/// <param name="NewCount">How many new items it has.</param>
readonly record struct ListDiff(int Old, int OldCount, int New, int NewCount)
{
    /// <summary>Above this many comparisons the middle is taken as wholly different.</summary>
    const int MaxWork = 250_000;

    /// <summary>What differs between two lists, by their longest common subsequence, in order.</summary>
    public static ImmutableArray<ListDiff> Of(int oldCount, int newCount, Func<int, int, bool> same)
    {
        var head = 0;
        while (head < oldCount && head < newCount && same(head, head))
            head++;
        var tail = 0;
        while (tail < oldCount - head && tail < newCount - head && same(oldCount - 1 - tail, newCount - 1 - tail))
            tail++;
        var (rows, columns) = (oldCount - head - tail, newCount - head - tail);
        if (rows == 0 && columns == 0)
            return [];
        return (long)rows * columns > MaxWork
            ? [new(head, rows, head, columns)]
            : Runs(Lengths(rows, columns, (i, j) => same(head + i, head + j)), rows, columns, head, (i, j) => same(head + i, head + j));
    }

    static int[,] Lengths(int rows, int columns, Func<int, int, bool> same)
    {
        var lengths = new int[rows + 1, columns + 1];
        for (var i = rows - 1; i >= 0; i--)
        {
            for (var j = columns - 1; j >= 0; j--)
                lengths[i, j] = same(i, j) ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        }

        return lengths;
    }

    static ImmutableArray<ListDiff> Runs(int[,] lengths, int rows, int columns, int head, Func<int, int, bool> same)
    {
        var runs = ImmutableArray.CreateBuilder<ListDiff>();
        var (i, j, fromI, fromJ) = (0, 0, 0, 0);
        while (i < rows || j < columns)
        {
            if (i < rows && j < columns && same(i, j))
            {
                if (i > fromI || j > fromJ)
                    runs.Add(new(head + fromI, i - fromI, head + fromJ, j - fromJ));
                (i, j) = (i + 1, j + 1);
                (fromI, fromJ) = (i, j);
            }
            else if (j >= columns || (i < rows && lengths[i + 1, j] >= lengths[i, j + 1]))
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        if (i > fromI || j > fromJ)
            runs.Add(new(head + fromI, i - fromI, head + fromJ, j - fromJ));
        return runs.DrainToImmutable();
    }
}
