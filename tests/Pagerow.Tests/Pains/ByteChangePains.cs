using Pagerow.Engine.Sides;
using Pagerow.Simulation;
using static Pagerow.Simulation.World;

namespace Pagerow.Tests.Pains;

/// <summary>Bytes that comparable tools changed though nobody had asked for it.</summary>
public sealed class ByteChangePains
{
    const string A = "stories/core/A-1.md";

    // What a rewrite of the whole block would show: comments, quotes of both kinds, dates, flow lists, blank lines, blanks at line ends, an order of its own.
    const string Museum = """
        ---
        # Kept by hand.
        zeta: "double"   # stays last in the alphabet and first here
        id: A-1
        status: backlog # where it stands

        quoted: 'single'
        due: 2026-01-07
        labels: [a, b] # short
        aliases:
          - one    # the first
          # between
          - 'two'
        nested: { b: 1, a: [x, y] }
        created: 2026-03-02T10:00:00+02:00
        number: 007
        answer: yes
        long: >-
          folded
          text
        trailing:   
        ---

        # Story

        Text with two blanks at its end.  

        * [ ] one
        """;

    readonly World _world = new();

    /// <summary>Makes a page, edits its row, and returns the lines that went and those that came.</summary>
    async Task<(string[] Gone, string[] New)> EditedAsync(string page, Action<World> edit)
    {
        await _world.BeginAsync((A, page));
        edit(_world);
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal([A], _world.Folder.Files.Keys);
        var (before, after) = (page.Split('\n'), _world.Folder[A]!.Split('\n'));
        // Nothing is put in another order: what is common stands in both in the same one.
        Assert.Equal(before.Where(after.Contains), after.Where(before.Contains));
        return ([.. before.Where(l => !after.Contains(l))], [.. after.Where(l => !before.Contains(l))]);
    }

    [Theory]
    [InlineData("---\nid: A-1\n---\n# A\n", "---\nid: A-1\nstatus: done\n---\n# A\n")]
    [InlineData("\uFEFF---\nid: A-1\n---\n# A\n", "\uFEFF---\nid: A-1\nstatus: done\n---\n# A\n")]
    [InlineData("---\r\nid: A-1\r\n---\r\n# A\r\n", "---\r\nid: A-1\r\nstatus: done\r\n---\r\n# A\r\n")]
    [InlineData("---  \nid: A-1\n---  \n# A\n", "---  \nid: A-1\nstatus: done\n---  \n# A\n")]
    [InlineData("---\n---\n# A\n", "---\nstatus: done\n---\n# A\n")]
    [InlineData("---\nid: A-1\n---", "---\nid: A-1\nstatus: done\n---")]
    [InlineData("# A\n\n---\n\nid: no frontmatter\n", "---\nstatus: done\n---\n# A\n\n---\n\nid: no frontmatter\n")]
    public async Task Pain_29_A_field_is_set_in_the_block_that_is_there_and_no_second_one_is_put_before_it(string page, string expected)
    {
        await _world.BeginAsync((A, page));
        _world.Set(A, "status", "done");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(expected, _world.Folder[A]);
    }

    [Theory]
    [InlineData("---\n\nA line, a quotation.\n\n---\n\n# A\n")]
    [InlineData("---\n- a list\n- and no map\n---\n\n# A\n")]
    [InlineData("---\nkey: [never\n---\n\n# A\n")]
    [InlineData("---\n\n# A line that opens nothing\n")]
    [InlineData("---\n%&$: {{ template }}\n---\n# A\n")]
    public async Task Pain_30_A_page_that_begins_with_a_line_and_no_YAML_has_a_row_and_what_is_not_understood_is_said(string page)
    {
        _world.Folder[A] = page;
        await _world.SyncAsync();
        Assert.Equal(page, _world.Folder[A]);
        var row = _world.Row(A);
        Assert.True(row.Problem is not null || row.Body!.Contains("# A", StringComparison.Ordinal), $"{row}");
        Assert.True(row.Problem is not null || (row.Body + row.Extra).Contains("quotation", StringComparison.Ordinal) == page.Contains("quotation", StringComparison.Ordinal), $"{row}");
    }

