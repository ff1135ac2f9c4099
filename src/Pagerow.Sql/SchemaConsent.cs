namespace Pagerow.Sql;

/// <summary>What may be done to tables without asking again.</summary>
public enum SchemaConsent
{
    /// <summary>Only what adds or renames.</summary>
    Additive,

    /// <summary>Also what takes columns or tables away, or retypes them; their documents are to be rendered anew afterwards.</summary>
    Everything,

    /// <summary>All of it, and what was lost is made anew, empty: the caller fills it before it looks at rows.</summary>
    Rebuild,
}
