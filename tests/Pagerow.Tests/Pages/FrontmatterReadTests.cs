using System.Globalization;
using System.Text;
using Pagerow.Pages.Fields;
using Pagerow.Pages.Nodes;
using Pagerow.Pages.Spelling;
using Pagerow.Pages.Yaml;

namespace Pagerow.Tests.Pages;

public sealed class FrontmatterReadTests
{
    [Theory]
    [InlineData("---\na: 1\n---\nbody", FrontmatterKind.Yaml, "body")]
    [InlineData("--- \t\na: 1\n...  \nbody", FrontmatterKind.Yaml, "body")]
    [InlineData("---\r\na: 1\r\n---\r\nbody", FrontmatterKind.Yaml, "body")]
    [InlineData("---\n---\nbody", FrontmatterKind.Yaml, "body")]
    [InlineData("---\na: 1\n---", FrontmatterKind.Yaml, "")]
    [InlineData("---\na: |\n  ---\n  x\n---\nbody", FrontmatterKind.Yaml, "body")]
    [InlineData("---\n{a: 1}\n---\n---\nsecond: document\n---\n", FrontmatterKind.Yaml, "---\nsecond: document\n---\n")]
    [InlineData("", FrontmatterKind.None, "")]
    [InlineData("# Title\n", FrontmatterKind.None, "# Title\n")]
    [InlineData("---\njust text\n---\n", FrontmatterKind.None, "---\njust text\n---\n")]
    [InlineData("---\nno end", FrontmatterKind.None, "---\nno end")]
    [InlineData("---\na: 1\nno end", FrontmatterKind.Unclosed, "---\na: 1\nno end")]
    [InlineData("----\na: 1\n----\n", FrontmatterKind.None, "----\na: 1\n----\n")]
    [InlineData("--- yaml\na: 1\n---\n", FrontmatterKind.NotYaml, "--- yaml\na: 1\n---\n")]
    [InlineData("+++\na = 1\n+++\n", FrontmatterKind.NotYaml, "+++\na = 1\n+++\n")]
    [InlineData(";;;\n{}\n;;;\n", FrontmatterKind.NotYaml, ";;;\n{}\n;;;\n")]
    [InlineData("{\n\"a\": 1\n}\n", FrontmatterKind.NotYaml, "{\n\"a\": 1\n}\n")]
    [InlineData("{{ template }}\n", FrontmatterKind.None, "{{ template }}\n")]
    [InlineData("\n---\na: 1\n---\n", FrontmatterKind.NotYaml, "\n---\na: 1\n---\n")]
    [InlineData("<!-- note -->\n---\na: 1\n---\n", FrontmatterKind.NotYaml, "<!-- note -->\n---\na: 1\n---\n")]
    [InlineData("---\n- a: 1\n- b: 2\n---\n", FrontmatterKind.NotYaml, "---\n- a: 1\n- b: 2\n---\n")]
    public void The_block_is_told_from_the_body(string text, FrontmatterKind kind, string body)
    {
        var page = Frontmatter.Read(new(text));
        Assert.Equal((kind, body), (page.Kind, text[page.BodyStart..]));
    }

    [Theory]
    [InlineData("a: x", "a=x")]
    [InlineData("a: 'it''s' # c", "a='it''s'")]
    [InlineData("a: \"q\"\r\nb: 1", "a=\"q\" b=1")]
    [InlineData("a:\nb: # c\nc: ''", "a= b= c=''")]
    [InlineData("a: &x !!str v\nb: *x", "a=v b=*x")]
    [InlineData("a: [x, \"y\"] # c\nb: {c: 1}", "a=[x, \"y\"] b={c: 1}")]
    [InlineData("a:\n  - x\n  - y # c\n\nb: 1", "a=- x\n  - y b=1")]
    [InlineData("a:\n- x\n-\nb: 1", "a=- x\n- b=1")]
    [InlineData("a: |\n  x\n\n  y\n\nb: 1", "a=|\n  x\n\n  y b=1")]
    [InlineData("a: |  # c\n  x  \n\nb: 1", "a=|  # c\n  x   b=1")]
    [InlineData("a: |+\n  x\n\nb: 1", "a=|+\n  x\n b=1")]
    [InlineData("a: |-\nb: >", "a=|- b=>")]
    [InlineData("a: one\n  two\nb: 1", "a=one\n  two b=1")]
    [InlineData("a:\n  x: 1\n  y:\nb: 1", "a=x: 1\n  y: b=1")]
    [InlineData("a: \"one\ntwo\"\nb: 1", "a=\"one\ntwo\" b=1")]
    [InlineData("a: 🚀 x\nb: é", "a=🚀 x b=é")]
    public void Every_value_has_the_place_a_person_would_give_it(string block, string values)
    {
        var page = FrontmatterSetTests.Read(block);
        Assert.Null(page.PageTrouble);
        Assert.Equal(values, string.Join(' ', page.Entries.Select(e => $"{e.Key}={e.Value.Span.Of(page.Page.Text)}")));
        Assert.All(page.Entries, e => Assert.Equal(e.Key, e.KeySpan.Of(page.Page.Text)));
    }

