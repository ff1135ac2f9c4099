using System.Collections.Immutable;
using Pagerow.Engine.Cycles;
using Pagerow.Pages;

namespace Pagerow.Engine;

/// <summary>What became of the writes that were under way.</summary>
/// <param name="Settled">How many were settled.</param>
/// <param name="Left">Those of which nobody can say yet how they went, by path, and why.</param>
public sealed record RecoveryReport(int Settled, ImmutableArray<KeyValuePair<PagePath, Problem>> Left)
{
    /// <summary>Nothing was under way.</summary>
    public static RecoveryReport None { get; } = new(0, []);

    /// <summary>The report of the pass that came after, with what is left.</summary>
    public CycleReport AddTo(CycleReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Left.IsEmpty ? report : report with
        {
            Problems = [.. report.Problems, .. Left.Select(l => KeyValuePair.Create(l.Key.Value, l.Value))],
            Deferred = [.. report.Deferred.Union(Left.Select(l => l.Key)).Order()],
            Unsettled = report.Unsettled + Left.Length,
        };
    }
}
