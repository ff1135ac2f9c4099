using System.Collections.Immutable;
using Pagerow.Mapping.Collections;
using Pagerow.Sql.Dialects;

namespace Pagerow.Sqlite;

/// <summary>What SQLite says in its own way.</summary>
sealed class SqliteDialect : Dialect
{
    // Above it a client's own keys may stand; new ones are never counted on from there, or they would run over.
    const long HighestKey = 1L << 62;

    /// <inheritdoc/>
    public override string Item => $"CASE WHEN typeof(item) = 'integer' AND item BETWEEN 1 AND {HighestKey} THEN item ELSE -rowid END";

    /// <inheritdoc/>
    public override string InsertSearch => "INSERT INTO pagerow_search (rowid, title, path, body) VALUES (?, ?, ?, ?)";

    /// <inheritdoc/>
    public override string ClearSearch => "INSERT INTO pagerow_search (pagerow_search) VALUES ('delete-all')";

    /// <inheritdoc/>
    public override string Search => """
        SELECT d.collection, d.doc FROM pagerow_search JOIN pagerow_search_document d ON d.number = pagerow_search.rowid
        WHERE pagerow_search MATCH ? ORDER BY bm25(pagerow_search, 10.0, 4.0, 1.0), d.number LIMIT ?
        """;

    /// <inheritdoc/>
    public override string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>
    /// The affinity hides in the declared name: JSON is text, or a document <c>1.10</c> would become the number 1.1; dates stay what they
    /// are because no digit string of theirs is a number.
    /// </summary>
    public override string Declare(Storage storage) => storage switch
    {
        Storage.Key => "INTEGER PRIMARY KEY AUTOINCREMENT",
        Storage.Number => "INTEGER PRIMARY KEY",
        Storage.Integer => "INTEGER",
        Storage.Decimal => "NUMERIC",
        Storage.Text => "TEXT",
        Storage.Boolean => "BOOLEAN",
        Storage.Date => "DATE",
        Storage.Timestamp => "TIMESTAMP",
        Storage.Stamp => $"TIMESTAMP DEFAULT ({SqliteTriggers.Now})",
        Storage.Json => "JSON TEXT",
        Storage.Bytes => "BLOB",
        Storage.Counter => "INTEGER DEFAULT 1",
        not (>= Storage.Key and <= Storage.Counter) => throw new ArgumentOutOfRangeException(nameof(storage), storage, "An unknown storage."),
    };

    /// <inheritdoc/>
    public override bool IsDeclared(string type, Storage storage)
    {
        var declared = Declare(storage);
        return declared.Equals(type, StringComparison.OrdinalIgnoreCase) || declared.StartsWith(type + " PRIMARY", StringComparison.OrdinalIgnoreCase)
            || declared.StartsWith(type + " DEFAULT", StringComparison.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public override string Among(string column) => $"{column} IN (SELECT value FROM json_each(?))";

    /// <inheritdoc/>
    public override string AmongTexts(string column) => Among(column);

    /// <inheritdoc/>
    public override string Upsert(string table, ImmutableArray<string> key, ImmutableArray<string> columns) =>
        $"INSERT INTO {Quote(table)} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(_ => "?"))}) "
        + $"ON CONFLICT ({string.Join(", ", key)}) DO "
        + (columns.Length > key.Length ? $"UPDATE SET {string.Join(", ", columns.Except(key, StringComparer.Ordinal).Select(c => $"{c} = excluded.{c}"))}" : "NOTHING");

    /// <inheritdoc/>
    public override long ReserveKeys(Session session, Table table, int count)
    {
        var key = table.Columns[0];
        var highest = session.Prepare($"SELECT coalesce(max({Quote(key.Name)}), 0) FROM {Quote(table.Name)} WHERE {Quote(key.Name)} < {HighestKey}").First(s => s.Long(0), 0);
        var ever = key.Storage is Storage.Key
            ? session.Prepare($"SELECT seq FROM sqlite_sequence WHERE name = ? AND seq < {HighestKey}").With(table.Name).First(s => s.Long(0), 0)
            : 0;
        return Math.Max(highest, ever) + 1;
    }

    /// <inheritdoc/>
    public override string Create(Table table)
    {
        var lines = table.Columns.Select(c => $"  {Quote(c.Name)} {Declare(c.Storage)}");
        if (!table.Key.IsDefault)
            lines = lines.Append($"  PRIMARY KEY ({string.Join(", ", table.Key)})");
        return $"CREATE TABLE {Quote(table.Name)} (\n{string.Join(",\n", lines)}\n)";
    }

    /// <inheritdoc/>
    public override string Create(TableIndex index) =>
        $"CREATE {(index.IsUnique ? "UNIQUE " : "")}INDEX {Quote(index.Name)} ON {Quote(index.Table)} ({string.Join(", ", index.Columns.Select(Quote))})";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Triggers(Collection collection) => new SqliteTriggers(this, collection).All();

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Triggers() => SqliteTriggers.OfHoles;

    /// <inheritdoc/>
    public override string ListView(Collection collection, string column) => $"""
        SELECT t.doc, j.key + 1 AS position, j.value AS value
        FROM {Quote(collection.Name)} t, json_each(CASE WHEN json_valid(t.{Quote(column)}) THEN t.{Quote(column)} END) j
        """;

    /// <inheritdoc/>
    public override string Hex(string column) => $"lower(hex({column}))";

    /// <inheritdoc/>
    public override Catalog Read(Session session)
    {
        var tables = session.Prepare("""
            SELECT m.name, c.name, c.type FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.cid
            """).All(s => (Table: s.Text(0)!, Column: KeyValuePair.Create(s.Text(1)!, s.Text(2)!)));
        var others = session.Prepare("SELECT type, name, sql FROM sqlite_master WHERE type <> 'table'")
            .All(s => (Type: s.Text(0)!, Name: s.Text(1)!, Sql: s.Text(2) ?? ""));
        return new(
            tables.GroupBy(t => t.Table, t => t.Column, StringComparer.OrdinalIgnoreCase).ToImmutableDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.OrdinalIgnoreCase),
            Named("view"),
            Named("index"),
            Named("trigger"));

        ImmutableDictionary<string, string> Named(string type) =>
            others.Where(o => o.Type == type).ToImmutableDictionary(o => o.Name, o => o.Sql, StringComparer.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public override string DropTrigger(string name) => $"DROP TRIGGER IF EXISTS {Quote(name)}";

    /// <inheritdoc/>
    public override Reading Observe(Session session) => new(
        session.Prepare("PRAGMA data_version").First(s => s.Long(0), 0),
        session.Prepare("PRAGMA schema_version").First(s => s.Long(0), 0));

    /// <inheritdoc/>
    public override ImmutableArray<string> CreateSearch() =>
        ["CREATE VIRTUAL TABLE pagerow_search USING fts5(title, path, body, content = '', tokenize = 'unicode61 remove_diacritics 2')"];

    /// <inheritdoc/>
    public override string SearchTerm(IReadOnlyList<string> words) => string.Join(' ', words.Select(Quote)) + (words.Count > 0 ? "*" : "");

    /// <inheritdoc/>
    public override void Scrub(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        ((SqliteSession)session).Vacuum();
        _ = session.Prepare("PRAGMA wal_checkpoint(TRUNCATE)").First(s => s.Long(0), 0);
    }

    /// <inheritdoc/>
    public override string? Check(Session session) =>
        session.Prepare("PRAGMA quick_check(1)").First(s => s.Text(0), null) is { } words and not "ok" ? words : null;
}
