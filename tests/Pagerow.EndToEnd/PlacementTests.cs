namespace Pagerow.EndToEnd;

/// <summary>Where rows that SQL makes or moves get their files, and what is said where they get none.</summary>
public sealed class PlacementTests
{
    [Fact]
    public async Task A_row_in_a_collection_without_captures_is_named_after_its_title_and_never_only_by_an_extension()
    {
        await using var root = TestRoot.Empty();
        root.Write("pagerow.yaml", """
            collections:
              dots: { files: ".dot/*.md", columns: { title: { source: title } } }
              pages: { files: "**/*.md", columns: { title: { source: title } } }

            """);
        root.Write("a.md", "# A\n");
        await root.SyncAsync();

        await root.SqlAsync("INSERT INTO pages (title) VALUES ('What is new?'); INSERT INTO dots (title) VALUES ('Within'); INSERT INTO pages (body) VALUES ('Nameless.'); INSERT INTO pages (path) VALUES ('sub/.md')");
        var sync = await root.SyncAsync();

        Assert.Equal(2, sync.Count("files_written"));
        Assert.Equal("# What is new?\n", root.Read("what-is-new.md"));
        Assert.Equal("# Within\n", root.Read(".dot/within.md"));
        Assert.False(File.Exists(root.At(".md")) || File.Exists(root.At(".dot/.md")) || Directory.Exists(root.At("sub")));
        Assert.Equal(
            ["no-place|no file could be made: the row gets no file: neither its key nor its title gives a name; set 'path'", "no-place|no file could be made: 'sub/.md' cannot be a page here: '.md' begins with a dot and no pattern names it; set 'path'"],
            await root.SqlAsync("SELECT code, message FROM pagerow_problems ORDER BY doc"));
    }

    [Fact]
    public async Task A_value_that_where_does_not_allow_is_taken_back_with_those_that_it_allows()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.SyncAsync();
        await root.SqlAsync("UPDATE stories SET stage = 'someday' WHERE id = 'APP-003'; UPDATE stories SET path = 'later/x.md' WHERE id = 'APP-001'");
        await root.SyncAsync();

        const string allowed = "by 'where', 'stage' may be 'backlog', 'active', 'completed', and not";
        Assert.Equal(["backlog"], await root.SqlAsync("SELECT stage FROM stories WHERE id = 'APP-003'"));
        Assert.Contains($"{allowed} 'someday'", (await root.RunAsync("log", "backlog/APP-003-dark-mode.md")).Ended(0).Out, StringComparison.Ordinal);
        Assert.Contains($"{allowed} 'later'", (await root.RunAsync("log", "active/APP-001-sign-in-with-a-passkey.md")).Ended(0).Out, StringComparison.Ordinal);
    }
}
