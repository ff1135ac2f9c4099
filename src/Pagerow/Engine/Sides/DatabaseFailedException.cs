namespace Pagerow.Engine.Sides;

/// <summary>The database refused or failed a statement; its transaction was undone.</summary>
public sealed class DatabaseFailedException : Exception
{
    /// <summary>A failed statement.</summary>
    /// <param name="message">What failed, in the database's own words, and the statement.</param>
    /// <param name="code">The database's own number for it.</param>
    public DatabaseFailedException(string message, int code) : base(message) => Code = code;

    /// <summary>The database's own number for it.</summary>
    public int Code { get; }
}
