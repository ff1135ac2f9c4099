using Pagerow.Cli.Configuration;
using Pagerow.Cli.Output;
using Pagerow.Merging.Conflicts;

namespace Pagerow.Cli;

/// <summary>Reads a root's pagerow.yaml from the disk.</summary>
static class Settings
{
    /// <summary>The configuration.</summary>
    /// <exception cref="RefusedException">It is absent or wrong; every error is a diagnostic.</exception>
    public static ConfigurationFile Read(string folder)
    {
        var path = Path.Combine(folder, ConfigurationFile.Name);
        if (!File.Exists(path))
        {
            throw new RefusedException(ExitCode.Usage, new Diagnostic(
                "error", "no-configuration", $"There is no {ConfigurationFile.Name}.", folder, "run 'pagerow init' there"));
        }

        var file = Parse(File.ReadAllText(path));
        // An emptied file is more often a save that was cut off than the wish to have no row any more.
        if (file.Layout.Collections.IsEmpty)
        {
            throw new RefusedException(ExitCode.Usage, new Diagnostic(
                "error", "configuration", "It names no collection.", ConfigurationFile.Name, "name one under 'collections', or remove the file and run 'pagerow init' to have them found"));
        }

        return file;
    }

    /// <summary>What a configuration asks for that this version does not do yet, so that nobody relies on it.</summary>
    public static IEnumerable<Diagnostic> Warnings(ConfigurationFile configuration)
    {
        if (configuration.Layout.Collections.Any(c => configuration.Conflicts is { } conflicts && conflicts.For(c.Name, ConflictKind.Path) is ConflictPolicy.Ask && IsSaid(conflicts, c.Name)))
            yield return new("warning", "not-yet", "Nobody is asked about a path yet: where both sides move a document, the file's path stands.", ConfigurationFile.Name, "say 'path: files' or 'path: rows' under 'conflicts'");
    }

    // Who says 'ask' of everything does not mean paths first of all, and is not warned.
    static bool IsSaid(ConflictSettings conflicts, string collection) =>
        conflicts.Root.Kinds.ContainsKey(ConflictKind.Path) || (conflicts.Collections.GetValueOrDefault(collection)?.Kinds.ContainsKey(ConflictKind.Path) ?? false);

    /// <summary>A configuration from its text.</summary>
    public static ConfigurationFile Parse(string text)
    {
        if (ConfigurationFile.TryRead(text, ConfigurationFile.Name, Environment.GetEnvironmentVariable, out var file, out var errors))
            return file;
        throw new RefusedException(ExitCode.Usage, [.. errors.Select(e => new Diagnostic("error", "configuration", e.Message, $"{ConfigurationFile.Name}:{e.Line}:{e.Column}"))]);
    }
}
