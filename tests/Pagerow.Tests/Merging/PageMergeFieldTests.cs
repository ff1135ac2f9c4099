using System.Collections.Immutable;
using Pagerow.Merging;
using Pagerow.Merging.Conflicts;
using Pagerow.Pages.Outlines;

namespace Pagerow.Tests.Merging;

/// <summary>Lists, ruled fields and check boxes in the page merge, and what policies make of holes.</summary>
public sealed class PageMergeFieldTests
{
    static readonly MergeRules Rules = new(OutlineOptions.None, [], [new(["progress"], FieldNature.Percent), new(["updated"], FieldNature.Latest), new(["count"], FieldNature.Derived)]);

    [Theory]
    [InlineData("[a, b]", "[a, b, f]", "[r, a, b]", "[a, b, f, r]")]
    [InlineData("[a, b, c]", "[a, c]", "[c, b, a]", "[c, a]")]
    [InlineData("[a, b, c]", "[c, b, a]", "[a, b, c, r]", "[c, b, a, r]")]
    [InlineData("[a]", "[a, x]", "[a, x]", "[a, x]")]
    [InlineData("[1, 1, 2, 3]", "[1, 1, 2, 3, 4]", "[0, 1, 1, 2, 3]", "[0, 1, 1, 2, 3, 4]")]
    public void Lists_take_what_both_sides_added_and_lose_what_either_took_out(string was, string ours, string theirs, string expected) =>
        Assert.Equal(Page("tags: " + expected), Whole(Page("tags: " + was), Page("tags: " + ours), Page("tags: " + theirs)));

    [Fact]
    public void A_list_in_which_both_changed_the_same_items_is_a_hole() =>
        Assert.Equal(ConflictKind.Field, Assert.Single(Merge(Page("n: [1, 1]"), Page("n: [1, 2]"), Page("n: [1, 3]")).Open).Kind);

    [Fact]
    public void A_comment_behind_a_value_outlives_a_value_of_several_lines() =>
        Assert.Equal(Page("k: \"a\\nb\\n\" # note"), Whole(Page("k: x"), Page("k: x # note"), Page("k: |\n  a\n  b")));

    [Theory]
    [InlineData("", "# a\n# b\n", "# b\n# c\n", "# a\n# b\n# c\n")]
    [InlineData("", "# x\n# a\n# b\n", "# x\n# b\n# c\n", "# x\n# a\n# b\n# c\n")]
    [InlineData("", "# a\n# a\n# b\n", "# a\n# b\n# a\n", "# a\n# a\n# b\n# a\n")]
    public void Lines_that_both_sides_appended_stand_once(string was, string ours, string theirs, string expected) =>
        Assert.Equal(Page(expected + "k: x"), Whole(Page(was + "k: x"), Page(ours + "k: x"), Page(theirs + "k: x")));

    [Fact]
    public void A_merged_list_keeps_the_line_ends_of_its_page()
    {
        static string Crlf(string text) => text.Replace("\n", "\r\n", StringComparison.Ordinal);
        Assert.Equal(Crlf(Page("tags:\n- b\n- c")), Whole(Crlf(Page("tags:\n- a")), Crlf(Page("tags:\n- b")), Crlf(Page("tags:\n- a\n- c"))));
    }

    [Theory]
    [InlineData("updated: 2025-1-9", "updated: 2025-1-10", "updated: 2025-1-11 8:30", "updated: 2025-1-11 8:30")]
    [InlineData("updated: 2025-1-1", "updated: 2025-1-10", "updated: 2025-1-9", "updated: 2025-1-10")]
    [InlineData("updated: 2025-01-01", "updated: 2025-03-01", "updated: 2025-02-01", "updated: 2025-03-01")]
    [InlineData("updated: 2025-01-01", "updated: 2025-02-01", "updated: 2025-03-01", "updated: 2025-03-01")]
    [InlineData("count: 1", "count: 2", "count: 3", "count: 2")]
    [InlineData("progress: 45%", "progress: 45.0%", "progress: 60%", "progress: 60%")]
    [InlineData("progress: 45%", "progress: 60%", "progress: 60.0 %", "progress: 60%")]
    public void Ruled_fields_are_settled_without_a_question(string was, string ours, string theirs, string expected)
    {
        Assert.Equal(Page(expected), Whole(Page(was), Page(ours), Page(theirs)));
        Assert.Equal(Line(expected), Whole(Line(was), Line(ours), Line(theirs)));
    }

    [Fact]
    public void Comments_and_keys_of_both_sides_stay()
    {
        var merged = Whole(Page("a: 1\nb: 2"), Page("# file\na: 1\nb: 2\nc: 3"), Page("a: 1 # row\nb: 2\nd: 4"));
        Assert.Equal(Page("# file\na: 1 # row\nb: 2\nc: 3\nd: 4"), merged);
    }

    [Fact]
    public void Boxes_that_both_sides_added_at_one_place_stand_one_behind_the_other() =>
        Assert.Equal("- [ ] a\n- [ ] f\n  more\n- [ ] r\n", Whole("- [ ] a\n", "- [ ] a\n- [ ] f\n  more\n", "- [ ] a\n- [ ] r\n"));

