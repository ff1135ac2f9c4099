using System.Collections.Immutable;

namespace Pagerow.Sql;

/// <summary>What had to be done for the tables to follow the configuration.</summary>
public abstract record PrepareOutcome
{
    PrepareOutcome() { }

    /// <summary>Nothing.</summary>
    public sealed record Ready : PrepareOutcome;

    /// <summary>These statements were run.</summary>
    public sealed record Altered(ImmutableArray<string> Statements) : PrepareOutcome;

    /// <summary>
    /// What can be added was added by <paramref name="Done"/>. What takes something away or retypes it was not done: the script waits for a
    /// person's consent. The database can be used meanwhile.
    /// </summary>
    public sealed record NeedsApply(ImmutableArray<string> Done, ImmutableArray<string> Script) : PrepareOutcome;

    /// <summary>
    /// Tables or columns that held documents are gone, as somebody dropped them. Nothing was done: filling them up with nothing would look like
    /// an edit of every document. 'pagerow rebuild' makes them anew from the files.
    /// </summary>
    public sealed record Lost(ImmutableArray<string> Missing) : PrepareOutcome;
}
