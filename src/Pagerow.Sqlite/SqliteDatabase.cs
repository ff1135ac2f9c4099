using System.Globalization;
using Pagerow.Engine.Sides;
using Pagerow.Sql;
using Pagerow.Sql.Tables;
using static SQLitePCL.raw;

namespace Pagerow.Sqlite;

/// <summary>Opens the embedded database, a file below <c>.pagerow</c>.</summary>
public static class SqliteDatabase
{
    /// <summary>The version of the SQLite that is used: the system's, else the one that comes along.</summary>
    public static string LibraryVersion => SqliteLibrary.Version;

    /// <summary>
    /// Opens a database file, or makes it. Only looks whose it is: nothing in it is changed before <see cref="SqlDatabase.PrepareAsync"/>.
    /// </summary>
    /// <param name="path">The file. Its folder is there.</param>
    /// <param name="options">Whose it is.</param>
    /// <param name="checkpoints">Who brings its log over.</param>
    /// <exception cref="DatabaseBusyException">Another client holds it exclusively.</exception>
    /// <exception cref="DatabaseFailedException">It cannot be opened: no permission, no space, a folder in its place.</exception>
    public static OpenOutcome Open(string path, DatabaseOptions options, Checkpoints checkpoints = Checkpoints.Own)
    {
        ArgumentNullException.ThrowIfNull(options);
        SqliteSession? session = null;
        try
        {
            session = SqliteSession.OpenWriter(path, options.BusyTimeout, checkpoints);
            var outcome = Look(path, options, session);
            if (outcome is not OpenOutcome.Opened)
                return outcome;
            session.UseLog();
            session = null;
            return outcome;
        }
        catch (DatabaseFailedException e) when ((e.Code & 0xFF) is SQLITE_NOTADB or SQLITE_CORRUPT)
        {
            return new OpenOutcome.Damaged($"{path} is not a database, or is broken: {e.Message}");
        }
        finally
        {
            session?.Dispose();
        }
    }

    /// <summary>
    /// A word that is another one once somebody wrote to the file: sizes and times of it and of its log. Only ever a hint: equal words spare
    /// a look at every row, nothing else.
    /// </summary>
    public static string StampOf(string path)
    {
        return string.Join(' ', new[] { path, $"{path}-wal" }.Select(Stamp));

        static string Stamp(string file) => new FileInfo(file) is { Exists: true } info
            ? string.Create(CultureInfo.InvariantCulture, $"{info.Length}@{info.LastWriteTimeUtc.Ticks}")
            : "-";
    }

    static OpenOutcome Look(string path, DatabaseOptions options, SqliteSession session)
    {
        var dialect = new SqliteDialect();
        var database = new SqlDatabase(session, dialect, options, () => SqliteSession.OpenReader(path, options.BusyTimeout));
        if (!dialect.Read(session).Tables.ContainsKey(Ledger.Meta.Name))
            return new OpenOutcome.Opened(database);
        var meta = new MetaTable(session, dialect);
        return (meta.Root, meta.Version) switch
        {
            ({ } root, _) when root != options.Root => new OpenOutcome.ForeignDatabase(root),
            (_, > Ledger.Version) => new OpenOutcome.Newer(meta.Version),
            (not null, < Ledger.Version) => new OpenOutcome.Older(meta.Version),
            _ => new OpenOutcome.Opened(database),
        };
    }
}