    [Fact]
    public async Task Pain_31_Fields_that_no_column_reads_stay_whatever_is_written()
    {
        await _world.BeginAsync((A, Museum));
        _world.Set(A, "status", "done");
        await _world.SyncAsync();
        _world.Set(A, "labels", "[]");
        await _world.SyncAsync();
        _world.Update(A, r => r with { Body = "# Another body\n" });
        await _world.SyncAsync();
        _world.AssertInStep();
        foreach (var key in (string[])["# Kept by hand.", "zeta: \"double\"", "quoted: 'single'", "nested: { b: 1, a: [x, y] }", "  # between", "number: 007", "answer: yes", "long: >-\n  folded\n  text\n", "trailing:   \n"])
            Assert.Contains(key, _world.Folder[A], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pain_32_Comments_flow_lists_and_blanks_stay_when_a_field_is_set() =>
        AssertLines(["status: backlog # where it stands"], ["status: done # where it stands"], await EditedAsync(Museum, w => w.Set(A, "status", "done")));

    [Fact]
    public async Task Pain_33_One_label_more_changes_its_line_and_no_date_beside_it() =>
        AssertLines(["labels: [a, b] # short"], ["labels: [a, b, c] # short"], await EditedAsync(Museum, w => w.Set(A, "labels", "[\"a\",\"b\",\"c\"]")));

    [Fact]
    public async Task Pain_34_Quotes_are_those_that_the_page_has()
    {
        AssertLines(["id: \"A-1\""], ["id: \"A-2\""], await EditedAsync(Museum.Replace("id: A-1", "id: \"A-1\"", StringComparison.Ordinal), w => w.Set(A, "id", "A-2")));
        _world.Folder[A] = Museum.Replace("id: A-1", "id: 'A-1'", StringComparison.Ordinal);
        await _world.SyncAsync();
        _world.Set(A, "id", "A-2");
        await _world.SyncAsync();
        Assert.Equal(Museum.Replace("id: A-1", "id: 'A-2'", StringComparison.Ordinal), _world.Folder[A]);
    }

    [Fact]
    public async Task Pain_35_A_value_that_is_set_to_what_it_is_changes_no_byte()
    {
        AssertLines([], [], await EditedAsync(Museum, w => w.Update(A, r => With(With(With(r, "labels", "[ \"a\", \"b\" ]"), "status", "backlog"), "due", "2026-01-07"))));
        Assert.Equal((Museum, 0), (_world.Folder[A], _world.Folder.Writes));
    }

    [Fact]
    public async Task Pain_36_A_value_that_goes_leaves_the_comments_where_they_are()
    {
        var (gone, come) = await EditedAsync(Museum, w => w.Set(A, "due", null));
        Assert.Equal(["due: 2026-01-07"], gone);
        Assert.Equal(["due:"], come);
        Assert.Equal(Museum.Count(c => c == '#'), _world.Folder[A]!.Count(c => c == '#'));
    }

    [Fact]
    public async Task Pain_37_Keys_keep_their_order_and_a_new_one_moves_none() =>
        AssertLines([], ["points: 5"], await EditedAsync(Museum, w => w.Set(A, "points", "5")));

    [Fact]
    public async Task Pain_38_Nothing_is_written_while_nobody_types()
    {
        await _world.BeginAsync((A, Museum));
        for (var i = 0; i < 5; i++)
        {
            Assert.True((await _world.SyncAsync(new(new FolderScope.Deep(), new RowScope.Deep()))).IsQuiet);
            _world.Restart();
        }

        Assert.Equal((Museum, 0), (_world.Folder[A], _world.Folder.Writes));
    }

    [Fact]
    public async Task Pain_39_A_label_neither_renames_the_file_nor_changes_its_id_nor_wraps_its_body()
    {
        var page = Story("a-1");
        await _world.BeginAsync(("stories/core/My story (A-1).md", page));
        _world.Set("stories/core/My story (A-1).md", "labels", "[\"a\",\"b\",\"new\"]");
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(("stories/core/My story (A-1).md", page.Replace("[a, b]", "[a, b, new]", StringComparison.Ordinal)), _world.Folder.Files.Select(f => (f.Key, f.Value)).Single());
    }

    [Fact]
    public async Task Pain_40_No_id_is_written_into_a_page_and_one_far_down_in_long_frontmatter_is_found()
    {
        const string bare = "# Without an id\n\nText.\n";
        var padded = $"---\n{string.Concat(Enumerable.Range(0, 400).Select(i => $"key{i}: {new string('v', 20)}\n"))}id: A-1\n---\n# Padded\n";
        await _world.BeginAsync(("stories/core/bare.md", bare), (A, padded));
        var document = _world.Row(A).Document;
        Assert.Equal("A-1", _world.Value(A, "id"));

        _world.Folder.Rename(A, "stories/web/else.md");
        _world.Folder["stories/web/else.md"] = padded.Replace("# Padded", "# Quite another text, and nothing of what was", StringComparison.Ordinal).Replace("vvvv", "w", StringComparison.Ordinal);
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(document, _world.Row("stories/web/else.md").Document);
        Assert.Equal((bare, 0, 2), (_world.Folder["stories/core/bare.md"], _world.Folder.Writes, _world.Database.Rows.Count));
    }

    [Fact]
    public async Task Pain_41_A_list_takes_one_more_and_the_comments_and_blank_lines_in_it_stay()
    {
        const string page = "---\nid: A-1\n\n# Which ones\nlabels:\n  - a   # first\n\n  # the odd one\n  - 'b'\n\nstatus: done\n---\n# A\n";
        AssertLines([], ["  - c"], await EditedAsync(page, w => w.Set(A, "labels", "[\"a\",\"b\",\"c\"]")));
    }

    static void AssertLines(string[] gone, string[] come, (string[] Gone, string[] New) differ)
    {
        Assert.Equal(gone, differ.Gone);
        Assert.Equal(come, differ.New.Select(l => l.Replace("'c'", "c", StringComparison.Ordinal)));
    }
}
