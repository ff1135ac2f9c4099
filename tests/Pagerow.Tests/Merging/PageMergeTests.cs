using Pagerow.Merging;
using Pagerow.Merging.Conflicts;
using Pagerow.Merging.Verifying;
using Pagerow.Pages;
using Pagerow.Pages.Outlines;

namespace Pagerow.Tests.Merging;

/// <summary>The page merge on pages written for the purpose.</summary>
public sealed class PageMergeTests
{
    const string Page = "---\nstatus: open\ntags: [a, b]\nmeta:\n  one: 1\n  two: 2\n---\n# T\n\n## Tasks\n\n- [ ] First thing\n- [ ] Second thing\n\n## Notes\n\n**Owner**: ann | **Progress**: 5%\n\nText.\n\n## Log\n\n- begun\n";

    static readonly MergeRules Rules = new(OutlineOptions.None, ["Log"], []);

    [Theory]
    [InlineData("status: open", "status: done", "tags: [a, b]", "tags: [a, b, c]")]
    [InlineData("tags: [a, b]", "tags: [a, b, f]", "tags: [a, b]", "tags: [b]")]
    [InlineData("one: 1", "one: 9", "two: 2", "two: 8")]
    [InlineData("- [ ] First", "- [x] First", "- [ ] Second", "- [x] Second")]
    [InlineData("- [ ] First thing", "- [x] First thing", "First thing", "First thing of all")]
    [InlineData("ann", "bob", "5%", "15%")]
    [InlineData("## Notes", "## Remarks", "Text.", "Other text.")]
    [InlineData("- begun\n", "- begun\n- file\n", "- begun\n", "- begun\n- row\n")]
    [InlineData("status: open", "status: 'open'", "status: open", "status: done")]
    [InlineData("- [ ] Second thing\n", "- [ ] Second thing\n- [ ] Third\n", "- [ ] First", "- [x] First")]
    public void Edits_of_different_places_never_conflict(string was, string ours, string wasToo, string theirs)
    {
        var (f, r) = (Page.Replace(was, ours, StringComparison.Ordinal), Page.Replace(wasToo, theirs, StringComparison.Ordinal));
        var merged = Merge(Page, f, r);
        Assert.Empty(merged.Open);
        Assert.Equal(MergeGrain.Structure, merged.Grain);
        Assert.Empty(PageVerifier.Check(new(Page), new(f), new(r), merged, Rules));
        Assert.Equal(merged.AsFile.Text, Merge(Page, f, merged.AsFile.Text).AsFile.Text);
    }

