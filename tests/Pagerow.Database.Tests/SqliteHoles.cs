namespace Pagerow.Database.Tests;

/// <summary>Open holes in SQLite.</summary>
public sealed class SqliteHoles : HoleConformance
{
    protected override Place Place { get; } = new SqlitePlace();
}
