using Pagerow.Merging.Conflicts;
using Pagerow.Merging.Fields;

namespace Pagerow.Merging;

/// <summary>What a policy puts into a hole. Whatever can be merged was merged before: a policy only fills holes.</summary>
public static class PolicyDecision
{
    /// <summary>
    /// The decision, or null where a person is asked. <see cref="ConflictPolicy.Merge"/> is the kind's own rule: of two percentages that both
    /// went up the higher, of two that both went down the lower; what one side took out and the other changed stays, changed. No other kind
    /// has a rule, because its merging is done when a hole is left: tasks by state and text, lists as sets, logs as what both appended.
    /// </summary>
    public static Resolution? Of(ConflictPolicy policy, Hole hole)
    {
        ArgumentNullException.ThrowIfNull(hole);
        return policy switch
        {
            ConflictPolicy.Files => new Resolution.File(),
            ConflictPolicy.Rows => new Resolution.Row(),
            ConflictPolicy.Merge => Own(hole),
            ConflictPolicy.Ask => null,
            not (>= ConflictPolicy.Files and <= ConflictPolicy.Ask) => throw new ArgumentOutOfRangeException(nameof(policy)),
        };
    }

    static Resolution? Own(Hole hole) => hole.Kind switch
    {
        ConflictKind.Progress => Further(hole),
        ConflictKind.Structure when hole.Base is not null && hole.File is null => new Resolution.Row(),
        ConflictKind.Structure when hole.Base is not null && hole.Row is null => new Resolution.File(),
        ConflictKind.Structure or ConflictKind.Field or ConflictKind.Task or ConflictKind.Section or ConflictKind.Body or ConflictKind.Path => null,
        not (>= ConflictKind.Field and <= ConflictKind.Path) => throw new InvalidOperationException($"A conflict of a kind that does not exist: {hole.Kind}."),
    };

    static Resolution? Further(Hole hole)
    {
        if (Progress.Of(hole.File) is not { } file || Progress.Of(hole.Row) is not { } row)
            return null;
        var old = Progress.Of(hole.Base) ?? Math.Min(file, row);
        var isUp = file >= old && row >= old;
        if (!isUp && !(file <= old && row <= old))
            return null;
        return isUp == file >= row ? new Resolution.File() : new Resolution.Row();
    }
}
