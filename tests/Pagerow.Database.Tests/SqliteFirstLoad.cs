namespace Pagerow.Database.Tests;

/// <summary>SQLite's first load.</summary>
public sealed class SqliteFirstLoad : FirstLoadConformance
{
    protected override Place Place { get; } = new SqlitePlace();
}
