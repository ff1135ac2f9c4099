namespace Pagerow.Engine.Sides;

/// <summary>The database that is open is not the one at its path any more: it was removed or replaced, or a client took tables of ours away. Nothing more is written to it; it is to be opened anew.</summary>
public sealed class DatabaseGoneException : Exception
{
    /// <summary>A database that is gone.</summary>
    public DatabaseGoneException(string message) : base(message) { }
}
