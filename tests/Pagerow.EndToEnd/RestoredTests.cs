namespace Pagerow.EndToEnd;

/// <summary>A database or a folder that was put back to an older state is noticed before anything is taken for an edit.</summary>
public sealed class RestoredTests
{
    [Fact]
    public async Task A_database_that_was_put_back_halts_until_that_is_meant_and_then_follows_the_files()
    {
        await using var root = TestRoot.Empty();
        root.Write("a.md", "One.\n");
        await root.SyncAsync();
        var backup = await File.ReadAllBytesAsync(root.Database, TestContext.Current.CancellationToken);
        root.Write("a.md", "Two.\n");
        await root.SyncAsync();
        await File.WriteAllBytesAsync(root.Database, backup, TestContext.Current.CancellationToken);

        Assert.Equal(["restored-database"], (await root.RunAsync("sync", "--json")).Ended(5).Codes);
        Assert.Equal(["restored-database"], (await root.RunAsync("watch", "--json")).Ended(5).Codes);
        Assert.Equal("Two.\n", root.Read("a.md"));
        await root.SyncAsync(0, "--allow-restored");
        Assert.Equal(["Two."], await root.SqlAsync("SELECT trim(body, char(10)) FROM pages"));
        Assert.Equal("Two.\n", root.Read("a.md"));
        await root.SyncAsync();
    }

    [Fact]
    public async Task A_folder_that_was_put_back_beside_its_database_halts_until_that_is_meant()
    {
        await using var root = TestRoot.Empty();
        var database = $"sqlite:{Path.Combine(root.Above, "elsewhere.db")}";
        root.Write("a.md", "One.\n");
        await root.SyncAsync(0, "--database", database);
        (await Programs.RunAsync("cp", ["-a", root.Folder, root.Folder + ".backup"], root.Above)).Ended(0);
        root.Write("a.md", "Two.\n");
        await root.SyncAsync(0, "--database", database);
        Directory.Delete(root.Folder, recursive: true);
        Directory.Move(root.Folder + ".backup", root.Folder);

        Assert.Equal(["restored-folder"], (await root.RunAsync("sync", "--json", "--database", database)).Ended(5).Codes);
        await root.SyncAsync(0, "--database", database, "--allow-restored");
        Assert.Equal("One.\n", root.Read("a.md"));
        Assert.Contains("Two", (await root.RunAsync("restore", "a.md", "--database", database)).Ended(0).Out + root.Read("a.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_gone_and_filled_anew_halts_nothing()
    {
        await using var root = TestRoot.Empty();
        root.Write("a.md", "One.\n");
        await root.SyncAsync();
        foreach (var file in Directory.GetFiles(root.At(".pagerow"), "pagerow.db*"))
            File.Delete(file);
        await root.SyncAsync();
        await root.SyncAsync();
    }

    [Fact]
    public async Task A_process_that_died_while_the_number_rose_halts_nothing()
    {
        await using var root = TestRoot.Empty();
        root.Write("a.md", "One.\n");
        await root.SyncAsync();
        var number = int.Parse(root.Read(".pagerow/epoch"), System.Globalization.CultureInfo.InvariantCulture);
        root.Write(".pagerow/epoch", $"{number + 1} {number}\n");
        await root.SyncAsync();
        await root.SqlAsync($"UPDATE pagerow_meta SET value = '{number + 1}' WHERE name = 'epoch'");
        root.Write(".pagerow/epoch", $"{number + 1} {number}\n");
        await root.SyncAsync();
    }
}
