namespace Pagerow.Tests.Protocol;

/// <summary>What can come of a protocol that is not as it should be.</summary>
[Flags]
enum Harm
{
    None = 0,

    /// <summary>An edit, or a rename, stands nowhere any more, and nobody took it back.</summary>
    Lost = 1,

    /// <summary>Both sides seem to have changed although one contains the other.</summary>
    FalseConflict = 2,

    /// <summary>An edit stands neither in the file nor in the row.</summary>
    OnlyInBackup = 4,

    /// <summary>Left alone, the engine never comes to rest.</summary>
    Stuck = 8,

    /// <summary>An edit stands in another document than the one it was made in.</summary>
    Astray = 16,

    /// <summary>A document has two files.</summary>
    Doubled = 32,
}
