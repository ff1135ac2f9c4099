namespace Pagerow.Sql;

/// <summary>Something that another process asks.</summary>
/// <param name="Number">Its number, to answer it by.</param>
/// <param name="Kind">What is asked, such as <c>sync</c>.</param>
/// <param name="Argument">With what, as JSON.</param>
public sealed record Request(long Number, string Kind, string Argument);
