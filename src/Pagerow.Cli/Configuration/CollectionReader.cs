using System.Collections.Immutable;
using Pagerow.Cli.Configuration.Errors;
using Pagerow.Cli.Configuration.Forms;
using Pagerow.Cli.Configuration.Yaml;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Patterns;
using Pagerow.Pages;

namespace Pagerow.Cli.Configuration;

/// <summary>What the nodes of a collection mean.</summary>
sealed class CollectionReader(ConfigurationErrors errors)
{
    /// <summary>The collection; null where its pattern, or what is asked for, cannot be read.</summary>
    public Collection? Read(YamlNode.Scalar name, YamlNode.Map map)
    {
        var files = Files(map);
        var columns = Columns(map, files);
        var collection = new Collection(
            name.Text,
            files ?? PathPattern.Of("*.md"),
            columns,
            Key(map, columns),
            Place(map, columns, files),
            HasTasks: map.Says(CollectionForm.Tasks) || map.Find(CollectionForm.Tasks) is YamlNode.Map,
            HasSections: map.Says(CollectionForm.Sections),
            BoxesInFences: (map.Find(CollectionForm.Tasks) as YamlNode.Map)?.Says(TasksForm.Fences) ?? false);
        return files is null ? null : collection;
    }

    PathPattern? Files(YamlNode.Map map)
    {
        if (map.Text(CollectionForm.Files) is not { } text)
            return null;
        if (!PathPattern.TryParse(text.Text, out var pattern, out var error))
        {
            errors.Add(text.Inside(error.Column), $"'files': {error.Message}");
            return null;
        }

        foreach (var (capture, node) in (map.Find(CollectionForm.Where) as YamlNode.Map)?.Entries ?? [])
            pattern = Held(pattern, capture, node);
        return pattern;
    }

    PathPattern Held(PathPattern pattern, YamlNode.Scalar capture, YamlNode node)
    {
        var values = node switch
        {
            YamlNode.Scalar { IsNull: false } one => [one],
            YamlNode.List list => list.Items.OfType<YamlNode.Scalar>().Where(s => !s.IsNull).ToImmutableArray(),
            _ => [],
        };
        foreach (var value in values.Where(v => v.Text.Length == 0 || v.Text is "." or ".." || v.Text.Contains('/', StringComparison.Ordinal)))
            errors.Add(value.At, $"'{value.Text}' cannot stand for '{{{capture.Text}}}', which is one folder or a part of a name");
        if (pattern.WhyNotHeld(capture.Text) is { } reason)
            errors.Add(capture.At, $"'where': {reason}");
        else if (values.IsEmpty)
            errors.Add(node.At, $"'{capture.Text}' needs at least one value");
        else
            return pattern.Holding(capture.Text, [.. values.Select(v => v.Text)]);
        return pattern;
    }

    ImmutableArray<Column> Columns(YamlNode.Map map, PathPattern? files)
    {
        var reader = new ColumnReader(errors, files);
        var columns = ImmutableArray.CreateBuilder<Column>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, node) in (map.Find(CollectionForm.Columns) as YamlNode.Map)?.Entries ?? [])
        {
            if (ReservedNames.WhyNoName(name.Text) is { } reason)
                errors.Add(name.At, $"{reason}; the key's own spelling goes into 'from'");
            else if (ReservedNames.IsReservedColumn(name.Text))
                errors.Add(name.At, $"'{name.Text}' is a column or child table that Pagerow makes itself; name it otherwise, as in 'fm_{name.Text}: {{ from: {name.Text} }}'");
            else if (!names.Add(name.Text))
                errors.Add(name.At, $"'{name.Text}' stands here twice, but for case; keep one");
            if (reader.Read(name, node) is { } column)
                columns.Add(column);
        }

        foreach (var (name, node) in (map.Find(CollectionForm.Columns) as YamlNode.Map)?.Entries ?? [])
        {
            if (node is YamlNode.Map full && full.Text(ColumnForm.Was) is { } was && names.Contains(was.Text))
                errors.Add(was.At, $"'was': '{was.Text}' is a column still; '{name.Text}' cannot be its new name");
        }

        return columns.ToImmutable();
    }

    string? Key(YamlNode.Map map, ImmutableArray<Column> columns)
    {
        if (map.Text(CollectionForm.Key) is not { } key)
            return null;
        var column = columns.FirstOrDefault(c => string.Equals(c.Name, key.Text, StringComparison.OrdinalIgnoreCase));
        if (column is null)
            errors.Add(key.At, $"'key': there is no column '{key.Text}'; {Suggestion.For(key.Text, [.. columns.Select(c => c.Name)])}");
        else if (!column.IsWritable || column.Type is ColumnType.List or ColumnType.Json)
            errors.Add(key.At, $"'key': '{key.Text}' is computed or holds several values; a key is one value of the page");
        return column?.Name;
    }

    string? Place(YamlNode.Map map, ImmutableArray<Column> columns, PathPattern? files)
    {
        if (map.Text(CollectionForm.Place) is not { } place)
            return null;
        if (!PlaceTemplate.TryParse(place.Text, out var template, out var error))
        {
            errors.Add(place.Inside(error.Column), $"'place': {error.Message}");
            return null;
        }

        string[] known = [.. columns.Select(c => c.Name), .. files?.Names ?? []];
        foreach (var name in template.Names.Where(n => !known.Contains(n, StringComparer.OrdinalIgnoreCase)))
            errors.Add(place.At, $"'place': there is no column or capture '{name}'; {Suggestion.For(name, known)}");
        if (files is { Where.IsEmpty: true } && template.TryFill(_ => "x", out var sample, out _) && PagePath.TryParse(sample, out var path, out _) && !files.Matches(path))
            errors.Add(place.At, $"'place': a file such as '{sample}' is none of '{files}'");
        return place.Text;
    }
}
