namespace Pagerow.EndToEnd;

/// <summary>What the history keeps and what it lets go, and how a secret is taken out of it.</summary>
public sealed class RetentionTests
{
    [Fact]
    public async Task What_is_too_old_goes_but_for_the_last_of_each_document_and_what_stands_somewhere()
    {
        await using var root = TestRoot.Empty();
        root.Write("pagerow.yaml", "retention: { days: 30, versions: 2 }\ncollections:\n  pages:\n    files: \"{name}.md\"\n");
        for (var i = 1; i <= 5; i++)
        {
            root.Write("a.md", $"Version {i}.\n");
            await root.SyncAsync();
        }

        root.Write("b.md", "Once.\n");
        await root.SyncAsync();
        await root.SqlAsync("UPDATE pages SET body = 'Of the row.' || char(10) WHERE path = 'a.md'");
        await root.SyncAsync();
        Assert.Equal(["6"], await root.SqlAsync("SELECT count(*) FROM pagerow_events WHERE path = 'a.md'"));
        Assert.Single(Directory.GetFiles(root.At(".pagerow/displaced")));

        await AgeAsync(root);
        var before = root.Standing();
        await root.SyncAsync();
        Assert.Equal(["2"], await root.SqlAsync("SELECT count(*) FROM pagerow_events WHERE path = 'a.md'"));
        Assert.Equal(["1"], await root.SqlAsync("SELECT count(*) FROM pagerow_events WHERE path = 'b.md'"));
        Assert.Equal(["4"], await root.SqlAsync("SELECT count(*) FROM pagerow_blobs"));
        Assert.Empty(Directory.GetFiles(root.At(".pagerow/displaced")));
        Assert.Equal(before, root.Standing());
        Assert.Equal(root.Standing(), await root.AgreedAsync());
        Assert.Equal("Version 5.\n", await RestoredAsync(root));
        var history = await root.SqlAsync("SELECT * FROM pagerow_events ORDER BY id");
        await root.SyncAsync();
        Assert.Equal(history, await root.SqlAsync("SELECT * FROM pagerow_events ORDER BY id"));
    }

    [Fact]
    public async Task Beyond_a_size_the_oldest_go_and_what_stands_stays()
    {
        await using var root = TestRoot.Empty();
        root.Write("pagerow.yaml", "retention: { megabytes: 1 }\ncollections:\n  pages:\n    files: \"{name}.md\"\n");
        var random = new Random(1);
        for (var i = 0; i < 6; i++)
        {
            root.Write("a.md", string.Concat(Enumerable.Range(0, 20_000).Select(_ => $"{random.NextInt64():x16} {random.NextInt64():x16}\n")));
            await root.SyncAsync();
        }

        Assert.Equal(["1"], await root.SqlAsync("SELECT count(*) BETWEEN 1 AND 3 AND sum(length(content)) <= 1024 * 1024 FROM pagerow_blobs"));
        Assert.Equal(root.Standing(), await root.AgreedAsync());
    }

    [Fact]
    public async Task A_purged_secret_is_nowhere_in_the_roots_state()
    {
        const string secret = "correct-horse-battery-staple";
        await using var root = TestRoot.Empty();
        root.Write("a.md", $"---\npassword: {secret}\n---\n\nText.\n");
        root.Write("b.md", "B.\n");
        await root.SyncAsync();
        await root.SqlAsync("UPDATE pages SET body = 'Other text.' || char(10) WHERE path = 'a.md'");
        await root.SyncAsync();
        root.Write("a.md", "---\npassword: none\n---\n\nText.\n");
        await root.SyncAsync();
        Assert.NotEmpty(Holding(root, secret));
        Assert.Equal(0, (await root.RunAsync("history", "purge", "a.md")).Exit);
        Assert.Empty(Holding(root, secret));
        Assert.Equal(root.Standing(), await root.AgreedAsync());
        Assert.Equal(["1"], await root.SqlAsync("SELECT count(*) FROM pagerow_events WHERE path = 'b.md'"));
        await root.SyncAsync();
    }

    static string[] Holding(TestRoot root, string text) =>
    [
        .. Directory.GetFiles(root.At(".pagerow"), "*", SearchOption.AllDirectories).Where(f => File.ReadAllText(f, System.Text.Encoding.Latin1).Contains(text, StringComparison.Ordinal)),
    ];

    static async Task AgeAsync(TestRoot root)
    {
        await root.SqlAsync("UPDATE pagerow_audit SET at = strftime('%Y-%m-%d %H:%M:%f', at, '-60 days'); UPDATE pagerow_cycles SET finished_at = strftime('%Y-%m-%d %H:%M:%f', finished_at, '-60 days')");
        foreach (var file in Directory.GetFiles(root.At(".pagerow/displaced")))
            File.Move(file, Path.Combine(Path.GetDirectoryName(file)!, "20200101T000000" + Path.GetFileName(file)[15..]));
    }

    static async Task<string> RestoredAsync(TestRoot root)
    {
        (await root.RunAsync("restore", "a.md")).Ended(0);
        return root.Read("a.md");
    }
}
