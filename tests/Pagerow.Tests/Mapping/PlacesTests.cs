using System.Collections.Immutable;
using Pagerow.Mapping;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Patterns;
using Pagerow.Mapping.Puts;
using Pagerow.Mapping.Values;
using Pagerow.Pages;

namespace Pagerow.Tests.Mapping;

/// <summary>Where a row that SQL made gets its file when the configuration names no place, and what is said where it gets none.</summary>
public sealed class PlacesTests
{
    [Theory]
    [InlineData("**/*.md", "b1", "A title", "b1.md")]
    [InlineData("**/*.md", null, "A title: here", "a-title-here.md")]
    [InlineData("**/*.md", "APP-003", null, "APP-003.md")]
    [InlineData("**/*.md", "../up", null, "up.md")]
    [InlineData("**/*.md", "a/b", null, "a-b.md")]
    [InlineData("**/*.md", ".hidden", null, "hidden.md")]
    [InlineData(".dot/*.md", null, "In dots", ".dot/in-dots.md")]
    [InlineData("notes/**/*.md", null, "Deep", "notes/deep.md")]
    [InlineData("notes/*-note.md", "n1", null, "notes/n1-note.md")]
    [InlineData("notes/**", null, "Any", "notes/any.md")]
    [InlineData("notes/*", null, "Any", "notes/any.md")]
    [InlineData("notes/{name}", null, "Any", "notes/any.md")]
    [InlineData("notes/*.txt", null, "Any", "notes/any.txt")]
    [InlineData("README.md", null, null, "README.md")]
    public void A_row_without_a_place_is_named_after_its_key_else_its_title(string files, string? key, string? title, string path) =>
        Assert.Equal(path, Assert.IsType<Placement.At>(Place(files, key, title)).Path.Value);

    [Theory]
    [InlineData("**/*.md", null, null)]
    [InlineData("**/*.md", null, "!?")]
    [InlineData("**/*.md", "..", null)]
    [InlineData(".dot/*.md", null, null)]
    [InlineData("notes/**", "", "")]
    public void A_row_that_names_nothing_gets_no_file(string files, string? key, string? title) =>
        Assert.Equal("the row gets no file: neither its key nor its title gives a name", Assert.IsType<Placement.Nowhere>(Place(files, key, title)).Reason);

    [Fact]
    public void The_name_goes_to_the_file_and_not_to_a_folder_that_is_captured()
    {
        var reason = Assert.IsType<Placement.Nowhere>(Place("{folder}/*.md", "b1", null)).Reason;
        Assert.Equal("nothing is given for '{folder}'", reason);
    }

    [Fact]
    public void A_value_that_where_does_not_have_is_refused_with_those_that_it_has()
    {
        var files = PathPattern.Of("journal/{year}/{name}.md").Holding("year", ["2025", "2026"]);
        var journal = new Collection("journal", files, [new("year", new ColumnType.Text(), new ColumnSource.Capture("year"))]);
        var moved = Places.PathFor(journal, PagePath.Of("journal/2026/x.md"), [new FaceEdit.SetColumn(0, new Value.Text("2030"))]);
        Assert.Equal(
            "'journal/2030/x.md' does not match 'journal/{year}/{name}.md': by 'where', 'year' may be '2025', '2026', and not '2030'",
            Assert.IsType<Placement.Nowhere>(moved).Reason);
        Assert.Equal(
            "no collection's pattern matches it; in 'journal', by 'where', 'year' may be '2025', '2026', and not '2030'",
            new Layout([journal], [], "").WhyNot(PagePath.Of("journal/2030/x.md")));
        Assert.Equal("no collection's pattern matches it", new Layout([journal], [], "").WhyNot(PagePath.Of("other/2030/x.md")));
    }

    static Placement Place(string files, string? key, string? title)
    {
        ImmutableArray<Column> columns = [new("id", new ColumnType.Text(), new ColumnSource.Frontmatter(["id"])), new("title", new ColumnType.Text(), new ColumnSource.Title())];
        return Places.Of(new Collection("pages", PathPattern.Of(files), columns) { Key = "id" }, [Of(key), Of(title)]);
    }

    static Value Of(string? text) => text is null ? Value.Nothing : new Value.Text(text);
}
