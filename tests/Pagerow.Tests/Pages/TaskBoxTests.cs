using Pagerow.Pages.Outlines;
using Pagerow.Pages.Parts;

namespace Pagerow.Tests.Pages;

/// <summary>Reading and editing check boxes on pages written for the purpose.</summary>
public sealed class TaskBoxTests
{
    const OutlineOptions Everywhere = OutlineOptions.BoxesInFences | OutlineOptions.BoxesInHtml | OutlineOptions.BoxesBehindOpenFence;

    [Theory]
    [InlineData("- [ ] a", " ", null, "a")]
    [InlineData("* [x] a", "x", null, "a")]
    [InlineData("+ [X] a  ", "X", null, "a")]
    [InlineData("1. [/] a", "/", null, "a")]
    [InlineData("12) [-] a", "-", null, "a")]
    [InlineData("- [>] a", ">", null, "a")]
    [InlineData("- [?]\ta", "?", null, "a")]
    [InlineData("- [ ]", " ", null, "")]
    [InlineData("- [ ] ", " ", null, "")]
    [InlineData("- [⏳] a", "⏳", null, "a")]
    [InlineData("- [🔥] a", "🔥", null, "a")]
    [InlineData("- [⚠️] a", "⚠️", null, "a")]
    [InlineData("> - [ ] a", " ", null, "a")]
    [InlineData("- [x] 1.1 Do it", "x", "1.1", "Do it")]
    [InlineData("- [x] 2.3a Do it", "x", "2.3a", "Do it")]
    [InlineData("- [x] 3. Do it", "x", "3", "Do it")]
    [InlineData("- [x] 1.2: Do it", "x", "1.2", "Do it")]
    [InlineData("- [x] #4 Do it", "x", "#4", "Do it")]
    [InlineData("- [x] T012 Do it", "x", "T012", "Do it")]
    [InlineData("- [x] 3 apples", "x", null, "3 apples")]
    [InlineData("- [x] 1.10.3", "x", "1.10.3", "")]
    [InlineData("- [x] 1.2.x is old", "x", null, "1.2.x is old")]
    public void A_box_is_read_to_the_character(string line, string state, string? number, string text)
    {
        var box = Assert.Single(new Body(new(line + "\n"), 0).Outline.Boxes);
        Assert.Equal((state, number, text), (box.State, box.Number, box.Text));
        Assert.Equal(state, box.StateSpan.Of(line + "\n"));
        Assert.Equal(number ?? "", box.NumberSpan.Of(line + "\n"));
        Assert.Equal(text, box.TextSpan.Of(line + "\n"));
        Assert.Equal(line + "\n", box.Lines.Of(line + "\n"));
    }

    [Theory]
    [InlineData("- [] a")]
    [InlineData("- [xx] a")]
    [InlineData("- [x]a")]
    [InlineData("- [x](url)")]
    [InlineData("- []] a")]
    [InlineData("[ ] a")]
    [InlineData("    - [ ] code")]
    [InlineData("-[ ] a")]
    [InlineData("- a [ ] b")]
    [InlineData("<!--\n- [ ] a\n-->")]
    [InlineData("- [x] a\n  ===")]
    public void What_only_looks_like_a_box_is_none(string text) =>
        Assert.Empty(Outline.Read(text, 0, Everywhere).Boxes);

    [Theory]
    [InlineData("```\n- [ ] a\n  1. [x] b\n```\n- [ ] c", OutlineOptions.None, "c")]
    [InlineData("```\n- [ ] a\n  1. [x] b\n```\n- [ ] c", OutlineOptions.BoxesInFences, "a b<a c")]
    [InlineData("- [ ] a\n```\n# no\n- [ ] b\n", OutlineOptions.BoxesInFences, "a")]
    [InlineData("- [ ] a\n```\n# no\n- [ ] b\n", OutlineOptions.BoxesBehindOpenFence, "a b")]
    [InlineData("<Steps>\n- [ ] a\n\n- [ ] b\n</Steps>", OutlineOptions.None, "b")]
    [InlineData("<Steps>\n- [ ] a\n\n- [ ] b\n</Steps>", OutlineOptions.BoxesInHtml, "a b")]
    public void Options_say_where_else_boxes_count(string text, OutlineOptions options, string expected)
    {
        var outline = Outline.Read(text, 0, options);
        Assert.Equal(expected, string.Join(' ', outline.Boxes.Select(b => b.Parent is { } p ? $"{b.Text}<{outline.Boxes[p].Text}" : b.Text)));
        Assert.Single(outline.Sections);
    }

