namespace Pagerow.EndToEnd;

/// <summary>A run is taken back page by page, what was done since stays, and the undo can be undone.</summary>
public sealed class UndoTests
{
    [Theory]
    [InlineData(Live.Stopped)]
    [InlineData(Live.Watching)]
    public async Task The_last_run_is_taken_back_on_both_sides_and_the_undo_can_be_undone(Live live)
    {
        await using var root = await BeganAsync(live);
        await root.SqlAsync("BEGIN; UPDATE pages SET mood = 'good'; DELETE FROM pages WHERE path = 'b.md'; INSERT INTO pages (path, body) VALUES ('n.md', 'New.' || char(10)); COMMIT");
        await root.SyncAsync();
        Assert.Equal("---\nmood: good # now\n---\n\nOne.\n\nTwo.\n", root.Read("a.md"));
        Assert.Equal(["a.md", "n.md"], root.Pages());

        var undone = (await root.RunAsync("undo", "--json")).Ended(0);
        Assert.Equal(["a.md", "b.md", "n.md"], Paths(undone));
        Assert.Equal("---\nmood: bad # now\n---\n\nOne.\n\nTwo.\n", root.Read("a.md"));
        Assert.Equal("B.\n", root.Read("b.md"));
        Assert.Equal(["a.md|bad", "b.md|"], await root.SqlAsync("SELECT path, mood FROM pages ORDER BY path"));

        (await root.RunAsync("undo")).Ended(0);
        Assert.Equal("---\nmood: good # now\n---\n\nOne.\n\nTwo.\n", root.Read("a.md"));
        Assert.Equal(["a.md|good", "n.md|"], await root.SqlAsync("SELECT path, mood FROM pages ORDER BY path"));
        (await root.SyncAsync()).Ended(0);
    }

    [Fact]
    public async Task What_was_done_to_a_page_since_stays_and_the_same_place_is_left_alone()
    {
        await using var root = await BeganAsync(Live.Stopped);
        await root.SqlAsync("UPDATE pages SET mood = 'good', body = replace(body, 'One.', 'One, said SQL.') WHERE path = 'a.md'");
        await root.SyncAsync();
        var run = Assert.Single(await root.SqlAsync("SELECT max(run) FROM pagerow_events"));
        root.Change("a.md", t => t.Replace("Two.", "Two, said I.", StringComparison.Ordinal));
        await root.SyncAsync();

        (await root.RunAsync("undo", run)).Ended(0);
        Assert.Equal("---\nmood: bad # now\n---\n\nOne.\n\nTwo, said I.\n", root.Read("a.md"));

        (await root.RunAsync("undo")).Ended(0);
        root.Change("a.md", t => t.Replace("mood: good", "mood: middling", StringComparison.Ordinal));
        await root.SyncAsync();
        var left = (await root.RunAsync("undo", run, "--json")).Ended(1);
        Assert.Equal(["changed-since"], left.Codes);
        Assert.Equal("---\nmood: middling # now\n---\n\nOne, said SQL.\n\nTwo, said I.\n", root.Read("a.md"));
    }

    [Fact]
    public async Task A_move_is_taken_back_and_keeps_the_documents_number()
    {
        await using var root = await BeganAsync(Live.Stopped);
        var doc = await root.SqlAsync("SELECT doc FROM pages WHERE path = 'a.md'");
        await root.SqlAsync("UPDATE pages SET path = 'c.md' WHERE path = 'a.md'");
        await root.SyncAsync();
        Assert.Equal(["b.md", "c.md"], root.Pages());
        (await root.RunAsync("undo")).Ended(0);
        Assert.Equal(["a.md", "b.md"], root.Pages());
        Assert.Equal(doc, await root.SqlAsync("SELECT doc FROM pages WHERE path = 'a.md'"));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_taken_back_and_a_run_that_is_none_is_refused()
    {
        await using var root = await BeganAsync(Live.Stopped);
        await root.SqlAsync("UPDATE pages SET mood = 'good' WHERE path = 'a.md'");
        await root.SyncAsync();
        var standing = root.Standing();
        Assert.Equal("would be taken back: a.md\n", (await root.RunAsync("undo", "--dry-run")).Ended(0).Out);
        Assert.Equal(standing, root.Standing());
        Assert.Contains("No run of this number changed a page.", (await root.RunAsync("undo", "4711")).Ended(1).Error, StringComparison.Ordinal);
    }

    static async Task<TestRoot> BeganAsync(Live live)
    {
        var root = TestRoot.Empty();
        root.Write("pagerow.yaml", "collections:\n  pages:\n    files: \"{name}.md\"\n    columns:\n      mood: text\n");
        root.Write("a.md", "---\nmood: bad # now\n---\n\nOne.\n\nTwo.\n");
        root.Write("b.md", "B.\n");
        await root.BeginAsync(live);
        return root;
    }

    static IEnumerable<string> Paths(Ran ran) => ran.Data["changes"]!.AsArray().Select(c => (string)c!["path"]!);
}
