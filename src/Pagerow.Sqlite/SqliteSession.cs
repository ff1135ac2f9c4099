using System.Globalization;
using Pagerow.Engine.Sides;
using Pagerow.Sql.Dialects;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Pagerow.Sqlite;

/// <summary>A connection to one SQLite file, opened defensively: no extensions, no ATTACH, the schema not trusted.</summary>
sealed class SqliteSession : Session
{
    const string MomentFormat = "yyyy-MM-dd HH:mm:ss.fff";

    const int DbConfigDefensive = 1010, DbConfigQuotedTexts = 1013, DbConfigTrustedSchema = 1017, LimitAttached = 7;

    readonly sqlite3 _handle;
    readonly Dictionary<string, SqliteStatement> _statements = new(new StatementText());

    Checkpoints _checkpoints = Checkpoints.Own;
    (DateTimeOffset Moment, string Spelling) _moment = (default, "");
    string? _path;

    SqliteSession(sqlite3 handle) => _handle = handle;

    /// <summary>The statements that were prepared and are kept.</summary>
    public IReadOnlyCollection<string> Statements => _statements.Keys;

    /// <summary>Whether it answers people's queries, and nothing else.</summary>
    public bool IsReader { get; private set; }

    /// <summary>Opens a file for writing; makes it where it is not there.</summary>
    public static SqliteSession OpenWriter(string path, TimeSpan busyTimeout, Checkpoints checkpoints = Checkpoints.Own)
    {
        var session = Open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, busyTimeout);
        session._checkpoints = checkpoints;
        session.Prepared("""
            PRAGMA recursive_triggers = OFF;
            PRAGMA foreign_keys = OFF;
            """);
        // A column that a client renames or drops must fail, and not be read as a text that says its name.
        sqlite3_db_config(session._handle, DbConfigQuotedTexts, 0, out _);
        session._path = path;
        return session;
    }

    /// <summary>Gives the file the form in which clients read while one writes. That stays, so it is for a file of which is known whose it is.</summary>
    public void UseLog() => Execute("""
        PRAGMA page_size = 16384;
        PRAGMA journal_mode = WAL;
        """);

    /// <summary>Opens a file that is there for reading only.</summary>
    public static SqliteSession OpenReader(string path, TimeSpan busyTimeout)
    {
        var session = Open(path, SQLITE_OPEN_READONLY, busyTimeout);
        session.IsReader = true;
        session.Prepared("PRAGMA query_only = ON;");
        sqlite3_set_authorizer(session._handle, SqliteReadOnly.Authorize, null);
        // Older libraries call their own JSON functions unsafe in a view of a schema that is not trusted; here the authorizer decides.
        sqlite3_db_config(session._handle, DbConfigTrustedSchema, 1, out _);
        return session;
    }

    /// <inheritdoc/>
    public override Statement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var known))
            return known;
        Check(sqlite3_prepare_v2(_handle, sql, out var handle, out var tail), sql);
        if (handle.IsInvalid || !string.IsNullOrWhiteSpace(tail))
            throw new DatabaseFailedException($"One statement is taken at a time, not: {sql}", SQLITE_MISUSE);
        var statement = new SqliteStatement(this, handle, sql);
        _statements.Add(sql, statement);
        return statement;
    }

    /// <inheritdoc/>
    public override void Execute(string script)
    {
        var rest = script;
        while (!string.IsNullOrWhiteSpace(rest))
        {
            Check(sqlite3_prepare_v2(_handle, rest, out var handle, out var tail), rest);
            using (handle)
            {
                var result = SQLITE_DONE;
                while (!handle.IsInvalid && (result = sqlite3_step(handle)) == SQLITE_ROW)
                {
                    // A PRAGMA answers with a row that nobody asked for.
                }

                Check(result, rest);
            }

            rest = tail;
        }
    }

    /// <inheritdoc/>
    public override void BeginWrite()
    {
        StillStands();
        Execute("BEGIN IMMEDIATE");
    }

    /// <inheritdoc/>
    public override void BeginRead()
    {
        StillStands();
        Execute("BEGIN DEFERRED");
    }

    /// <inheritdoc/>
    public override void Commit() => Execute("COMMIT");

    /// <inheritdoc/>
    public override void Rollback()
    {
        foreach (var statement in _statements.Values)
            statement.Reset();
        if (sqlite3_get_autocommit(_handle) == 0)
            Execute("ROLLBACK");
    }

    // Checkpoints are the holder's own: one by a second connection in the very moment in which the writer begins its log anew corrupts the
    // file with every SQLite before 3.51.3 (https://sqlite.org/wal.html#walresetbug).
    /// <inheritdoc/>
    public override void Tune(Workload workload)
    {
        Execute(workload switch
        {
            Workload.Usual => "PRAGMA synchronous = FULL; PRAGMA cache_size = -8192; PRAGMA wal_autocheckpoint = 1000;",
            Workload.FirstLoad => "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000;",
            not (>= Workload.Usual and <= Workload.FirstLoad) => throw new ArgumentOutOfRangeException(nameof(workload), workload, "An unknown workload."),
        });
        if (_checkpoints is Checkpoints.Others)
            Execute("PRAGMA wal_autocheckpoint = 0;");
    }

    /// <summary>A moment as the tables keep it. All rows of a transaction have the same one, so the last is remembered.</summary>
    internal string Spelled(DateTimeOffset moment)
    {
        if (moment != _moment.Moment)
            _moment = (moment, moment.UtcDateTime.ToString(MomentFormat, CultureInfo.InvariantCulture));
        return _moment.Spelling;
    }

    /// <summary>Throws what a result code means; those of success pass.</summary>
    internal void Check(int result, string sql)
    {
        if (result is SQLITE_OK or SQLITE_ROW or SQLITE_DONE)
            return;
        var words = sqlite3_errmsg(_handle).utf8_to_string();
        if (result is SQLITE_BUSY or SQLITE_LOCKED)
            throw new DatabaseBusyException($"The database is locked by another client ({words}); end its transaction, or try again.");
        if (result is SQLITE_AUTH)
            throw new DatabaseFailedException($"Only statements that read are run here; any SQL client may run those that write (in: {sql.Trim()})", result);
        var code = sqlite3_extended_errcode(_handle);
        // Where there is no space for a log's index, SQLite says "disk I/O error" only.
        var advice = (code & 0xFF) is SQLITE_FULL or SQLITE_IOERR ? "; see that its disk has space left and can be written" : "";
        throw new DatabaseFailedException($"SQLite: {words}{advice} (in: {sql.Trim()})", code);
    }

    /// <summary>Ends what runs on this session now, from any thread.</summary>
    internal void Interrupt() => sqlite3_interrupt(_handle);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        foreach (var statement in _statements.Values)
            statement.Finish();
        _statements.Clear();
        sqlite3_close_v2(_handle);
    }

    /// <summary>Whether the file that is open is not the one at its path any more.</summary>
    public bool IsOrphan => SqliteLibrary.HasMoved(_handle);

    /// <summary>Writes the database anew, without what was deleted. It attaches a database of its own for that, which nothing else may.</summary>
    public void Vacuum()
    {
        sqlite3_limit(_handle, LimitAttached, 1);
        try
        {
            Execute("VACUUM");
        }
        finally
        {
            sqlite3_limit(_handle, LimitAttached, 0);
        }
    }

    // An open handle outlives a file that is removed or replaced, and what is written through it is lost.
    void StillStands()
    {
        if (_path is not null && IsOrphan)
            throw new DatabaseGoneException($"The database {_path} was removed or replaced while it was open. The files are as they were; a database is opened and filled from them anew.");
    }

    static SqliteSession Open(string path, int flags, TimeSpan busyTimeout)
    {
        _ = SqliteLibrary.Version;
        var place = SqlitePath.Of(path);
        var result = sqlite3_open_v2(place.Path, out var handle, flags | SQLITE_OPEN_NOMUTEX | (place.IsInState ? SqlitePath.NoFollow : 0), null);
        var session = new SqliteSession(handle);
        try
        {
            if (result != SQLITE_OK && place.IsInState && SqlitePath.IsLink(path))
                throw new DatabaseFailedException($"{path} is a symbolic link, and none is followed there: put the database itself in its place, or name it with --database sqlite:PATH", SQLITE_CANTOPEN);
            session.Check(result, $"open {path}");
            sqlite3_busy_timeout(handle, (int)busyTimeout.TotalMilliseconds);
            sqlite3_limit(handle, LimitAttached, 0);
            sqlite3_db_config(handle, DbConfigDefensive, 1, out _);
            sqlite3_db_config(handle, DbConfigTrustedSchema, 0, out _);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    SqliteSession Prepared(string pragmas)
    {
        try
        {
            Execute(pragmas);
            Tune(Workload.Usual);
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }
}