    [Fact]
    public void Nested_boxes_know_their_parent_and_their_lines()
    {
        const string Text = "# A\n- [ ] a\n  more\n  - plain\n    - [x] b\n\n      text of b\n- [ ] c\nlazy\n\n## B\n1. [ ] d\n";
        var outline = Outline.Read(Text, 0, OutlineOptions.None);
        Assert.Equal(["a", "b", "c", "d"], outline.Boxes.Select(b => b.Text));
        Assert.Equal([null, 0, null, null], outline.Boxes.Select(b => b.Parent));
        Assert.Equal([1, 1, 1, 2], outline.Boxes.Select(b => b.Section));
        Assert.Equal("- [ ] a\n  more\n  - plain\n    - [x] b\n\n      text of b\n", outline.Boxes[0].Lines.Of(Text));
        Assert.Equal("    - [x] b\n\n      text of b\n", outline.Boxes[1].Lines.Of(Text));
        Assert.Equal("- [ ] c\nlazy\n", outline.Boxes[2].Lines.Of(Text));
    }

    [Theory]
    [InlineData("- [ ] a", "x", "- [x] a")]
    [InlineData("- [🔥] a\r\n- [ ] b\r\n", "x", "- [x] a\r\n- [ ] b\r\n")]
    [InlineData("- [x] a", "⚠️", "- [⚠️] a")]
    [InlineData("- [x] a", "x", null)]
    [InlineData("- [x] a", "", "!")]
    [InlineData("- [x] a", "]", "!")]
    [InlineData("- [x] a", "xx", "!")]
    [InlineData("- [x] a", "\n", "!")]
    public void A_state_is_one_character_and_nothing_else_changes(string page, string state, string? expected) =>
        Check(expected, BoxEdits.SetState(new(new(page), 0), 0, state));

    [Theory]
    [InlineData("- [ ] a  \n", " new text ", "- [ ] new text  \n")]
    [InlineData("- [ ]\n", "a", "- [ ] a\n")]
    [InlineData("- [ ] \n", "a", "- [ ] a\n")]
    [InlineData("- [ ] 1.1\n", "a", "- [ ] 1.1 a\n")]
    [InlineData("- [ ] 1. b\n", "a", "- [ ] 1. a\n")]
    [InlineData("- [ ] a\n", "", "- [ ] \n")]
    [InlineData("- [ ] a\n", "a", null)]
    [InlineData("- [ ] a\n", "1.2 a", "!")]
    [InlineData("- [ ] a\n", "a\nb", "!")]
    [InlineData("- [ ] a\n", "a\0b", "!")]
    public void A_text_takes_one_line_and_reads_back(string page, string text, string? expected) =>
        Check(expected, BoxEdits.SetText(new(new(page), 0), 0, text));

    [Theory]
    [InlineData("- [ ] 1.1 a\n", "1.2", "- [ ] 1.2 a\n")]
    [InlineData("- [ ] 1. a\n", "2", "- [ ] 2. a\n")]
    [InlineData("- [ ] a\n", "2.3a", "- [ ] 2.3a a\n")]
    [InlineData("- [ ] a\n", "7", "- [ ] 7. a\n")]
    [InlineData("- [ ] 1.1 a\n", "", "- [ ] a\n")]
    [InlineData("- [ ] 1.1 a\n", "7", "- [ ] 7. a\n")]
    [InlineData("- [ ]\n", "1.1", "- [ ] 1.1\n")]
    [InlineData("- [ ] 1.1 a\n", "1.1", null)]
    [InlineData("- [ ] 1.1 a\n", "one", "!")]
    public void A_number_is_written_replaced_and_taken_away(string page, string number, string? expected) =>
        Check(expected, BoxEdits.SetNumber(new(new(page), 0), 0, number));

