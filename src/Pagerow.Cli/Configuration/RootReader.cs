using System.Globalization;
using Pagerow.Cli.Configuration.Errors;
using Pagerow.Cli.Configuration.Forms;
using Pagerow.Cli.Configuration.Yaml;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Patterns;
using Pagerow.Sql;

namespace Pagerow.Cli.Configuration;

/// <summary>What the nodes of a whole file mean. Values of a wrong shape were noted before and are passed over here.</summary>
sealed class RootReader(ConfigurationErrors errors, Func<string, string?> variables)
{
    /// <summary>The configuration as far as it could be read.</summary>
    public ConfigurationFile Read(YamlNode.Map root, string text)
    {
        var collections = root.Find(RootForm.Collections) as YamlNode.Map;
        var conflicts = new ConflictReader(collections);
        return new(
            new([.. Collections(collections)], [.. root.Texts(RootForm.Ignore).Select(Ignored).OfType<IgnorePattern>()], text),
            Database(root),
            conflicts.Read(root),
            Kept(root));
    }

    IEnumerable<Collection> Collections(YamlNode.Map? collections)
    {
        var reader = new CollectionReader(errors);
        var tables = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, node) in collections?.Entries ?? [])
        {
            if (ReservedNames.WhyNoName(name.Text) is { } reason)
                errors.Add(name.At, reason);
            if (node is not YamlNode.Map map || reader.Read(name, map) is not { } collection)
                continue;
            foreach (var table in collection.Tables)
            {
                if (!tables.TryAdd(table, name.Text))
                    errors.Add(name.At, $"'{name.Text}' would make a table '{table}', and so does '{tables[table]}'; rename one");
            }

            yield return collection;
        }
    }

    IgnorePattern? Ignored(YamlNode.Scalar text)
    {
        if (IgnorePattern.TryParse(text.Text, out var pattern, out var error))
            return pattern;
        errors.Add(text.Inside(error.Column), $"'{text.Text}': {error.Message}");
        return null;
    }

    DatabaseAddress? Database(YamlNode.Map root)
    {
        if (root.Text(RootForm.Database) is not { } text)
            return null;
        if (!DatabaseAddress.TryParseFromFile(text.Text, variables, out var address, out var reason))
            errors.Add(text.At, $"'database': {reason}");
        return address;
    }

    static Retention Kept(YamlNode.Map root)
    {
        var said = root.Find(RootForm.Retention);
        var days = said is YamlNode.Map map ? map.Text(RetentionForm.Days) : said as YamlNode.Scalar;
        return new(
            Number(days, Retention.Default.Days) is var kept and not 0 ? kept : null,
            Number((said as YamlNode.Map)?.Text(RetentionForm.Versions), Retention.Default.Versions) ?? 0,
            Number((said as YamlNode.Map)?.Text(RetentionForm.Megabytes), null));
    }

    static int? Number(YamlNode.Scalar? text, int? otherwise) =>
        text is not null && int.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
