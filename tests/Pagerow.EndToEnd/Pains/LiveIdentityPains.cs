namespace Pagerow.EndToEnd.Pains;

/// <summary>Names that comparable tools mixed up, took twice, or broke their SQL with.</summary>
public sealed class LiveIdentityPains
{
    const string Composed = "caf\u00E9.md";
    const string Decomposed = "cafe\u0301.md";

    [Theory]
    [InlineData(Live.Stopped)]
    [InlineData(Live.Watching)]
    public async Task Pain_42_Moves_cases_and_hyphens_that_cross_stop_no_sync(Live live)
    {
        await using var root = TestRoot.Empty();
        root.Write("pagerow.yaml", "collections:\n  pages:\n    files: \"{path...}.md\"\n    key: id\n    columns:\n      id: text\n");
        string[] names = ["my-note.md", "My Note.md", "my_note.md", "a.md", "b.md", "c.md", "d.md", "Upper.md"];
        foreach (var name in names)
            root.Write(name, $"---\nid: {name[..^3]}\n---\n# {name}\n");
        await root.BeginAsync(live);
        var docs = await DocsAsync(root);

        // A ring of three, one over a name that was free for a moment, one that differs by case alone, one into a folder of its own name.
        Exchange(root, "a.md", "b.md");
        Exchange(root, "b.md", "c.md");
        Exchange(root, "my-note.md", "My Note.md");
        File.Move(root.At("Upper.md"), root.At("upper.md"));
        Directory.CreateDirectory(root.At("d"));
        File.Move(root.At("d.md"), root.At("d/d.md"));
        File.Move(root.At("my_note.md"), root.At("d.md"));
        await root.SyncAsync();
        foreach (var sql in (string[])["UPDATE pages SET path = 'upper-2.md' WHERE id = 'Upper'", "UPDATE pages SET path = 'upper.md' WHERE id = 'd'; INSERT INTO pages (path, id) VALUES ('d/D.md', 'D')"])
        {
            await root.SqlAsync(sql);
            await root.SyncAsync();
        }

        Assert.Equal(0, (await root.SyncAsync()).Count("problems"));
        Assert.Equal(root.Standing(), await root.AgreedAsync());
        Assert.Equal([.. docs, "9|D"], (await DocsAsync(root)).OrderBy(d => d.EndsWith("|D", StringComparison.Ordinal)));
        Assert.Equal(["9"], await root.SqlAsync("SELECT count(DISTINCT path) FROM pages"));
        foreach (var row in await root.SqlAsync("SELECT id || '|' || path FROM pages"))
            Assert.Contains($"id: {row.Split('|')[0]}\n", root.Read(row.Split('|')[1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pain_43_A_name_in_either_normal_form_is_one_page_and_no_second_one_is_made_beside_it()
    {
        await using var root = TestRoot.Empty();
        root.Write("pagerow.yaml", "collections:\n  pages:\n    files: \"{name}.md\"\n    columns:\n      mood: text\n");
        for (var i = 0; i < 30; i++)
            root.Write($"u\u0308ber-{i}.md", $"# U\u0308ber {i}\n");
        root.Write(Decomposed, "---\nmood: calm\n---\n# Cafe\u0301\n");
        Assert.Equal(31, (await root.SyncAsync()).Count("documents"));
        var doc = await root.SqlAsync("SELECT doc FROM pages WHERE mood = 'calm'");

        // A row's edit goes to the file as its name is spelled.
        await root.SqlAsync("UPDATE pages SET mood = 'glad' WHERE mood = 'calm'");
        await root.SyncAsync();
        Assert.Equal("---\nmood: glad\n---\n# Cafe\u0301\n", root.Read(Decomposed));
        Assert.False(File.Exists(root.At(Composed)));

        // What a folder synchroniser brings beside it in the other form is said; where it replaces it, it is the same page.
        root.Write(Composed, "---\nmood: glad\n---\n# Caf\u00E9\n");
        for (var i = 0; i < 2; i++)
        {
            var sync = await root.SyncAsync();
            Assert.Equal((31, "name-twin"), (sync.Count("documents"), Assert.Single(sync.Codes)));
        }

        File.Delete(root.At(Decomposed));
        await root.SyncAsync();
        Assert.Equal(doc, await root.SqlAsync("SELECT doc FROM pages WHERE mood = 'glad'"));
        Assert.Equal(31, root.Pages().Count());
    }

    [Fact]
    public async Task Pain_43_A_row_that_wants_a_name_in_the_other_normal_form_gets_no_file_beside_it()
    {
        await using var root = TestRoot.Empty();
        root.Write("pagerow.yaml", "collections:\n  pages:\n    files: \"{name}.md\"\n    columns:\n      mood: text\n");
        root.Write(Decomposed, "# Cafe\u0301\n");
        await root.SyncAsync();
        root.Write("other.md", "# Other\n");
        await root.SqlAsync($"INSERT INTO pages (path, body) VALUES ('{Composed}', '# Twin' || char(10))");
        await root.SyncAsync();
        await root.SqlAsync($"UPDATE pages SET path = '{Composed}' WHERE path = 'other.md'");
        await root.SyncAsync();
        Assert.Equal([Decomposed, "other.md"], root.Pages());
        Assert.Equal(["1|1"], await root.SqlAsync("SELECT path IS NULL, problem IS NOT NULL FROM pages WHERE body LIKE '# Twin%'"));

        // Its own name in the other form is no other document's.
        await root.SqlAsync($"UPDATE pages SET path = '{Composed}' WHERE path = '{Decomposed}'");
        await root.SyncAsync();
        Assert.Equal([Composed, "other.md"], root.Pages());
    }

    [Fact]
    public async Task Pain_43_A_check_names_a_page_that_has_another_ones_name_in_the_other_normal_form()
    {
        await using var root = TestRoot.Empty();
        root.Write(Decomposed, "# One\n");
        root.Write(Composed, "# Two\n");
        await root.SyncAsync();
        Assert.Contains("name-twin", (await root.RunAsync("check", "--json")).Ended(4).Codes);
    }

    [Fact]
    public async Task Pain_44_A_row_whose_name_is_taken_in_kebab_or_title_case_makes_no_second_note()
    {
        await using var root = TestRoot.Empty();
        root.Write("pagerow.yaml", "collections:\n  pages:\n    files: \"{name}.md\"\n    key: id\n    columns:\n      id: text\n      title: { source: title }\n    place: \"{slug(title)}.md\"\n");
        root.Write("my-note.md", "---\nid: N-1\n---\n# My Note\n");
        await root.SyncAsync();
        await root.SqlAsync("INSERT INTO pages (title, body) VALUES ('My Note', '# My Note' || char(10) || 'Again.' || char(10)), ('my-note', '# my-note' || char(10)), ('MY NOTE', '# MY NOTE' || char(10))");
        await root.SyncAsync();
        Assert.Equal(["my-note.md"], root.Pages());
        Assert.Equal("---\nid: N-1\n---\n# My Note\n", root.Read("my-note.md"));
        Assert.Equal(["3"], await root.SqlAsync("SELECT count(*) FROM pages WHERE path IS NULL AND problem IS NOT NULL"));

        // Two files of one key are told on both.
        await root.SqlAsync("DELETE FROM pages WHERE path IS NULL");
        root.Write("My Note.md", "---\nid: N-1\n---\n# My Note\n\nFrom elsewhere.\n");
        await root.SyncAsync();
        Assert.Equal(["My Note.md|1", "my-note.md|1"], await root.SqlAsync("SELECT path, problem LIKE '%N-1%' FROM pages ORDER BY path"));
    }

    [Fact]
    public async Task Pain_45_A_name_that_others_begin_or_end_with_is_that_one_document()
    {
        await using var root = TestRoot.Empty();
        root.Write("pagerow.yaml", "collections:\n  pages:\n    files: \"{path...}.md\"\n");
        string[] paths = ["notes/a.md", "notes/a.md.md", "notes-2/a.md", "more/notes/a.md", "notes/ab.md", "notes/A.md", "otes/a.md"];
        foreach (var path in paths)
            root.Write(path, $"# {path}\n");
        await root.SyncAsync();
        foreach (var path in paths[..4])
        {
            var log = (await root.RunAsync("log", path, "--json")).Ended(0).Out;
            Assert.Contains($"\"{path}\"", log, StringComparison.Ordinal);
            Assert.DoesNotContain(paths, p => p != path && log.Contains($"\"{p}\"", StringComparison.Ordinal));
        }

        root.Change("notes/a.md", t => $"{t}\nEdited.\n");
        await root.SyncAsync();
        Assert.Equal(["notes/a.md"], await root.SqlAsync("SELECT path FROM pages WHERE body LIKE '%Edited.%'"));
    }

    [Theory]
    [InlineData("we've.md")]
    [InlineData("it's \"quoted\".md")]
    [InlineData("a; DROP TABLE pages;--.md")]
    [InlineData("50% _of_ it.md")]
    [InlineData("[x] {y} (z) *.md")]
    [InlineData("o'clock/d'accord.md")]
    [InlineData("#hash & $dollar `tick`.md")]
    public async Task Pain_50_An_apostrophe_in_a_name_breaks_nothing(string path)
    {
        await using var root = TestRoot.Empty();
        root.Write("pagerow.yaml", "collections:\n  pages:\n    files: \"{path...}.md\"\n    columns:\n      path_of: { path: path }\n      mood: text\n");
        root.Write(path, "---\nmood: 'we''ve'\n---\n# It's\n\nWe've.\n");
        root.Write("other.md", "# Other\n");
        await root.WatchAsync();
        await root.SqlAsync("UPDATE pages SET mood = 'don''t' WHERE mood = 'we''ve'");
        await root.SyncAsync();
        Assert.Equal("---\nmood: 'don''t'\n---\n# It's\n\nWe've.\n", root.Read(path));

        var quoted = path.Replace("'", "''", StringComparison.Ordinal);
        await root.SqlAsync($"UPDATE pages SET path = 'moved/{quoted}' WHERE path = '{quoted}'");
        await root.SyncAsync();
        Assert.True(File.Exists(root.At($"moved/{path}")));
        Assert.Contains("moved", (await root.RunAsync("log", $"moved/{path}", "--json")).Ended(0).Out, StringComparison.Ordinal);
        await root.SqlAsync($"DELETE FROM pages WHERE path = 'moved/{quoted}'");
        await root.SyncAsync();
        (await root.RunAsync("restore", $"moved/{path}", "--json")).Ended(0);
        Assert.Equal("---\nmood: 'don''t'\n---\n# It's\n\nWe've.\n", root.Read($"moved/{path}"));
        Assert.Equal(root.Standing(), await root.AgreedAsync());
    }

    static void Exchange(TestRoot root, string one, string other)
    {
        File.Move(root.At(one), root.At("aside"));
        File.Move(root.At(other), root.At(one));
        File.Move(root.At("aside"), root.At(other));
    }

    static Task<string[]> DocsAsync(TestRoot root) => root.SqlAsync("SELECT doc, id FROM pages ORDER BY doc");
}
