using System.Collections.Immutable;

namespace Pagerow.Simulation;

/// <summary>Every order of a few hands, by number.</summary>
/// <param name="few">The hands.</param>
/// <param name="depth">How many of them an order has.</param>
/// <param name="policy">Who wins meanwhile.</param>
sealed class Orders(ImmutableArray<Hand> few, int depth, int policy)
{
    // Steps through the numbers so that a search that is cut short has seen a bit of everything.
    const long Stride = 7919;

    /// <summary>One hand of each kind that matters: an edit, an end and a move on a side, passes, deaths early, in the middle and late, a new process.</summary>
    public static readonly ImmutableArray<Hand> Plain =
    [
        new(HandKind.FileText, 0, 9, 0), new(HandKind.RowBody, 0, 2, 0), new(HandKind.FileDelete, 0, 0, 0), new(HandKind.RowDelete, 0, 0, 0), new(HandKind.FileRename, 0, 1, 0),
        new(HandKind.Sync, 0, 1, 0), new(HandKind.Crash, 2, 1, 0), new(HandKind.Crash, 5, 1, 0), new(HandKind.Crash, 9, 1, 0), new(HandKind.Restart, 0, 0, 0),
    ];

    /// <summary>More ways to edit and to move, and an answer.</summary>
    public static readonly ImmutableArray<Hand> Varied =
    [
        new(HandKind.FileText, 0, 9, 0), new(HandKind.FileField, 0, 0, 0), new(HandKind.RowBody, 0, 2, 0), new(HandKind.RowTask, 0, 0, 0), new(HandKind.RowField, 0, 1, 0),
        new(HandKind.FileDelete, 0, 0, 0), new(HandKind.RowDelete, 0, 0, 0), new(HandKind.FileRename, 0, 1, 0), new(HandKind.RowPath, 0, 2, 0),
        new(HandKind.Sync, 0, 1, 0), new(HandKind.Crash, 2, 1, 0), new(HandKind.Crash, 5, 1, 0), new(HandKind.Crash, 9, 1, 0), new(HandKind.RowResolve, 0, 1, 0),
    ];

    /// <summary>How many there are.</summary>
    public long Count { get; } = Enumerable.Range(0, depth).Aggregate(1L, (count, _) => count * few.Length);

    /// <summary>The hands of an order, after one that sets who wins.</summary>
    public IReadOnlyList<Hand> Of(long number)
    {
        var hands = new List<Hand> { new(HandKind.Policy, 0, policy, depth) };
        var rest = (long)((Int128)number * Stride % Count);
        for (var i = 0; i < depth; i++, rest /= few.Length)
            hands.Add(few[(int)(rest % few.Length)] with { Token = i });
        return hands;
    }
}
