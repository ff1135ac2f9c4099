using System.Globalization;
using System.Text;
using Pagerow.Merging;
using Pagerow.Merging.Conflicts;
using Pagerow.Pages;

namespace Pagerow.Tests.Merging;

/// <summary>Pages of a size, or of a kind, that nobody writes by hand: each merge ends, and gives a page that can be read.</summary>
public sealed class MergeBoundsTests
{
    const string Section = "# T\n\nx\n";

    [Fact]
    public void Many_boxes_that_say_the_same_are_told_apart_one_by_one()
    {
        var file = Section + Times("- [ ] \n", 20_000);
        Assert.Equal(20_001, Count(Whole(Section, file, Section + "- [ ] other\n"), "- [ ] "));
    }

    [Fact]
    public void A_box_is_no_second_one_of_another_text() =>
        Assert.Equal(Section + "- [ ] C\n- [ ] C\n- [ ] C+\n", Whole(Section, Section + "- [ ] C\n- [ ] C\n", Section + "- [ ] C+\n"));

    [Fact]
    public void Labels_that_hold_the_bar_are_not_the_labels_beside_it()
    {
        var merged = Merge("**A**: 1 | **B**: 2\n", "**A|B**: 1\n", "**A**: 1 | **B**: 3\n", _ => null);
        Assert.NotEmpty(merged.Open);
        Assert.Equal("**A|B**: 1\n", merged.AsFile.Text);
    }

    [Fact]
    public void Long_lists_of_both_sides_are_merged()
    {
        static string Page(int from, int to) => $"---\ntags: [{string.Join(", ", Enumerable.Range(from, to - from).Select(i => $"t{i}"))}]\n---\n";
        Assert.Equal(Page(2, 30_000), Whole(Page(0, 29_000), Page(0, 30_000), Page(2, 29_000)));
    }

    [Fact]
    public void Many_keys_of_both_sides_are_merged()
    {
        static string Page(string first, string last) => $"---\n{string.Concat(Enumerable.Range(0, 15_000).Select(i => $"key{i}: {(i == 0 ? first : i == 14_999 ? last : "v")}\n"))}---\n";
        Assert.Equal(Page("f", "r"), Whole(Page("v", "v"), Page("f", "v"), Page("v", "r")));
    }

    [Fact]
    public void A_map_in_which_both_sides_changed_ever_so_many_keys_comes_to_an_end()
    {
        static string Page(string first, string others) => $"---\nmap:\n{string.Concat(Enumerable.Range(0, 15_000).Select(i => $"  k{i}: {(i == 0 ? first : others)}\n"))}---\n";
        Assert.NotEmpty(Merge(Page("v", "v"), Page("f", "v"), Page("r", "r"), _ => null).Open);
    }

    [Fact]
    public void Texts_that_divide_ever_anew_come_to_an_end()
    {
        // Each line stands twice, but for the first; where that one divides the text, the next one stands once behind it, and so on. At the
        // end stand lines in another order, so that no stretch is short of differences.
        static string Lines(string mark, int seed)
        {
            var (random, text) = (new Random(seed), new StringBuilder());
            for (var i = 1; i < 10_000; i++)
                text.Append(CultureInfo.InvariantCulture, $"{mark}\nline {i + 1}\n{mark}\nline {i}\n");
            text.Append("line 10000\n");
            for (var i = 0; i < 5_000; i++)
                text.Append(CultureInfo.InvariantCulture, $"some line {random.Next(50)}\n");
            return text.Append(mark).ToString();
        }

        Assert.NotEmpty(Merge(Lines("base", 1), Lines("file", 2), Lines("row", 3), _ => null).Open);
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a~")]
    [InlineData("\"\\ud800\"")]
    [InlineData("[\"\\ud800\"]")]
    public void A_given_text_that_no_page_can_hold_decides_nothing(string text)
    {
        // An attribute cannot hold half a character.
        text = text.Replace('~', '\ud800');
        foreach (var (was, ours, theirs) in new[] { ("---\nk: [1]\n---\n", "---\nk: [2]\n---\n", "---\nk: {a: 1}\n---\n"), ("Text.\n", "A.\n", "B.\n"), ("- [ ] a\n", "- [x] a\n", "- [-] a\n") })
        {
            var merged = Merge(was, ours, theirs, _ => new Resolution.Text(text));
            Assert.True(PageText.TryDecode(merged.AsFile.Encode(), out _, out var problem), problem?.Message);
        }
    }

    [Fact]
    public void A_page_that_both_sides_made_too_large_together_is_one_hole()
    {
        static string Of(char c) => Times(new string(c, 99) + "\n", 25_000);
        var merged = Merge("# A\n\n# B\n", $"# A\n\n{Of('f')}# B\n", $"# A\n\n# B\n{Of('r')}", _ => null);
        Assert.IsType<HolePlace.Page>(Assert.Single(merged.Open).Place);
        var decided = Merge("a\n", "b\n", "c\n", _ => new Resolution.Text(new('x', PageText.MostBytes + 1)));
        Assert.NotEmpty(decided.Open);
    }

    static string Times(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    static int Count(string text, string part) => text.Split(part).Length - 1;

    static string Whole(string @base, string file, string row)
    {
        var merged = Merge(@base, file, row, _ => null);
        Assert.Empty(merged.Open);
        return merged.Page.Text;
    }

    static Merged Merge(string @base, string file, string row, Func<Hole, Resolution?> decide) => PageMerge.Merge(new(@base), new(file), new(row), MergeRules.None, decide);
}
