using System.Text.Json.Nodes;

namespace Pagerow.Cli.Output;

/// <summary>What a command has to say: one value, written as text for a person or as JSON for a program.</summary>
/// <param name="Exit">How it ends.</param>
/// <param name="Data">The value for a program; null where there is none.</param>
/// <param name="Lines">The same for a person.</param>
/// <param name="Diagnostics">What a person must know beside it.</param>
public sealed record Answer(ExitCode Exit, JsonNode? Data, IReadOnlyList<string> Lines, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Whether lines that begin with a minus or a plus, behind blanks, are those of a difference.</summary>
    public bool IsDiff { get; init; }

    /// <summary>An answer that is only a failure.</summary>
    public static Answer Failure(ExitCode exit, params IReadOnlyList<Diagnostic> diagnostics) => new(exit, null, [], diagnostics);
}
