using Pagerow.Mapping;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Patterns;
using Pagerow.Mapping.Puts;
using Pagerow.Mapping.Values;
using Pagerow.Pages;
using Record = Pagerow.Mapping.Record;

namespace Pagerow.Tests.Mapping;

/// <summary>Any JSON can be written into a page and is got back, whatever stood there before.</summary>
public sealed class JsonColumnTests
{
    static readonly PagePath Path = PagePath.Of("a.md");

    static readonly Collection Pages = new("pages", PathPattern.Of("{name}.md"), [new("data", new ColumnType.Json(), new ColumnSource.Frontmatter(["data"]))]);

    static readonly string[] Documents =
    [
        """[1,{"k":2}]""", """{"a":[1,{"c":null}]}""", """[{"k":2},"x"]""", """["a",["b"]]""", """[["a"]]""", """[[1]]""", """[[[1]]]""", """[1,[[2]]]""",
        """["it's: \"so\"",{"# no":"a\\b\tc\nd"}]""", """[null,true,1.50,{"":[]},"🔥",[]]""", """[{"a":[1,{"b":["x",{"c":[{}]}]}]},"yes"]""", """[{"k":1},{"k":2}]""",
        "[\"\\u0007\\u0085\\u2028\",{\"a\":\"\\u007f\"}]",
    ];

    static readonly string[] Before =
    [
        "", "data:\n", "data: old # why\n", "data: 'old'\n", "data: |\n  one\n  two\n", "data: >-\n  one\n", "data:\n  - a\n  - b\n", "data:\n- a\n- k: 1\n",
        "data:\n  k: 1\n  l:\n    - m\n", "data: [a, b]\n", "data: [x, y: z]\n", "data: [1, {\"k\": 3}]\n", "data: {a: [1]}\n", "data: {a: [1, {\"c\": 2}], b: 1}\n",
    ];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var before in Before)
            {
                foreach (var document in Documents)
                    cases.Add(before, document);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_json_column_takes_any_json(string before, string document)
    {
        var after = Set(before, new FaceEdit.SetColumn(0, new Value.Text(document)), "a: 'x'\n");
        Assert.Equal(Canonical(document), ((Value.Json)after.Values[0]).Document);
        Assert.Empty(after.Problems);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Extra_takes_any_json(string before, string document)
    {
        var lead = before.Replace("data", "more", StringComparison.Ordinal);
        var after = Set(lead, new FaceEdit.SetExtra($$"""{"a":"x","more":{{document}},"z":"y"}"""), "a: 'x'\n");
        Assert.Equal($$"""{"a":"x","more":{{Canonical(document)}},"z":"y"}""", after.Extra);
        Assert.Empty(after.Problems);
    }

    [Theory]
    [InlineData("data: [x, y: z]\n")]
    [InlineData("data: [x, [[Note]]]\n")]
    [InlineData("data:\n  - x\n  - y: z\n")]
    [InlineData("data: [[2024]]\n")]
    public void What_nobody_wrote_as_json_is_still_told(string field) =>
        Assert.NotEmpty(Lens.Get(Pages, Path, new($"---\n{field}---\n")).Problems);

    [Fact]
    public void What_aliases_nest_deeper_than_json_is_read_freezes_the_page()
    {
        var nested = new string('[', 40);
        var page = new PageText($"---\na: &a {nested}{nested.Replace('[', ']')}\ndata: {nested}*a{nested.Replace('[', ']')}\n---\n");
        Assert.Equal("frontmatter-too-deep", Lens.Get(Pages, Path, page).PageTrouble?.Code);
        Assert.NotEmpty(Lens.Put(Pages, Path, page, [new FaceEdit.SetExtra("{}")], null).Refused);
    }

    [Fact]
    public void A_chain_of_aliases_freezes_the_page()
    {
        var chain = string.Concat(Enumerable.Range(1, 10_000).Select(i => $"k{i}: &a{i} [*a{i - 1}]\n"));
        Assert.Equal("frontmatter-too-deep", Lens.Get(Pages, Path, new($"---\nk0: &a0 x\n{chain}---\n")).PageTrouble?.Code);
    }

    [Theory]
    [InlineData(63, false)]
    [InlineData(64, true)]
    public void As_deep_as_json_is_read_a_page_is_read_and_written(int depth, bool isFrozen)
    {
        var page = new PageText($"---\nk: {new string('[', depth)}{new string(']', depth)}\n---\n");
        Assert.Equal(isFrozen, Lens.Get(Pages, Path, page).PageTrouble is not null);
        var put = Lens.Put(Pages, Path, page, [new FaceEdit.SetExtra("{\"l\":1}")], null);
        Assert.Equal(isFrozen, !put.Refused.IsEmpty);
    }

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("[\"~\"]")]
    [InlineData("[\"\\ud800\"]")]
    public void Half_a_character_is_refused_wherever_it_stands(string document)
    {
        // An attribute cannot hold half a character.
        document = document.Replace('~', '\ud800');
        Assert.IsType<Canon.Refused>(new ColumnType.Json().Canon(new Value.Text(document)));
        Assert.NotNull(new ColumnType.List().Canon(new Value.Json(document)));
        Assert.NotNull(new ColumnType.List().Canon(new Value.Text(document)));
        Assert.Single(Lens.Put(Pages, Path, new(""), [new FaceEdit.SetColumn(0, new Value.Text(document))], null).Refused);
    }

    [Fact]
    public void Extra_takes_no_more_keys_at_once_than_the_page_can_be_read_for()
    {
        static string Keys(int count) => $"{{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"k{i}\":1"))}}}";
        Assert.Single(Lens.Put(Pages, Path, new(""), [new FaceEdit.SetExtra(Keys(20_000))], null).Refused);
        Assert.Empty(Lens.Put(Pages, Path, new(""), [new FaceEdit.SetExtra(Keys(1_000))], null).Refused);
    }

    static string Canonical(string document) => ((Value.Json)((Canon.Taken)new ColumnType.Json().Canon(new Value.Text(document))).Value).Document;

    /// <summary>The page with the edit; nothing outside the field may have changed, and putting again changes nothing.</summary>
    static Record Set(string field, FaceEdit edit, string above)
    {
        var (head, tail) = ($"---\n{above}", "z: \"y\"\n---\n\n# body\n");
        var page = new PageText(head + field + tail);
        var put = Lens.Put(Pages, Path, page, [edit], null);
        Assert.True(put.Refused.IsEmpty, put.Refused.FirstOrDefault()?.Reason);
        Assert.StartsWith(head, put.Page.Text, StringComparison.Ordinal);
        Assert.Contains("z: \"y\"\n", put.Page.Text, StringComparison.Ordinal);
        Assert.EndsWith("---\n\n# body\n", put.Page.Text, StringComparison.Ordinal);
        Assert.Same(put.Page, Lens.Put(Pages, Path, put.Page, [edit], null).Page);
        return Lens.Get(Pages, Path, put.Page);
    }
}
