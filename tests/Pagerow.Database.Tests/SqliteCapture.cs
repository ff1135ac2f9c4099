using System.Collections.Immutable;
using Pagerow.Engine.Sides;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;
using Pagerow.Sql;

namespace Pagerow.Database.Tests;

/// <summary>
/// What plain clients do to the tables, with the sqlite3 shell as the client: every change is marked or found, none that is none is
/// found by a look at everything, and no statement of a client fails because of Pagerow, but for one that changes the keys of child rows.
/// </summary>
public sealed class SqliteCapture : IAsyncLifetime
{
    // What one row shows, spelled out by the shell itself: nothing of the reader under test is used.
    const string Truth = """
        SELECT 'stories ' || s.doc || ' ' || hex(coalesce('=' || s.path, '') || ';' || coalesce('=' || s.id, '') || ';' || coalesce('=' || s.title, '') || ';'
          || coalesce('=' || s.status, '') || ';' || coalesce('=' || s.priority, '') || ';' || coalesce('=' || s.points, '') || ';' || coalesce('=' || s.share, '') || ';'
          || coalesce('=' || s.labels, '') || ';' || coalesce('=' || s.created, '') || ';' || coalesce('=' || s.due, '') || ';' || coalesce('=' || s.urgent, '') || ';'
          || coalesce('=' || s.meta, '') || ';' || coalesce('=' || s.extra, '') || ';' || coalesce('=' || s.body, '') || ';'
          || coalesce((SELECT group_concat(c.item || ',' || coalesce(c.text, '') || ',' || coalesce('=' || c.state, '') || ',' || (coalesce(c.done, 0) <> 0) || ','
               || coalesce('=' || c.number, '') || ',' || coalesce('=' || c.section, '') || ',' || coalesce('=' || c.parent, ''), ';')
             FROM (SELECT * FROM stories_tasks t WHERE t.doc = s.doc ORDER BY coalesce(t.position, 999999), t.item) c), '') || ';'
          || coalesce((SELECT group_concat(c.item || ',' || coalesce('=' || c.heading, '') || ',' || coalesce('=' || c.path, '') || ',' || c.level || ',' || coalesce(c.content, ''), ';')
             FROM (SELECT * FROM stories_sections t WHERE t.doc = s.doc ORDER BY coalesce(t.position, 999999), t.item) c), '')) || ' ' || coalesce(s.version, 'none')
        FROM stories s
        UNION ALL SELECT 'notes ' || n.doc || ' ' || hex(coalesce('=' || n.path, '') || ';' || coalesce('=' || n.title, '') || ';' || coalesce('=' || n.extra, '') || ';' || coalesce('=' || n.body, ''))
          || ' ' || coalesce(n.version, 'none')
        FROM notes n;
        """;

