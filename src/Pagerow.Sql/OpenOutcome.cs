namespace Pagerow.Sql;

/// <summary>What became of opening a database.</summary>
public abstract record OpenOutcome
{
    OpenOutcome() { }

    /// <summary>It is open, and ours or new.</summary>
    public sealed record Opened(SqlDatabase Database) : OpenOutcome;

    /// <summary>It belongs to another root; nothing in it was changed.</summary>
    public sealed record ForeignDatabase(string Root) : OpenOutcome;

    /// <summary>It was made by a newer Pagerow; nothing in it was changed.</summary>
    public sealed record Newer(int Version) : OpenOutcome;

    /// <summary>It was made by an older Pagerow, in shapes that this one does not read; nothing in it was changed.</summary>
    public sealed record Older(int Version) : OpenOutcome;

    /// <summary>It is no database, or a broken one; nothing in it was changed. The reason says what was found.</summary>
    public sealed record Damaged(string Reason) : OpenOutcome;
}
