using System.Collections.Immutable;
using System.Text.Json;
using Pagerow.Cli.Configuration;
using Pagerow.Cli.Configuration.Errors;
using Pagerow.Mapping.Collections;
using Pagerow.Merging.Conflicts;
using Pagerow.Pages;
using Pagerow.Sql;

namespace Pagerow.Tests.Cli;

public sealed class ConfigurationTests
{
    const string Sample = """
        database: sqlite:.pagerow/pagerow.db          # the default
        ignore: [drafts, "docs/old"]
        conflicts: { default: files, tasks: merge, structure: ask }
        retention: 90
        collections:
          stories:
            files: "{folder}/{epic}/{name}.md"
            where: { folder: [refinements, backlog, active], epic: infra }
            key: id                                   # what keeps a document's identity through renames
            columns:
              id:       text
              title:    text
              status:   { type: enum, values: [draft, backlog, active], track: true }
              labels:   list
              created:  { type: date, immutable: true }
              ms_date:  { type: date, from: ms.date }
              azure:    { from: [external, azure_id] }
              stage:    { path: folder }
              lead:     { source: title }
              owner:    { line: Owner, conflicts: rows }
              why:      { section: [Why, "Warum?"] }
              hours:    { type: number, cell: [Estimated Hours, Value] }
              progress: { type: percent, line: Progress, was: percentage }
              done:     { computed: tasks.done }
              share:    { computed: tasks.percent }
            place: "{folder}/{epic}/{id}-{slug(title)}.md"
            tasks: { fences: true }
            sections: true
            conflicts: ask
          pages:
            files: "{path...}.md"
        """;

    [Fact]
    public void A_sample_says_what_it_says()
    {
        var file = Read(Sample);
        Assert.Equal(new(".pagerow/pagerow.db"), file.Database);
        Assert.Equal(new Retention(90, 10, null), file.Retention);
        Assert.Equal(Sample, file.Layout.Source);
        Assert.Equal(["drafts", "docs/old"], file.Layout.Ignored.Select(i => i.Pattern));
        var stories = file.Layout.Collections[0];
        Assert.Equal(("stories", "id", true, true, true), (stories.Name, stories.Key, stories.HasTasks, stories.HasSections, stories.BoxesInFences));
        Assert.Equal(["folder", "epic"], stories.Files.Where.Select(w => w.Key));
        Assert.Equal(
            ["id", "title", "status", "labels", "created", "ms_date", "azure", "stage", "lead", "owner", "why", "hours", "progress", "done", "share"],
            stories.Columns.Select(c => c.Name));
        Assert.Equal(new ColumnType.Enum(["draft", "backlog", "active"]), stories.Columns[2].Type);
        Assert.True(stories.Columns[2].IsTracked);
        Assert.True(stories.Columns[4].IsImmutable);
        Assert.Equal(["external", "azure_id"], Assert.IsType<ColumnSource.Frontmatter>(stories.Columns[6].Source).Key);
        Assert.Equal(new ColumnSource.Capture("folder"), stories.Columns[7].Source);
        Assert.IsType<ColumnSource.Title>(stories.Columns[8].Source);
        Assert.Equal(["Why", "Warum?"], Assert.IsType<ColumnSource.Section>(stories.Columns[10].Source).Headings);
        Assert.Equal(new ColumnSource.Cell("Estimated Hours", "Value"), stories.Columns[11].Source);
        Assert.Equal("percentage", stories.Columns[12].Was);
        Assert.Equal((new ColumnType.Integer(), new ColumnSource.Computed(Computation.TasksDone)), (stories.Columns[13].Type, stories.Columns[13].Source));
        Assert.IsType<ColumnType.Percent>(stories.Columns[14].Type);
        Assert.Equal("stories", file.Layout.Of(PagePath.Of("backlog/infra/a.md"))?.Name);
        Assert.Equal("pages", file.Layout.Of(PagePath.Of("backlog/api/a.md"))?.Name);
    }

    [Fact]
    public void The_most_specific_policy_wins()
    {
        var conflicts = Read(Sample).Conflicts;
        Assert.Equal(ConflictPolicy.Rows, conflicts.For("stories", ConflictKind.Field, "owner"));
        Assert.Equal(ConflictPolicy.Merge, conflicts.For("stories", ConflictKind.Task));
        Assert.Equal(ConflictPolicy.Ask, conflicts.For("Stories", ConflictKind.Field, "id"));
        Assert.Equal(ConflictPolicy.Files, conflicts.For("pages", ConflictKind.Body));
        Assert.Equal(ConflictPolicy.Ask, conflicts.For("pages", ConflictKind.Structure));
        Assert.Equal(ConflictPolicy.Files, ConflictSettings.Default.For("pages", ConflictKind.Field));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("collections: {}\n")]
    public void A_file_may_say_nothing(string text) => Assert.Empty(Read(text).Layout.Collections);

