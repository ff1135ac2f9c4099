using Pagerow.Pages.Fields;
using Pagerow.Pages.Spelling;

namespace Pagerow.Tests.Pages;

/// <summary>Lists set in small blocks. Items are separated by a bar.</summary>
public sealed class FrontmatterListTests
{
    public static TheoryData<string, string, string> Lists { get; } = new()
    {
        // With dashes.
        { "a:\n  - x\n  - y\nb: 1", "x|y|z", "a:\n  - x\n  - y\n  - z\nb: 1" },
        { "a:\n-   x # one\n-   y # two\nb: 1", "x|y|z", "a:\n-   x # one\n-   y # two\n-   z\nb: 1" },
        { "a:\n  - x\n  - y", "z|x|y", "a:\n  - z\n  - x\n  - y" },
        { "a:\n  - x\n  - y", "x|z|y", "a:\n  - x\n  - z\n  - y" },
        { "a:\n  - x\n  # stays\n  - y\n  - z", "x|z", "a:\n  - x\n  # stays\n  - z" },
        { "a:\n  - x # one\n  - y", "z|y", "a:\n  - z # one\n  - y" },
        { "a:\n  - x # one\n  - y # two", "y|x", "a:\n  - y # one\n  - x # two" },
        { "a:\n  - 'x'\n  - \"y\"\n  - z", "z|y|x", "a:\n  - z\n  - \"y\"\n  - 'x'" },
        { "a:\n  - x\n  - y\nb: 1", "", "a: []\nb: 1" },
        { "a: # why\n  - x\n  # stays\nb: 1", "", "a: [] # why\n  # stays\nb: 1" },
        { "a:\n  - x", "x|a: b", "a:\n  - x\n  - 'a: b'" },
        { "a:\n  - \"x\"", "x|y", "a:\n  - \"x\"\n  - \"y\"" },
        { "a:\n  - 5\n  - y", "5|z", "a:\n  - 5\n  - z" },
        { "a:\n  -\n  - y", "x|y", "a:\n  - x\n  - y" },
        { "a:\n  - @me\n  - y", "@me|z", "a:\n  - @me\n  - z" },
        { "a:\n  - @me", "@me|you", "a:\n  - @me\n  - you" },
        { "a:\n  - |\n    one\n    two\n  - y", "y", "a:\n  - y" },

        // In brackets.
        { "a: [x, y] # why", "x|y|z", "a: [x, y, z] # why" },
        { "a: [x, y]", "z|x|y", "a: [z, x, y]" },
        { "a: [x, y]", "y", "a: [y]" },
        { "a: [x, y]", "x", "a: [x]" },
        { "a: [ x, y ]", "x|y|z", "a: [ x, y, z ]" },
        { "a: [x, y,]", "x|y|z", "a: [x, y, z,]" },
        { "a: ['x', y]", "y|x", "a: [y, 'x']" },
        { "a: []", "x", "a: [x]" },
        { "a: [x]", "", "a: []" },
        { "a: [x]", "x|p, q", "a: [x, 'p, q']" },
        { "a: [x]", "x|?p|-q", "a: [x, '?p', -q]" },
        { "a: [\"x\"]", "x|y", "a: [\"x\", \"y\"]" },
        { "a: [\n  x,\n  y\n]", "x|y|z", "a: [\n  x,\n  y,\n  z\n]" },
        { "a: [\n  x, # one\n  y # two\n  ]", "x|y|z", "a: [\n  x, # one\n  y, # two\n  z\n  ]" },
        { "a: [\n  x,\n  y,\n  ]", "x|y|z", "a: [\n  x,\n  y,\n  z,\n  ]" },
        { "a: [\n  x,\n  y\n  ]", "x", "a: [\n  x\n  ]" },

        { "a: [\n  x, # one\n  y, # two\n]", "x", "a: [\n  x, # one\n]" },
        { "a: [\n  x, # one\n  y # two\n]", "x", "a: [\n  x # one\n]" },
        { "a: [\n  x, # one\n  y]", "x", "a: [\n  x # one\n  ]" },
        { "a: [\n  x, # one\n  # of y\n  y, # two\n  z # three\n]", "x|z", "a: [\n  x, # one\n  # of y\n  z # three\n]" },
        { "a: [\n  x, y, # one\n  z, # two\n]", "x|z", "a: [\n  x, # one\n  z, # two\n]" },
        { "a: [\n  x, y, # one\n  z, # two\n]", "x", "a: [\n  x, # one\n]" },
        { "a: [\n  x, y, # one\n  z # two\n]", "x", "a: [\n  x # one\n]" },
        { "a: [\n  x, y, # one\n  z, # two\n]", "y|z", "a: [\n  y, # one\n  z, # two\n]" },
        { "a: [\n  x, y, # one\n  z, # two\n]", "z", "a: [\n  z, # two\n]" },
        { "a: [\n  x, y,   # one\n  z,      # two\n]", "x|q|y|z", "a: [\n  x, q, y,   # one\n  z,      # two\n]" },
        { "a: [\n  x, y, # one\n  z, # two\n]", "q|x|y|z", "a: [\n  q, x, y, # one\n  z, # two\n]" },
        { "a: [\n  x, y, # one\n  z, # two\n]", "x|y|q|z", "a: [\n  x, y, q, # one\n  z, # two\n]" },
        { "a: [\n  x # one\n  , y # two\n]", "x|q|y", "a: [\n  x, # one\n  q\n  , y # two\n]" },

        // From something else.
        { "a: x", "x|z", "a: [x, z]" },
        { "a: 'x' # why", "x|z", "a: ['x', z] # why" },
        { "a:", "x|y", "a: [x, 'y']" },
        { "a: # why", "x", "a: [x] # why" },
        { "a:\nb:\n  - z", "x|y", "a:\n  - x\n  - 'y'\nb:\n  - z" },
        { "a: null # why\nb:\n-  z", "x", "a: # why\n-  x\nb:\n-  z" },
        { "a: x", "", "a: []" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void Only_the_items_that_differ_are_touched(string block, string items, string expected)
    {
        var value = new FieldValue.List(items.Length == 0 ? [] : [.. items.Split('|')]);
        Assert.Equal(expected, FrontmatterSetTests.Block(FrontmatterSetTests.Changed(FrontmatterSetTests.Read(block).Set(["a"], value, SetContext.Empty))));
    }

    [Theory]
    [InlineData("a: [x, 5]", "x|5")]
    [InlineData("a:\n- x\n- yes", "x|yes")]
    [InlineData("a: x", "x")]
    [InlineData("a: []", "")]
    public void A_list_that_stands_there_already_is_no_edit(string block, string items) =>
        Assert.IsType<FrontmatterEdit.Same>(FrontmatterSetTests.Read(block).Set(["a"], new FieldValue.List(items.Length == 0 ? [] : [.. items.Split('|')]), SetContext.Empty));

    [Theory]
    [InlineData("x")]
    [InlineData("y")]
    [InlineData("")]
    public void The_base_gives_back_a_list_with_the_comments_in_it(string items)
    {
        var old = FrontmatterSetTests.Read("a: # why\n  # of x\n  - x\n\n  # of y\n  - y # too\n# of b\nb: 1");
        var changed = FrontmatterSetTests.Changed(old.Set(["a"], new FieldValue.List(items.Length == 0 ? [] : [items]), SetContext.Empty));
        var back = FrontmatterSetTests.Changed(Frontmatter.Read(changed).Set(["a"], new FieldValue.List(["x", "y"]), new(old, [])));
        Assert.Equal(old.Page.Text, back.Text);
    }

    [Fact]
    public void A_comment_that_a_person_took_away_behind_a_list_does_not_come_back_with_it()
    {
        var old = FrontmatterSetTests.Read("a:\n  - x\n  # of z\n  - z\n# of b\nb: 1");
        var now = FrontmatterSetTests.Read("a:\n  - x\n  # of z\nb: 1");
        Assert.Equal("a:\n  - x\n  - z\n  # of z\nb: 1", FrontmatterSetTests.Block(FrontmatterSetTests.Changed(now.Set(["a"], new FieldValue.List(["x", "z"]), new(old, [])))));
    }

    [Fact]
    public void A_list_of_two_thousand_items_takes_one_more()
    {
        var items = Enumerable.Range(0, 2_000).Select(i => $"item {i}").ToArray();
        var page = FrontmatterSetTests.Read("a:\n" + string.Join('\n', items.Select(i => $"  - {i}")));
        var after = FrontmatterSetTests.Changed(page.Set(["a"], new FieldValue.List([.. items, "last"]), SetContext.Empty));
        Assert.Equal(page.Page.Text.Replace("item 1999\n", "item 1999\n  - last\n", StringComparison.Ordinal), after.Text);
    }
}
