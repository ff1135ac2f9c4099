using Pagerow.Cli.Configuration;
using Pagerow.Cli.Output;

namespace Pagerow.Cli;

/// <summary>Finds the root that a command is about.</summary>
public static class RootSearch
{
    /// <summary>The named folder; without a name the nearest one upwards from here that has a pagerow.yaml.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static string Find(string? named, string here)
    {
        if (named is not null)
            return Existing(Path.GetFullPath(named, here));
        if (Upwards(here) is { } found)
            return found;
        throw new RefusedException(
            ExitCode.Usage, new Diagnostic("error", "no-root", $"Neither this folder nor one above it has a {ConfigurationFile.Name}.", here, "run 'pagerow init' in the folder that holds your pages, or name it with --root"));
    }

    /// <summary>The named folder, or, for commands that can begin a root, this one or the nearest root upwards.</summary>
    public static string FindOrHere(string? named, string here)
    {
        if (named is not null)
            return Existing(Path.GetFullPath(named, here));
        return Upwards(here) ?? here;
    }

    /// <summary>The nearest root in which a folder lies; null where there is none.</summary>
    public static string? Above(string folder) => Upwards(Path.GetDirectoryName(folder));

    static string? Upwards(string? from)
    {
        for (var folder = from; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, ConfigurationFile.Name)))
                return folder;
        }

        return null;
    }

    static string Existing(string folder) => Directory.Exists(folder)
        ? Path.TrimEndingDirectorySeparator(folder)
        : throw new RefusedException(ExitCode.Failed, new Diagnostic("error", "root-missing", "The root is not a folder, or is not there.", folder, "check the path; a drive may not be mounted"));
}
