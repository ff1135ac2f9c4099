using System.Text;
using Pagerow.Pages.Fields;
using Pagerow.Pages.Nodes;
using Pagerow.Pages.Outlines;

namespace Pagerow.Tests.Pages;

/// <summary>Pages made to take long or fill the memory: each is read.</summary>
public sealed class HostilePageTests
{
    [Fact]
    public void Many_sections_below_a_long_heading_have_short_paths()
    {
        var text = new StringBuilder("# ").Append('x', 2_000_000).Append('\n').Insert(2_000_003, "## a\n", 400_000).ToString();
        var sections = Outline.Read(text, 0, OutlineOptions.None).Sections;
        Assert.Equal(400_002, sections.Length);
        Assert.Equal(2_000_000, sections[1].Heading!.Length);
        Assert.Equal($"{new string('x', 200)}… / a", sections[^1].Path);
    }

    [Fact]
    public void A_path_cuts_no_character_in_half()
    {
        var heading = new string('x', 199) + "\U0001F600 and more";
        Assert.Equal(new string('x', 199) + "…", Outline.Read($"# {heading}\n", 0, OutlineOptions.None).Sections[1].Path);
    }

    [Fact]
    public void Keys_count_as_much_as_values_where_aliases_repeat_them()
    {
        var map = $"a: &a {{{new string('k', 1_000)}: 1}}\n";
        var page = Frontmatter.Read(new($"---\n{map}b: [{string.Join(", ", Enumerable.Repeat("*a", 10_000))}]\n---\n"));
        Assert.Equal("frontmatter-too-large", page.PageTrouble?.Code);
    }

    [Fact]
    public void Every_key_of_a_page_may_be_in_trouble()
    {
        var page = Frontmatter.Read(new($"---\n{string.Concat(Enumerable.Range(0, 15_000).Select(i => $"k{i}:\nk{i}:\n"))}---\n"));
        Assert.All(page.Entries, e => Assert.Equal("duplicate-key", page.ProblemOf([e.Key])?.Code));
    }

    [Theory]
    [InlineData("0o", '7')]
    [InlineData("0x", 'f')]
    public void A_number_that_nobody_counts_to_is_a_text(string mark, char digit)
    {
        var number = mark + new string(digit, 200_000);
        Assert.Equal($"\"{number}\"", NodeJson.Of(FrontmatterSetTests.Read($"a: {number}").Find(["a"])!));
        Assert.False(Quotes.IsPlainSafe(number, CollectionStyle.Block));
    }
}
