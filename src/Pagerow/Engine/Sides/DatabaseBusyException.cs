namespace Pagerow.Engine.Sides;

/// <summary>Another client holds the database's lock longer than a writer waits; nothing was changed and a later try may succeed.</summary>
public sealed class DatabaseBusyException : Exception
{
    /// <summary>A busy database.</summary>
    public DatabaseBusyException(string message, Exception? inner = null) : base(message, inner) { }
}
