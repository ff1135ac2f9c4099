using System.Collections.Immutable;

namespace Pagerow.Sql.Dialects;

/// <summary>An index of a table. Those of large tables are made after a first load.</summary>
/// <param name="Name">Its name, not quoted.</param>
/// <param name="Table">The table's name, not quoted.</param>
/// <param name="Columns">Its columns, in order.</param>
/// <param name="IsUnique">Whether no two rows are alike in it.</param>
public sealed record TableIndex(string Name, string Table, ImmutableArray<string> Columns, bool IsUnique = false);
