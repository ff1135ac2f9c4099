namespace Pagerow.Sql.Tables;

/// <summary>Whether a row is known to be the first of its key.</summary>
enum IsNew
{
    /// <summary>One may be there.</summary>
    Perhaps,

    /// <summary>None is there.</summary>
    Surely,
}
