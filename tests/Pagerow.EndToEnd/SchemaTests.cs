namespace Pagerow.EndToEnd;

/// <summary>What <c>schema --apply</c> says it did, and what it says where it cannot.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task Apply_says_each_statement_that_it_ran_or_that_nothing_was_waiting()
    {
        await using var root = await WaitingAsync();
        Assert.Contains("-- waits for 'pagerow schema --apply':\nALTER TABLE \"pages\" DROP COLUMN \"owner\";\n", (await root.RunAsync("schema")).Ended(0).Out, StringComparison.Ordinal);
        Assert.Equal("ALTER TABLE \"pages\" DROP COLUMN \"owner\";\n1 change made; every row shows its page anew\n", (await root.RunAsync("schema", "--apply")).Ended(0).Out);
        Assert.Equal("nothing was waiting\n", (await root.RunAsync("schema", "--apply")).Ended(0).Out);
        Assert.Empty((await root.RunAsync("schema", "--json")).Ended(0).Data["applied"]!.AsArray());
    }

    [Theory]
    [InlineData("CREATE INDEX mine ON pages (owner)", "DROP INDEX mine", "index mine")]
    [InlineData("CREATE VIEW mine AS SELECT owner FROM pages", "DROP VIEW mine", "view mine")]
    public async Task What_a_user_made_and_is_in_the_way_is_named_and_nothing_is_changed(string make, string drop, string named)
    {
        await using var root = await WaitingAsync();
        await root.SqlAsync(make);
        var before = await root.SqlAsync("SELECT sql FROM sqlite_schema ORDER BY name");
        var refused = (await root.RunAsync("schema", "--apply")).Ended(1);
        Assert.Empty(refused.Out);
        Assert.Contains($"error in {named}", refused.Error, StringComparison.Ordinal);
        Assert.Contains("nothing was changed; where an index, a view or a trigger of your own is in the way, drop that first", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, await root.SqlAsync("SELECT sql FROM sqlite_schema ORDER BY name"));

        await root.SqlAsync(drop);
        (await root.RunAsync("schema", "--apply")).Ended(0);
        Assert.Equal(["0"], await root.SqlAsync("SELECT count(*) FROM pragma_table_info('pages') WHERE name = 'owner'"));
    }

    static async Task<TestRoot> WaitingAsync()
    {
        var root = TestRoot.Empty();
        const string pages = "collections:\n  pages:\n    files: \"**/*.md\"\n    columns: { id: text, owner: text }\n";
        root.Write("a.md", "---\nid: 1\nowner: Ada\n---\n");
        root.Write("pagerow.yaml", pages);
        await root.SyncAsync();
        root.Write("pagerow.yaml", pages.Replace(", owner: text", "", StringComparison.Ordinal));
        await root.SyncAsync();
        return root;
    }
}
