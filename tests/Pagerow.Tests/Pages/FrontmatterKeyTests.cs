using System.Collections.Immutable;
using Pagerow.Pages.Fields;
using Pagerow.Pages.Spelling;

namespace Pagerow.Tests.Pages;

public sealed class FrontmatterKeyTests
{
    static readonly SetContext Ordered = new(null, [["id"], ["title"], ["status"], ["labels"], ["x", "one"], ["x", "two"]]);

    [Theory]
    [InlineData("id: 1\nlabels: []\nz: 1", "id: 1\nstatus: new\nlabels: []\nz: 1")]
    [InlineData("title: t # why\n# about z\nz: 1", "title: t # why\nstatus: new\n# about z\nz: 1")]
    [InlineData("labels: []\nz: 1\n# the end", "labels: []\nz: 1\nstatus: new\n# the end")]
    [InlineData("title: |\n  a\n  b\n\nz: 1", "title: |\n  a\n  b\nstatus: new\n\nz: 1")]
    [InlineData("z: |+\n  a\n\n", "z: |+\n  a\n\n\nstatus: new")]
    [InlineData("title:\n  - a\n  - b # c\nz: 1", "title:\n  - a\n  - b # c\nstatus: new\nz: 1")]
    [InlineData("  id: 1\n  z: 1", "  id: 1\n  status: new\n  z: 1")]
    [InlineData("{id: 1, z: 1}", "{id: 1, status: new, z: 1}")]
    [InlineData("{}", "{status: new}")]
    [InlineData("", "\nstatus: new")]
    [InlineData("# only a comment", "# only a comment\nstatus: new")]
    [InlineData("title: @me\nz: [1", "title: @me\nstatus: new\nz: [1")]
    public void A_new_key_goes_behind_the_nearest_configured_one_before_it(string block, string expected) =>
        Assert.Equal(expected, Set(block, ["status"], new FieldValue.Text("new")));

    [Theory]
    [InlineData("", "---\nstatus: new\n---\n")]
    [InlineData("# Title\r\n\r\ntext", "---\r\nstatus: new\r\n---\r\n# Title\r\n\r\ntext")]
    [InlineData("---\n\ntext below a rule\n\n---\n", "---\nstatus: new\n---\n---\n\ntext below a rule\n\n---\n")]
    public void A_page_without_frontmatter_gets_a_block(string text, string expected) =>
        Assert.Equal(expected, FrontmatterSetTests.Changed(Frontmatter.Read(new(text)).Set(["status"], new FieldValue.Text("new"), Ordered)).Text);

    [Theory]
    [InlineData("x:\n  one: 1\n  z: 1", "x:\n  one: 1\n  two: new\n  z: 1")]
    [InlineData("x: {one: 1}", "x: {one: 1, two: new}")]
    [InlineData("x: {}", "x: {two: new}")]
    [InlineData("x:\nz: 1", "x: {two: new}\nz: 1")]
    [InlineData("z: 1", "z: 1\nx: {two: new}")]
    public void A_new_nested_key_stands_as_its_siblings_do(string block, string expected) =>
        Assert.Equal(expected, Set(block, ["x", "two"], new FieldValue.Text("new")));

    [Theory]
    [InlineData("z: 1", "null", "z: 1\nk:")]
    [InlineData("z: ~", "null", "z: ~\nk: ~")]
    [InlineData("z: 1", "[\"a\",\"b\"]", "z: 1\nk: [a, b]")]
    [InlineData("z:\n- 1", "[\"a\",\"b\"]", "z:\n- 1\nk:\n- a\n- b")]
    [InlineData("z: 1", "{\"a\":{\"b\":[1,\"1\",true,null,\"x, y\"]}}", "z: 1\nk: {a: {b: [1, '1', true, null, 'x, y']}}")]
    [InlineData("z: 1", "\"one\\ntwo\"", "z: 1\nk: |-\n  one\n  two")]
    public void A_new_key_takes_any_value(string block, string json, string expected) =>
        Assert.Equal(expected, Set(block, ["k"], new FieldValue.Json(json)));

    [Theory]
    [InlineData("ms.date", "ms.date: v")]
    [InlineData("online version", "online version: v")]
    [InlineData("cSpell:ignore", "cSpell:ignore: v")]
    [InlineData("a: b", "'a: b': v")]
    [InlineData("yes", "'yes': v")]
    [InlineData("#x", "'#x': v")]
    public void A_new_key_is_quoted_where_it_must_be(string key, string expected) =>
        Assert.Equal($"z: 1\n{expected}", Set("z: 1", [key], new FieldValue.Text("v")));

    [Theory]
    [InlineData("a: 1\nb: 2 # why\nc: 3", "a: 1\nc: 3")]
    [InlineData("# above\nb:\n  - x\n  # in\n  - y\n# below\nc: 3", "# above\n# below\nc: 3")]
    [InlineData("b: |\n  x\n\nc: 3", "\nc: 3")]
    [InlineData("b: 1", "")]
    [InlineData("{a: 1, b: 2}", "{a: 1}")]
    [InlineData("{b: 2, a: 1}", "{a: 1}")]
    [InlineData("{b: 2}", "{}")]
    public void A_removed_key_takes_its_lines_with_it(string block, string expected) =>
        Assert.Equal(expected, FrontmatterSetTests.Block(FrontmatterSetTests.Changed(FrontmatterSetTests.Read(block).Remove(["b"]))));

