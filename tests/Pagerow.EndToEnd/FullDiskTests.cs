using Pagerow.EndToEnd.Torture;

namespace Pagerow.EndToEnd;

/// <summary>The disk is full while both sides are edited: said, no page is touched by half, nothing is lost, and all arrives once there is room.</summary>
public sealed class FullDiskTests
{
    const string Passkey = "active/APP-001-sign-in-with-a-passkey.md";
    const string Dark = "backlog/APP-003-dark-mode.md";

    // More than a page's rest of its block, so that it needs room in the file and in the database.
    const string RowEdit = "UPDATE stories SET owner = 'Ada', body = body || printf('%.90000c', 'x') WHERE id = 'APP-001'";

    public enum Database
    {
        OnTheFullDisk,
        Elsewhere,
    }

    [Theory]
    [InlineData(Database.OnTheFullDisk)]
    [InlineData(Database.Elsewhere)]
    public async Task A_sync_ends_with_1_and_the_next_one_goes_on(Database where)
    {
        await using var root = await TestRoot.BacklogAsync();
        await using var disk = await SmallDisk.MountAsync(Path.Combine(root.Above, "small"), "8m");
        await disk.FillFromAsync(root.Folder);
        var database = Address(root, disk, where);
        (await SyncAsync(disk, database)).Ended(0);
        (await SqlAsync(database, RowEdit)).Ended(0);
        await disk.FillUpAsync();
        EditInPlace(disk);
        var before = Tree(disk);

        var full = (await SyncAsync(disk, database)).Ended(1);
        IsClear(full.Out);
        Assert.Equal(before, Tree(disk));
        IsClear((await SyncAsync(disk, database)).Ended(1).Out);

        disk.Free();
        (await SyncAsync(disk, database)).Ended(0);
        await BothArrivedAsync(disk, database);
        var again = (await SyncAsync(disk, database)).Ended(0);
        Assert.Equal((0, 0), (again.Count("rows_written"), again.Count("files_written")));
    }

    [Theory]
    [InlineData(Database.OnTheFullDisk)]
    [InlineData(Database.Elsewhere)]
    public async Task A_watch_says_it_and_goes_on_by_itself(Database where)
    {
        await using var root = await TestRoot.BacklogAsync();
        await using var disk = await SmallDisk.MountAsync(Path.Combine(root.Above, "small"), "8m");
        await disk.FillFromAsync(root.Folder);
        var database = Address(root, disk, where);
        await using var watcher = await Watcher.StartAsync(disk.Folder, "--database", $"sqlite:{database}");
        await disk.FillUpAsync();
        var before = Tree(disk);
        // A client on a full disk is told by its database that nothing was written, and writes again when there is room.
        var isWritten = (await SqlAsync(database, RowEdit)).Exit == 0;
        EditInPlace(disk);
        await Patience.UntilAsync("the watcher says that the disk is full", () => watcher.Events.Any(e => $"{e["message"]}" is { Length: > 0 } text && (text.Contains("space", StringComparison.OrdinalIgnoreCase) || text.Contains("full", StringComparison.OrdinalIgnoreCase))));
        Assert.Equal(before.Where(l => !l.StartsWith(Dark, StringComparison.Ordinal)), Tree(disk).Where(l => !l.StartsWith(Dark, StringComparison.Ordinal)));
        Assert.True(watcher.IsRunning, watcher.Error);

        disk.Free();
        if (!isWritten)
            (await SqlAsync(database, RowEdit)).Ended(0);
        await Patience.UntilAsync("both edits have arrived", () => File.ReadAllText(Path.Combine(disk.Folder, Passkey)).Contains("owner: 'Ada'", StringComparison.Ordinal)
            && SqlAsync(database, "SELECT 1 FROM stories WHERE title = 'Dark mood'").GetAwaiter().GetResult().Out.Length > 0);
        (await SyncAsync(disk, database)).Ended(0);
        await BothArrivedAsync(disk, database);
        Assert.True(watcher.IsRunning, watcher.Error);
    }

    static string Address(TestRoot root, SmallDisk disk, Database where) => where is Database.Elsewhere ? Path.Combine(root.Above, "full.db") : Path.Combine(disk.Folder, ".pagerow", "pagerow.db");

    static Task<Ran> SyncAsync(SmallDisk disk, string database) => Programs.RunAsync("dotnet", [Programs.Pagerow, "sync", disk.Folder, "--json", "--database", $"sqlite:{database}"], Path.GetTempPath());

    static Task<Ran> SqlAsync(string database, string sql) => Programs.RunAsync("sqlite3", ["-batch", "-bail", database], Path.GetTempPath(), $".timeout 30000\n{sql};\n");

    // An editor that overwrites needs no room.
    static void EditInPlace(SmallDisk disk)
    {
        using var page = OpenPage.TryOpen(Path.Combine(disk.Folder, Dark));
        page!.Write(page.Read().Replace("title: Dark mode", "title: Dark mood", StringComparison.Ordinal), emptied: false);
    }

    static void IsClear(string said) => Assert.True(said.Contains("space", StringComparison.OrdinalIgnoreCase) || said.Contains("full", StringComparison.OrdinalIgnoreCase), said);

    static string[] Tree(SmallDisk disk) =>
        [.. Directory.EnumerateFiles(disk.Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(disk.Folder, f)).Where(f => f[0] != '.').Order(StringComparer.Ordinal).Select(f => $"{f} {TestRoot.HashOf(Path.Combine(disk.Folder, f))}")];

    static async Task BothArrivedAsync(SmallDisk disk, string database)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(disk.Folder, Passkey), TestContext.Current.CancellationToken);
        Assert.Contains("owner: 'Ada'", page, StringComparison.Ordinal);
        Assert.Contains(new string('x', 90_000), page, StringComparison.Ordinal);
        Assert.Equal("Dark mood\n", (await SqlAsync(database, "SELECT title FROM stories WHERE id = 'APP-003'")).Ended(0).Out);
        Assert.Equal("ok\n", (await SqlAsync(database, "PRAGMA integrity_check")).Ended(0).Out);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(disk.Folder, ".pagerow", "stage")));
    }
}
