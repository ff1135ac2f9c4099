namespace Pagerow.Sql;

/// <summary>How much of the history is kept. What stands in a file, a row, a base or an unfinished write is never dropped.</summary>
/// <param name="Days">Events and their versions of so many days stay; null: whatever their age.</param>
/// <param name="Versions">So many events of each document stay, however old.</param>
/// <param name="Megabytes">Where all versions together are larger than this, the oldest events go, however young and few; null: whatever their size.</param>
public sealed record Retention(int? Days, int Versions, int? Megabytes)
{
    /// <summary>What is kept where nothing is said: a year, and the last ten events of each document for ever.</summary>
    public static Retention Default { get; } = new(365, 10, null);
}