    [Theory]
    [InlineData("a: @me\nb: 1", "a", "\"@me\"", 2, 4)]
    [InlineData("b: 1\na: x: y # c", "a", "\"x: y\"", 3, 4)]
    [InlineData("a: [x](url)", "a", "\"[x](url)\"", 2, 4)]
    [InlineData("a:\n  - @one\n  - two\nb: 1", "a", "[\"@one\",\"two\"]", 3, 5)]
    [InlineData("a:\n  - %\nb: 1", "a", "[\"%\"]", 3, 5)]
    [InlineData("'a': {{x}} y", "a", "\"{{x}} y\"", 2, 6)]
    public void A_bad_value_is_the_text_that_was_meant_and_is_reported(string block, string key, string json, int line, int column)
    {
        var page = FrontmatterSetTests.Read(block);
        Assert.Equal(json, NodeJson.Of(page.Find([key])!));
        Assert.Null(page.ProblemOf([key]));
        Assert.Equal((line, column), (Assert.Single(page.Problems).Line, page.Problems[0].Column));
    }

    [Theory]
    [InlineData("a: \"never closed\nb: 1", "bad-yaml")]
    [InlineData("a: [x, y\nb: 1", "bad-yaml")]
    [InlineData("a: [x,\ny]\nb: 1", "bad-yaml")]
    [InlineData("a: | junk\nb: 1", "bad-yaml")]
    [InlineData("a: x\nstray line\nb: 1", "bad-yaml")]
    [InlineData("a: *gone\nb: 1", "missing-anchor")]
    [InlineData("a: {{date}}\nb: 1", "misleading-value")]
    [InlineData("a: {text}\nb: 1", "misleading-value")]
    [InlineData("a: !word\nb: 1", "misleading-value")]
    [InlineData("a: [x, y: z]\nb: 1", "mixed-list")]
    [InlineData("a: 1\na: 2\nb: 1", "duplicate-key")]
    public void A_value_that_cannot_be_trusted_is_in_trouble_and_the_others_are_not(string block, string code)
    {
        var page = FrontmatterSetTests.Read(block);
        Assert.Null(page.PageTrouble);
        Assert.Equal(code, page.ProblemOf(["a"])?.Code);
        Assert.NotNull(page.ProblemOf(["a"])!.Line);
        Assert.Null(page.ProblemOf(["b"]));
        Assert.Equal("1", NodeJson.Of(page.Find(["b"])!));
    }

    [Theory]
    [InlineData("a: [[Note]]")]
    [InlineData("a: \"C:\\new\"")]
    [InlineData("a: #tag")]
    [InlineData("a: issue #1")]
    public void Yaml_that_misleads_is_reported(string block)
    {
        var page = FrontmatterSetTests.Read(block);
        Assert.Equal("misleading-value", Assert.Single(page.Problems).Code);
        Assert.Null(page.ProblemOf(["a"]));
    }

    [Theory]
    [InlineData("a: 1\n<<<<<<< ours\nb: 1\n=======\nb: 2\n>>>>>>> theirs", "conflict-markers", 3)]
    [InlineData("a: &a [xxxxxxxxx,xxxxxxxxx,xxxxxxxxx,xxxxxxxxx,xxxxxxxxx,xxxxxxxxx,xxxxxxxxx,xxxxxxxxx,xxxxxxxxx,xxxxxxxxxxxxxxxxxxxx]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]", "frontmatter-too-large", 2)]
    public void A_page_that_cannot_be_trusted_at_all_is_in_trouble(string block, string code, int line)
    {
        var page = FrontmatterSetTests.Read(block);
        Assert.Equal((code, line), (page.PageTrouble?.Code, page.PageTrouble?.Line));
        Assert.IsType<FrontmatterEdit.Refused>(page.Set(["a"], new FieldValue.Text("new"), SetContext.Empty));
    }

    [Theory]
    [InlineData('[', 20_000)]
    [InlineData('{', 20_000)]
    [InlineData('-', 20_000)]
    [InlineData('?', 20_000)]
    public void Deep_nesting_is_a_problem_and_no_crash(char bracket, int depth)
    {
        var block = bracket is '[' or '{' ? "a: " + new string(bracket, depth) : "a:\n " + string.Concat(Enumerable.Repeat($"{bracket} ", depth));
        var page = FrontmatterSetTests.Read(block);
        Assert.True(page.PageTrouble?.Code == "frontmatter-too-deep" || page.ProblemOf(["a"]) is not null, page.PageTrouble?.ToString());
    }

