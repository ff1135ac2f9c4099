using System.Collections.Immutable;
using Pagerow.Cli.Configuration;
using Pagerow.Mapping;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Patterns;
using Pagerow.Mapping.Puts;
using Pagerow.Mapping.Values;
using Pagerow.Pages;

namespace Pagerow.Tests.Mapping;

public sealed class LensTests
{
    const string Story = """
        ---
        id: INF-014   # the key
        title: 'Sync: both ways'
        status: backlog
        created: 2026-01-07
        labels: [infra, sync]
        external:
          azure: 7
          jira: null
        market: ats
        ---

        # INF-014: Sync

        **Progress**: 45% (5/11 tasks)
        **Owner**: `anna`

        ## Why

        Because.

        ## Tasks

        - [x] 1.1 first
        - [ ] 1.2 second
          - [ ] nested
        - [ ] third

        ## Notes

        """;

    static readonly Collection Stories = Configured("""
        collections:
          stories:
            files: "{stage}/{epic}/{name}.md"
            key: id
            columns:
              id:       { type: text, immutable: true }
              title:    text
              status:   { type: enum, values: [backlog, active] }
              created:  date
              labels:   list
              azure:    { type: integer, from: [external, azure] }
              progress: { type: percent, line: Progress }
              owner:    { line: Owner }
              why:      { section: [Warum, Why] }
              heading:  { source: title }
              done:     { computed: tasks.done }
              share:    { computed: tasks.percent }
              stage:    { path: stage }
            place: "{stage}/none/{id}-{slug(title)}.md"
            tasks: true
            sections: true
        """);

    static readonly PagePath At = PagePath.Of("backlog/infra/INF-014.md");

    [Fact]
    public void A_list_is_read_in_its_canonical_form_and_put_back_unchanged()
    {
        var page = new PageText("---\nid: a\nlabels: [\"a\\r\\nb\", c]\n---\n");
        var value = Lens.Get(Stories, At, page).Values[4];
        Assert.Equal(new Value.List(["a\nb", "c"]), value);
        Assert.Same(page, Lens.Put(Stories, At, page, [new FaceEdit.SetColumn(4, value)], null).Page);
        Assert.Same(page, Lens.Put(Stories, At, page, [new FaceEdit.SetColumn(4, new Value.List(["a\r\nb", "c"]))], null).Page);
    }

    [Fact]
    public void A_page_of_conflict_marks_and_code_is_read()
    {
        var page = string.Concat(Enumerable.Repeat("    <<<<<<< \n    >>>>>>> \n\ntext\n\n", 60_000));
        Assert.Null(Lens.Get(Stories, At, new(page)).PageTrouble);
    }

    [Fact]
    public void A_page_shows_all_its_faces()
    {
        var record = Lens.Get(Stories, At, new(Story));
        Assert.Equal(
            ["INF-014", "Sync: both ways", "backlog", "2026-01-07", "[\"infra\",\"sync\"]", "7", "45", "anna", "Because.", "INF-014: Sync", "1", "25", "backlog"],
            record.Values.Select(v => v.Spelling));
        Assert.Equal("""{"external":{"jira":null},"market":"ats"}""", record.Extra);
        Assert.StartsWith("\n# INF-014", record.Body, StringComparison.Ordinal);
        Assert.Equal(["1|first|x|1.1|", "2|second| |1.2|", "3|nested| ||2", "4|third| ||"], record.Tasks.Select(t => $"{t.Item}|{t.Text}|{t.State}|{t.Number}|{t.Parent}"));
        Assert.All(record.Tasks, t => Assert.Equal("INF-014: Sync / Tasks", t.Section));
        Assert.Equal(["||\n", "INF-014: Sync|INF-014: Sync|\n**Progress**: 45% (5/11 tasks)\n**Owner**: `anna`\n\n"], record.Sections.Take(2).Select(s => $"{s.Heading}|{s.Path}|{s.Content}"));
        Assert.Equal([1, 2, 3, 4, 5], record.Sections.Select(s => s.Position ?? 0));
        Assert.Empty(record.Problems);
    }

