using Pagerow.Merging;
using Pagerow.Merging.Conflicts;
using Pagerow.Pages.Outlines;

namespace Pagerow.Tests.Merging;

/// <summary>A check box is never hung below another one than a side hung it.</summary>
public sealed class MergeNestingTests
{
    [Theory]
    [InlineData("# T\n\n- [ ] A\n", "# T\n\n- [ ] A\n- [ ] B\n", "# T\n\n- [ ] A\n  - [ ] c\n", "# T\n\n- [ ] A\n  - [ ] c\n- [ ] B\n")]
    [InlineData("# T\n\n- [ ] A\n", "# T\n\n- [ ] A\n  - [ ] c\n", "# T\n\n- [ ] A\n- [ ] B\n", "# T\n\n- [ ] A\n  - [ ] c\n- [ ] B\n")]
    [InlineData("- [ ] A\n", "- [ ] A\n  - [ ] c\n- [ ] B\n", "- [ ] A\n  - [ ] d\n- [ ] E\n", "- [ ] A\n  - [ ] c\n  - [ ] d\n- [ ] B\n- [ ] E\n")]
    public void What_both_sides_added_is_nested_as_each_had_it(string was, string ours, string theirs, string expected)
    {
        var merged = Merge(was, ours, theirs, _ => null);
        Assert.Empty(merged.Open);
        Assert.Equal(expected, merged.Page.Text);
    }

    [Theory]
    [InlineData("- [ ] write the letter\n", "- [x] write the long letter\n", "- [ ] write the letter\n  - [ ] c\n", "- [x] write the long letter\n  - [ ] c\n")]
    [InlineData("- [ ] A\n  - [ ] c\n", "- [ ] Other\n  - [ ] c\n", "- [ ] A\n  - [ ] c\n  - [ ] d\n", "- [ ] Other\n  - [ ] c\n  - [ ] d\n")]
    [InlineData("- A\n- [ ] x\n", "- [ ] A\n- [ ] x\n", "- A\n  - [ ] c\n- [ ] x\n", "- [ ] A\n  - [ ] c\n- [ ] x\n")]
    [InlineData("- [ ] A\n- [ ] x\n", "- A\n- [ ] x\n", "- [ ] A\n  - [ ] c\n- [ ] x\n", "- A\n  - [ ] c\n- [ ] x\n")]
    public void A_parent_that_the_other_side_changed_keeps_its_boxes(string was, string ours, string theirs, string expected)
    {
        var merged = Merge(was, ours, theirs, _ => null);
        Assert.Empty(merged.Open);
        Assert.Equal(expected, merged.Page.Text);
    }

    [Theory]
    [InlineData("- [ ] Z\n- [ ] A\n", "- [ ] Z\n", "- [ ] Z\n- [ ] A\n  - [ ] c\n")]
    [InlineData("- [ ] Z\n- [ ] A\n  - [ ] c\n", "- [ ] Z\n", "- [ ] Z\n- [ ] A\n  - [x] c\n")]
    [InlineData("- [ ] Z\n- [ ] A\n", "- [ ] Z\n- [ ] B\n", "- [ ] Z\n- [ ] A\n  - [ ] c\n")]
    public void A_box_whose_parent_the_other_side_took_out_is_hung_below_no_other(string was, string ours, string theirs)
    {
        Assert.NotEmpty(Merge(was, ours, theirs, _ => null).Open);
        foreach (var policy in Enum.GetValues<ConflictPolicy>())
        {
            var page = Merge(was, ours, theirs, h => PolicyDecision.Of(policy, h)).Page.Text;
            var boxes = Outline.Read(page, 0, OutlineOptions.None).Boxes;
            Assert.All(boxes.Where(b => b.Text == "c"), c => Assert.Equal("A", boxes[c.Parent!.Value].Text));
        }
    }

    [Fact]
    public void A_given_text_of_a_parent_stands_above_its_boxes()
    {
        const string Page = "- [ ] write the letter\n  - [ ] c\n";
        var merged = Merge(Page, Page.Replace("the", "a", StringComparison.Ordinal), Page.Replace("the", "my", StringComparison.Ordinal), _ => new Resolution.Text("another thing"));
        Assert.Empty(merged.Open);
        Assert.Equal("- [ ] another thing\n  - [ ] c\n", merged.Page.Text);
    }

    static Merged Merge(string @base, string file, string row, Func<Hole, Resolution?> decide) => PageMerge.Merge(new(@base), new(file), new(row), MergeRules.None, decide);
}
