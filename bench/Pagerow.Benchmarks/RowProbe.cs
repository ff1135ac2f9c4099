using System.Diagnostics;
using System.Runtime.InteropServices;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Pagerow.Benchmarks;

/// <summary>Another program's connection: sees rows change, and changes them.</summary>
sealed partial class RowProbe : IDisposable
{
    const uint MicrosecondsBetween = 100;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly Database _database;
    readonly sqlite3_stmt _select, _update;

    /// <summary>Opens a synced root's database.</summary>
    public RowProbe(Root root)
    {
        _database = new(root.Database);
        var table = _database.Text("SELECT collection FROM pagerow_bases LIMIT 1");
        _select = _database.Prepare($"SELECT points FROM \"{table}\" WHERE path = ?");
        _update = _database.Prepare($"UPDATE \"{table}\" SET points = ? WHERE path = ?");
    }

    /// <summary>Returns when the row of a page shows these points; looks every 100 µs.</summary>
    public void Await(int number, int points)
    {
        var path = Root.PathOf(number);
        Until(() =>
        {
            sqlite3_bind_text(_select, 1, path);
            _database.Check(sqlite3_step(_select));
            var shown = sqlite3_column_int(_select, 0);
            sqlite3_reset(_select);
            return shown == points;
        });
    }

    /// <summary>Changes a row and commits.</summary>
    public void Update(int number, int points)
    {
        sqlite3_bind_int(_update, 1, points);
        sqlite3_bind_text(_update, 2, Root.PathOf(number));
        _database.Check(sqlite3_step(_update));
        sqlite3_reset(_update);
    }

    /// <summary>Changes rows in one transaction.</summary>
    public void UpdateAll(IEnumerable<int> numbers, int points)
    {
        _database.Execute("BEGIN IMMEDIATE");
        foreach (var number in numbers)
            Update(number, points);
        _database.Execute("COMMIT");
    }

    /// <summary>Returns when the file of a page says these points; looks every 100 µs.</summary>
    public static void AwaitFile(Root root, int number, int points)
    {
        var wanted = $"\npoints: {points}\n";
        Until(() => File.ReadAllText(root.FileOf(number)).Contains(wanted, StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _select.Dispose();
        _update.Dispose();
        _database.Dispose();
    }

    static void Until(Func<bool> holds)
    {
        var started = Stopwatch.GetTimestamp();
        while (!holds())
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new TimeoutException("What was changed on one side was not seen on the other.");
            _ = Sleep(MicrosecondsBetween);
        }
    }

    // The runtime's own sleep is no finer than a millisecond.
    [LibraryImport("libc", EntryPoint = "usleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sleep(uint microseconds);
}
