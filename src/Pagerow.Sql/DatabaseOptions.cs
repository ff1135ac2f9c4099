namespace Pagerow.Sql;

/// <summary>Whose database it is.</summary>
/// <param name="Root">The id of the root that the database belongs to.</param>
/// <param name="Replica">The name of this replica, such as the id in the folder's marker; bases, stamps and intents are its own.</param>
/// <param name="Clock">Where the time comes from.</param>
public sealed record DatabaseOptions(string Root, string Replica, TimeProvider Clock)
{
    /// <summary>What sets runs off, for the record of them: a command's name.</summary>
    public string? TriggeredBy { get; init; }

    /// <summary>How long a writer waits for another client's lock.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
