namespace Pagerow.EndToEnd.Pains;

/// <summary>Numbers of files at which the SQL of comparable tools broke, and a database where it should not be.</summary>
public sealed class ScaleAndLockPains
{
    // One more than SQLite takes parameters in a statement.
    const int Parameters = 32_767;

    const string Configuration = "collections:\n  pages:\n    files: \"{path...}.md\"\n    key: id\n    columns:\n      id: text\n      n: integer\n";

    [Fact]
    public async Task Pain_65_More_than_five_hundred_files_are_taken_in_moved_edited_and_deleted_at_once()
    {
        const int many = 1_200;
        await using var root = TestRoot.Empty();
        root.Write("pagerow.yaml", Configuration);
        for (var i = 0; i < many; i++)
            root.Write($"d{i % 7}/p{i}.md", Page(i, i));
        Assert.Equal(many, (await root.SyncAsync()).Count("documents"));
        var docs = await root.SqlAsync("SELECT doc, id FROM pages ORDER BY doc");

        for (var i = 0; i < many; i++)
        {
            File.Delete(root.At($"d{i % 7}/p{i}.md"));
            root.Write($"e{i % 11}/q{i}.md", Page(i, i + 1));
        }

        await root.SyncAsync();
        Assert.Equal(docs, await root.SqlAsync("SELECT doc, id FROM pages ORDER BY doc"));
        Assert.Equal([$"{many}|{many * (many + 1) / 2}"], await root.SqlAsync("SELECT count(*), sum(n) FROM pages WHERE path LIKE 'e%'"));
        await root.SqlAsync("UPDATE pages SET n = n + 1 WHERE doc % 2 = 0; DELETE FROM pages WHERE doc % 2 = 1");
        Assert.Contains("mass-deletion", (await root.SyncAsync(5)).Codes);
        await root.SyncAsync(0, "--allow-deletes");
        Assert.Equal(many / 2, root.Pages().Count());
        Assert.Equal(root.Standing(), await root.AgreedAsync());
    }

    [Fact]
    public async Task Pain_66_More_files_than_a_statement_takes_parameters_are_taken_in_and_edited_at_once()
    {
        await using var root = TestRoot.Empty();
        root.Write("pagerow.yaml", Configuration);
        for (var i = 0; i < Parameters; i++)
            root.Write($"d{i % 200}/p{i}.md", Page(i, i));
        Assert.Equal(Parameters, (await root.SyncAsync()).Count("documents"));
        for (var i = 0; i < Parameters; i++)
            root.Write($"d{i % 200}/p{i}.md", Page(i, i + 1));
        Assert.Equal(Parameters, (await root.SyncAsync()).Count("rows_written"));
        Assert.Equal([$"{Parameters}|{(long)Parameters * (Parameters + 1) / 2}"], await root.SqlAsync("SELECT count(*), sum(n) FROM pages"));

        // One page more is one row more.
        root.Write("new.md", Page(-1, 0));
        var one = await root.SyncAsync();
        Assert.Equal((1, Parameters + 1), (one.Count("rows_written"), one.Count("documents")));
        Directory.Delete(root.At("d0"), recursive: true);
        var gone = await root.SyncAsync();
        Assert.Equal((Parameters + 199) / 200, gone.Count("rows_deleted"));
    }

    [Fact]
    public async Task Pain_76_Nothing_of_the_database_gets_into_a_commit()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.WatchAsync();
        await root.SqlAsync("UPDATE stories SET owner = 'Ada' WHERE id = 'APP-003'");
        await root.SyncAsync();
        await root.CommitAllAsync();
        Assert.DoesNotContain(".pagerow/", await root.GitAsync("ls-files"), StringComparison.Ordinal);
        Assert.DoesNotContain("pagerow.db", await root.GitAsync("log", "--all", "--name-only", "--format="), StringComparison.Ordinal);
    }

    static string Page(int id, int n) => $"---\nid: P{id}\nn: {n}\n---\n";
}
