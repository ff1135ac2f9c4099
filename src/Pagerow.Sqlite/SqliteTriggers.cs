using Pagerow.Mapping.Collections;
using Pagerow.Sql.Dialects;

namespace Pagerow.Sqlite;

/// <summary>
/// The triggers that mark in the feed what clients touch, and raise <c>version</c> in the client's own transaction. They name no
/// configured column, so that no ALTER of one fails because of them; they need no function or table that a plain client lacks. Inside
/// them only <c>ON CONFLICT … DO UPDATE</c>: an <c>INSERT OR IGNORE</c> is overridden by the client's own conflict clause. REPLACE deletes
/// rows without delete triggers, so probes before the statement mark those rows.
/// </summary>
sealed class SqliteTriggers(SqliteDialect dialect, Collection collection)
{
    /// <summary>The present moment as Pagerow's tables keep moments: UTC.</summary>
    public const string Now = "strftime('%Y-%m-%d %H:%M:%f', 'now')";

    const string Unguarded = "WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1)";

    readonly string _table = dialect.Quote(collection.Name);

    /// <summary>Each trigger's name and definition.</summary>
    public IReadOnlyDictionary<string, string> All()
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(collection.Name, "probe_insert", "BEFORE INSERT", "", Mark("t.doc", "replace", $"FROM {_table} t WHERE t.doc = new.doc"));
        Add(collection.Name, "probe_update", "BEFORE UPDATE", "AND new.doc IS NOT old.doc", Mark("t.doc", "replace", $"FROM {_table} t WHERE t.doc = new.doc"));
        Add(collection.Name, "insert", "AFTER INSERT", "", Mark("new.doc", "insert", "WHERE 1"));
        Add(collection.Name, "update", "AFTER UPDATE", "", Mark("new.doc", "update", "WHERE 1") + Mark("old.doc", "update", "WHERE old.doc <> new.doc") + Follow() + BumpSelf());
        Add(collection.Name, "delete", "AFTER DELETE", "", Mark("old.doc", "delete", "WHERE 1"));
        foreach (var child in Children())
            AddChild(child);
        return all;

        void Add(string table, string name, string when, string condition, string body) =>
            all.Add($"pagerow_{table}_{name}", $"""
                CREATE TRIGGER {dialect.Quote($"pagerow_{table}_{name}")} {when} ON {dialect.Quote(table)}
                {Unguarded} {condition}
                BEGIN{body}
                END
                """.Replace(" \n", "\n", StringComparison.Ordinal));

        void AddChild(string table)
        {
            var child = dialect.Quote(table);
            Add(table, "probe_insert", "BEFORE INSERT", "", Bump($"IN (SELECT c.doc FROM {child} c WHERE c.rowid = new.rowid)"));
            Add(table, "probe_update", "BEFORE UPDATE", "AND new.rowid <> old.rowid", Bump($"IN (SELECT c.doc FROM {child} c WHERE c.rowid = new.rowid)"));
            Add(table, "keys", "BEFORE UPDATE OF doc, item", $"AND (old.item IS NOT NULL AND new.item IS NOT old.item OR new.doc IS NOT old.doc AND EXISTS (SELECT 1 FROM {_table} t WHERE t.doc = old.doc))", Refuse(table));
            Add(table, "insert", "AFTER INSERT", "", Bump("= new.doc") + Number(child));
            Add(table, "update", "AFTER UPDATE", "AND (old.item IS NOT NULL OR new.item IS NULL)", Bump("IN (old.doc, new.doc)"));
            Add(table, "delete", "AFTER DELETE", "", Bump("= old.doc"));
        }
    }

    IEnumerable<string> Children()
    {
        if (collection.HasTasks)
            yield return $"{collection.Name}_tasks";
        if (collection.HasSections)
            yield return $"{collection.Name}_sections";
    }

    /// <summary>The triggers of the open holes: a word that is none is refused at once, and the document of an answer is marked.</summary>
    public static IReadOnlyDictionary<string, string> OfHoles { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["pagerow_conflicts_word"] = $"""
            CREATE TRIGGER "pagerow_conflicts_word" BEFORE UPDATE OF resolution ON pagerow_conflicts
            {Unguarded} AND new.resolution IS NOT NULL AND lower(new.resolution) NOT IN ('files', 'rows', 'base', 'both', 'text')
            BEGIN
              SELECT RAISE(ABORT, 'resolution is one of files, rows, base, both, text (then with resolved_text)');
            END
            """,
        ["pagerow_conflicts_resolution"] = $"""
            CREATE TRIGGER "pagerow_conflicts_resolution" AFTER UPDATE OF resolution, resolved_text ON pagerow_conflicts
            {Unguarded}
            BEGIN{Mark("new.collection", "new.doc", "resolution", "WHERE 1")}
            END
            """,
    };

    string Mark(string doc, string what, string from) => Mark(Dialect.Literal(collection.Name), doc, what, from);

    static string Mark(string collection, string doc, string what, string from) => $"""

          UPDATE pagerow_guard SET touched = touched + 1;
          INSERT INTO pagerow_feed (collection, doc, sequence, what, at, actor)
            SELECT {collection}, {doc}, coalesce((SELECT touched FROM pagerow_guard), 0), '{what}', {Now}, (SELECT name FROM pagerow_actor)
            {from}
            ON CONFLICT (collection, doc) DO UPDATE SET sequence = excluded.sequence, what = excluded.what, at = excluded.at, actor = excluded.actor;
        """;

    // A row that gets another key takes its child rows along, and its open holes; left behind they would read as taken out of the page.
    string Follow() => $"""

          UPDATE pagerow_conflicts SET doc = new.doc WHERE collection = {Dialect.Literal(collection.Name)} AND doc = old.doc AND old.doc <> new.doc;
        """ + string.Concat(Children().Select(c => $"""

          UPDATE {dialect.Quote(c)} SET doc = new.doc WHERE doc = old.doc AND old.doc <> new.doc;
        """));

    // A client that raises the version itself is left its number; that the condition fails then also ends the recursion.
    string BumpSelf() => $"""

          UPDATE {_table} SET version = coalesce(old.version, 0) + 1, row_modified_at = {Now}
            WHERE doc = new.doc AND coalesce(version, 0) <= coalesce(old.version, 0);
        """;

    // Another item would read as one box taken out and another put in, with all that is nested below it lost.
    static string Refuse(string table) => $"""

          SELECT RAISE(ABORT, {Dialect.Literal($"doc and item of a row of {table} cannot be changed; delete the row and insert it where it shall be")});
        """;

    // The parent's own update trigger marks it.
    string Bump(string doc) => $"""

          UPDATE {_table} SET version = coalesce(version, 0) + 1, row_modified_at = {Now} WHERE doc {doc};
        """;

    // Never an item that was given before: the counter of touches only rises.
    static string Number(string child) => $"""

          UPDATE {child} SET item = max(coalesce((SELECT max(c.item) FROM {child} c WHERE c.doc = new.doc), 0) + 1, coalesce((SELECT touched FROM pagerow_guard), 0))
            WHERE rowid = new.rowid AND item IS NULL;
        """;
}