    readonly SqlitePlace _place = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    /// <summary>What clients do while the triggers stand: all of it is in the feed.</summary>
    public static TheoryData<string> Marked { get; } = [
        // Plain statements.
        "UPDATE stories SET title = 'x' WHERE doc = 2",
        "UPDATE stories SET title = 'x'",
        "UPDATE stories SET title = title",
        "UPDATE stories SET title = NULL, priority = NULL WHERE doc IN (1, 3)",
        "UPDATE stories SET title = 'x' WHERE doc = 99",
        "UPDATE stories SET body = replace(body, 'first', 'erst') WHERE doc = 1",
        "UPDATE stories SET path = 'stories/moved.md' WHERE doc = 1",
        "UPDATE stories SET extra = '{\"a\":1}' WHERE doc = 1",
        "UPDATE stories SET id = 'S-9', status = 'done' WHERE doc = 4",
        "UPDATE stories SET labels = json_insert(labels, '$[#]', 'c') WHERE doc = 4",
        "UPDATE stories SET priority = 'many', created = 'soon', urgent = 'maybe' WHERE doc = 4",
        "UPDATE stories SET points = 1.5, share = 12, due = '2026-01-07 10:00:00Z', meta = '1.10' WHERE doc = 4",
        "UPDATE stories SET title = x'00ff' WHERE doc = 4",
        "UPDATE stories SET synced_at = NULL, file_modified_at = NULL, problem = 'mine' WHERE doc = 4",
        "UPDATE stories SET title = 'x' FROM notes n WHERE n.doc = stories.doc",
        "UPDATE stories SET title = 'x' WHERE doc = 2 RETURNING doc",
        "INSERT INTO stories (title) VALUES ('new')",
        "INSERT INTO stories (title) VALUES ('new') RETURNING doc",
        "INSERT INTO stories (title) VALUES ('one'), ('two'), ('three')",
        "INSERT INTO stories DEFAULT VALUES",
        "INSERT INTO stories (doc, title) VALUES (50, 'given')",
        "INSERT INTO stories (doc, title) VALUES (-1, 'negative')",
        "INSERT INTO stories (title, body) SELECT title || ' copy', body FROM stories",
        "INSERT INTO notes (title) VALUES ('n')",
        "DELETE FROM stories WHERE doc = 3",
        "DELETE FROM stories WHERE doc IN (1, 2)",
        "DELETE FROM stories",
        "DELETE FROM notes",
        "DELETE FROM stories WHERE doc = 3; INSERT INTO stories (doc, title) VALUES (3, 'again')",
        "INSERT INTO stories (title) VALUES ('brief'); DELETE FROM stories WHERE title = 'brief'",
        // REPLACE deletes rows without delete triggers.
        "REPLACE INTO stories (doc, title) VALUES (2, 'replaced')",
        "INSERT OR REPLACE INTO stories (doc, title) VALUES (2, 'replaced'), (7, 'new')",
        "REPLACE INTO stories (doc, title) SELECT doc, 'all' FROM stories",
        "PRAGMA recursive_triggers = ON; REPLACE INTO stories (doc, title) VALUES (2, 'replaced')",
        "REPLACE INTO notes SELECT * FROM notes",
        // Upserts and the other conflict clauses; ours must not be overridden by them, nor make them fail.
        "INSERT INTO stories (doc, title) VALUES (2, 'up') ON CONFLICT (doc) DO UPDATE SET title = excluded.title",
        "INSERT INTO stories (doc, title) VALUES (2, 'up') ON CONFLICT (doc) DO NOTHING",
        "INSERT INTO stories (doc, title) VALUES (8, 'up') ON CONFLICT (doc) DO UPDATE SET title = 'no'",
        "INSERT OR IGNORE INTO stories (doc, title) VALUES (2, 'ignored')",
        "INSERT OR ABORT INTO stories (doc, title) VALUES (9, 'a'); INSERT OR ABORT INTO stories (doc, title) VALUES (10, 'b')",
        "INSERT OR FAIL INTO stories (title) VALUES ('f'); UPDATE OR FAIL stories SET title = 'g' WHERE doc = 1",
        "INSERT OR ROLLBACK INTO stories (title) VALUES ('r'); UPDATE OR ROLLBACK stories SET title = 'g' WHERE doc = 1",
        "UPDATE OR IGNORE stories SET title = 'i' WHERE doc = 1; UPDATE OR IGNORE stories SET title = 'j' WHERE doc = 1",
        "UPDATE OR ABORT stories SET title = 'i' WHERE doc = 1; UPDATE OR ABORT stories SET title = 'j' WHERE doc = 1",
        // Keys.
        "UPDATE stories SET doc = 70 WHERE doc = 2",
        "UPDATE stories SET doc = doc + 100",
        "UPDATE OR REPLACE stories SET doc = 3 WHERE doc = 2",
        "UPDATE OR REPLACE stories SET rowid = 3 WHERE doc = 2",
        "UPDATE OR REPLACE stories SET _rowid_ = 4, title = 'x' WHERE doc = 1",
        "PRAGMA recursive_triggers = ON; UPDATE OR REPLACE stories SET doc = 3 WHERE doc = 2",
        "UPDATE stories SET doc = 71 WHERE doc = 1; UPDATE stories SET doc = 1 WHERE doc = 2; UPDATE stories SET doc = 2 WHERE doc = 71",
        // Transactions.
        "BEGIN; UPDATE stories SET title = 'x'; ROLLBACK",
        "BEGIN; UPDATE stories SET title = 'x' WHERE doc = 1; SAVEPOINT a; UPDATE stories SET title = 'y' WHERE doc = 2; ROLLBACK TO a; RELEASE a; COMMIT",
        "BEGIN; UPDATE stories SET title = 'x' WHERE doc = 1; SAVEPOINT a; UPDATE stories SET title = 'y' WHERE doc = 2; RELEASE a; COMMIT",
        "BEGIN; DELETE FROM stories; INSERT INTO stories (doc, title) VALUES (1, 'only'); COMMIT",
        "BEGIN EXCLUSIVE; UPDATE stories SET title = 'x' WHERE doc = 1; UPDATE stories SET title = 'Story 1' WHERE doc = 1; COMMIT",
        "PRAGMA recursive_triggers = ON; UPDATE stories SET title = 'x'",
        "PRAGMA foreign_keys = ON; UPDATE stories SET title = 'x'; DELETE FROM stories WHERE doc = 5",
        "PRAGMA trusted_schema = OFF; UPDATE stories SET title = 'x'; INSERT INTO stories (title) VALUES ('t')",
        // A client that raises the version itself, sets it back, or takes it away.
        "UPDATE stories SET title = 'x', version = version + 1 WHERE doc = 1 AND version = 1",
        "UPDATE stories SET title = 'x', version = 40 WHERE doc = 1",
        "UPDATE stories SET title = 'x', version = 0 WHERE doc = 1",
        "UPDATE stories SET version = NULL WHERE doc = 1; UPDATE stories SET title = 'x' WHERE doc = 1",
        // Child rows.
        "UPDATE stories_tasks SET done = 1 WHERE doc = 2 AND item = 1",
        "UPDATE stories_tasks SET done = 1",
        "UPDATE stories_tasks SET state = 'x', text = 'y' WHERE doc = 2",
        "INSERT INTO stories_tasks (doc, text) VALUES (2, 'new')",
        "INSERT INTO stories_tasks (doc, text) VALUES (2, 'new'), (2, 'newer'), (3, 'other')",
        "INSERT INTO stories_tasks (doc, item, position, text, done, state) VALUES (2, 30, 3, 'given', 0, ' ')",
        "DELETE FROM stories_tasks WHERE doc = 2 AND item = 2; INSERT INTO stories_tasks (doc, text) VALUES (2, 'other')",
        "DELETE FROM stories_tasks WHERE doc = 2",
        "DELETE FROM stories_tasks",
        "REPLACE INTO stories_tasks (doc, item, text) VALUES (2, 1, 'replaced')",
        "REPLACE INTO stories_tasks (rowid, doc, item, text) SELECT max(rowid), 1, 9, 'stolen' FROM stories_tasks",
        "UPDATE OR REPLACE stories_tasks SET rowid = (SELECT max(rowid) FROM stories_tasks) WHERE doc = 1 AND item = 1",
        "UPDATE stories_tasks SET position = 9 WHERE doc = 2 AND item = 1",
        "UPDATE stories_tasks SET position = NULL WHERE doc = 2",
        "INSERT INTO stories_tasks (text) VALUES ('no parent'); INSERT INTO stories_tasks (doc, text) VALUES (NULL, 'n'), (77, 'unknown'), ('abc', 'text')",
        "INSERT OR IGNORE INTO stories_tasks (doc, item, text) VALUES (2, 1, 'ignored')",
        "INSERT INTO stories_tasks (doc, item, text) VALUES (2, 1, 'up') ON CONFLICT (doc, item) DO UPDATE SET text = excluded.text",
        "UPDATE stories_sections SET content = 'other' WHERE doc = 4",
        "UPDATE stories_sections SET heading = 'Other' WHERE doc = 4; DELETE FROM stories_sections WHERE doc = 5",
        "INSERT INTO stories_sections (doc, level, heading, content) VALUES (4, 2, 'New', 'text')",
        "PRAGMA recursive_triggers = ON; UPDATE stories_tasks SET done = 1; INSERT INTO stories_tasks (doc, text) VALUES (2, 'new')",
        "UPDATE stories_tasks SET done = 1 WHERE doc = 2; DELETE FROM stories WHERE doc = 2",
        "BEGIN; UPDATE stories_tasks SET done = 1; ROLLBACK",
        // What users add of their own.
        "CREATE TABLE mine (a); CREATE TRIGGER mine_t AFTER INSERT ON mine BEGIN UPDATE stories SET title = new.a; END; INSERT INTO mine VALUES ('by trigger')",
        "CREATE TABLE mine (a, doc REFERENCES stories (doc) ON DELETE CASCADE); INSERT INTO mine SELECT 'a', doc FROM stories; PRAGMA foreign_keys = ON; DELETE FROM stories WHERE doc = 1",
        "CREATE VIEW titles AS SELECT doc, title FROM stories; CREATE TRIGGER titles_t INSTEAD OF UPDATE ON titles BEGIN UPDATE stories SET title = new.title WHERE doc = old.doc; END; UPDATE titles SET title = 'v' WHERE doc = 2",
        "CREATE INDEX mine ON stories (title); UPDATE stories SET title = 'x' WHERE title = 'Story 2'",
        "WITH best AS (SELECT max(doc) AS doc FROM stories) UPDATE stories SET title = 'x' WHERE doc = (SELECT doc FROM best)",
        "UPDATE pagerow_actor SET name = 'mia'; UPDATE stories SET title = 'x' WHERE doc = 2",
        "DELETE FROM pagerow_guard; UPDATE stories SET title = 'x' WHERE doc = 2",
        "DELETE FROM pagerow_actor; UPDATE stories SET title = 'x' WHERE doc = 2",
        "VACUUM; UPDATE stories SET title = 'x' WHERE doc = 2",
        "ANALYZE; REINDEX; UPDATE stories SET title = 'x' WHERE doc = 2",
    ];

