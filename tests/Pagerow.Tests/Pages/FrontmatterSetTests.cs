using Pagerow.Pages;
using Pagerow.Pages.Fields;
using Pagerow.Pages.Nodes;
using Pagerow.Pages.Spelling;

namespace Pagerow.Tests.Pages;

/// <summary>One field set in a small block: what the block is afterwards, to the byte.</summary>
public sealed class FrontmatterSetTests
{
    const string Multi = "a: |\n  one\n  two\n\nb: 1";

    public static TheoryData<string, string?, string> Texts { get; } = new()
    {
        // Plain and empty values.
        { "a: old", "new", "a: new" },
        { "a: old  # why", "new", "a: new  # why" },
        { "a: old  ", "new", "a: new  " },
        { "a:   old", "new", "a:   new" },
        { "a:", "new", "a: new" },
        { "a: ", "new", "a: new" },
        { "a: # why", "new", "a: new # why" },
        { "a:   # why", "new", "a: new  # why" },
        { "a: ~", "new", "a: new" },
        { "a: null", "null", "a: 'null'" },
        { "a: old", "", "a: ''" },
        { "a: old\nb: \"x\"", "", "a: \"\"\nb: \"x\"" },
        { "a: old\nb: \"x\"", "a: b", "a: \"a: b\"\nb: \"x\"" },
        { "a: old\nb: \"x\"\nc: 'y'", "a: b", "a: 'a: b'\nb: \"x\"\nc: 'y'" },
        { "a: old\nb: \"x\"", "say \"so\": no", "a: \"say \\\"so\\\": no\"\nb: \"x\"" },
        { "a: old", "it's: so", "a: 'it''s: so'" },
        { "a: old", "007", "a: '007'" },
        { "a: old", "yes", "a: 'yes'" },
        { "a: old", "2026-01-07", "a: '2026-01-07'" },
        { "a: old", "1:30", "a: '1:30'" },
        { "a: old", "@name", "a: '@name'" },
        { "a: old", "tab\there", "a: \"tab\\there\"" },
        { "a: old", "bell\a", "a: \"bell\\x07\"" },
        { "a: old", "ls\u2028", "a: \"ls\\u2028\"" },
        { "a: old", "🚀 up", "a: 🚀 up" },
        { "a: old", "one\ntwo", "a: |-\n  one\n  two" },
        { "a: old", "one\ntwo\n", "a: |\n  one\n  two" },
        { "a:", "one\ntwo", "a: |-\n  one\n  two" },
        { "a: old # why", "one\ntwo", "a: \"one\\ntwo\" # why" },
        { "a: old", "one\n\n", "a: \"one\\n\\n\"" },
        { "a: old", " one\ntwo", "a: \" one\\ntwo\"" },
        { "a:\n  old", "new", "a:\n  new" },
        { "a: one\n  two\nb: 1", "new", "a: new\nb: 1" },

        // Quotes stay while they are needed no more than they were.
        { "a: 'old'", "new", "a: 'new'" },
        { "a: \"old\"", "new", "a: \"new\"" },
        { "a: 'o: ld'", "new", "a: new" },
        { "a: 'o: ld'", "n: ew", "a: 'n: ew'" },
        { "a: \"o: ld\"", "n: ew", "a: \"n: ew\"" },
        { "a: \"old\"", "one\ntwo", "a: \"one\\ntwo\"" },
        { "a: 'old'", "one\ntwo", "a: |-\n  one\n  two" },
        { "a: '@me'", "bell\a", "a: \"bell\\x07\"" },

        // Block scalars.
        { Multi, "new", "a: new\n\nb: 1" },
        { Multi, "one\nnew\n", "a: |\n  one\n  new\n\nb: 1" },
        { Multi, "one\nnew", "a: |-\n  one\n  new\n\nb: 1" },
        { "a: |  # why\n    one\n    two", "x\ny\n", "a: |  # why\n    x\n    y" },
        { "a: |  # why\n    one\n    two", "x", "a: x  # why" },
        { "a: >-\n  one\n  two", "new", "a: >-\n  new" },
        { "a: >-\n  one\n\n  two", "x\ny", "a: >-\n  x\n\n  y" },
        { "a: |+\n  one\n\n\nb: 1", "new", "a: |-\n  new\nb: 1" },
        { "a: |+\n  one\n  two\n\nb: 1", "x\ny\n", "a: |\n  x\n  y\nb: 1" },

        // Nothing.
        { "a: old", null, "a:" },
        { "a: old # why", null, "a: # why" },
        { "a: old\nb: ~", null, "a: ~\nb: ~" },
        { "a: old\nb: null\nc: null\nd:", null, "a: null\nb: null\nc: null\nd:" },
        { "a: old\nb: ", null, "a: \nb: " },
        { "a:\n  - x\n  - y\nb: 1", null, "a:\nb: 1" },
        { Multi, null, "a:\n\nb: 1" },
        { "{a: old, b: 1}", null, "{a: null, b: 1}" },

        // In braces, with tags, anchors and aliases.
        { "{a: old, b: 1}", "n,ew", "{a: 'n,ew', b: 1}" },
        { "a: !!str 5", "6", "a: !!str '6'" },
        { "a: &x old", "new", "a: &x new" },
        { "b: &x 1\na: *x", "new", "b: &x 1\na: new" },

        // Collections give way to text.
        { "a: [x, y]", "new", "a: new" },
        { "a: # why\n  - x\n  # z\n  - y\nb: 1", "new", "a: new # why\nb: 1" },

        // Values that are no YAML, or none that was meant.
        { "a: @me", "new", "a: new" },
        { "a: x: y\nb: [1", "new", "a: new\nb: [1" },
        { "a: {{date}}", "new", "a: new" },
        { "a: \"never closed\nb: 1", "new", "a: new\nb: 1" },
        { "a: !word\nb: 1", "new", "a: new\nb: 1" },
        { "a: *gone", "new", "a: new" },
        { "a: old\nb: \"x\ny\"", "new", "a: new\nb: \"x\ny\"" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_is_written_in_the_style_that_changes_least(string block, string? value, string expected) =>
        Assert.Equal(expected, Set(block, value is null ? new FieldValue.Null() : new FieldValue.Text(value)));

    [Theory]
    [InlineData("a: 1", "2", "a: 2")]
    [InlineData("a: '1'", "2", "a: 2")]
    [InlineData("a:", "true", "a: true")]
    [InlineData("a: old # why", "2026-01-07", "a: 2026-01-07 # why")]
    [InlineData("a: |\n  x\n  y", "3.5", "a: 3.5")]
    public void A_number_boolean_or_date_is_written_plainly(string block, string value, string expected) =>
        Assert.Equal(expected, Set(block, new FieldValue.Plain(value)));

    [Theory]
    [InlineData("a: old", "old")]
    [InlineData("a: 'old'", "old")]
    [InlineData("a: 007", "007")]
    [InlineData("a: >-\n  two\n  words", "two words")]
    [InlineData("a: ''", "")]
    [InlineData("a: @me", "@me")]
    public void A_text_that_stands_there_already_is_no_edit(string block, string value) =>
        Assert.IsType<FrontmatterEdit.Same>(Read(block).Set(["a"], new FieldValue.Text(value), SetContext.Empty));

    [Theory]
    [InlineData("a: &x old\nb: *x", "shared")]
    [InlineData("a: !odd old", "!odd")]
    [InlineData("a: 1\na: 2", "twice")]
    [InlineData("a: \"never\nstray\nb: 1", "cannot be read")]
    [InlineData("? a\n: old", "not edited")]
    [InlineData("a: o\u0007ld", "U+0007")]
    [InlineData("a: one\rtwo", "U+000D")]
    [InlineData("<<<<<<< ours\na: 1\n=======\na: 2\n>>>>>>> theirs", "merge")]
    public void What_cannot_be_changed_alone_is_refused_with_a_reason(string block, string reason) =>
        Assert.Contains(reason, Assert.IsType<FrontmatterEdit.Refused>(Read(block).Set(["a"], new FieldValue.Text("new"), SetContext.Empty)).Reason, StringComparison.Ordinal);

    [Fact]
    public void Half_a_character_is_refused() =>
        Assert.IsType<FrontmatterEdit.Refused>(Read("a: old").Set(["a"], new FieldValue.Text("x\uD83D"), SetContext.Empty));

    [Fact]
    public void A_field_in_a_nested_map_is_set_where_it_stands() =>
        Assert.Equal("a:\n  b: new # why\n  c: 1", Block(Changed(Read("a:\n  b: old # why\n  c: 1").Set(["a", "b"], new FieldValue.Text("new"), SetContext.Empty))));

    [Fact]
    public void A_field_that_others_share_through_a_map_is_refused()
    {
        var page = Read("a: &x\n  b: old\nc: *x");
        Assert.IsType<FrontmatterEdit.Refused>(page.Set(["a", "b"], new FieldValue.Text("new"), SetContext.Empty));
        Assert.IsType<FrontmatterEdit.Refused>(page.Set(["c", "b"], new FieldValue.Text("new"), SetContext.Empty));
    }

    [Theory]
    [InlineData("a:   odd  # why")]
    [InlineData("a: \"x\" ")]
    [InlineData("a: ")]
    [InlineData("a:  # why")]
    [InlineData("a: |+\n  x\n  y\n\n")]
    [InlineData("a: >-\n  x\n  y")]
    [InlineData("a:\n  x\n  y")]
    [InlineData("a: &z !!str 'x'")]
    [InlineData("a: NULL")]
    public void The_base_gives_back_its_own_bytes(string block)
    {
        var old = Read(block);
        var scalar = Assert.IsType<Node.Scalar>(old.Find(["a"]));
        var changed = Changed(old.Set(["a"], new FieldValue.Text("a: new one"), SetContext.Empty));
        var back = Changed(Frontmatter.Read(changed).Set(["a"], scalar.IsNull ? new FieldValue.Null() : new FieldValue.Text(scalar.Text), new(old, [])));
        Assert.Equal(old.Page.Text, back.Text);
    }

    [Fact]
    public void Line_ends_byte_order_mark_and_body_stay()
    {
        var page = new PageText("---\r\na: old\r\n---\r\nbody \rlone\n\r\nno end", hasBom: true);
        var after = Changed(Frontmatter.Read(page).Set(["a"], new FieldValue.Text("one\ntwo"), SetContext.Empty));
        Assert.Equal("---\r\na: |-\r\n  one\r\n  two\r\n---\r\nbody \rlone\n\r\nno end", after.Text);
        Assert.True(after.HasBom);
    }

    internal static Frontmatter Read(string block) => Frontmatter.Read(new($"---\n{block}\n---\nbody\n"));

    internal static PageText Changed(FrontmatterEdit edit) =>
        edit is FrontmatterEdit.Refused refused ? throw new InvalidOperationException(refused.Reason) : Assert.IsType<FrontmatterEdit.Changed>(edit).Page;

    internal static string Block(PageText page)
    {
        Assert.StartsWith("---\n", page.Text, StringComparison.Ordinal);
        Assert.EndsWith("---\nbody\n", page.Text, StringComparison.Ordinal);
        return page.Text[4..^9] is var block && block.EndsWith('\n') ? block[..^1] : block;
    }

    static string Set(string block, FieldValue value) => Block(Changed(Read(block).Set(["a"], value, SetContext.Empty)));
}
