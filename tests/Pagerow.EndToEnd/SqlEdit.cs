namespace Pagerow.EndToEnd;

/// <summary>One thing that a client does in the sqlite3 shell, and all that it may change in the files.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Sql">The statements.</param>
/// <param name="Numstat">What <c>git diff --numstat</c> then says: added, removed, path.</param>
/// <param name="Changed">The lines that differ then, where they are worth showing.</param>
/// <param name="Ask">A question to the database afterwards.</param>
/// <param name="Told">Its answer.</param>
public sealed record SqlEdit(string Name, string Sql, string[] Numstat, string[]? Changed = null, string? Ask = null, string[]? Told = null)
{
    const string Passkey = "active/APP-001-sign-in-with-a-passkey.md";
    const string Csv = "active/APP-002-export-as-csv.md";

    /// <summary>Every edit that is taken over.</summary>
    public static IReadOnlyList<SqlEdit> Taken { get; } =
    [
        new("text", "UPDATE stories SET owner = 'Ada' WHERE id = 'APP-001'", [$"1 1 {Passkey}"], ["-owner: 'Mira'", "+owner: 'Ada'"]),
        new("text that needs quotes", "UPDATE stories SET title = 'Export: #1' WHERE id = 'APP-003'", ["1 1 backlog/APP-003-dark-mode.md"], Ask: "SELECT title FROM stories WHERE id = 'APP-003'", Told: ["Export: #1"]),
        new("text in two rows", "UPDATE stories SET owner = 'Ada' WHERE owner = 'Jonas'", [$"1 1 {Csv}", "1 1 backlog/APP-005-faster-first-page.md"]),
        new("enum", "UPDATE stories SET status = 'done' WHERE id = 'APP-001'", [$"1 1 {Passkey}"], ["-status: in-progress   # moves with the board", "+status: done   # moves with the board"],
            "SELECT \"column\", old, new, origin FROM stories_history WHERE new = 'done' AND old IS NOT NULL", ["status|in-progress|done|rows"]),
        new("date", "UPDATE things SET day = '2026-02-03'", ["1 1 things/lamp.md"], ["-day: 2026-01-07", "+day: 2026-02-03"]),
        new("number", "UPDATE things SET price = 2.25", ["1 1 things/lamp.md"], ["-price: 1.50", "+price: 2.25"]),
        new("boolean", "UPDATE things SET sold = 1", ["1 1 things/lamp.md"], Ask: "SELECT sold FROM things", Told: ["1"]),
        new("a key that the page lacks", "UPDATE things SET at = '2026-01-07 10:00:00'", ["1 0 things/lamp.md"]),
        new("flow list", "UPDATE stories SET labels = '[\"auth\",\"web\",\"mobile\"]' WHERE id = 'APP-001'", [$"1 1 {Passkey}"], ["-labels: [auth, web]", "+labels: [auth, web, mobile]"]),
        new("block list, one more", "UPDATE stories SET labels = '[\"export\",\"tables\",\"mobile\"]' WHERE id = 'APP-002'", [$"1 0 {Csv}"], ["+  - mobile"]),
        new("block list, one less", "UPDATE stories SET labels = '[\"tables\"]' WHERE id = 'APP-002'", [$"0 1 {Csv}"], ["-  - export"]),
        new("NULL", "UPDATE stories SET owner = NULL WHERE id = 'APP-001'", [$"1 1 {Passkey}"], ["-owner: 'Mira'", "+owner:"]),
        new("NULL that was NULL", "UPDATE stories SET owner = NULL, estimate = NULL WHERE id = 'APP-003'", ["1 1 backlog/APP-003-dark-mode.md"], ["-estimate: \"2sp\"", "+estimate:"]),
        new("extra", "UPDATE stories SET extra = json_set(coalesce(extra, '{}'), '$.sprint', 7) WHERE id = 'APP-001'", [$"1 0 {Passkey}"], ["+sprint: 7"]),
        new("body", "UPDATE stories SET body = replace(body, 'nine of ten', 'eight of ten') WHERE id = 'APP-004'", ["1 1 backlog/APP-004-retire-the-password-form.md"],
            ["-Only when nine of ten visitors sign in with a passkey.", "+Only when eight of ten visitors sign in with a passkey."]),
        new("a task's done", "UPDATE stories_tasks SET done = 1 WHERE text = 'Safari'", [$"1 1 {Passkey}"], ["-  - [ ] Safari", "+  - [x] Safari"]),
        new("a task's text", "UPDATE stories_tasks SET text = 'Chrome and Safari' WHERE text = 'Safari'", [$"1 1 {Passkey}"], ["-  - [ ] Safari", "+  - [ ] Chrome and Safari"]),
        new("a task more", "INSERT INTO stories_tasks (doc, text, section) SELECT doc, 'Dates too', section FROM stories_tasks WHERE text = 'Numbers keep their precision'", [$"1 0 {Csv}"], ["+- [ ] Dates too"]),
        new("a task less", "DELETE FROM stories_tasks WHERE text = 'Signing in works in the three common browsers'", [$"0 3 {Passkey}"]),
        new("a section's content", "UPDATE stories_sections SET content = 'Drop it.' WHERE heading = 'Notes'", [$"1 1 {Passkey}"], ["-Keep the password form for now; see APP-004.", "+Drop it."]),
        new("path", "UPDATE stories SET path = 'completed/csv.md' WHERE id = 'APP-002'", [$"0 0 {Csv} => completed/csv.md"], Ask: "SELECT stage FROM stories WHERE id = 'APP-002'", Told: ["completed"]),
        new("capture", "UPDATE stories SET stage = 'completed' WHERE id = 'APP-001'", ["0 0 {active => completed}/APP-001-sign-in-with-a-passkey.md"], Ask: "SELECT path FROM stories WHERE id = 'APP-001'", Told: ["completed/APP-001-sign-in-with-a-passkey.md"]),
        new("capture and a column", "UPDATE stories SET stage = 'completed', status = 'done' WHERE id = 'APP-001'", ["1 1 {active => completed}/APP-001-sign-in-with-a-passkey.md"]),
        new("key column", "UPDATE stories SET id = 'APP-101' WHERE id = 'APP-001'", [$"1 1 {Passkey}"], ["-id: APP-001", "+id: APP-101"], "SELECT count(*) FROM stories", ["6"]),
        new("INSERT", "INSERT INTO stories (id, title, status, stage, labels, body) VALUES ('APP-006', 'New one', 'draft', 'backlog', '[\"a\"]', '# New' || char(10))", ["7 0 backlog/APP-006-new-one.md"],
            ["+---", "+id: APP-006", "+title: New one", "+status: draft", "+labels: [a]", "+---", "+# New"], "SELECT path, stage, problem IS NULL FROM stories WHERE id = 'APP-006'", ["backlog/APP-006-new-one.md|backlog|1"]),
        new("INSERT with a path", "INSERT INTO pages (path, body) VALUES ('notes/one.md', '# One' || char(10))", ["1 0 notes/one.md"], ["+# One"]),
        new("DELETE", "DELETE FROM stories WHERE id = 'APP-004'", ["0 14 backlog/APP-004-retire-the-password-form.md"], Ask: "SELECT count(*) FROM stories_sections WHERE doc NOT IN (SELECT doc FROM stories)", Told: ["0"]),
        new("upsert", "INSERT INTO stories (doc, owner) SELECT doc, 'Ada' FROM stories WHERE id = 'APP-001' ON CONFLICT (doc) DO UPDATE SET owner = excluded.owner", [$"1 1 {Passkey}"], ["-owner: 'Mira'", "+owner: 'Ada'"]),
        new("REPLACE", Replace, [$"1 1 {Passkey}"], ["-owner: 'Mira'", "+owner: 'Ada'"]),
        new("REPLACE with recursive triggers", $"PRAGMA recursive_triggers = ON; {Replace}", [$"1 1 {Passkey}"], ["-owner: 'Mira'", "+owner: 'Ada'"]),
        new("UPDATE with recursive triggers", "PRAGMA recursive_triggers = ON; UPDATE stories SET owner = 'Ada' WHERE id = 'APP-001'; UPDATE stories_tasks SET done = 1 WHERE text = 'Safari'", [$"2 2 {Passkey}"]),
        new("another doc", "UPDATE stories SET doc = 1000 WHERE id = 'APP-001'", [], Ask: "SELECT path, (SELECT count(*) FROM stories_tasks t WHERE t.doc = s.doc) FROM stories s WHERE doc = 1000", Told: [$"{Passkey}|5"]),
        new("another doc and a column", "UPDATE stories SET doc = 1000, owner = 'Ada' WHERE id = 'APP-001'", [$"1 1 {Passkey}"], ["-owner: 'Mira'", "+owner: 'Ada'"]),
        new("rollback", "BEGIN; UPDATE stories SET owner = 'Ada'; DELETE FROM stories; ROLLBACK", []),
        new("savepoint taken back", "BEGIN; SAVEPOINT a; UPDATE stories SET owner = 'Ada'; ROLLBACK TO a; UPDATE stories SET owner = 'Bo' WHERE id = 'APP-001'; COMMIT", [$"1 1 {Passkey}"], ["-owner: 'Mira'", "+owner: 'Bo'"]),
        new("there and back", "UPDATE stories SET owner = 'Ada' WHERE id = 'APP-001'; UPDATE stories SET owner = 'Mira' WHERE id = 'APP-001'", []),
        new("several faces", "BEGIN; UPDATE stories SET status = 'done' WHERE id = 'APP-001'; UPDATE stories_tasks SET done = 1 WHERE text = 'Safari'; UPDATE stories_sections SET content = 'Drop it.' WHERE heading = 'Notes'; COMMIT", [$"3 3 {Passkey}"]),
    ];

