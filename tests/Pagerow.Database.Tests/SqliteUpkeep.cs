namespace Pagerow.Database.Tests;

/// <summary>SQLite's upkeep.</summary>
public sealed class SqliteUpkeep : UpkeepConformance
{
    protected override Place Place { get; } = new SqlitePlace();
}
