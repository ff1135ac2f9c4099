namespace Pagerow.Sql.Answers;

/// <summary>How a collection stands in the database.</summary>
/// <param name="Name">The collection.</param>
/// <param name="Documents">How many rows it has.</param>
/// <param name="RowsAhead">How many rows clients touched that no cycle has taken over yet.</param>
/// <param name="Problems">How many documents have a problem.</param>
public sealed record CollectionStatus(string Name, int Documents, int RowsAhead, int Problems);