    [Fact]
    public void A_block_beyond_256_KiB_is_left_alone()
    {
        var page = FrontmatterSetTests.Read("a: " + new string('x', 300_000));
        Assert.Equal("frontmatter-too-large", page.PageTrouble?.Code);
    }

    [Theory]
    [InlineData("", "k#: v\n", "")]
    [InlineData("", "same: v\n", "")]
    [InlineData("a: [", "x, ", "x]")]
    [InlineData("a: [", "x, ", "")]
    [InlineData("a: {", "k#: v, ", "}")]
    [InlineData("a: {", "b, ", "}")]
    [InlineData("a:\n", "  - @x\n", "")]
    [InlineData("", "k#: @x\n", "")]
    [InlineData("a: \"", "x\n", "\"")]
    [InlineData("a: '", "''", "")]
    [InlineData("a: &x 1\nb: [", "*x, ", "*x]")]
    [InlineData("a: ", "? ", "")]
    [InlineData("a: ", "!x &y ", "")]
    [InlineData("a: |\n", "\n", " x")]
    [InlineData("a:\n", "#\n", "")]
    public void The_longest_blocks_are_read_and_a_field_is_set_or_refused(string head, string part, string tail)
    {
        var text = new StringBuilder("---\n").Append(head);
        for (var i = 0; text.Length < 250_000; i++)
            text.Append(part.Replace("#", part == "#\n" ? "#" : i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        var page = Frontmatter.Read(new(text.Append(tail).Append("\n---\n").ToString()));
        foreach (var key in (ReadOnlySpan<string>)["a", "z"])
        {
            if (page.Set([key], new FieldValue.Text("new"), SetContext.Empty) is FrontmatterEdit.Changed changed)
                Assert.Equal("\"new\"", NodeJson.Of(Frontmatter.Read(changed.Page).Find([key])!));
            else
                Assert.NotEmpty(((FrontmatterEdit.Refused)page.Set([key], new FieldValue.Text("new"), SetContext.Empty)).Reason);
        }
    }

    [Fact]
    public void An_alias_reads_as_what_it_stands_for()
    {
        var page = FrontmatterSetTests.Read("a: &x [1, 2]\nb: *x\nc: {<<: *x, d: 1}");
        Assert.Equal("[1,2]", NodeJson.Of(page.Find(["b"])!));
        Assert.Equal("{\"d\":1}", NodeJson.Of(page.Find(["c"])!));
    }

    [Fact]
    public void Keys_are_compared_exactly_and_may_hold_dots_and_colons()
    {
        var page = FrontmatterSetTests.Read("ms.date: 1\ncSpell:ignore: 2\n'online version': 3\nTitle: 4");
        foreach (var (key, value) in (ReadOnlySpan<(string, string)>)[("ms.date", "1"), ("cSpell:ignore", "2"), ("online version", "3"), ("Title", "4")])
            Assert.Equal(value, NodeJson.Of(page.Find([key])!));
        Assert.Null(page.Find(["title"]));
    }

    [Theory]
    [InlineData("~", "null")]
    [InlineData("True", "true")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("007", "7")]
    [InlineData("-0", "0")]
    [InlineData("+12", "12")]
    [InlineData("1.10", "1.10")]
    [InlineData(".5", "0.5")]
    [InlineData("-5.", "-5")]
    [InlineData("1e3", "1e3")]
    [InlineData("0x1F", "31")]
    [InlineData("0o17", "15")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData(".inf", "\".inf\"")]
    [InlineData("2026-01-07", "\"2026-01-07\"")]
    [InlineData("'5'", "\"5\"")]
    [InlineData("!!str 5", "\"5\"")]
    [InlineData("{b: 1, a: [x, {}]}", "{\"a\":[\"x\",{}],\"b\":1}")]
    public void Json_follows_the_core_schema(string value, string json)
    {
        var written = NodeJson.Of(FrontmatterSetTests.Read($"a: {value}").Find(["a"])!);
        Assert.Equal(json, written);
        Assert.True(NodeJson.TryCanonical(written, out var canonical, out _));
        Assert.Equal(json, canonical);
    }

    [Fact]
    public void Json_numbers_are_json()
    {
        foreach (var text in (string[])["0", "00", "-007", "1.", "1.e5", "00.50", ".5e-3", "+.5", "1E+3", "-.0"])
        {
            var json = NodeJson.Of(FrontmatterSetTests.Read($"a: {text}").Find(["a"])!);
            Assert.True(NodeJson.TryCanonical(json, out var canonical, out _));
            Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), double.Parse(canonical, CultureInfo.InvariantCulture));
        }
    }
}
