namespace Pagerow.Database.Tests;

/// <summary>SQLite behind the port.</summary>
public sealed class SqliteConformance : DatabaseConformance
{
    protected override Place Place { get; } = new SqlitePlace();
}