    [Fact]
    public void A_box_that_one_side_moved_takes_the_edit_of_the_other_with_it() =>
        Assert.Equal(
            "## Todo\n\n- [ ] two\n\n## Done\n\n- [ ] three\n- [x] one\n",
            Whole("## Todo\n\n- [ ] one\n- [ ] two\n\n## Done\n\n- [ ] three\n", "## Todo\n\n- [ ] two\n\n## Done\n\n- [ ] three\n- [ ] one\n", "## Todo\n\n- [x] one\n- [ ] two\n\n## Done\n\n- [ ] three\n"));

    [Fact]
    public void An_edit_follows_its_box_when_the_list_is_numbered_anew() =>
        Assert.Equal(
            "- [ ] 1.1 one\n- [ ] 1.2 new\n- [x] 1.3 two\n",
            Whole("- [ ] 1.1 one\n- [ ] 1.2 two\n", "- [ ] 1.1 one\n- [ ] 1.2 new\n- [ ] 1.3 two\n", "- [ ] 1.1 one\n- [x] 1.2 two\n"));

    [Fact]
    public void A_box_that_one_side_took_out_and_the_other_ticked_is_a_hole_of_the_structure()
    {
        var merged = Merge("- [ ] one\n- [ ] two\n", "- [ ] two\n", "- [x] one\n- [ ] two\n");
        var hole = Assert.Single(merged.Open);
        Assert.Equal((ConflictKind.Structure, null, "- [x] one\n"), (hole.Kind, hole.File, hole.Row));
        Assert.Equal("task:[null,0,null,\"one\",0]", hole.Place.Key);
        Assert.Equal("- [x] one\n- [ ] two\n", Decided(ConflictPolicy.Merge));
        Assert.Equal("- [ ] two\n", Decided(ConflictPolicy.Files));

        string Decided(ConflictPolicy policy) =>
            PageMerge.Merge(new("- [ ] one\n- [ ] two\n"), new("- [ ] two\n"), new("- [x] one\n- [ ] two\n"), Rules, h => PolicyDecision.Of(policy, h)).Page.Text;
    }

    [Theory]
    [InlineData("a\n", "a", "a\nb\n", "a\nb")]
    [InlineData("a", "a\n", "b", "b\n")]
    public void The_end_of_the_last_line_is_a_change_of_its_own(string was, string ours, string theirs, string expected) =>
        Assert.Equal(expected, Whole(was, ours, theirs));

    [Theory]
    [InlineData(ConflictPolicy.Files, "10%", "20%", "30%", "File")]
    [InlineData(ConflictPolicy.Rows, "10%", "20%", "30%", "Row")]
    [InlineData(ConflictPolicy.Ask, "10%", "20%", "30%", null)]
    [InlineData(ConflictPolicy.Merge, "10%", "20%", "30%", "Row")]
    [InlineData(ConflictPolicy.Merge, "10%", "30% (3/10)", "20%", "File")]
    [InlineData(ConflictPolicy.Merge, "50%", "30%", "20%", "Row")]
    [InlineData(ConflictPolicy.Merge, "50%", "30%", "60%", null)]
    [InlineData(ConflictPolicy.Merge, "50%", "done", "60%", null)]
    public void A_policy_decides_or_asks(ConflictPolicy policy, string was, string ours, string theirs, string? expected) =>
        Assert.Equal(expected, PolicyDecision.Of(policy, new(new HolePlace.Field(["progress"]), ConflictKind.Progress, was, ours, theirs))?.GetType().Name);

    [Fact]
    public void Merging_by_policy_asks_where_a_kind_has_no_rule_of_its_own() => Assert.All(
        Enum.GetValues<ConflictKind>(), k => Assert.Null(PolicyDecision.Of(ConflictPolicy.Merge, new(new HolePlace.Page(), k, "a", "b", "c"))));

    [Fact]
    public void Every_place_has_a_sentence_and_a_key_that_parses_back()
    {
        var within = new SectionPlace("A / \"B\"", 1);
        ImmutableArray<HolePlace> places =
        [
            new HolePlace.Field(["a.b", "c\"]"]), new HolePlace.Label(within, "Progress", 0), new HolePlace.Task(within, "1.1", "", 0), new HolePlace.Task(within, null, "text", 2),
            new HolePlace.Section(within), new HolePlace.Heading(within), new HolePlace.Lines(new(null, 0), "", 0), new HolePlace.Lines(within, "a, b", 1),
            new HolePlace.Frontmatter(), new HolePlace.FilePath(), new HolePlace.Page(),
        ];
        Assert.All(places, p => Assert.True(HolePlace.TryParse(p.Key, out var back) && back == p && back.GetHashCode() == p.GetHashCode(), p.Key));
        Assert.Equal(places.Length, places.Select(p => p.ToString()).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("the task '1.1' in the section 'A / \"B\"' (number 2 of its name)", places[2].ToString());
        Assert.All(["", "field", "field:", "field:[]", "field:[1]", "task:[null,0]", "label:[null,0,null,0]", "page:[]", "page ", "field: [\"a\"]"], k => Assert.False(HolePlace.TryParse(k, out _), k));
    }

    static string Page(string fields) => $"---\n{fields}\n---\n\nText.\n";

    static string Line(string field) => $"**{field.Split(": ")[0]}**: {field.Split(": ")[1]}\n";

    static Merged Merge(string @base, string file, string row) => PageMerge.Merge(new(@base), new(file), new(row), Rules, _ => null);

    static string Whole(string @base, string file, string row)
    {
        var merged = Merge(@base, file, row);
        Assert.Empty(merged.Open);
        return merged.Page.Text;
    }
}