    [Theory]
    [InlineData("colections: {}", 1, 1, "pagerow.yaml has no key 'colections'; did you mean 'collections'?")]
    [InlineData("collections:\n  a:\n    fles: \"*.md\"", 3, 5, "a collection has no key 'fles'; did you mean 'files'?")]
    [InlineData("collections:\n  a:\n    key: id", 3, 5, "a collection needs 'files'")]
    [InlineData("collections: []", 1, 14, "'collections' takes a map of names, not a list")]
    [InlineData("collections:\n", 1, 13, "'collections' says nothing; it takes a map of names")]
    [InlineData("retention: soon", 1, 12, "'retention' is 'soon'; it takes a whole number")]
    [InlineData("conflicts: file", 1, 12, "'conflicts' is 'file'; did you mean 'files'?")]
    [InlineData("conflicts: { task: merge }", 1, 14, "'conflicts' has no key 'task'; did you mean 'tasks'?")]
    [InlineData("ignore: [\"a/../b\"]", 1, 13, "leaves the folder")]
    [InlineData("a: 1\na: 2", 2, 1, "'a' stands here twice")]
    [InlineData("a: [1", 2, 1, "no valid YAML")]
    [InlineData("a: &x 1", 1, 4, "anchors and tags are not read here")]
    [InlineData("- a", 1, 1, "the file is a map")]
    [InlineData("{}\n---\n{}", 2, 1, "a second YAML document")]
    public void An_error_is_named_with_its_place(string text, int line, int column, string message)
    {
        var errors = Errors(text);
        Assert.Contains(errors, e => (e.Line, e.Column) == (line, column) && e.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("id: txt", "'id' is 'txt'; did you mean 'text'?")]
    [InlineData("id: { typ: text }", "a column has no key 'typ'; did you mean 'type'?")]
    [InlineData("id: enum", "an enum needs its words")]
    [InlineData("id: { type: enum }", "an enum needs its words")]
    [InlineData("id: { type: enum, values: [] }", "an enum needs its words")]
    [InlineData("id: { values: [a, a] }", "'values' has 'a' twice")]
    [InlineData("id: { type: text, values: [a] }", "'values' belongs to an enum, not to text")]
    [InlineData("Doc: text", "'Doc' is a column or child table that Pagerow makes itself")]
    [InlineData("tasks: text", "'tasks' is a column or child table that Pagerow makes itself")]
    [InlineData("my id: text", "'my id' is no name")]
    [InlineData("id: text\n      ID: text", "'ID' stands here twice, but for case")]
    [InlineData("id: { from: a, line: b }", "'id' has two sources, 'from' and 'line'; keep one")]
    [InlineData("id: { path: nam }", "'files' has no capture 'nam'; did you mean 'name'?")]
    [InlineData("id: { cell: [a] }", "'cell' takes two labels")]
    [InlineData("id: { computed: words, type: text }", "what is computed here is integer")]
    [InlineData("id: { type: list, line: Labels }", "a list stands in frontmatter only")]
    [InlineData("id: { part: proposal }", "'part' (documents of several pages) is not available yet")]
    [InlineData("id: text\n      x: { was: id }", "'id' is a column still")]
    [InlineData("id: { section: [] }", "'section' names nothing")]
    public void A_column_that_cannot_be_is_refused(string column, string message) =>
        Assert.Contains(Errors($"collections:\n  a:\n    files: \"a/{{name}}.md\"\n    columns:\n      {column}\n"), e => e.Message.Contains(message, StringComparison.Ordinal) && e.Line >= 5);

    [Theory]
    [InlineData("files: \"../{name}.md\"", "leaves the folder")]
    [InlineData("files: \"{name.md\"", "never closed")]
    [InlineData("files: \"{name}.md\"\n    key: nr", "there is no column 'nr'")]
    [InlineData("files: \"{name}.md\"\n    place: \"{nam}.md\"", "there is no column or capture 'nam'; did you mean 'name'?")]
    [InlineData("files: \"{name}.md\"\n    place: \"../{name}.md\"", "leaves the folder")]
    [InlineData("files: \"{name}.md\"\n    place: \"new/{name}.md\"", "a file such as 'new/x.md' is none of '{name}.md'")]
    [InlineData("files: \"{name}.md\"\n    where: { nam: [a] }", "the pattern has no '{nam}'")]
    [InlineData("files: \"{name}.md\"\n    where: { name: [] }", "'name' needs at least one value")]
    [InlineData("files: \"{name}.md\"\n    where: { name: [a/b] }", "cannot stand for '{name}'")]
    public void A_collection_that_cannot_be_is_refused(string collection, string message) =>
        Assert.Contains(Errors($"collections:\n  a:\n    {collection}\n"), e => e.Message.Contains(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("a: { files: \"a/*.md\" }\n  A: { files: \"b/*.md\" }", "would make a table 'A', and so does 'a'")]
    [InlineData("a: { files: \"a/*.md\" }\n  a_tasks: { files: \"b/*.md\" }", "would make a table 'a_tasks', and so does 'a'")]
    [InlineData("pagerow_x: { files: \"a/*.md\" }", "the database keeps for itself")]
    [InlineData("2a: { files: \"a/*.md\" }", "is no name")]
    public void Tables_have_names_of_their_own(string collections, string message) =>
        Assert.Contains(Errors($"collections:\n  {collections}\n"), e => e.Message.Contains(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("sqlite:/etc/x.db", "below .pagerow/")]
    [InlineData("sqlite:.pagerow/../x.db", "below .pagerow/")]
    [InlineData("sqlite::memory:", "below .pagerow/")]
    [InlineData("mysql://u:secret@h/d", "mysql:// is not yet available")]
    [InlineData("postgres://u:secret@h/d", "postgres:// is not yet available")]
    [InlineData("postgresql://h/d", "postgres:// is not yet available")]
    [InlineData("x.db", "named as in sqlite:")]
    [InlineData("sqlite:${HOME}/x.db", "only variables beginning PAGEROW_ are")]
    [InlineData("sqlite:${PAGEROW_NONE}", "the variable PAGEROW_NONE is not set")]
    [InlineData("${PAGEROW_ELSEWHERE}", "below .pagerow/")]
    public void A_file_alone_names_no_other_database(string database, string message)
    {
        var error = Assert.Single(Errors($"database: \"{database}\""));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_of_Pagerow_expand_in_the_database_and_a_user_may_name_any_file()
    {
        Assert.Equal(new(".pagerow/other.db"), Read("database: \"sqlite:.pagerow/${PAGEROW_NAME}.db\"").Database);
        Assert.True(DatabaseAddress.TryParse("sqlite:/var/x.db", out var address, out _));
        Assert.Equal("/var/x.db", address.SqlitePath);
        Assert.Equal("$PAGEROW_NAME", Assert.Single(Read("ignore: [\"$PAGEROW_NAME\"]").Layout.Ignored).Pattern);
    }

    [Fact]
    public void Every_error_of_a_file_is_listed_in_order()
    {
        var errors = Errors("""
            databse: x
            retention: -1
            collections:
              a:
                files: "a/../b.md"
                columns:
                  body: text
                  x: { type: enum }
                key: y
            """);
        Assert.Equal([1, 2, 5, 7, 8, 9], errors.Select(e => e.Line));
        Assert.StartsWith("pagerow.yaml:1:1: ", errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_reads_back_and_is_written_alike()
    {
        var file = Read(Sample);
        var text = ConfigurationText.Write(file);
        var again = Read(text);
        Assert.Equal(text, ConfigurationText.Write(again));
        Assert.Equal(file.Layout.Collections.Select(c => c.Files), again.Layout.Collections.Select(c => c.Files));
        Assert.Equal(file.Layout.Collections[0].Columns.Select(c => (c.Name, c.Type, c.IsTracked, c.IsImmutable, c.Was)), again.Layout.Collections[0].Columns.Select(c => (c.Name, c.Type, c.IsTracked, c.IsImmutable, c.Was)));
        Assert.Equal(file.Layout.Collections[0].Columns.Select(c => Told(c.Source)), again.Layout.Collections[0].Columns.Select(c => Told(c.Source)));
        Assert.Equal(file.Conflicts.For("stories", ConflictKind.Task), again.Conflicts.For("stories", ConflictKind.Task));
        Assert.Equal((file.Database, file.Retention), (again.Database, again.Retention));
    }

    [Fact]
    public void The_schema_knows_exactly_the_keys_that_the_reader_knows()
    {
        using var schema = JsonDocument.Parse(ConfigurationSchema.Write());
        var known = Properties(schema.RootElement);
        Assert.Equal(["collections", "conflicts", "database", "ignore", "retention"], known);
        var definitions = schema.RootElement.GetProperty("$defs");
        foreach (var (definition, lead) in new[] { ("collection", "collections:\n  a:\n    "), ("column", "collections:\n  a:\n    columns:\n      x:\n        "), ("conflicts", "conflicts:\n  "), ("tasks", "collections:\n  a:\n    tasks:\n      ") })
        {
            var keys = Properties(definitions.GetProperty(definition));
            Assert.NotEmpty(keys);
            Assert.DoesNotContain(keys.SelectMany(k => Messages($"{lead}{k}: \"?\"")), m => m.Contains("has no key", StringComparison.Ordinal));
            Assert.Contains(Errors($"{lead}nosuchkey: 1"), e => e.Message.Contains("has no key 'nosuchkey'", StringComparison.Ordinal));
        }

        var used = Sample.Split('\n').SelectMany(l => l.Split('{', ',')).Select(l => l.Trim()).Where(l => l.Contains(": ", StringComparison.Ordinal)).Select(l => l.Split(':')[0]).ToImmutableHashSet(StringComparer.Ordinal);
        Assert.All(Properties(definitions.GetProperty("column")).Where(k => k != "immutable"), k => Assert.Contains(k, used));
    }

    static ImmutableArray<string> Properties(JsonElement form) => [.. form.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)];

    static string Told(ColumnSource source) => source switch
    {
        ColumnSource.Frontmatter(var key) => "key " + string.Join('>', key),
        ColumnSource.Section(var headings) => "section " + string.Join('>', headings),
        _ => source.ToString()!,
    };

    static ConfigurationFile Read(string text)
    {
        var isRead = ConfigurationFile.TryRead(text, "pagerow.yaml", Variable, out var file, out var errors);
        Assert.True(isRead, string.Join('\n', errors));
        return file!;
    }

    static ImmutableArray<ConfigurationError> Errors(string text)
    {
        Assert.False(ConfigurationFile.TryRead(text, "pagerow.yaml", Variable, out _, out var errors), "it was read");
        return errors;
    }

    static ImmutableArray<string> Messages(string text)
    {
        ConfigurationFile.TryRead(text, "pagerow.yaml", Variable, out _, out var errors);
        return [.. errors.Select(e => e.Message)];
    }

    static string? Variable(string name) => name switch
    {
        "PAGEROW_NAME" => "other",
        "PAGEROW_ELSEWHERE" => "sqlite:/tmp/x.db",
        _ => null,
    };

    [Theory]
    [InlineData("", 365, 10, null)]
    [InlineData("retention: 0\n", null, 10, null)]
    [InlineData("retention: 30\n", 30, 10, null)]
    [InlineData("retention: { days: 30, versions: 3, megabytes: 500 }\n", 30, 3, 500)]
    [InlineData("retention: { megabytes: 500 }\n", 365, 10, 500)]
    [InlineData("retention: { days: 0, versions: 0 }\n", null, 0, null)]
    public void Retention_is_days_or_days_versions_and_megabytes_and_reads_back(string said, int? days, int versions, int? megabytes)
    {
        var text = said + "collections:\n  pages:\n    files: \"{name}.md\"\n";
        Assert.True(ConfigurationFile.TryRead(text, "pagerow.yaml", _ => null, out var file, out var errors), string.Join("\n", errors));
        Assert.Equal(new Retention(days, versions, megabytes), file.Retention);
        Assert.True(ConfigurationFile.TryRead(ConfigurationText.Write(file), "pagerow.yaml", _ => null, out var again, out _));
        Assert.Equal(file.Retention, again.Retention);
    }

    [Fact]
    public void Named_sections_and_a_window_have_their_say_and_read_back()
    {
        const string said = """
            conflicts:
              default: merge
              window: 5
              sections: { default: ask, "Insights": files, "Plan / Notes": rows }
            collections:
              pages:
                files: "{name}.md"
            """;
        Assert.True(ConfigurationFile.TryRead(said, "pagerow.yaml", _ => null, out var file, out var errors), string.Join("\n", errors));
        Check(file.Conflicts);
        Assert.True(ConfigurationFile.TryRead(ConfigurationText.Write(file), "pagerow.yaml", _ => null, out var again, out errors), string.Join("\n", errors));
        Check(again.Conflicts);

        static void Check(ConflictSettings conflicts)
        {
            Assert.Equal(TimeSpan.FromMinutes(5), conflicts.Window);
            Assert.Equal(ConflictPolicy.Merge, conflicts.For("pages", ConflictKind.Field));
            Assert.Equal(ConflictPolicy.Ask, conflicts.For("pages", ConflictKind.Section, null, "Journal"));
            Assert.Equal(ConflictPolicy.Files, conflicts.For("pages", ConflictKind.Section, null, "Session / insights"));
            Assert.Equal(ConflictPolicy.Rows, conflicts.For("pages", ConflictKind.Section, null, "Plan / Notes"));
            Assert.Equal(ConflictPolicy.Ask, conflicts.For("pages", ConflictKind.Section, null, "Notes"));
        }
    }
}