    /// <summary>What clients do past the triggers: a look at everything finds it, and where they are gone the look says so.</summary>
    public static TheoryData<string> Unmarked { get; } = [
        ".dbconfig enable_trigger off\nUPDATE stories SET title = 'x' WHERE doc = 2",
        ".dbconfig enable_trigger off\nDELETE FROM stories WHERE doc = 2; INSERT INTO stories (title) VALUES ('new'); UPDATE stories_tasks SET done = 1 WHERE doc = 3",
        "DROP TRIGGER pagerow_stories_update; UPDATE stories SET title = 'x' WHERE doc = 2",
        "DROP TRIGGER pagerow_stories_tasks_delete; DELETE FROM stories_tasks WHERE doc = 2",
        "CREATE UNIQUE INDEX mine ON stories (title); REPLACE INTO stories (title) VALUES ('Story 2')",
        "CREATE TABLE fresh AS SELECT * FROM stories; UPDATE fresh SET title = 'rebuilt' WHERE doc = 2; DROP TABLE stories; CREATE TABLE stories (doc INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT, id TEXT, title TEXT, status TEXT, priority INTEGER, points NUMERIC, share NUMERIC, labels TEXT, created DATE, due TIMESTAMP, urgent BOOLEAN, meta TEXT, extra TEXT, problem TEXT, version INTEGER DEFAULT 1, file_modified_at TIMESTAMP, row_modified_at TIMESTAMP, synced_at TIMESTAMP, body TEXT); INSERT INTO stories SELECT * FROM fresh; DROP TABLE fresh",
        "UPDATE pagerow_guard SET writing = 1; UPDATE stories SET title = 'x' WHERE doc = 2; UPDATE pagerow_guard SET writing = 0",
    ];

