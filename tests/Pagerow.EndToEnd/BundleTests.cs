using Pagerow.Tests;

namespace Pagerow.EndToEnd;

/// <summary>Six folders as people really have them, from <c>init</c> to <c>rebuild</c>.</summary>
public sealed class BundleTests(Corpus corpus, ITestOutputHelper output)
{
    // By an independent reading of each page, what no reader can take as it stands.
    static readonly string[] Misunderstood = ["fm_invalid", "fm_dupkeys", "fm_late", "fm_toml", "bom16"];

    [Theory]
    [InlineData("a-backlog")]
    [InlineData("b-openspec")]
    [InlineData("c-tasks")]
    [InlineData("d-docs")]
    [InlineData("e-vaults")]
    [InlineData("f-blogs-adr")]
    public async Task Every_page_of_a_real_folder_is_a_row_no_byte_changes_and_a_rebuild_gives_the_same_rows(string part)
    {
        var manifest = Manifest.Of(corpus, part);
        await using var root = await TestRoot.CopyAsync(Path.Combine(corpus.Folder, part));
        (await root.RunAsync("init", "--json")).Ended(0);

        var sync = await root.SyncAsync();
        Assert.Equal(sync.Count("documents"), sync.Count("rows_written"));
        Unchanged(root, manifest);
        await IsComplete(root, manifest, sync.Count("documents"));
        await EachProblemIsPlaced(root, manifest, sync);

        await Rests(root);
        var before = await RowsAsync(root);
        foreach (var file in Directory.GetFiles(root.At(".pagerow"), "pagerow.db*"))
            File.Delete(file);
        var rebuilt = (await root.RunAsync("rebuild", "--json")).Ended(0);
        Assert.Equal(sync.Count("documents"), rebuilt.Count("documents"));
        Assert.Equal(before, await RowsAsync(root));
        await Rests(root);
        Unchanged(root, manifest);
        output.WriteLine($"{part}: {sync.Count("documents")} documents, {before.Length} rows in all tables equal after the rebuild");
    }

    static void Unchanged(TestRoot root, IReadOnlyList<Manifest> manifest)
    {
        foreach (var entry in manifest)
        {
            if (entry.IsFile)
                Assert.Equal($"{entry.Path} {entry.Hash}", $"{entry.Path} {root.Hash(entry.Path)}");
            else
                Assert.Equal(entry.Hash, new FileInfo(root.At(entry.Path)).LinkTarget);
        }

        var known = manifest.Select(e => e.Path).ToHashSet(StringComparer.Ordinal);
        var made = Directory.EnumerateFiles(root.Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(root.Folder, f));
        Assert.Equal(["pagerow.yaml"], made.Where(f => !known.Contains(f) && !f.StartsWith(".pagerow/", StringComparison.Ordinal)));
    }

    async Task IsComplete(TestRoot root, IReadOnlyList<Manifest> manifest, int documents)
    {
        var left = (await root.RunAsync("status", "--json")).Ended(0).Data["left_out_files"]!.AsArray();
        Assert.All(left, l => Assert.NotEmpty((string)l!["reason"]!));
        var rows = (await root.SqlAsync("SELECT path FROM pagerow_bases")).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(documents, rows.Count);
        // A folder that is not looked into is told as one, and holds no page that counts.
        var told = left.Select(l => (string)l!["path"]!).ToLookup(p => p.EndsWith('/'));
        Assert.All(told[true], f => Assert.DoesNotContain(manifest, e => e.IsPage && e.Path.StartsWith(f, StringComparison.Ordinal)));
        var accounted = rows.Concat(told[false]).Order(StringComparer.Ordinal);
        Assert.Equal(manifest.Where(e => e.IsPage).Select(e => e.Path).Order(StringComparer.Ordinal), accounted);
        Assert.Empty(rows.Except(manifest.Where(e => e.IsFile).Select(e => e.Path)));
        output.WriteLine($"left out: {string.Join(", ", left.Select(l => $"{l!["path"]} ({l["reason"]})"))}");
    }

    async Task EachProblemIsPlaced(TestRoot root, IReadOnlyList<Manifest> manifest, Ran sync)
    {
        // Twins of a key concern a whole document; everything else has a place in its page.
        Assert.Empty(await root.SqlAsync("SELECT path, code, message FROM pagerow_problems WHERE path IS NULL OR message = '' OR ((line IS NULL OR \"column\" IS NULL) AND message NOT LIKE 'the key % is also that of %')"));
        var told = await root.SqlAsync("SELECT DISTINCT path FROM pagerow_problems WHERE line IS NOT NULL ORDER BY path");
        var targets = sync.Json["diagnostics"]!.AsArray().Select(d => (string)d!["target"]!).ToList();
        Assert.All(told, p => Assert.Contains(targets, t => t.StartsWith($"{p}:", StringComparison.Ordinal)));
        var rows = (await root.SqlAsync("SELECT path FROM pagerow_bases")).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(manifest.Where(e => e.Features.Intersect(Misunderstood).Any() && rows.Contains(e.Path)).Select(e => e.Path).Except(told));
        output.WriteLine($"{told.Length} pages with problems: {string.Join(", ", await root.SqlAsync("SELECT code || ' ' || count(*) FROM pagerow_problems GROUP BY code"))}");
    }

    static async Task Rests(TestRoot root)
    {
        var again = await root.SyncAsync();
        foreach (var count in (string[])["files_written", "rows_written", "files_deleted", "rows_deleted", "moved", "conflicts"])
            Assert.Equal(0, again.Count(count));
    }

    // Every row of every table and list, by collection and path; without doc, version and times.
    static async Task<string[]> RowsAsync(TestRoot root)
    {
        var collections = (await root.RunAsync("status", "--json")).Ended(0).Data["collections"]!.AsArray().Select(c => (string)c!["name"]!).ToList();
        var all = new List<string>();
        foreach (var collection in collections)
        {
            var tables = await root.SqlAsync($"SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND (name = '{collection}' OR name LIKE '{collection}\\_%' ESCAPE '\\')");
            foreach (var table in tables.Where(t => collections.Where(c => t == c || t.StartsWith($"{c}_", StringComparison.Ordinal)).MaxBy(c => c.Length) == collection))
            {
                var columns = (await root.SqlAsync($"SELECT name FROM pragma_table_info('{table}')")).Except(["doc", "version", "file_modified_at", "row_modified_at", "synced_at"]);
                var array = string.Join(", ", columns.Select(c => $"t.\"{c}\""));
                all.AddRange((await root.SqlAsync($"SELECT '{table}', json_array(p.path, {array}) FROM \"{table}\" t JOIN \"{collection}\" p ON p.doc = t.doc")).Order(StringComparer.Ordinal));
            }
        }

        return [.. all];
    }
}