    /// <summary>Every edit that is taken back; the question's answer is that of before.</summary>
    public static IReadOnlyList<SqlEdit> Refused { get; } =
    [
        new("enum word outside the list", "UPDATE stories SET status = 'urgent' WHERE id = 'APP-001'", [], Ask: "SELECT status FROM stories WHERE id = 'APP-001'", Told: ["in-progress"]),
        new("immutable", "UPDATE stories SET created = '2020-01-01' WHERE id = 'APP-001'", [], Ask: "SELECT created FROM stories WHERE id = 'APP-001'", Told: ["2026-03-02"]),
        new("computed", "UPDATE stories SET done = 99 WHERE id = 'APP-001'", [], Ask: "SELECT done FROM stories WHERE id = 'APP-001'", Told: ["40"]),
        new("body to NULL", "UPDATE stories SET body = NULL WHERE id = 'APP-001'", [], Ask: "SELECT body LIKE '%Acceptance%' FROM stories WHERE id = 'APP-001'", Told: ["1"]),
        new("path to NULL", "UPDATE stories SET path = NULL WHERE id = 'APP-001'", [], Ask: "SELECT path FROM stories WHERE id = 'APP-001'", Told: [Passkey]),
        new("no date", "UPDATE things SET day = 'someday'", [], Ask: "SELECT day FROM things", Told: ["2026-01-07"]),
    ];

    const string Replace = """
        REPLACE INTO stories (doc, path, id, title, status, priority, estimate, labels, created, owner, stage, done, extra, body)
        SELECT doc, path, id, title, status, priority, estimate, labels, created, 'Ada', stage, done, extra, body FROM stories WHERE id = 'APP-001'
        """;
}
