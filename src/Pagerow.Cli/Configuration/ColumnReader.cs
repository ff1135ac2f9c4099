using System.Collections.Immutable;
using Pagerow.Cli.Configuration.Errors;
using Pagerow.Cli.Configuration.Forms;
using Pagerow.Cli.Configuration.Yaml;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Patterns;

namespace Pagerow.Cli.Configuration;

/// <summary>What the nodes of a column mean: a type alone, or a column in full.</summary>
sealed class ColumnReader(ConfigurationErrors errors, PathPattern? files)
{
    /// <summary>The column; null where its shape is wrong.</summary>
    public Column? Read(YamlNode.Scalar name, YamlNode node) => node switch
    {
        YamlNode.Scalar { Text: "enum" } => Fails(node.At, "an enum needs its words, as in { type: enum, values: [low, high] }"),
        YamlNode.Scalar type when TypeOf(type.Text, []) is { } bare => new(name.Text, bare, new ColumnSource.Frontmatter([name.Text])),
        YamlNode.Map map => Full(name, map),
        _ => null,
    };

    static ColumnType? TypeOf(string word, ImmutableArray<string> values) => word switch
    {
        "text" => new ColumnType.Text(),
        "integer" => new ColumnType.Integer(),
        "number" => new ColumnType.Number(),
        "boolean" => new ColumnType.Boolean(),
        "date" => new ColumnType.Date(),
        "timestamp" => new ColumnType.Timestamp(),
        "enum" => new ColumnType.Enum(values),
        "list" => new ColumnType.List(),
        "json" => new ColumnType.Json(),
        "percent" => new ColumnType.Percent(),
        _ => null,
    };

    Column? Full(YamlNode.Scalar name, YamlNode.Map map)
    {
        var sources = ColumnForm.Sources.Where(k => map.Find(k) is not null).ToImmutableArray();
        if (sources.Length > 1)
            return Fails(map.Entries.First(e => e.Key.Text == sources[1].Name).Key.At, $"'{name.Text}' has two sources, '{sources[0].Name}' and '{sources[1].Name}'; keep one");
        if (Source(name, map, sources) is not { } source || Type(map, source) is not { } type)
            return null;
        if (map.Text(ColumnForm.Was) is { } was && ReservedNames.WhyNoName(was.Text) is { } reason)
            errors.Add(was.At, $"'was': {reason}");
        if (source is ColumnSource.Computed && (map.Says(ColumnForm.Immutable) || map.Find(ColumnForm.Conflicts) is not null))
            errors.Add(map.At, $"'{name.Text}' is computed; 'immutable' and 'conflicts' say nothing here");
        return new(name.Text, type, source, map.Says(ColumnForm.Track), map.Says(ColumnForm.Immutable), map.Text(ColumnForm.Was)?.Text);
    }

    ColumnType? Type(YamlNode.Map map, ColumnSource source)
    {
        var values = map.Texts(ColumnForm.Values);
        var given = map.Text(ColumnForm.Type);
        var word = given?.Text ?? (map.Find(ColumnForm.Values) is null ? Implied(source) : "enum");
        if (source is ColumnSource.Computed && given is not null && word != Implied(source))
            errors.Add(given.At, $"'type': what is computed here is {Implied(source)}; leave the type out");
        if (word == "enum" && values.IsEmpty)
            errors.Add((map.Find(ColumnForm.Values) ?? given ?? (YamlNode)map).At, "an enum needs its words, as in values: [low, high]");
        if (word != "enum" && map.Find(ColumnForm.Values) is { } unused)
            errors.Add(unused.At, $"'values' belongs to an enum, not to {word}");
        foreach (var twice in values.GroupBy(v => v.Text, StringComparer.Ordinal).SelectMany(g => g.Skip(1)))
            errors.Add(twice.At, $"'values' has '{twice.Text}' twice");
        if (word is "list" or "json" && source is not ColumnSource.Frontmatter)
            errors.Add((given ?? (YamlNode)map).At, $"a {word} stands in frontmatter only; take text");
        return TypeOf(word, [.. values.Select(v => v.Text)]);
    }

    static string Implied(ColumnSource source) => source switch
    {
        ColumnSource.Computed { Computation: Computation.TasksPercent } => "percent",
        ColumnSource.Computed => "integer",
        _ => "text",
    };

    ColumnSource? Source(YamlNode.Scalar name, YamlNode.Map map, ImmutableArray<FormKey> sources)
    {
        if (sources.IsEmpty)
            return new ColumnSource.Frontmatter([name.Text]);
        var key = sources[0];
        var texts = map.Texts(key);
        if (texts.IsEmpty || (key == ColumnForm.Cell && texts.Length != 2))
            return NoSource(map.Find(key)!.At, key == ColumnForm.Cell ? "'cell' takes two labels, of the row and of the column" : $"'{key.Name}' names nothing");
        if (key == ColumnForm.Path && files is not null && !files.Names.Contains(texts[0].Text, StringComparer.Ordinal))
            return NoSource(texts[0].At, $"'path': 'files' has no capture '{texts[0].Text}'; {Suggestion.For(texts[0].Text, files.Names)}");
        return SourceOf(key, [.. texts.Select(t => t.Text)]);
    }

    static ColumnSource? SourceOf(FormKey key, ImmutableArray<string> texts) => key.Name switch
    {
        "from" => new ColumnSource.Frontmatter(texts),
        "line" => new ColumnSource.Line(texts[0]),
        "section" => new ColumnSource.Section(texts),
        "path" => new ColumnSource.Capture(texts[0]),
        "cell" => new ColumnSource.Cell(texts[0], texts[1]),
        "source" => new ColumnSource.Title(),
        _ => ColumnForm.Computations.IndexOf(texts[0]) is var at and >= 0 ? new ColumnSource.Computed((Computation)at) : null,
    };

    ColumnSource? NoSource(Mark at, string message)
    {
        errors.Add(at, message);
        return null;
    }

    Column? Fails(Mark at, string message)
    {
        errors.Add(at, message);
        return null;
    }
}
