using static SQLitePCL.raw;

namespace Pagerow.Sqlite;

/// <summary>What a statement of a person may do on a handle that only reads: select, call functions, look at the schema.</summary>
static class SqliteReadOnly
{
    const int CodeRecursive = 33, CodeFunction = 31;

    static readonly string[] Pragmas = ["table_info", "table_xinfo", "table_list", "index_list", "index_info", "foreign_key_list", "data_version"];

    /// <summary>The authorizer of a read-only handle.</summary>
    public static int Authorize(object? _, int action, string first, string second, string database, string trigger) => action switch
    {
        SQLITE_SELECT or SQLITE_READ or CodeRecursive or SQLITE_TRANSACTION => SQLITE_OK,
        CodeFunction => second is "load_extension" or "writefile" or "readfile" or "edit" or "fts3_tokenizer" ? SQLITE_DENY : SQLITE_OK,
        SQLITE_PRAGMA => Pragmas.Contains(first, StringComparer.OrdinalIgnoreCase) ? SQLITE_OK : SQLITE_DENY,
        _ => SQLITE_DENY,
    };
}