    [Theory]
    [InlineData(58)]
    [InlineData(59)]
    [InlineData(60)]
    public void The_place_of_a_long_line_is_cut_between_characters_and_its_key_parses_back(int before)
    {
        var line = new string('x', before) + "\U0001F600 and more";
        static string Of(string text) => $"# T\n\n{text}\n";
        var hole = Assert.Single(Merge(Of(line), Of(line + " one"), Of(line + " two")).Open);
        Assert.True(HolePlace.TryParse(hole.Place.Key, out var place), hole.Place.Key);
        Assert.Equal(hole.Place, place);
        Assert.StartsWith(Assert.IsType<HolePlace.Lines>(place).Anchor, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status: open", "status: a", "status: b", "field:[\"status\"]", ConflictKind.Field, "open|a|b")]
    [InlineData("one: 1", "one: 3", "one: 4", "field:[\"meta\",\"one\"]", ConflictKind.Field, "1|3|4")]
    [InlineData("- [ ] First", "- [x] First", "- [-] First", "task:[\"T / Tasks\",0,null,\"First thing\",0]", ConflictKind.Task, " |x|-")]
    [InlineData("ann", "bob", "cid", "label:[\"T / Notes\",0,\"Owner\",0]", ConflictKind.Field, "ann|bob|cid")]
    [InlineData("5%", "6%", "7%", "label:[\"T / Notes\",0,\"Progress\",0]", ConflictKind.Progress, "5%|6%|7%")]
    [InlineData("Text.", "A.", "B.", "lines:[\"T / Notes\",0,\"Text.\",0]", ConflictKind.Section, "Text.\n|A.\n|B.\n")]
    [InlineData("## Tasks", "## A", "## B", "heading:[\"T / Tasks\",0]", ConflictKind.Structure, "## Tasks|## A|## B")]
    public void One_place_changed_by_both_is_a_hole_that_is_rendered_three_times(string was, string ours, string theirs, string key, ConflictKind kind, string texts)
    {
        var (f, r) = (Page.Replace(was, ours, StringComparison.Ordinal), Page.Replace(was, theirs, StringComparison.Ordinal));
        var merged = Merge(Page, f, r);
        var hole = Assert.Single(merged.Open);
        Assert.Equal((key, kind, texts), (hole.Place.Key, hole.Kind, $"{hole.Base}|{hole.File}|{hole.Row}"));
        Assert.Equal((Page, f, r), (merged.AsBase.Text, merged.AsFile.Text, merged.AsRow.Text));
        Assert.Equal(r, PageMerge.Merge(new(Page), new(f), new(r), Rules, _ => new Resolution.Row()).AsFile.Text);
    }

    [Fact]
    public void Around_an_open_hole_edits_flow_and_the_hole_stays_the_same()
    {
        var first = Merge(Page, Page.Replace("Text.", "A.", StringComparison.Ordinal), Page.Replace("Text.", "B.", StringComparison.Ordinal));
        var later = PageMerge.Merge(
            first.AsBase,
            new(first.AsFile.Text.Replace("status: open", "status: done", StringComparison.Ordinal).Replace("A.", "A again.", StringComparison.Ordinal)),
            new(first.AsRow.Text.Replace("[ ] Second", "[x] Second", StringComparison.Ordinal)),
            Rules,
            _ => null);
        Assert.Equal(Assert.Single(first.Open).Place, Assert.Single(later.Open).Place);
        Assert.All([later.AsBase, later.AsFile, later.AsRow], p => Assert.True(p.Text.Contains("status: done", StringComparison.Ordinal) && p.Text.Contains("[x] Second", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("status: open", "status: a", "status: b", "it's", "status: it's")]
    [InlineData("Text.", "A.", "B.", "C.\nD.", "C.\nD.\n\n## Log")]
    [InlineData("ann", "bob", "cid", "dan", "**Owner**: dan | **Progress**: 5%")]
    public void A_given_text_stands_in_a_hole(string was, string ours, string theirs, string text, string expected)
    {
        var merged = PageMerge.Merge(
            new(Page), new(Page.Replace(was, ours, StringComparison.Ordinal)), new(Page.Replace(was, theirs, StringComparison.Ordinal)), Rules, _ => new Resolution.Text(text));
        Assert.Empty(merged.Open);
        Assert.Contains(expected, merged.AsRow.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_that_one_side_took_out_and_the_other_changed_is_a_hole()
    {
        var merged = Merge(Page, Page.Replace("## Log\n\n- begun\n", "", StringComparison.Ordinal), Page.Replace("begun", "ended", StringComparison.Ordinal));
        var hole = Assert.Single(merged.Open);
        Assert.Equal((null, "## Log\n\n- ended\n"), (hole.File, hole.Row));
        Assert.Equal("the section 'T / Log'", hole.Place.ToString());
    }

    [Fact]
    public void A_section_that_one_side_moved_takes_the_edits_of_the_other_with_it()
    {
        const string Notes = "## Notes\n\n**Owner**: ann | **Progress**: 5%\n\nText.\n\n";
        var moved = Page.Replace(Notes, "", StringComparison.Ordinal).Replace("## Tasks", Notes + "## Tasks", StringComparison.Ordinal);
        var merged = Merge(Page, moved, Page.Replace("Text.", "Other text.", StringComparison.Ordinal));
        Assert.Empty(merged.Open);
        Assert.Equal(moved.Replace("Text.", "Other text.", StringComparison.Ordinal), merged.AsFile.Text);
    }

    [Fact]
    public void Line_ends_changed_by_one_side_do_not_meet_the_edits_of_the_other()
    {
        var body = Page[(Page.LastIndexOf("---\n", StringComparison.Ordinal) + 4)..];
        var merged = Merge(body, body.Replace("\n", "\r\n", StringComparison.Ordinal), body.Replace("Text.", "Other.", StringComparison.Ordinal).Replace("[ ] First", "[x] First", StringComparison.Ordinal));
        Assert.Empty(merged.Open);
        Assert.Contains("[x] First thing\r\n", merged.AsFile.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_verifier_rejects_what_is_lost_doubled_brought_back_or_broken()
    {
        PageText b = new(Page), f = new(Page.Replace("- begun\n", "- begun\n- file\n", StringComparison.Ordinal)), r = new(Page.Replace("Text.\n\n", "", StringComparison.Ordinal).Replace("status: open", "status: done", StringComparison.Ordinal));
        var good = Merge(b.Text, f.Text, r.Text).AsFile.Text;
        Assert.Empty(Rejected(good));
        Assert.NotEmpty(Rejected(good.Replace("- file\n", "", StringComparison.Ordinal)));
        Assert.NotEmpty(Rejected(good.Replace("## Log", "Text.\n\n## Log", StringComparison.Ordinal)));
        Assert.NotEmpty(Rejected(good.Replace("status: done", "status: open", StringComparison.Ordinal)));
        Assert.NotEmpty(Rejected(good.Replace("status: done", "status: done\nstatus: done", StringComparison.Ordinal)));
        Assert.NotEmpty(Rejected(good.Replace("status: done", "status: [", StringComparison.Ordinal)));
        Assert.NotEmpty(Rejected(good + "```\n"));
        Assert.NotEmpty(Rejected(good + "invented\n"));
        Assert.NotEmpty(Rejected(good.Replace("- [ ] First thing\n", "", StringComparison.Ordinal)));

        IEnumerable<string> Rejected(string page) => PageVerifier.Check(b, f, r, Merged.Whole(new(page)), Rules);
    }

    [Fact]
    public void A_long_page_is_merged_in_time_that_grows_with_its_length()
    {
        var page = string.Concat(Enumerable.Range(0, 2_000).Select(i => $"## Section {i}\n\n{string.Concat(Enumerable.Range(0, 20).Select(j => $"- [ ] Task {i} of {j} with words\n"))}\n"));
        var f = page.Replace("- [ ] Task 7 of 3 ", "- [x] Task 7 of 3 ", StringComparison.Ordinal).Replace("Section 1999", "Last", StringComparison.Ordinal);
        var r = page.Replace("Task 1999 of 19 with words", "Task 1999 of 19 with other words", StringComparison.Ordinal);
        Assert.True(page.Length > 1_000_000);
        Assert.Empty(Merge(page, f, r).Open);
        Assert.NotEmpty(Merge(page, f, page.Replace("- [ ] Task", "- [-] Task", StringComparison.Ordinal)).Open);
    }

    static Merged Merge(string @base, string file, string row) => PageMerge.Merge(new(@base), new(file), new(row), Rules, _ => null);
}
