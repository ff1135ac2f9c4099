namespace Pagerow.Sql.Dialects;

/// <summary>What moves in a database when somebody else writes.</summary>
/// <param name="Data">Moves with another session's commit.</param>
/// <param name="Schema">Moves with any change of the schema, ours too.</param>
public readonly record struct Reading(long Data, long Schema);