    [Theory]
    [MemberData(nameof(Marked))]
    public async Task What_a_client_changes_is_marked_and_found(string sql)
    {
        var database = await FilledAsync();
        var before = Rows();
        _place.Client(sql);
        var after = Rows();
        var look = await database.LookAsync(new RowScope.Feed(), Cancellation);
        var changed = Changed(before, after);
        Assert.Empty(changed.Except(look.Feed.Select(f => f.Document)));
        Assert.Equal(look.Feed.Select(f => f.Document).Order(ById), look.Rows.Select(r => r.Document).Concat(look.Gone).Order(ById));
        await FindsExactlyAsync(database, changed);
        foreach (var document in changed.Where(d => before.ContainsKey(d) && after.ContainsKey(d) && !sql.Contains("version", StringComparison.Ordinal) && !sql.Contains("doc, title", StringComparison.Ordinal)))
            Assert.NotEqual(before[document].Version, after[document].Version);
        foreach (var document in before.Keys.Intersect(after.Keys).Except(look.Feed.Select(f => f.Document)))
            Assert.Equal(before[document].Version, after[document].Version);
    }

    [Theory]
    [MemberData(nameof(Unmarked))]
    public async Task What_passes_the_triggers_by_raises_a_doubt_and_is_found_by_looking_at_everything(string sql)
    {
        var database = await FilledAsync();
        var before = Rows();
        _place.Client(sql);
        var look = await database.LookAsync(new RowScope.Feed(), Cancellation);
        Assert.NotNull(look.Doubt);
        var changed = Changed(before, Rows());
        Assert.NotEmpty(changed);
        await FindsExactlyAsync(database, changed);
        _place.Client("UPDATE stories SET title = 'captured again' WHERE doc = 3");
        Assert.Contains((await database.LookAsync(new RowScope.Feed(), Cancellation)).Feed, f => f.Document == new DocumentId("stories", 3));
    }

