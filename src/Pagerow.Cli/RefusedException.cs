using Pagerow.Cli.Output;

namespace Pagerow.Cli;

/// <summary>A command cannot begin: no root, a wrong configuration, a foreign database, another process on the root.</summary>
public sealed class RefusedException : Exception
{
    /// <summary>A refusal for these reasons.</summary>
    public RefusedException(ExitCode exit, params IReadOnlyList<Diagnostic> diagnostics) : base(string.Join("\n", diagnostics))
    {
        Exit = exit;
        Diagnostics = diagnostics;
    }

    /// <summary>How the command ends.</summary>
    public ExitCode Exit { get; }

    /// <summary>Why.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