    [Fact]
    public void Columns_are_written_by_the_smallest_edit()
    {
        AssertPut(("title", new Value.Text("Sync: one way")), "title: 'Sync: both ways'", "title: 'Sync: one way'");
        AssertPut(("status", new Value.Text("active")), "status: backlog", "status: active");
        AssertPut(("created", new Value.Text("2026/2/1")), "created: 2026-01-07", "created: 2026-02-01");
        AssertPut(("labels", new Value.Text("[\"infra\",\"sync\",\"api\"]")), "[infra, sync]", "[infra, sync, api]");
        AssertPut(("azure", new Value.Real(8)), "azure: 7", "azure: 8");
        AssertPut(("progress", new Value.Integer(50)), "45% (5/11 tasks)", "50% (5/11 tasks)");
        AssertPut(("progress", new Value.Real(45.4545)), "45%", "45%");
        AssertPut(("owner", new Value.Text("bert")), "`anna`", "`bert`");
        AssertPut(("why", new Value.Text("Why not.\n\nReally.\n")), "Because.", "Why not.\n\nReally.");
        AssertPut(("heading", new Value.Text("INF-014: Both")), "# INF-014: Sync", "# INF-014: Both");
        AssertPut(("stage", new Value.Text("active")), "", "");
    }

    [Theory]
    [InlineData("id", "X-1", "'id' is immutable and is \"INF-014\" already")]
    [InlineData("status", "urgent", "'status' is \"urgent\", the column takes backlog, active")]
    [InlineData("done", "3", "'done' is computed from the page and read-only")]
    [InlineData("owner", "a\nb", "the column takes one line")]
    [InlineData("heading", "", "cannot be nothing")]
    public void An_edit_that_the_page_cannot_express_is_refused_with_a_reason(string column, string value, string reason)
    {
        var put = Put(new FaceEdit.SetColumn(Stories.IndexOf(column), new Value.Text(value)));
        Assert.Equal(Story, put.Page.Text);
        Assert.Contains(reason, Assert.Single(put.Refused).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_in_trouble_keeps_what_was_shown_last_and_is_repaired_by_an_update()
    {
        var page = new PageText(Story.Replace("status: backlog", "status: urgent", StringComparison.Ordinal).Replace("created: 2026-01-07", "created: [1]", StringComparison.Ordinal));
        var record = Lens.Get(Stories, At, page);
        Assert.Equal([2, 3], record.Troubled);
        Assert.Equal(["4:9: 'status' is \"urgent\", the column takes backlog, active", "5:10: 'created' is a list, the column takes date"], record.Problems.Select(p => p.ToString()));
        var last = Lens.Get(Stories, At, new(Story)).Values;
        Assert.Equal(last.Select(v => v.Spelling), record.KeepingLast(last).Values.Select(v => v.Spelling));
        var put = Lens.Put(Stories, At, page, [new FaceEdit.SetColumn(2, new Value.Text("active")), new FaceEdit.SetColumn(3, new Value.Date(new(2026, 1, 7)))], null);
        Assert.Empty(put.Refused);
        Assert.Empty(Lens.Get(Stories, At, put.Page).Problems);
    }

    [Theory]
    [InlineData("---\nid: 1\n# never closed\n")]
    [InlineData("---\nid: 1\n---\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n")]
    public void A_page_in_trouble_shows_and_takes_nothing(string text)
    {
        var record = Lens.Get(Stories, At, new(text));
        Assert.NotNull(record.PageTrouble);
        Assert.Equal((null, null), (record.Body, record.Extra));
        Assert.All(record.Values, v => Assert.Null(v.Spelling));
        var put = Lens.Put(Stories, At, new(text), [new FaceEdit.SetBody("x"), new FaceEdit.SetColumn(1, new Value.Text("x"))], null);
        Assert.Equal(text, put.Page.Text);
        Assert.Equal(2, put.Refused.Length);
    }

    [Fact]
    public void Marks_of_a_merge_inside_code_are_content_and_cannot_be_written_outside_of_it()
    {
        var code = new PageText("```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n```\n");
        Assert.Null(Lens.Get(Stories, At, code).PageTrouble);
        var put = Put(new FaceEdit.SetBody("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n"));
        Assert.Contains("could not be read any more", Assert.Single(put.Refused).Reason, StringComparison.Ordinal);
        Assert.Equal(Story, put.Page.Text);
    }

    [Fact]
    public void Extra_takes_keys_away_and_adds_some_and_leaves_those_of_columns_alone()
    {
        var put = Put(new FaceEdit.SetExtra("""{"external":{"jira":"J-1"},"layer":"Gold"}"""));
        Assert.Empty(put.Refused);
        Assert.Equal("""{"external":{"jira":"J-1"},"layer":"Gold"}""", Lens.Get(Stories, At, put.Page).Extra);
        Assert.Contains("  azure: 7\n  jira: J-1\n", put.Page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("market", put.Page.Text, StringComparison.Ordinal);
        Assert.Contains("'title' is read by a column", Assert.Single(Put(new FaceEdit.SetExtra("""{"title":"x"}""")).Refused).Reason, StringComparison.Ordinal);
        Assert.Contains("takes a JSON object", Assert.Single(Put(new FaceEdit.SetExtra("[1]")).Refused).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Ordinals_count_the_page_as_it_was_whatever_other_edits_do()
    {
        var put = Put(
            new FaceEdit.RemoveTask(0),
            new FaceEdit.SetTask(1, "x", null, null),
            new FaceEdit.AddTask(" ", "new one", null, null, null, 1),
            new FaceEdit.AddTask(" ", "new two", null, null, null, 1),
            new FaceEdit.SetTask(3, null, "last", null),
            new FaceEdit.AddSection(2, 2, "How", "\nSomehow.\n\n"),
            new FaceEdit.SetSection(2, "Whence", null));
        Assert.Empty(put.Refused);
        Assert.Contains("## Whence\n\nBecause.\n\n## How\n\nSomehow.\n\n## Tasks\n\n- [x] 1.2 second\n  - [ ] nested\n- [ ] new one\n- [ ] new two\n- [ ] last\n", put.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_edits_of_one_place_the_coarser_stands()
    {
        var body = Lens.Get(Stories, At, new(Story)).Body!;
        var put = Put(
            new FaceEdit.SetBody(body.Replace("Because.", "The body says.", StringComparison.Ordinal).Replace("- [ ] third", "- [/] third", StringComparison.Ordinal).Replace("second", "2nd", StringComparison.Ordinal)),
            new FaceEdit.SetColumn(Stories.IndexOf("why"), new Value.Text("The column says.")),
            new FaceEdit.SetSection(2, null, "\nThe section says.\n\n"),
            new FaceEdit.SetTask(3, "x", null, null),
            new FaceEdit.SetTask(1, "x", null, null),
            new FaceEdit.SetTask(0, " ", null, null));
        Assert.Equal(["SetSection", "SetTask", "SetTask", "SetColumn"], put.Refused.Select(r => r.Edit.GetType().Name));
        Assert.Contains("The body says.", put.Page.Text, StringComparison.Ordinal);
        Assert.Contains("- [ ] 1.1 first\n- [ ] 1.2 2nd\n", put.Page.Text, StringComparison.Ordinal);
        Assert.Contains("- [/] third", put.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_of_SQL_becomes_a_page()
    {
        ImmutableArray<Value> values = [.. Stories.Columns.Select(c => c.Name switch
        {
            "id" => new Value.Text("INF-015"),
            "title" => new Value.Text("Ünder way: 100%"),
            "created" => new Value.Text("2026-01-08"),
            "labels" => new Value.List(["a"]),
            "stage" => (Value)new Value.Text("active"),
            _ => Value.Nothing,
        })];
        var place = Assert.IsType<Placement.At>(Places.Of(Stories, values));
        Assert.Equal("active/none/INF-015-ünder-way-100.md", place.Path.Value);
        var born = Lens.NewPage(Stories, place.Path, values, "# Hello\n", """{"layer":"Gold"}""");
        Assert.Empty(born.Refused);
        var record = Lens.Get(Stories, place.Path, born.Page);
        Assert.Equal(["INF-015", "Ünder way: 100%", null, "2026-01-08", "[\"a\"]"], record.Values.Take(5).Select(v => v.Spelling));
        Assert.Equal(("# Hello\n", """{"layer":"Gold"}"""), (record.Body, record.Extra));
        Assert.True(born.Page.Text.IndexOf("id:", StringComparison.Ordinal) < born.Page.Text.IndexOf("created:", StringComparison.Ordinal));
    }

    [Fact]
    public void Places_stay_within_the_pattern()
    {
        var values = Enumerable.Repeat(Value.Nothing, Stories.Columns.Length).ToImmutableArray();
        Assert.Contains("'stage' is empty", Assert.IsType<Placement.Nowhere>(Places.Of(Stories, values)).Reason, StringComparison.Ordinal);
        values = values.SetItem(0, new Value.Text("../../etc")).SetItem(1, new Value.Text("t")).SetItem(Stories.Columns.Length - 1, new Value.Text("a"));
        Assert.IsType<Placement.Nowhere>(Places.Of(Stories, values));
        var notes = new Collection("notes", PathPattern.Of("notes/{folder}/{name}.md"), [new("title", new ColumnType.Text(), new ColumnSource.Title()), new("folder", new ColumnType.Text(), new ColumnSource.Capture("folder"))]);
        Assert.Equal("notes/x/a-b.md", Assert.IsType<Placement.At>(Places.Of(notes, [new Value.Text("A: b!"), new Value.Text("x")])).Path.Value);
        Assert.IsType<Placement.Nowhere>(Places.Of(notes, [new Value.Text("A"), Value.Nothing]));
        Assert.IsType<Placement.Nowhere>(Places.Of(notes, [new Value.Text("A"), new Value.Text(".git")]));
        Assert.IsType<Placement.Nowhere>(Places.Of(notes, [new Value.Text("!"), new Value.Text("x")]));
    }

    [Fact]
    public void A_capture_that_is_written_moves_the_page()
    {
        static FaceEdit To(Value stage) => new FaceEdit.SetColumn(Stories.IndexOf("stage"), stage);
        Assert.Equal("active/infra/INF-014.md", Assert.IsType<Placement.At>(Places.PathFor(Stories, At, [To(new Value.Text("active")), new FaceEdit.SetBody("")])).Path.Value);
        Assert.Equal(At, Assert.IsType<Placement.At>(Places.PathFor(Stories, At, [new FaceEdit.SetBody("")])).Path);
        Assert.IsType<Placement.Nowhere>(Places.PathFor(Stories, At, [To(Value.Nothing)]));
        Assert.IsType<Placement.Nowhere>(Places.PathFor(Stories, At, [To(new Value.Text("a/b"))]));
        Assert.IsType<Placement.Nowhere>(Places.PathFor(Stories, At, [To(new Value.Text(".."))]));
    }

    static void AssertPut((string Column, Value Value) edit, string before, string after)
    {
        var put = Put(new FaceEdit.SetColumn(Stories.IndexOf(edit.Column), edit.Value));
        Assert.Empty(put.Refused);
        Assert.Equal(before.Length == 0 ? Story : Story.Replace(before, after, StringComparison.Ordinal), put.Page.Text);
    }

    static PutResult Put(params ImmutableArray<FaceEdit> edits) => Lens.Put(Stories, At, new(Story), edits, null);

    static Collection Configured(string text)
    {
        Assert.True(ConfigurationFile.TryRead(text, "pagerow.yaml", _ => null, out var file, out var errors), string.Join('\n', errors));
        return file.Layout.Collections[0];
    }
}
