using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Pagerow.Sqlite;

/// <summary>
/// Which SQLite is used: the system's library where it is there and new enough, else the one that comes with the package (3.35.5, the
/// oldest that has what is needed: RETURNING, DROP COLUMN, FTS5, JSON).
/// </summary>
static class SqliteLibrary
{
    static readonly Lazy<string> Loaded = new(Load);
    static readonly Lazy<nint> FileControl = new(FindFileControl);

    /// <summary>Makes the library ready, once a process, and gives its version.</summary>
    public static string Version => Loaded.Value;

    /// <summary>
    /// Whether the file that a handle has open is not the one at its path any more, as SQLite itself tells by the file's identity; false where
    /// the library cannot tell.
    /// </summary>
    public static unsafe bool HasMoved(sqlite3 handle)
    {
        const int hasMoved = 20;
        if (FileControl.Value == nint.Zero)
            return false;
        var moved = 0;
        fixed (byte* main = "main\0"u8)
        {
            var result = ((delegate* unmanaged[Cdecl]<nint, byte*, int, int*, int>)FileControl.Value)(handle.DangerousGetHandle(), main, hasMoved, &moved);
            return result == raw.SQLITE_OK && moved != 0;
        }
    }

    // A function is only to be called on handles of its own library: the one that the provider was given.
    static nint FindFileControl() =>
        (Resolve("e_sqlite3", typeof(SQLite3Provider_e_sqlite3).Assembly, null) is var library and not 0
            || NativeLibrary.TryLoad("e_sqlite3", typeof(SQLite3Provider_e_sqlite3).Assembly, null, out library))
        && NativeLibrary.TryGetExport(library, "sqlite3_file_control", out var control)
            ? control
            : nint.Zero;

    static string Load()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return raw.sqlite3_libversion().utf8_to_string();
    }

    static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search) =>
        OperatingSystem.IsLinux() && name == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var system) && IsNewEnough(system)
            ? system
            : nint.Zero;

    static unsafe bool IsNewEnough(nint library) =>
        NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var number)
        && ((delegate* unmanaged[Cdecl]<int>)number)() >= 3_038_000
        && NativeLibrary.TryGetExport(library, "sqlite3_compileoption_used", out var used)
        && Uses(used, "ENABLE_FTS5"u8);

    static unsafe bool Uses(nint used, ReadOnlySpan<byte> option)
    {
        fixed (byte* name = option)
            return ((delegate* unmanaged[Cdecl]<byte*, int>)used)(name) == 1;
    }
}
