using Pagerow.Pages.Outlines;
using Pagerow.Pages.Parts;

namespace Pagerow.Tests.Pages;

/// <summary>Reading and editing sections, titles and whole bodies on pages written for the purpose.</summary>
public sealed class SectionTests
{
    [Fact]
    public void Sections_partition_the_body()
    {
        const string Text = "---\na: 1\n---\nlead\n\n# One #\ntext\n## Two\n\nThree\nfour\n---\nx\n\n- # no\n> # no\n\n#\n#### Deep";
        var outline = Outline.Read(Text, 13, OutlineOptions.None);
        Assert.Equal([(0, null), (1, "One"), (2, "Two"), (2, "Three\nfour"), (1, ""), (4, "Deep")], outline.Sections.Select(s => (s.Level, s.Heading)));
        Assert.Equal([null, "One", "One / Two", "One / Three\nfour", "", " / Deep"], outline.Sections.Select(s => s.Path));
        Assert.Equal(Text[13..], string.Concat(outline.Sections.Select(s => s.HeadingSpan.Of(Text) + s.Content.Of(Text))));
        Assert.Equal("Three\nfour\n---\n", outline.Sections[3].HeadingSpan.Of(Text));
    }

    [Fact]
    public void A_fence_that_is_never_closed_hides_headings_and_is_a_problem()
    {
        var outline = Outline.Read("# A\n```js\n# B\n", 0, OutlineOptions.None);
        Assert.Equal(2, outline.Sections.Length);
        Assert.True(outline.HasOpenFence);
        Assert.Equal(("open-fence", 2), (outline.Problems[0].Code, outline.Problems[0].Line!.Value));
    }

    [Theory]
    [InlineData("# A\nold\n# B\n", "new", "# A\nnew\n# B\n")]
    [InlineData("# A\nold\n# B\n", "new\n", "# A\nnew\n# B\n")]
    [InlineData("# A\r\none\r\ntwo\r\n# B\r\n", "one\nnew\ntwo\n", "# A\r\none\r\nnew\r\ntwo\r\n# B\r\n")]
    [InlineData("# A\none\r\ntwo\nthree\n# B\n", "one\nnew\nthree\n", "# A\none\r\nnew\nthree\n# B\n")]
    [InlineData("# A\nold", "new", "# A\nnew")]
    [InlineData("# A", "new\n", "# A\nnew\n")]
    [InlineData("# A\nold\n# B\n", "", "# A\n# B\n")]
    [InlineData("# A\nold\n# B\n", "old\n", null)]
    [InlineData("# A\nold\n# B\n", "old", null)]
    [InlineData("# A\r\nold\r\n# B\r\n", "old\r\n", null)]
    [InlineData("# A\nold\n# B\n", "```\nopen\n", "!")]
    [InlineData("# A\nold\n# B\n", "<!-- open\n", "!")]
    [InlineData("# A\nold\n# B\n", "x\n# C\n", "!")]
    [InlineData("# A\nold\n# B\n", "x\n### C\n", "!")]
    [InlineData("# A\nold\n\nB\n===\n", "new\n", "!")]
    [InlineData("# A\nold\n```\n", "new\n", "!")]
    public void Content_is_replaced_and_no_heading_moves(string page, string content, string? expected) =>
        TaskBoxTests.Check(expected, SectionEdits.SetContent(new(new(page), 0), 1, content));

    [Theory]
    [InlineData("## Old ##\n", "New", "## New ##\n")]
    [InlineData("##\n", "New", "## New\n")]
    [InlineData("Old\ntwo\n---\n", "New", "New\n---\n")]
    [InlineData("Old\n---\n", "- New", "!")]
    [InlineData("# Old\n", "New #", "!")]
    [InlineData("# Old\n", "C#", "# C#\n")]
    [InlineData("# Old\n", "a\nb", "!")]
    [InlineData("# Old\n", " Old ", null)]
    [InlineData("# Old\n", "", "# \n")]
    public void A_heading_keeps_its_form(string page, string heading, string? expected) =>
        TaskBoxTests.Check(expected, SectionEdits.SetHeading(new(new(page), 0), 1, heading));

