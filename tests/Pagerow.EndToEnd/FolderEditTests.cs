namespace Pagerow.EndToEnd;

/// <summary>What editors, shells and git do to files, and what of it the rows show.</summary>
public sealed class FolderEditTests
{
    const string Rows = "SELECT coalesce(id, '') || '|' || path || '|' || coalesce(title, '') || '|s' || doc FROM stories UNION ALL SELECT '|' || path || '|' || coalesce(title, '') || '|p' || doc FROM pages";

    public static TheoryData<string, Live> Edits
    {
        get
        {
            var data = new TheoryData<string, Live>();
            foreach (var edit in FolderEdit.All)
            {
                data.Add(edit.Name, Live.Stopped);
                data.Add(edit.Name, Live.Watching);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task An_edit_of_files_shows_in_the_rows_and_every_document_keeps_its_doc(string name, Live live)
    {
        var edit = FolderEdit.All.Single(e => e.Name == name);
        await using var root = await TestRoot.BacklogAsync();
        foreach (var page in (string[])["A", "B", "deep/C"])
            root.Write($"notes/{page.ToLowerInvariant()}.md", $"# {page[^1]}\n\nThe same long text of page {page} stands here, line by line.\n");
        Directory.CreateDirectory(Path.Combine(root.Above, "aside", "deep"));
        await File.WriteAllTextAsync(Path.Combine(root.Above, "aside", "one.md"), "# One\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(root.Above, "aside", "deep", "two.md"), "# Two\n", TestContext.Current.CancellationToken);
        await root.BeginAsync(live);
        var before = await DocsAsync(root);

        edit.Do(root);
        await root.SyncAsync();

        var after = await DocsAsync(root);
        var expected = before.Keys.Where(r => !edit.Gone.Contains(Cell(r, 1)) && !edit.Rows.Any(e => Cell(e, 1) == Cell(r, 1))).Concat(edit.Rows);
        Assert.Equal(expected.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(root.Standing(), await root.AgreedAsync());
        DocsAreKept(before, after);
        await root.GitAsync("status", "--short");
    }

    [Theory]
    [InlineData(Live.Stopped)]
    [InlineData(Live.Watching)]
    public async Task A_checkout_of_five_thousand_files_and_back_is_followed(Live live)
    {
        await using var root = TestRoot.Empty();
        for (var i = 0; i < 5_000; i++)
            root.Write($"d{i % 50:00}/p{i:0000}.md", $"---\nid: P-{i:0000}\nstate: old\n---\n\n# Page {i}\n");
        await root.CommitAllAsync();
        await root.GitAsync("checkout", "-q", "-b", "other");
        for (var i = 0; i < 5_000; i++)
            root.Write($"d{i % 50:00}/p{i:0000}.md", $"---\nid: P-{i:0000}\nstate: new\n---\n\n# Page {i}, again\n");
        await root.CommitAllAsync();
        await root.GitAsync("checkout", "-q", "main");
        await root.BeginAsync(live);
        var table = Assert.Single(await root.SqlAsync("SELECT DISTINCT collection FROM pagerow_bases"));
        var docs = await root.SqlAsync($"SELECT id || doc FROM \"{table}\" ORDER BY id");

        await Follows("other", "new");
        await Follows("main", "old");

        async Task Follows(string branch, string state)
        {
            await root.GitAsync("checkout", "-q", branch);
            await root.SyncAsync();
            Assert.Equal([$"{state}|5000"], await root.SqlAsync($"SELECT state, count(*) FROM \"{table}\" GROUP BY state"));
            Assert.Equal(docs, await root.SqlAsync($"SELECT id || doc FROM \"{table}\" ORDER BY id"));
            Assert.Equal(root.Standing(), await root.AgreedAsync());
            Assert.Empty((await root.GitAsync("status", "--porcelain", "--untracked-files=no")).Trim());
        }
    }

    static async Task<Dictionary<string, string>> DocsAsync(TestRoot root) =>
        (await root.SqlAsync(Rows)).ToDictionary(r => r[..r.LastIndexOf('|')], r => r[(r.LastIndexOf('|') + 1)..]);

    // By key where there is one, by title where there is none: in these folders no two pages share one.
    static void DocsAreKept(Dictionary<string, string> before, Dictionary<string, string> after)
    {
        foreach (var (row, doc) in before)
        {
            var now = after.Keys.Where(r => Cell(row, 0).Length > 0 ? Cell(r, 0) == Cell(row, 0) : Cell(r, 0).Length == 0 && (Cell(r, 2) == Cell(row, 2) || Cell(r, 1) == Cell(row, 1))).ToList();
            if (now.Count == 1)
                Assert.Equal($"{now[0]}: {doc}", $"{now[0]}: {after[now[0]]}");
        }
    }

    static string Cell(string row, int cell) => row.Split('|')[cell];
}
