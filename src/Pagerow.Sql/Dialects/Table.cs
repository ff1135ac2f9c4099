using System.Collections.Immutable;

namespace Pagerow.Sql.Dialects;

/// <summary>The shape of a table.</summary>
/// <param name="Name">Its name, not quoted.</param>
/// <param name="Columns">Its columns, in order.</param>
/// <param name="Key">The columns of its primary key, where that is not one column of <see cref="Storage.Key"/> or <see cref="Storage.Number"/>.</param>
public sealed record Table(string Name, ImmutableArray<TableColumn> Columns, ImmutableArray<string> Key = default);
