namespace Pagerow.Sql.Dialects;

/// <summary>What a session is about to do, so that it can take the memory that this is worth.</summary>
public enum Workload
{
    /// <summary>Small reads and writes.</summary>
    Usual,

    /// <summary>Filling an empty database.</summary>
    FirstLoad,
}