    [Theory]
    [InlineData("# A\n\na\n\n# B\n\nb\n", 1, "text", "# A\n\na\n\n## N\n\ntext\n\n# B\n\nb\n")]
    [InlineData("# A\n\na\n\n# B\n\nb\n", null, "text", "# A\n\na\n\n# B\n\nb\n\n## N\n\ntext\n")]
    [InlineData("# A\na\n# B\nb", null, "text", "# A\na\n# B\nb\n\n## N\ntext")]
    [InlineData("lead\r\n\r\n# A\r\n", -1, "one\ntwo\n", "lead\r\n\r\n## N\r\n\r\none\r\ntwo\r\n\r\n# A\r\n")]
    [InlineData("", null, "", "## N\n")]
    [InlineData("# A\n", 1, "# no\n", "!")]
    [InlineData("# A\n", 1, "~~~\n", "!")]
    [InlineData("# A\n```\n", 1, "text", "!")]
    [InlineData("# A\n", 9, "text", "!")]
    public void A_new_section_stands_where_it_was_asked_for(string page, int? after, string content, string expected) =>
        TaskBoxTests.Check(expected, SectionEdits.Add(new(new(page), 0), after, 2, "N", content));

    [Theory]
    [InlineData("# A\na\n# B\nb\n", 1, "# B\nb\n")]
    [InlineData("# A\na\n## B\nb\n", 2, "# A\na\n")]
    [InlineData("a\n# B\n", 0, "!")]
    [InlineData("a\n\n# B\n\nC\n===\n", 1, "a\n\nC\n===\n")]
    [InlineData("a\n# B\nC\n===\n", 1, "!")]
    public void A_section_goes_with_its_own_content(string page, int section, string expected) =>
        TaskBoxTests.Check(expected, SectionEdits.Remove(new(new(page), 0), section));

    [Theory]
    [InlineData("text\n\n## Old\n", "New", "text\n\n## New\n")]
    [InlineData("#\n# Old\n", "New", "#\n# New\n")]
    [InlineData("text\n", "New", "# New\n\ntext\n")]
    [InlineData("\r\ntext\r\n", "New", "\r\n# New\r\n\r\ntext\r\n")]
    [InlineData("", "New", "# New\n")]
    [InlineData("# Old\n", "Old", null)]
    [InlineData("# Old\n", " ", "!")]
    public void A_title_is_the_first_heading_with_text(string page, string title, string? expected) =>
        TaskBoxTests.Check(expected, PageTitle.Set(new(new(page), 0), title));

    [Theory]
    [InlineData("a\r\nb\nc", "a\nb\nc", null)]
    [InlineData("a\r\nb\nc", "a\nx\nc", "a\r\nx\nc")]
    [InlineData("a\r\nb\r\nc\n", "a\nb\nx\nc\n", "a\r\nb\r\nx\r\nc\n")]
    [InlineData("a\n", "a", "a")]
    [InlineData("a", "a\n", "a\n")]
    [InlineData("a\r\n", "b\r\nc\r\n", "b\r\nc\r\n")]
    [InlineData("a\n", "---\nx: 1\n---\n", "!")]
    [InlineData("a\n", "---\nx\n", "---\nx\n")]
    [InlineData("a\n", "\uFEFFa\n", "!")]
    [InlineData("a\n", "a\0", "!")]
    public void A_body_is_written_by_lines(string page, string body, string? expected) =>
        TaskBoxTests.Check(expected, BodyText.Set(new(page), 0, body));

    [Fact]
    public void A_body_behind_frontmatter_without_a_line_end_gets_one()
    {
        const string Page = "---\na: 1\n---";
        TaskBoxTests.Check("---\na: 1\n---\ntext", BodyText.Set(new(Page), Page.Length, "text"));
    }
}