    [Theory]
    [InlineData("- [ ] a\n- [ ] c\n", "- [ ] a\n- [ ] b\n- [ ] c\n")]
    [InlineData("1. [ ] a\r\n   - [ ] in\r\n", "1. [ ] a\r\n   - [ ] in\r\n2. [ ] b\r\n")]
    [InlineData("> * [ ] a", "> * [ ] a\n> * [ ] b")]
    [InlineData("\t- [ ] a\n", "!")]
    [InlineData("+   [ ] a\n\ntext\n", "+   [ ] a\n+   [ ] b\n\ntext\n")]
    public void A_box_behind_another_looks_like_it(string page, string expected) =>
        Check(expected, BoxPlaces.AddBehind(new(new(page), 0), new(" ", "b"), 0));

    [Theory]
    [InlineData("- [ ] a\n- [ ] c\n", "- [ ] a\n  - [x] 1.1 b\n- [ ] c\n")]
    [InlineData("- [ ] a\n    - [ ] in\n- [ ] c\n", "- [ ] a\n    - [ ] in\n    - [x] 1.1 b\n- [ ] c\n")]
    [InlineData("- [ ] a\n- [ ] c\n\t- [ ] in\n", "- [ ] a\n\t- [x] 1.1 b\n- [ ] c\n\t- [ ] in\n")]
    [InlineData("10. [ ] a", "10. [ ] a\n    - [x] 1.1 b")]
    [InlineData("> - [ ] a\n> text\n", "> - [ ] a\n> text\n>   - [x] 1.1 b\n")]
    public void A_nested_box_takes_the_indent_of_the_page(string page, string expected) =>
        Check(expected, BoxPlaces.AddNested(new(new(page), 0), new("x", "b", "1.1"), 0));

    [Theory]
    [InlineData("# A\n\ntext\n\n# B\n\n- [ ] x\n\n# C\n", 1, "# A\n\ntext\n\n- [ ] b\n\n# B\n\n- [ ] x\n\n# C\n")]
    [InlineData("# A\n\ntext\n\n# B\n\n- [ ] x\n\n# C\n", null, "# A\n\ntext\n\n# B\n\n- [ ] x\n- [ ] b\n\n# C\n")]
    [InlineData("# A\n\n# B\n", 1, "# A\n\n- [ ] b\n\n# B\n")]
    [InlineData("# A\n# B\n", 1, "# A\n\n- [ ] b\n\n# B\n")]
    [InlineData("# A", null, "# A\n\n- [ ] b")]
    [InlineData("", null, "- [ ] b\n")]
    [InlineData("text", null, "text\n\n- [ ] b")]
    [InlineData("# A\n```\nopen\n", null, "!")]
    public void A_box_of_a_section_stands_behind_its_boxes_or_at_its_end(string page, int? section, string expected) =>
        Check(expected, BoxPlaces.AddToSection(new(new(page), 0), new(" ", "b"), section));

    [Theory]
    [InlineData("- [ ] a\n  - [ ] in\n\n    text\n- [ ] b\n", "- [ ] b\n")]
    [InlineData("text\n\n- [ ] a", "text\n\n")]
    [InlineData("- - [ ] a\n", "!")]
    public void A_box_goes_with_what_is_nested_in_it(string page, string expected) =>
        Check(expected, BoxPlaces.Remove(new(new(page), 0), 0));

    [Fact]
    public void Boxes_that_the_page_does_not_have_are_refused()
    {
        var body = new Body(new("- [ ] a\n"), 0);
        Check("!", BoxEdits.SetState(body, 1, "x"));
        Check("!", BoxEdits.SetText(body, -1, "x"));
        Check("!", BoxPlaces.Remove(body, 1));
        Check("!", BoxPlaces.AddBehind(body, new(" ", "b"), 1));
    }

    [Fact]
    public void Half_a_character_is_refused() => Check("!", BoxEdits.SetText(new(new("- [ ] a\n"), 0), 0, "a" + (char)0xD800 + "b"));

    internal static void Check(string? expected, BodyEdit edit)
    {
        switch (edit)
        {
            case BodyEdit.Changed(var page):
                Assert.Equal(expected, page.Text);
                break;
            case BodyEdit.Refused(var reason):
                Assert.True(expected == "!", reason);
                Assert.False(string.IsNullOrWhiteSpace(reason));
                break;
            default:
                Assert.Null(expected);
                break;
        }
    }
}
