using Pagerow.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Pagerow.Benchmarks;

/// <summary>A bare connection to a SQLite file, as any other program has one.</summary>
sealed class Database : IDisposable
{
    readonly sqlite3 _handle;

    /// <summary>Opens a file; makes it where it is missing.</summary>
    public Database(string path)
    {
        _ = SqliteDatabase.LibraryVersion;
        Check(sqlite3_open(path, out _handle));
        Check(sqlite3_busy_timeout(_handle, 5000));
    }

    /// <summary>Runs statements for their effect.</summary>
    public void Execute(string script) => Check(sqlite3_exec(_handle, script));

    /// <summary>Prepares a statement, to be finished by whoever asked.</summary>
    public sqlite3_stmt Prepare(string sql)
    {
        Check(sqlite3_prepare_v2(_handle, sql, out var statement));
        return statement;
    }

    /// <summary>The one text that a statement gives.</summary>
    public string Text(string sql)
    {
        using var statement = Prepare(sql);
        Check(sqlite3_step(statement));
        return sqlite3_column_text(statement, 0).utf8_to_string();
    }

    /// <summary>Throws where a result is a failure.</summary>
    public void Check(int result)
    {
        if (result is not (SQLITE_OK or SQLITE_ROW or SQLITE_DONE))
            throw new InvalidOperationException($"SQLite: {sqlite3_errmsg(_handle).utf8_to_string()}");
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
