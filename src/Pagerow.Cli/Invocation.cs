using Pagerow.Cli.Output;

namespace Pagerow.Cli;

/// <summary>What every command is called with.</summary>
/// <param name="Root">The root that was named, or null: found by walking up.</param>
/// <param name="Database">The database that was named with <c>--database</c>, or null.</param>
/// <param name="Format">For whom the answer is written.</param>
/// <param name="Writer">Where it goes.</param>
/// <param name="Time">The clock.</param>
/// <param name="AllowsRestored">Whether a database or folder that was put back from a backup is meant.</param>
public sealed record Invocation(string? Root, string? Database, OutputFormat Format, AnswerWriter Writer, TimeProvider Time, bool AllowsRestored = false);
