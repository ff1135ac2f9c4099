using System.Collections.Immutable;

namespace Pagerow.Cli.Configuration.Errors;

/// <summary>The errors found so far in one file: reading goes on behind each, so that a person sees them all at once.</summary>
sealed class ConfigurationErrors(string file)
{
    readonly List<ConfigurationError> _errors = [];

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _errors.Count == 0;

    /// <summary>The errors in the file's order, each once.</summary>
    public ImmutableArray<ConfigurationError> InOrder => [.. _errors.Distinct().OrderBy(e => e.Line).ThenBy(e => e.Column)];

    /// <summary>Notes an error at a place.</summary>
    public void Add(Mark at, string message) => _errors.Add(new(file, at.Line, at.Column, message));
}
