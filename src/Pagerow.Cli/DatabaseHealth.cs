using Pagerow.Cli.Configuration;
using Pagerow.Cli.Output;
using Pagerow.Engine.Sides;
using Pagerow.Files;

namespace Pagerow.Cli;

/// <summary>What is wrong with a root's database, or strange in it.</summary>
static class DatabaseHealth
{
    /// <summary>Whether the database can be opened and is whole, and what is strange in it; nothing where there is no database yet.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> CheckAsync(Invocation invocation, string folder, ConfigurationFile configuration, CancellationToken cancellation)
    {
        var path = OpenRoot.Address(invocation, folder, configuration);
        if (!File.Exists(path) || RootFolder.IdAt(folder) is null)
            return [];
        try
        {
            await using var root = await OpenRoot.OpenAsync(invocation with { Root = folder }, "check", RootClaim.Read, cancellation);
            return root.Database.Reports.Check() is { } broken
                ? [new("error", "damaged-database", $"The database is broken: {broken}", root.DatabasePath, Diagnostic.Rebuild)]
                : [.. ForeignTriggers(root)];
        }
        catch (RefusedException e)
        {
            return e.Diagnostics;
        }
        catch (Exception e) when (e is DatabaseFailedException or InvalidDataException)
        {
            return [new("error", "damaged-database", $"The database cannot be read: {e.Message}", path, Diagnostic.Rebuild)];
        }
    }

    /// <summary>Triggers of others: they write under any change, Pagerow's own too.</summary>
    public static IEnumerable<Diagnostic> ForeignTriggers(OpenRoot root) => root.Database.Reports.ForeignTriggers().Select(t => new Diagnostic(
        "warning", "foreign-trigger", $"'{t}' is a trigger that Pagerow did not make; it runs under changes by Pagerow, too.", root.DatabasePath, "drop it where it is not meant"));
}
