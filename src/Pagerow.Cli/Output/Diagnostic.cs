namespace Pagerow.Cli.Output;

/// <summary>Something that a person must know: what, where, and what to do.</summary>
/// <param name="Severity"><c>error</c>, <c>warning</c> or <c>note</c>.</param>
/// <param name="Code">A stable kebab-case name.</param>
/// <param name="Message">What it is, one sentence.</param>
/// <param name="Target">Where: a path with line and column, or null.</param>
/// <param name="Fix">What to do, where the message does not say.</param>
public sealed record Diagnostic(string Severity, string Code, string Message, string? Target = null, string? Fix = null)
{
    /// <summary>What to do about a database that cannot be read.</summary>
    internal const string Rebuild = "run 'pagerow rebuild': it keeps the damaged file aside and makes all rows anew from the files";

    /// <summary>One line for a person.</summary>
    public override string ToString() =>
        $"{Severity}: {(Target is null ? "" : $"{Target}: ")}{Message}{(Fix is null ? "" : $" ({Fix})")} [{Code}]";
}