    [Theory]
    [InlineData("UPDATE stories SET title = 'x' WHERE doc = 2", "2")]
    [InlineData("PRAGMA recursive_triggers = ON; UPDATE stories SET title = 'x' WHERE doc = 2", "2")]
    [InlineData("UPDATE stories_tasks SET done = 1 WHERE doc = 2 AND item = 1", "2")]
    [InlineData("INSERT INTO stories_tasks (doc, text) VALUES (2, 'new')", "2")]
    [InlineData("PRAGMA recursive_triggers = ON; INSERT INTO stories_tasks (doc, text) VALUES (2, 'new')", "2")]
    [InlineData("DELETE FROM stories_sections WHERE doc = 2", "2")]
    [InlineData("UPDATE stories SET title = 'x', version = version + 1 WHERE doc = 2 AND version = 1", "2")]
    [InlineData("UPDATE stories SET title = 'x', version = 40 WHERE doc = 2", "40")]
    [InlineData("UPDATE stories SET title = 'x', version = 0 WHERE doc = 2", "2")]
    [InlineData("UPDATE stories SET title = 'x' WHERE doc = 2; UPDATE stories SET title = 'y' WHERE doc = 2", "3")]
    public async Task A_version_rises_by_one_for_each_statement(string sql, string version)
    {
        await FilledAsync();
        Assert.Equal(version, _place.Client($"{sql}; SELECT version FROM stories WHERE doc = 2"));
        Assert.Equal("1", _place.Client("SELECT version FROM stories WHERE doc = 1"));
    }

    [Fact]
    public async Task Five_thousand_random_statements_are_captured_without_a_gap()
    {
        const int seed = 20260107;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var database = await FilledAsync();
        for (var round = 0; round < 50; round++)
        {
            var before = Rows();
            _place.Client(string.Join(";\n", Enumerable.Range(0, 100).Select(_ => Statement(random))));
            var look = await database.LookAsync(new RowScope.Feed(), Cancellation);
            Assert.Empty(Changed(before, Rows()).Except(look.Feed.Select(f => f.Document)));
            Assert.Null(look.Doubt);
            await database.CommitAsync([new Change(Drained: look.Feed)], Cancellation);
        }
    }

    [Fact]
    public async Task No_trigger_on_a_table_of_users_needs_what_a_plain_client_may_lack()
    {
        await FilledAsync();
        Assert.Equal("0", _place.Client("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND (sql LIKE '%search%' OR sql LIKE '%fts%' OR sql LIKE '%json%')"));
        Assert.Equal("0", _place.Client("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND (sql LIKE '%title%' OR sql LIKE '%status%')"));
    }

    [Fact]
    public async Task A_client_can_drop_and_rename_its_own_columns_in_spite_of_the_triggers()
    {
        var database = await FilledAsync();
        _place.Client("ALTER TABLE stories ADD COLUMN mine; UPDATE stories SET mine = 1; ALTER TABLE stories RENAME COLUMN mine TO ours; ALTER TABLE stories DROP COLUMN ours");
        Assert.Equal(5, (await database.LookAsync(new RowScope.Feed(), Cancellation)).Feed.Length);
    }

    [Fact]
    public async Task A_client_that_says_who_it_is_is_named_once()
    {
        var database = await FilledAsync();
        _place.Client("BEGIN; UPDATE pagerow_actor SET name = 'mia'; UPDATE stories SET title = 'x' WHERE doc = 2; COMMIT");
        var look = await database.LookAsync(new RowScope.Feed(), Cancellation);
        Assert.Equal("mia", Assert.Single(look.Rows).Actor);
        await database.CommitAsync([new Change(Drained: look.Feed)], Cancellation);
        _place.Client("UPDATE stories SET title = 'y' WHERE doc = 2");
        Assert.Null(Assert.Single((await database.LookAsync(new RowScope.Feed(), Cancellation)).Rows).Actor);
    }

    static readonly Comparer<DocumentId> ById = Comparer<DocumentId>.Create((a, b) => (a.Collection, a.Doc).CompareTo((b.Collection, b.Doc)));

