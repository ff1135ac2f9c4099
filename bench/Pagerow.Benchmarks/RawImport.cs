using System.Diagnostics;
using System.Security.Cryptography;
using static SQLitePCL.raw;

namespace Pagerow.Benchmarks;

/// <summary>
/// The floor of an import: each file read, hashed with SHA-256, and its raw text inserted into one table, by one thread, 1,000 a
/// transaction. Journal, page size, cache and durability are those of Pagerow's first load; the names of the files are given.
/// </summary>
static class RawImport
{
    const int RowsPerTransaction = 1000, LongestPage = 1 << 20;

    /// <summary>Imports into a new file and gives the time, from opening the database to the last commit.</summary>
    public static TimeSpan Run(Root root, string file)
    {
        var paths = Enumerable.Range(0, root.Pages).Select(n => (File: root.FileOf(n), Path: Root.PathOf(n))).ToArray();
        var started = Stopwatch.GetTimestamp();
        using var database = new Database(file);
        database.Execute("""
            PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000;
            CREATE TABLE pages (doc INTEGER PRIMARY KEY, path TEXT, hash BLOB, body TEXT);
            """);
        using var insert = database.Prepare("INSERT INTO pages (path, hash, body) VALUES (?, ?, ?)");
        var buffer = new byte[LongestPage];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        for (var i = 0; i < paths.Length; i++)
        {
            if (i % RowsPerTransaction == 0)
                database.Execute(i == 0 ? "BEGIN" : "COMMIT; BEGIN");
            var page = Read(paths[i].File, buffer);
            SHA256.HashData(page, hash);
            sqlite3_bind_text(insert, 1, paths[i].Path);
            sqlite3_bind_blob(insert, 2, hash);
            sqlite3_bind_text(insert, 3, page);
            database.Check(sqlite3_step(insert));
            sqlite3_reset(insert);
        }

        database.Execute("COMMIT");
        return Stopwatch.GetElapsedTime(started);
    }

    static ReadOnlySpan<byte> Read(string file, byte[] buffer)
    {
        using var handle = File.OpenHandle(file);
        return buffer.AsSpan(0, RandomAccess.Read(handle, buffer, 0));
    }
}