    [Fact]
    public void The_last_nested_key_leaves_an_empty_map() =>
        Assert.Equal("a: {} # why\nc: 1", FrontmatterSetTests.Block(FrontmatterSetTests.Changed(FrontmatterSetTests.Read("a: # why\n  b: 1\nc: 1").Remove(["a", "b"]))));

    [Fact]
    public void A_key_that_others_need_is_not_removed() =>
        Assert.IsType<FrontmatterEdit.Refused>(FrontmatterSetTests.Read("a: &x 1\nb: *x").Remove(["a"]));

    [Theory]
    [InlineData("a: &x foo\n*x : 1", "a")]
    [InlineData("a: &x foo\n? [*x]\n: 1", "a")]
    public void A_value_that_a_key_stands_for_is_not_written(string block, string key) =>
        Assert.IsType<FrontmatterEdit.Refused>(FrontmatterSetTests.Read(block).Set([key], new FieldValue.Text("bar"), SetContext.Empty));

    [Fact]
    public void What_stands_in_a_key_of_an_unusual_spelling_is_left_alone()
    {
        var page = FrontmatterSetTests.Read("? parent\n:\n  child: 1");
        Assert.IsType<FrontmatterEdit.Refused>(page.Remove(["parent", "child"]));
        Assert.IsType<FrontmatterEdit.Refused>(page.Set(["parent"], new FieldValue.Json("{}"), SetContext.Empty));
    }

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("\"~\"")]
    public void Json_with_half_a_character_is_refused(string json) =>
        Assert.IsType<FrontmatterEdit.Refused>(FrontmatterSetTests.Read("k: 1").Set(["k"], new FieldValue.Json(json.Replace('~', '\ud800')), SetContext.Empty));

    [Fact]
    public void More_keys_at_once_than_a_page_is_read_for_are_refused()
    {
        var json = $"{{{string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"k{i}\":1"))}}}";
        var edit = FrontmatterSetTests.Read("k:\n  a: 1").Set(["k"], new FieldValue.Json(json), SetContext.Empty);
        Assert.Contains("20001 keys", Assert.IsType<FrontmatterEdit.Refused>(edit).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_key_is_removed_already() => Assert.IsType<FrontmatterEdit.Same>(FrontmatterSetTests.Read("a: 1").Remove(["b"]));

    [Fact]
    public void A_removed_key_comes_back_with_its_own_lines_at_its_own_place()
    {
        var old = FrontmatterSetTests.Read("a: 1\nb:   'x'  # why\nc: 3");
        var without = Frontmatter.Read(FrontmatterSetTests.Changed(old.Remove(["b"])));
        Assert.Equal(old.Page.Text, FrontmatterSetTests.Changed(without.Set(["b"], new FieldValue.Text("x"), new(old, []))).Text);
    }

    [Theory]
    [InlineData("+++\ntitle = 1\n+++\n")]
    [InlineData("{\n\"title\": 1\n}\n")]
    [InlineData(";;;\n{}\n;;;\n")]
    [InlineData("--- yaml\ntitle: 1\n---\n")]
    [InlineData("\n---\ntitle: 1\n---\n")]
    [InlineData("---\ntitle: 1\nno end\n")]
    public void A_page_with_other_matter_at_its_top_is_not_written(string text) =>
        Assert.IsType<FrontmatterEdit.Refused>(Frontmatter.Read(new(text)).Set(["status"], new FieldValue.Text("new"), Ordered));

    [Theory]
    [InlineData("k:\n  b: 1 # one\n  c: [x]", "{\"b\":2,\"c\":[\"x\",\"z\"]}", "k:\n  b: 2 # one\n  c: [x, z]")]
    [InlineData("k:\n  b: 1\n  c: 0x10", "{\"c\":16,\"d\":\"new\"}", "k:\n  c: 0x10\n  d: new")]
    [InlineData("k: {b: 1, c: {d: 2}}", "{\"b\":1,\"c\":{\"d\":\"2\"}}", "k: {b: 1, c: {d: '2'}}")]
    [InlineData("k: 5", "\"5\"", "k: '5'")]
    [InlineData("k: '5'", "5", "k: 5")]
    [InlineData("k: x", "{\"a\":1}", "k: {a: 1}")]
    [InlineData("k:\n  b: 1", "[1,2]", "k: [1, 2]")]
    [InlineData("k:\n  - b: 1\n  - c", "[{\"b\":1},\"d\"]", "k:\n  - b: 1\n  - d")]
    public void Json_changes_only_the_leaves_that_differ(string block, string json, string expected) =>
        Assert.Equal(expected, Set(block, ["k"], new FieldValue.Json(json)));

    [Theory]
    [InlineData("k: 1.10", "1.10")]
    [InlineData("k: {b: 0x10, a: ~}", "{\"a\": null, \"b\": 16}")]
    [InlineData("k:\n- x\n- 2026-01-07", "[\"x\",\"2026-01-07\"]")]
    public void Json_that_stands_there_already_is_no_edit(string block, string json) =>
        Assert.IsType<FrontmatterEdit.Same>(FrontmatterSetTests.Read(block).Set(["k"], new FieldValue.Json(json), SetContext.Empty));

    [Fact]
    public void What_is_no_json_is_refused() =>
        Assert.IsType<FrontmatterEdit.Refused>(FrontmatterSetTests.Read("k: 1").Set(["k"], new FieldValue.Json("{"), SetContext.Empty));

    static string Set(string block, ImmutableArray<string> key, FieldValue value) =>
        FrontmatterSetTests.Block(FrontmatterSetTests.Changed(FrontmatterSetTests.Read(block).Set(key, value, Ordered)));
}