    async Task<SqlDatabase> FilledAsync()
    {
        var database = await _place.ReadyAsync();
        var changes = Enumerable.Range(1, 5).Select(i => Sample.Import("stories", Sample.Story(i)))
            .Concat(Enumerable.Range(1, 2).Select(i => Sample.Import("notes", Sample.Note($"n{i}", $"N {i}"))));
        await database.CommitAsync([.. changes], Cancellation);
        Assert.Null((await database.LookAsync(new RowScope.Feed(), Cancellation)).Doubt);
        return database;
    }

    Dictionary<DocumentId, (string Shown, string Version)> Rows() =>
        _place.Client(Truth).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' '))
            .ToDictionary(l => new DocumentId(l[0], long.Parse(l[1], System.Globalization.CultureInfo.InvariantCulture)), l => (l[2], l[3]));

    static HashSet<DocumentId> Changed(Dictionary<DocumentId, (string Shown, string Version)> before, Dictionary<DocumentId, (string Shown, string Version)> after) =>
        [.. before.Keys.Union(after.Keys).Where(d => !before.TryGetValue(d, out var was) || !after.TryGetValue(d, out var now) || was.Shown != now.Shown)];

    static async Task FindsExactlyAsync(SqlDatabase database, HashSet<DocumentId> changed)
    {
        var deep = await database.LookAsync(new RowScope.Deep(), Cancellation);
        Assert.Equal(changed.Order(ById), deep.Rows.Select(r => r.Document).Concat(deep.Gone).ToImmutableArray().Order(ById));
    }

    static string Statement(Random random)
    {
        var doc = random.Next(1, 14);
        var other = random.Next(1, 14);
        var item = random.Next(1, 5);
        var text = $"'t{random.Next(1000)}'";
        return random.Next(22) switch
        {
            0 => $"UPDATE stories SET title = {text} WHERE doc = {doc}",
            1 => $"UPDATE stories SET title = {text}, status = 'done' WHERE doc BETWEEN {doc} AND {other}",
            2 => $"INSERT INTO stories (title) VALUES ({text})",
            3 => $"INSERT OR IGNORE INTO stories (doc, title) VALUES ({doc}, {text})",
            4 => $"REPLACE INTO stories (doc, title) VALUES ({doc}, {text})",
            5 => $"INSERT INTO stories (doc, title) VALUES ({doc}, {text}) ON CONFLICT (doc) DO UPDATE SET body = excluded.title",
            6 => $"UPDATE OR REPLACE stories SET doc = {other} WHERE doc = {doc}",
            7 => $"UPDATE OR IGNORE stories SET doc = {other} WHERE doc = {doc}",
            8 => $"DELETE FROM stories WHERE doc = {doc}",
            9 => "DELETE FROM stories WHERE doc > 13",
            10 => $"UPDATE stories_tasks SET done = {random.Next(2)}, state = NULL WHERE doc = {doc}",
            11 => $"INSERT INTO stories_tasks (doc, text) VALUES ({doc}, {text})",
            12 => $"REPLACE INTO stories_tasks (doc, item, text) VALUES ({doc}, {item}, {text})",
            13 => $"UPDATE OR REPLACE stories_tasks SET number = {other} WHERE doc = {doc} AND item = {item}",
            14 => $"DELETE FROM stories_tasks WHERE doc = {doc} AND item >= {item}",
            15 => $"UPDATE stories_sections SET content = {text} WHERE doc = {doc}",
            16 => $"INSERT OR IGNORE INTO stories_sections (doc, item, level, heading, content) VALUES ({doc}, {item}, 1, {text}, {text})",
            17 => $"PRAGMA recursive_triggers = {random.Next(2)}",
            18 => $"SAVEPOINT s; UPDATE stories SET title = {text} WHERE doc = {doc}; {(random.Next(2) == 0 ? "ROLLBACK TO s; " : "")}RELEASE s",
            19 => $"BEGIN; DELETE FROM stories_tasks WHERE doc = {doc}; UPDATE notes SET title = {text}; {(random.Next(2) == 0 ? "ROLLBACK" : "COMMIT")}",
            20 => $"UPDATE stories SET path = {text}, extra = NULL, version = version - 1 WHERE doc = {doc}",
            _ => $"UPDATE OR REPLACE stories SET rowid = {other} WHERE rowid = {doc}",
        };
    }
}
