using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Pagerow.Cli.Configuration.Forms;
using Pagerow.Cli.Configuration.Yaml;
using Pagerow.Mapping.Collections;
using Pagerow.Merging.Conflicts;
using Pagerow.Sql;

namespace Pagerow.Cli.Configuration;

/// <summary>Writes a configuration as a person would: what is not said stays unsaid. Read again, it says the same.</summary>
public static class ConfigurationText
{
    /// <summary>The text of a <c>pagerow.yaml</c>, LF only.</summary>
    public static string Write(ConfigurationFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var text = new StringBuilder("# Which Markdown files are rows, and of which table. After a change: pagerow check\n");
        if (file.Database is { } database)
            Line(text, 0, RootForm.Database, YamlText.Scalar(database.ToString()));
        if (!file.Layout.Ignored.IsEmpty)
            Line(text, 0, RootForm.Ignore, YamlText.List(file.Layout.Ignored.Select(i => i.Pattern)));
        if (!file.Conflicts.Root.IsNone || file.Conflicts.Window is not null)
            Line(text, 0, RootForm.Conflicts, Policies(file.Conflicts.Root, file.Conflicts.Window));
        if (file.Retention != Retention.Default)
            Line(text, 0, RootForm.Retention, Kept(file.Retention));
        if (file.Layout.Collections.IsEmpty)
            return text.ToString();
        text.Append(RootForm.Collections.Name).Append(":\n");
        foreach (var collection in file.Layout.Collections)
            Write(text, collection, file.Conflicts);
        return text.ToString();
    }

    static string Kept(Retention retention)
    {
        var days = (RetentionForm.Days.Name, Number(retention.Days ?? 0));
        return retention == Retention.Default with { Days = retention.Days }
            ? days.Item2
            : YamlText.Map([days, (RetentionForm.Versions.Name, Number(retention.Versions)), .. retention.Megabytes is { } most ? [(RetentionForm.Megabytes.Name, Number(most))] : (ReadOnlySpan<(string, string)>)[]]);

        static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    static void Write(StringBuilder text, Collection collection, ConflictSettings conflicts)
    {
        text.Append("  ").Append(collection.Name).Append(":\n");
        Line(text, 4, CollectionForm.Files, YamlText.Quoted(collection.Files.Pattern));
        if (!collection.Files.Where.IsEmpty)
            Line(text, 4, CollectionForm.Where, YamlText.Map(collection.Files.Where.Select(w => (w.Key, YamlText.List(w.Value)))));
        if (collection.Key is { } key)
            Line(text, 4, CollectionForm.Key, key);
        if (!collection.Columns.IsEmpty)
        {
            text.Append("    ").Append(CollectionForm.Columns.Name).Append(":\n");
            foreach (var column in collection.Columns)
                text.Append("      ").Append(column.Name).Append(": ").Append(Column(column, conflicts.Columns.GetValueOrNull($"{collection.Name}.{column.Name}"))).Append('\n');
        }

        if (collection.Place is { } place)
            Line(text, 4, CollectionForm.Place, YamlText.Quoted(place));
        if (collection.HasTasks)
            Line(text, 4, CollectionForm.Tasks, collection.BoxesInFences ? YamlText.Map([(TasksForm.Fences.Name, "true")]) : "true");
        if (collection.HasSections)
            Line(text, 4, CollectionForm.Sections, "true");
        if (conflicts.Collections.TryGetValue(collection.Name, out var policies))
            Line(text, 4, CollectionForm.Conflicts, Policies(policies));
    }

    static void Line(StringBuilder text, int indent, FormKey key, string value) =>
        text.Append(' ', indent).Append(key.Name).Append(": ").Append(value).Append('\n');

    static string Column(Column column, ConflictPolicy? policy)
    {
        var said = ImmutableArray.CreateBuilder<(string, string)>();
        if (column.Type is not ColumnType.Text && column.Source is not ColumnSource.Computed)
            said.Add((ColumnForm.Type.Name, column.Type.Word));
        if (column.Type is ColumnType.Enum(var words))
            said.Add((ColumnForm.Values.Name, YamlText.List(words)));
        if (Source(column) is { } source)
            said.Add(source);
        if (column.IsTracked)
            said.Add((ColumnForm.Track.Name, "true"));
        if (column.IsImmutable)
            said.Add((ColumnForm.Immutable.Name, "true"));
        if (column.Was is { } was)
            said.Add((ColumnForm.Was.Name, was));
        if (policy is { } won)
            said.Add((ColumnForm.Conflicts.Name, ConflictsForm.Policies[(int)won]));
        return said is [] or [("type", _)] ? column.Type.Word : YamlText.Map(said);
    }

    static (string, string)? Source(Column column) => column.Source switch
    {
        ColumnSource.Frontmatter([var key]) => key == column.Name ? null : (ColumnForm.From.Name, YamlText.Scalar(key)),
        ColumnSource.Frontmatter(var keys) => (ColumnForm.From.Name, YamlText.List(keys)),
        ColumnSource.Title => (ColumnForm.Source.Name, "title"),
        ColumnSource.Line(var label) => (ColumnForm.Line.Name, YamlText.Scalar(label)),
        ColumnSource.Section([var heading]) => (ColumnForm.Section.Name, YamlText.Scalar(heading)),
        ColumnSource.Section(var headings) => (ColumnForm.Section.Name, YamlText.List(headings)),
        ColumnSource.Capture(var name) => (ColumnForm.Path.Name, YamlText.Scalar(name)),
        ColumnSource.Cell(var row, var label) => (ColumnForm.Cell.Name, YamlText.List([row, label])),
        ColumnSource.Computed(var computation) => (ColumnForm.Computed.Name, ColumnForm.Computations[(int)computation]),
        _ => throw new InvalidOperationException($"The configuration has no words for {column.Source}."),
    };

    static string Policies(ConflictPolicies policies, TimeSpan? window = null)
    {
        var said = ImmutableArray.CreateBuilder<(string, string)>();
        if (policies.Default is { } all)
            said.Add((ConflictsForm.Default.Name, ConflictsForm.Policies[(int)all]));
        foreach (var (kind, policy) in policies.Kinds.Where(k => k.Key is not ConflictKind.Section || policies.Sections.IsEmpty))
            said.Add((ConflictsForm.Kinds[(int)kind].Name, ConflictsForm.Policies[(int)policy]));
        if (!policies.Sections.IsEmpty)
            said.Add((ConflictsForm.Kinds[(int)ConflictKind.Section].Name, Sections(policies)));
        if (window is { } most)
            said.Add((ConflictsForm.Window.Name, most.TotalMinutes.ToString(CultureInfo.InvariantCulture)));
        return said is [(var only, var word)] && only == ConflictsForm.Default.Name ? word : YamlText.Map(said);
    }

    static string Sections(ConflictPolicies policies)
    {
        var named = policies.Sections.Select(s => (s.Key, ConflictsForm.Policies[(int)s.Value]));
        return YamlText.Map(policies.Kinds.TryGetValue(ConflictKind.Section, out var others) ? named.Prepend((ConflictsForm.Default.Name, ConflictsForm.Policies[(int)others])) : named);
    }

    static ConflictPolicy? GetValueOrNull(this ImmutableSortedDictionary<string, ConflictPolicy> policies, string column) =>
        policies.TryGetValue(column, out var policy) ? policy : null;
}
