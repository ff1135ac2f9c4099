using Pagerow.Cli.Configuration;
using Pagerow.Cli.Output;

namespace Pagerow.Cli.Commands;

/// <summary>A root that a command goes on with, and what was done where it was none before.</summary>
/// <param name="Invocation">The call, its root named.</param>
/// <param name="Init">What <c>init</c> said; null where there was nothing to do.</param>
sealed record Begun(Invocation Invocation, Answer? Init)
{
    /// <summary>What was done, a line each.</summary>
    public IReadOnlyList<string> Done =>
        Init is null ? [] : [$"{Invocation.Root} has no {ConfigurationFile.Name} yet; doing what 'pagerow init' does.", .. Init.Lines];

    /// <summary>What a person must know about it.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => Init?.Diagnostics ?? [];

    /// <summary>Both, for a command that says everything on one stream.</summary>
    public IReadOnlyList<string> Lines => [.. Done, .. Diagnostics.Select(d => d.ToString())];
}
