using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Pagerow.Cli.Configuration.Errors;
using Pagerow.Cli.Configuration.Forms;
using Pagerow.Cli.Configuration.Yaml;
using Pagerow.Mapping;
using Pagerow.Merging.Conflicts;
using Pagerow.Sql;

namespace Pagerow.Cli.Configuration;

/// <summary>All that a <c>pagerow.yaml</c> says.</summary>
/// <param name="Layout">The collections.</param>
/// <param name="Database">Where the rows are; null: the file does not say.</param>
/// <param name="Conflicts">Who wins.</param>
/// <param name="Retention">How much of the history is kept.</param>
public sealed record ConfigurationFile(Layout Layout, DatabaseAddress? Database, ConflictSettings Conflicts, Retention Retention)
{
    /// <summary>The file's name.</summary>
    public const string Name = "pagerow.yaml";

    /// <summary>A configuration of these collections that says nothing else.</summary>
    public static ConfigurationFile Of(Layout layout) => new(layout, null, ConflictSettings.Default, Retention.Default);

    /// <summary>Reads a configuration, or finds every error in it.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="variables">The value of an environment variable, or null; asked only for names beginning <c>PAGEROW_</c>.</param>
    /// <param name="file">The configuration, where the result is true.</param>
    /// <param name="errors">Everything that is wrong, in the file's order; empty where the result is true.</param>
    public static bool TryRead(
        string text, string name, Func<string, string?> variables, [NotNullWhen(true)] out ConfigurationFile? file, out ImmutableArray<ConfigurationError> errors)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(variables);
        var found = new ConfigurationErrors(name);
        file = null;
        if (YamlReader.Read(text, found) is { } root)
        {
            new ShapeCheck(found).Check(root, RootForm.Form);
            file = new RootReader(found, variables).Read(root, text);
        }

        errors = found.InOrder;
        file = found.IsEmpty ? file : null;
        return file is not null;
    }
}
