using System.Collections.Immutable;
using Pagerow.Pages.Nodes;

namespace Pagerow.Pages.Yaml;

/// <summary>What a reader makes of the characters of a block.</summary>
/// <param name="Root">The map; null where the block is none at all.</param>
/// <param name="Troubles">The fields that cannot be trusted.</param>
/// <param name="Notices">What can be read but may not have been meant so.</param>
sealed record FrontmatterReading(Node.Map? Root, ImmutableArray<Trouble> Troubles, ImmutableArray<Problem> Notices)
{
    /// <summary>Why nothing of the page can be trusted; null: it can.</summary>
    public Problem? PageTrouble { get; init; }

    /// <summary>Why the block is read but never written; null: it is.</summary>
    public Problem? ReadOnly { get; init; }

    /// <summary>A block that freezes its page.</summary>
    public static FrontmatterReading Frozen(Problem problem) => new(null, [], []) { PageTrouble = problem };
}
