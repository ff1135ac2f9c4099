CREATE INDEX "pagerow_audit_document" ON "pagerow_audit" ("collection", "doc");
CREATE UNIQUE INDEX "pagerow_bases_document" ON "pagerow_bases" ("replica", "collection", "doc", "part");
CREATE INDEX "pagerow_bases_path" ON "pagerow_bases" ("replica", "path");
CREATE UNIQUE INDEX "pagerow_blobs_hash" ON "pagerow_blobs" ("hash");
CREATE INDEX "pagerow_conflicts_document" ON "pagerow_conflicts" ("collection", "doc");
CREATE INDEX "pagerow_notes_path" ON "notes" ("path");
CREATE INDEX "pagerow_stories_history_doc" ON "stories_history" ("doc", "column");
CREATE INDEX "pagerow_stories_key" ON "stories" ("id");
CREATE INDEX "pagerow_stories_path" ON "stories" ("path");
CREATE UNIQUE INDEX "pagerow_stories_sections_item" ON "stories_sections" ("doc", "item");
CREATE UNIQUE INDEX "pagerow_stories_tasks_item" ON "stories_tasks" ("doc", "item");
CREATE INDEX "pagerow_trouble_document" ON "pagerow_trouble" ("collection", "doc");
CREATE TABLE "notes" (
  "doc" INTEGER PRIMARY KEY AUTOINCREMENT,
  "path" TEXT,
  "title" TEXT,
  "extra" JSON TEXT,
  "problem" TEXT,
  "version" INTEGER DEFAULT 1,
  "file_modified_at" TIMESTAMP,
  "row_modified_at" TIMESTAMP DEFAULT (strftime('%Y-%m-%d %H:%M:%f', 'now')),
  "synced_at" TIMESTAMP,
  "body" TEXT
);
CREATE TABLE "pagerow_actor" (
  "id" INTEGER PRIMARY KEY,
  "name" TEXT
);
CREATE TABLE "pagerow_audit" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "run" INTEGER,
  "at" TIMESTAMP,
  "kind" TEXT,
  "origin" TEXT,
  "collection" TEXT,
  "doc" INTEGER,
  "path" TEXT,
  "actor" TEXT,
  "before" INTEGER,
  "after" INTEGER,
  "detail" TEXT
);
CREATE TABLE "pagerow_bases" (
  "replica" INTEGER,
  "collection" TEXT,
  "doc" INTEGER,
  "part" TEXT,
  "path" TEXT,
  "page" INTEGER,
  "trouble" BLOB,
  "file_id" INTEGER,
  "shown" BLOB,
  "open_file" INTEGER,
  "open_row" INTEGER,
  "displaced" INTEGER
);
CREATE TABLE "pagerow_blobs" (
  "id" INTEGER PRIMARY KEY,
  "hash" BLOB,
  "size" INTEGER,
  "encoding" INTEGER,
  "content" BLOB
);
CREATE TABLE "pagerow_conflicts" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "collection" TEXT,
  "doc" INTEGER,
  "kind" TEXT,
  "place" TEXT,
  "base_text" TEXT,
  "file_text" TEXT,
  "row_text" TEXT,
  "opened_at" TIMESTAMP,
  "resolution" TEXT,
  "resolved_text" TEXT,
  "place_key" TEXT
);
CREATE TABLE "pagerow_cycles" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "replica" INTEGER,
  "started_at" TIMESTAMP,
  "finished_at" TIMESTAMP,
  "triggered_by" TEXT,
  "outcome" TEXT,
  "detail" TEXT,
  "rows_written" INTEGER,
  "rows_deleted" INTEGER,
  "files_written" INTEGER,
  "events" INTEGER
);
CREATE TABLE "pagerow_feed" (
  "collection" TEXT,
  "doc" INTEGER,
  "sequence" INTEGER,
  "what" TEXT,
  "at" TIMESTAMP,
  "actor" TEXT,
  PRIMARY KEY (collection, doc)
);
CREATE TABLE "pagerow_guard" (
  "id" INTEGER PRIMARY KEY,
  "writing" INTEGER,
  "touched" INTEGER
);
CREATE TABLE "pagerow_intents" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "replica" INTEGER,
  "stage" TEXT,
  "collection" TEXT,
  "doc" INTEGER,
  "part" TEXT,
  "action" TEXT,
  "path" TEXT,
  "moved_from" TEXT,
  "expected" BLOB,
  "target" BLOB,
  "shown" BLOB,
  "held_base" BLOB,
  "held_row" BLOB
);
CREATE TABLE "pagerow_meta" (
  "name" TEXT,
  "value" TEXT,
  PRIMARY KEY (name)
);
CREATE TABLE "pagerow_replicas" (
  "id" INTEGER PRIMARY KEY,
  "name" TEXT,
  "since" TIMESTAMP DEFAULT (strftime('%Y-%m-%d %H:%M:%f', 'now'))
);
CREATE TABLE "pagerow_requests" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "kind" TEXT,
  "argument" TEXT,
  "posted_at" TIMESTAMP,
  "taken_at" TIMESTAMP,
  "answered_at" TIMESTAMP,
  "answer" TEXT
);
CREATE VIRTUAL TABLE pagerow_search USING fts5(title, path, body, content = '', tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE "pagerow_stamps" (
  "replica" INTEGER,
  "folder" TEXT,
  "entries" BLOB,
  PRIMARY KEY (replica, folder)
);
CREATE TABLE "pagerow_trouble" (
  "collection" TEXT,
  "doc" INTEGER,
  "number" INTEGER,
  "code" TEXT,
  "message" TEXT,
  "line" INTEGER,
  "place" INTEGER,
  "subject" TEXT
);
CREATE TABLE sqlite_sequence(name,seq);
CREATE TABLE "stories" (
  "doc" INTEGER PRIMARY KEY AUTOINCREMENT,
  "path" TEXT,
  "id" TEXT,
  "title" TEXT,
  "status" TEXT,
  "priority" INTEGER,
  "points" NUMERIC,
  "share" NUMERIC,
  "labels" JSON TEXT,
  "created" DATE,
  "due" TIMESTAMP,
  "urgent" BOOLEAN,
  "meta" JSON TEXT,
  "extra" JSON TEXT,
  "problem" TEXT,
  "version" INTEGER DEFAULT 1,
  "file_modified_at" TIMESTAMP,
  "row_modified_at" TIMESTAMP DEFAULT (strftime('%Y-%m-%d %H:%M:%f', 'now')),
  "synced_at" TIMESTAMP,
  "body" TEXT
);
CREATE TABLE "stories_history" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "doc" INTEGER,
  "column" TEXT,
  "old" TEXT,
  "new" TEXT,
  "at" TIMESTAMP,
  "actor" TEXT,
  "origin" TEXT
);
CREATE TABLE "stories_sections" (
  "doc" INTEGER,
  "item" INTEGER,
  "position" INTEGER,
  "level" INTEGER,
  "heading" TEXT,
  "path" TEXT,
  "content" TEXT
);
CREATE TABLE "stories_tasks" (
  "doc" INTEGER,
  "item" INTEGER,
  "position" INTEGER,
  "text" TEXT,
  "done" BOOLEAN,
  "state" TEXT,
  "number" TEXT,
  "section" TEXT,
  "parent" INTEGER
);
CREATE TRIGGER "pagerow_conflicts_resolution" AFTER UPDATE OF resolution, resolved_text ON pagerow_conflicts
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1)
BEGIN
  UPDATE pagerow_guard SET touched = touched + 1;
  INSERT INTO pagerow_feed (collection, doc, sequence, what, at, actor)
    SELECT new.collection, new.doc, coalesce((SELECT touched FROM pagerow_guard), 0), 'resolution', strftime('%Y-%m-%d %H:%M:%f', 'now'), (SELECT name FROM pagerow_actor)
    WHERE 1
    ON CONFLICT (collection, doc) DO UPDATE SET sequence = excluded.sequence, what = excluded.what, at = excluded.at, actor = excluded.actor;
END;
CREATE TRIGGER "pagerow_conflicts_word" BEFORE UPDATE OF resolution ON pagerow_conflicts
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1) AND new.resolution IS NOT NULL AND lower(new.resolution) NOT IN ('files', 'rows', 'base', 'both', 'text')
BEGIN
  SELECT RAISE(ABORT, 'resolution is one of files, rows, base, both, text (then with resolved_text)');
END;
CREATE TRIGGER "pagerow_notes_delete" AFTER DELETE ON "notes"
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1)
BEGIN
  UPDATE pagerow_guard SET touched = touched + 1;
  INSERT INTO pagerow_feed (collection, doc, sequence, what, at, actor)
    SELECT 'notes', old.doc, coalesce((SELECT touched FROM pagerow_guard), 0), 'delete', strftime('%Y-%m-%d %H:%M:%f', 'now'), (SELECT name FROM pagerow_actor)
    WHERE 1
    ON CONFLICT (collection, doc) DO UPDATE SET sequence = excluded.sequence, what = excluded.what, at = excluded.at, actor = excluded.actor;
END;
CREATE TRIGGER "pagerow_notes_insert" AFTER INSERT ON "notes"
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1)
BEGIN
  UPDATE pagerow_guard SET touched = touched + 1;
  INSERT INTO pagerow_feed (collection, doc, sequence, what, at, actor)
    SELECT 'notes', new.doc, coalesce((SELECT touched FROM pagerow_guard), 0), 'insert', strftime('%Y-%m-%d %H:%M:%f', 'now'), (SELECT name FROM pagerow_actor)
    WHERE 1
    ON CONFLICT (collection, doc) DO UPDATE SET sequence = excluded.sequence, what = excluded.what, at = excluded.at, actor = excluded.actor;
END;
CREATE TRIGGER "pagerow_notes_probe_insert" BEFORE INSERT ON "notes"
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1)
BEGIN
  UPDATE pagerow_guard SET touched = touched + 1;
  INSERT INTO pagerow_feed (collection, doc, sequence, what, at, actor)
    SELECT 'notes', t.doc, coalesce((SELECT touched FROM pagerow_guard), 0), 'replace', strftime('%Y-%m-%d %H:%M:%f', 'now'), (SELECT name FROM pagerow_actor)
    FROM "notes" t WHERE t.doc = new.doc
    ON CONFLICT (collection, doc) DO UPDATE SET sequence = excluded.sequence, what = excluded.what, at = excluded.at, actor = excluded.actor;
END;
CREATE TRIGGER "pagerow_notes_probe_update" BEFORE UPDATE ON "notes"
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1) AND new.doc IS NOT old.doc
BEGIN
  UPDATE pagerow_guard SET touched = touched + 1;
  INSERT INTO pagerow_feed (collection, doc, sequence, what, at, actor)
    SELECT 'notes', t.doc, coalesce((SELECT touched FROM pagerow_guard), 0), 'replace', strftime('%Y-%m-%d %H:%M:%f', 'now'), (SELECT name FROM pagerow_actor)
    FROM "notes" t WHERE t.doc = new.doc
    ON CONFLICT (collection, doc) DO UPDATE SET sequence = excluded.sequence, what = excluded.what, at = excluded.at, actor = excluded.actor;
END;
CREATE TRIGGER "pagerow_notes_update" AFTER UPDATE ON "notes"
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1)
BEGIN
  UPDATE pagerow_guard SET touched = touched + 1;
  INSERT INTO pagerow_feed (collection, doc, sequence, what, at, actor)
    SELECT 'notes', new.doc, coalesce((SELECT touched FROM pagerow_guard), 0), 'update', strftime('%Y-%m-%d %H:%M:%f', 'now'), (SELECT name FROM pagerow_actor)
    WHERE 1
    ON CONFLICT (collection, doc) DO UPDATE SET sequence = excluded.sequence, what = excluded.what, at = excluded.at, actor = excluded.actor;
  UPDATE pagerow_guard SET touched = touched + 1;
  INSERT INTO pagerow_feed (collection, doc, sequence, what, at, actor)
    SELECT 'notes', old.doc, coalesce((SELECT touched FROM pagerow_guard), 0), 'update', strftime('%Y-%m-%d %H:%M:%f', 'now'), (SELECT name FROM pagerow_actor)
    WHERE old.doc <> new.doc
    ON CONFLICT (collection, doc) DO UPDATE SET sequence = excluded.sequence, what = excluded.what, at = excluded.at, actor = excluded.actor;
  UPDATE pagerow_conflicts SET doc = new.doc WHERE collection = 'notes' AND doc = old.doc AND old.doc <> new.doc;
  UPDATE "notes" SET version = coalesce(old.version, 0) + 1, row_modified_at = strftime('%Y-%m-%d %H:%M:%f', 'now')
    WHERE doc = new.doc AND coalesce(version, 0) <= coalesce(old.version, 0);
END;
CREATE TRIGGER "pagerow_stories_delete" AFTER DELETE ON "stories"
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1)
BEGIN
  UPDATE pagerow_guard SET touched = touched + 1;
  INSERT INTO pagerow_feed (collection, doc, sequence, what, at, actor)
    SELECT 'stories', old.doc, coalesce((SELECT touched FROM pagerow_guard), 0), 'delete', strftime('%Y-%m-%d %H:%M:%f', 'now'), (SELECT name FROM pagerow_actor)
    WHERE 1
    ON CONFLICT (collection, doc) DO UPDATE SET sequence = excluded.sequence, what = excluded.what, at = excluded.at, actor = excluded.actor;
END;
CREATE TRIGGER "pagerow_stories_insert" AFTER INSERT ON "stories"
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1)
BEGIN
  UPDATE pagerow_guard SET touched = touched + 1;
  INSERT INTO pagerow_feed (collection, doc, sequence, what, at, actor)
    SELECT 'stories', new.doc, coalesce((SELECT touched FROM pagerow_guard), 0), 'insert', strftime('%Y-%m-%d %H:%M:%f', 'now'), (SELECT name FROM pagerow_actor)
    WHERE 1
    ON CONFLICT (collection, doc) DO UPDATE SET sequence = excluded.sequence, what = excluded.what, at = excluded.at, actor = excluded.actor;
END;
CREATE TRIGGER "pagerow_stories_probe_insert" BEFORE INSERT ON "stories"
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1)
BEGIN
  UPDATE pagerow_guard SET touched = touched + 1;
  INSERT INTO pagerow_feed (collection, doc, sequence, what, at, actor)
    SELECT 'stories', t.doc, coalesce((SELECT touched FROM pagerow_guard), 0), 'replace', strftime('%Y-%m-%d %H:%M:%f', 'now'), (SELECT name FROM pagerow_actor)
    FROM "stories" t WHERE t.doc = new.doc
    ON CONFLICT (collection, doc) DO UPDATE SET sequence = excluded.sequence, what = excluded.what, at = excluded.at, actor = excluded.actor;
END;
CREATE TRIGGER "pagerow_stories_probe_update" BEFORE UPDATE ON "stories"
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1) AND new.doc IS NOT old.doc
BEGIN
  UPDATE pagerow_guard SET touched = touched + 1;
  INSERT INTO pagerow_feed (collection, doc, sequence, what, at, actor)
    SELECT 'stories', t.doc, coalesce((SELECT touched FROM pagerow_guard), 0), 'replace', strftime('%Y-%m-%d %H:%M:%f', 'now'), (SELECT name FROM pagerow_actor)
    FROM "stories" t WHERE t.doc = new.doc
    ON CONFLICT (collection, doc) DO UPDATE SET sequence = excluded.sequence, what = excluded.what, at = excluded.at, actor = excluded.actor;
END;
CREATE TRIGGER "pagerow_stories_sections_delete" AFTER DELETE ON "stories_sections"
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1)
BEGIN
  UPDATE "stories" SET version = coalesce(version, 0) + 1, row_modified_at = strftime('%Y-%m-%d %H:%M:%f', 'now') WHERE doc = old.doc;
END;
CREATE TRIGGER "pagerow_stories_sections_insert" AFTER INSERT ON "stories_sections"
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1)
BEGIN
  UPDATE "stories" SET version = coalesce(version, 0) + 1, row_modified_at = strftime('%Y-%m-%d %H:%M:%f', 'now') WHERE doc = new.doc;
  UPDATE "stories_sections" SET item = max(coalesce((SELECT max(c.item) FROM "stories_sections" c WHERE c.doc = new.doc), 0) + 1, coalesce((SELECT touched FROM pagerow_guard), 0))
    WHERE rowid = new.rowid AND item IS NULL;
END;
CREATE TRIGGER "pagerow_stories_sections_keys" BEFORE UPDATE OF doc, item ON "stories_sections"
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1) AND (old.item IS NOT NULL AND new.item IS NOT old.item OR new.doc IS NOT old.doc AND EXISTS (SELECT 1 FROM "stories" t WHERE t.doc = old.doc))
BEGIN
  SELECT RAISE(ABORT, 'doc and item of a row of stories_sections cannot be changed; delete the row and insert it where it shall be');
END;
CREATE TRIGGER "pagerow_stories_sections_probe_insert" BEFORE INSERT ON "stories_sections"
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1)
BEGIN
  UPDATE "stories" SET version = coalesce(version, 0) + 1, row_modified_at = strftime('%Y-%m-%d %H:%M:%f', 'now') WHERE doc IN (SELECT c.doc FROM "stories_sections" c WHERE c.rowid = new.rowid);
END;
CREATE TRIGGER "pagerow_stories_sections_probe_update" BEFORE UPDATE ON "stories_sections"
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1) AND new.rowid <> old.rowid
BEGIN
  UPDATE "stories" SET version = coalesce(version, 0) + 1, row_modified_at = strftime('%Y-%m-%d %H:%M:%f', 'now') WHERE doc IN (SELECT c.doc FROM "stories_sections" c WHERE c.rowid = new.rowid);
END;
CREATE TRIGGER "pagerow_stories_sections_update" AFTER UPDATE ON "stories_sections"
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1) AND (old.item IS NOT NULL OR new.item IS NULL)
BEGIN
  UPDATE "stories" SET version = coalesce(version, 0) + 1, row_modified_at = strftime('%Y-%m-%d %H:%M:%f', 'now') WHERE doc IN (old.doc, new.doc);
END;
CREATE TRIGGER "pagerow_stories_tasks_delete" AFTER DELETE ON "stories_tasks"
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1)
BEGIN
  UPDATE "stories" SET version = coalesce(version, 0) + 1, row_modified_at = strftime('%Y-%m-%d %H:%M:%f', 'now') WHERE doc = old.doc;
END;
CREATE TRIGGER "pagerow_stories_tasks_insert" AFTER INSERT ON "stories_tasks"
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1)
BEGIN
  UPDATE "stories" SET version = coalesce(version, 0) + 1, row_modified_at = strftime('%Y-%m-%d %H:%M:%f', 'now') WHERE doc = new.doc;
  UPDATE "stories_tasks" SET item = max(coalesce((SELECT max(c.item) FROM "stories_tasks" c WHERE c.doc = new.doc), 0) + 1, coalesce((SELECT touched FROM pagerow_guard), 0))
    WHERE rowid = new.rowid AND item IS NULL;
END;
CREATE TRIGGER "pagerow_stories_tasks_keys" BEFORE UPDATE OF doc, item ON "stories_tasks"
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1) AND (old.item IS NOT NULL AND new.item IS NOT old.item OR new.doc IS NOT old.doc AND EXISTS (SELECT 1 FROM "stories" t WHERE t.doc = old.doc))
BEGIN
  SELECT RAISE(ABORT, 'doc and item of a row of stories_tasks cannot be changed; delete the row and insert it where it shall be');
END;
CREATE TRIGGER "pagerow_stories_tasks_probe_insert" BEFORE INSERT ON "stories_tasks"
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1)
BEGIN
  UPDATE "stories" SET version = coalesce(version, 0) + 1, row_modified_at = strftime('%Y-%m-%d %H:%M:%f', 'now') WHERE doc IN (SELECT c.doc FROM "stories_tasks" c WHERE c.rowid = new.rowid);
END;
CREATE TRIGGER "pagerow_stories_tasks_probe_update" BEFORE UPDATE ON "stories_tasks"
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1) AND new.rowid <> old.rowid
BEGIN
  UPDATE "stories" SET version = coalesce(version, 0) + 1, row_modified_at = strftime('%Y-%m-%d %H:%M:%f', 'now') WHERE doc IN (SELECT c.doc FROM "stories_tasks" c WHERE c.rowid = new.rowid);
END;
CREATE TRIGGER "pagerow_stories_tasks_update" AFTER UPDATE ON "stories_tasks"
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1) AND (old.item IS NOT NULL OR new.item IS NULL)
BEGIN
  UPDATE "stories" SET version = coalesce(version, 0) + 1, row_modified_at = strftime('%Y-%m-%d %H:%M:%f', 'now') WHERE doc IN (old.doc, new.doc);
END;
CREATE TRIGGER "pagerow_stories_update" AFTER UPDATE ON "stories"
WHEN NOT EXISTS (SELECT 1 FROM pagerow_guard WHERE writing = 1)
BEGIN
  UPDATE pagerow_guard SET touched = touched + 1;
  INSERT INTO pagerow_feed (collection, doc, sequence, what, at, actor)
    SELECT 'stories', new.doc, coalesce((SELECT touched FROM pagerow_guard), 0), 'update', strftime('%Y-%m-%d %H:%M:%f', 'now'), (SELECT name FROM pagerow_actor)
    WHERE 1
    ON CONFLICT (collection, doc) DO UPDATE SET sequence = excluded.sequence, what = excluded.what, at = excluded.at, actor = excluded.actor;
  UPDATE pagerow_guard SET touched = touched + 1;
  INSERT INTO pagerow_feed (collection, doc, sequence, what, at, actor)
    SELECT 'stories', old.doc, coalesce((SELECT touched FROM pagerow_guard), 0), 'update', strftime('%Y-%m-%d %H:%M:%f', 'now'), (SELECT name FROM pagerow_actor)
    WHERE old.doc <> new.doc
    ON CONFLICT (collection, doc) DO UPDATE SET sequence = excluded.sequence, what = excluded.what, at = excluded.at, actor = excluded.actor;
  UPDATE pagerow_conflicts SET doc = new.doc WHERE collection = 'stories' AND doc = old.doc AND old.doc <> new.doc;
  UPDATE "stories_tasks" SET doc = new.doc WHERE doc = old.doc AND old.doc <> new.doc;
  UPDATE "stories_sections" SET doc = new.doc WHERE doc = old.doc AND old.doc <> new.doc;
  UPDATE "stories" SET version = coalesce(old.version, 0) + 1, row_modified_at = strftime('%Y-%m-%d %H:%M:%f', 'now')
    WHERE doc = new.doc AND coalesce(version, 0) <= coalesce(old.version, 0);
END;
CREATE VIEW "pagerow_events" AS
SELECT a.id, a.run, a.at, a.kind, a.origin, a.collection, a.doc, a.path, a.actor,
  lower(hex(b.hash)) AS before, lower(hex(n.hash)) AS after, a.detail
FROM pagerow_audit a LEFT JOIN pagerow_blobs b ON b.id = a.before LEFT JOIN pagerow_blobs n ON n.id = a.after;
CREATE VIEW "pagerow_problems" AS
SELECT t.collection, t.doc, b.path, t.code, t.message, t.line, t.place AS "column"
FROM pagerow_trouble t LEFT JOIN (SELECT collection, doc, min(path) AS path FROM pagerow_bases GROUP BY collection, doc) b ON b.collection = t.collection AND b.doc = t.doc;
CREATE VIEW "pagerow_runs" AS
SELECT c.id, r.name AS replica, c.started_at, c.finished_at, c.triggered_by, c.outcome, c.detail, c.rows_written, c.rows_deleted, c.files_written, c.events
FROM pagerow_cycles c LEFT JOIN pagerow_replicas r ON r.id = c.replica;
CREATE VIEW "stories_labels" AS
SELECT t.doc, j.key + 1 AS position, j.value AS value
FROM "stories" t, json_each(CASE WHEN json_valid(t."labels") THEN t."labels" END) j;

-- Statements

DELETE FROM "stories" WHERE doc = ?;
DELETE FROM "stories_sections" WHERE doc = ?;
DELETE FROM "stories_tasks" WHERE doc = ?;
DELETE FROM "stories_tasks" WHERE doc = ? AND CASE WHEN typeof(item) = 'integer' AND item BETWEEN 1 AND 4611686018427387904 THEN item ELSE -rowid END = ?;
DELETE FROM pagerow_bases WHERE replica = ? AND collection = ? AND doc = ? AND part = ?;
DELETE FROM pagerow_conflicts WHERE collection = ? AND doc = ?;
DELETE FROM pagerow_feed WHERE collection = ? AND doc = ? AND sequence = ?;
DELETE FROM pagerow_intents WHERE replica = ? AND stage = ?;
DELETE FROM pagerow_requests WHERE id = ?;
DELETE FROM pagerow_requests WHERE posted_at < ?;
DELETE FROM pagerow_search_document WHERE collection = ? AND doc = ?;
DELETE FROM pagerow_search_pending WHERE collection = ? AND doc = ?;
DELETE FROM pagerow_stamps WHERE replica = ? AND folder = ?;
DELETE FROM pagerow_trouble WHERE collection = ? AND doc = ?;
DELETE FROM pagerow_trouble WHERE collection = ? AND doc = ? AND code <> ?;
DELETE FROM pagerow_trouble WHERE collection = ? AND doc = ? AND code = ?;
INSERT INTO "notes" (doc, path, "title", extra, problem, version, file_modified_at, row_modified_at, synced_at, body) VALUES (?, ?, ?, ?, ?, 1, ?, NULL, ?, ?);
INSERT INTO "pagerow_bases" (replica, collection, doc, part, path, page, trouble, file_id, shown, open_file, open_row, displaced) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (replica, collection, doc, part) DO UPDATE SET path = excluded.path, page = excluded.page, trouble = excluded.trouble, file_id = excluded.file_id, shown = excluded.shown, open_file = excluded.open_file, open_row = excluded.open_row, displaced = excluded.displaced;
INSERT INTO "pagerow_meta" (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value;
INSERT INTO "pagerow_search_pending" (collection, doc) VALUES (?, ?) ON CONFLICT (collection, doc) DO NOTHING;
INSERT INTO "pagerow_stamps" (replica, folder, entries) VALUES (?, ?, ?) ON CONFLICT (replica, folder) DO UPDATE SET entries = excluded.entries;
INSERT INTO "stories" (doc, path, "id", "title", "status", "priority", "points", "share", "labels", "created", "due", "urgent", "meta", extra, problem, version, file_modified_at, row_modified_at, synced_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, NULL, ?, ?);
INSERT INTO "stories_history" (doc, "column", old, new, at, actor, origin) VALUES (?, ?, ?, ?, ?, ?, ?);
INSERT INTO "stories_sections" (doc, item, position, level, heading, path, content) VALUES (?, ?, ?, ?, ?, ?, ?);
INSERT INTO "stories_tasks" (doc, item, position, text, done, state, number, section, parent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?);
INSERT INTO pagerow_actor (id, name) VALUES (1, NULL);
INSERT INTO pagerow_audit (run, at, kind, origin, collection, doc, path, actor, before, after, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
INSERT INTO pagerow_blobs (id, hash, size, encoding, content) VALUES (?, ?, ?, ?, ?);
INSERT INTO pagerow_cycles (id, replica, started_at, finished_at, triggered_by, outcome, rows_written, rows_deleted, files_written, events) VALUES (?, ?, ?, ?, ?, 'done', 0, 0, 0, 0);
INSERT INTO pagerow_guard (id, writing, touched) VALUES (1, 0, ?);
INSERT INTO pagerow_intents (replica, stage, collection, doc, part, action, path, moved_from, expected, target, shown, held_base, held_row)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
INSERT INTO pagerow_replicas (id, name) VALUES (?, ?);
INSERT INTO pagerow_requests (id, kind, argument, posted_at) VALUES (?, ?, ?, ?);
INSERT INTO pagerow_search (pagerow_search) VALUES ('delete-all');
INSERT INTO pagerow_search (rowid, title, path, body) VALUES (?, ?, ?, ?);
INSERT INTO pagerow_search_document (number, collection, doc) VALUES (?, ?, ?);
INSERT INTO pagerow_trouble (collection, doc, number, code, message, line, place, subject) VALUES (?, ?, ?, ?, ?, ?, ?, ?);
PRAGMA data_version;
PRAGMA quick_check(1);
PRAGMA schema_version;
SELECT 1 FROM "stories" WHERE doc = ?;
SELECT 1 FROM pagerow_actor;
SELECT 1 FROM pagerow_bases LIMIT 1;
SELECT 1 FROM pagerow_guard;
SELECT 1 FROM pagerow_requests WHERE answered_at IS NULL LIMIT 1;
SELECT 1 FROM pagerow_search_pending LIMIT 1;
SELECT DISTINCT "id" FROM "stories" WHERE doc IN (SELECT value FROM json_each(?)) AND "id" IS NOT NULL;
SELECT DISTINCT path FROM pagerow_bases WHERE replica = ?;
SELECT a.id, a.run, a.at, a.kind, a.origin, a.collection, a.doc, a.path, a.actor, b.hash, n.hash, a.detail
FROM pagerow_audit a LEFT JOIN pagerow_blobs b ON b.id = a.before LEFT JOIN pagerow_blobs n ON n.id = a.after
WHERE a.collection = ? AND a.doc = ? ORDER BY a.id DESC LIMIT ?;
SELECT a.id, a.run, a.at, a.kind, a.origin, a.collection, a.doc, a.path, a.actor, b.hash, n.hash, a.detail
FROM pagerow_audit a LEFT JOIN pagerow_blobs b ON b.id = a.before LEFT JOIN pagerow_blobs n ON n.id = a.after
WHERE a.id > ? ORDER BY a.id LIMIT ?;
SELECT a.id, a.run, a.at, a.kind, a.origin, a.collection, a.doc, a.path, a.actor, b.hash, n.hash, a.detail
FROM pagerow_audit a LEFT JOIN pagerow_blobs b ON b.id = a.before LEFT JOIN pagerow_blobs n ON n.id = a.after
WHERE a.path = ? OR a.collection = ? AND a.doc = ? ORDER BY a.id DESC LIMIT ?;
SELECT answer FROM pagerow_requests WHERE id = ?;
SELECT b.collection, b.doc, b.part, b.path, v.hash, b.trouble, b.file_id, b.shown, f.hash, r.hash, b.displaced
FROM pagerow_bases b LEFT JOIN pagerow_blobs v ON v.id = b.page
  LEFT JOIN pagerow_blobs f ON f.id = b.open_file LEFT JOIN pagerow_blobs r ON r.id = b.open_row
WHERE b.replica = ? AND b.collection = ? AND b.doc = ? AND b.part = ?;
SELECT b.collection, b.doc, b.part, b.path, v.hash, b.trouble, b.file_id, b.shown, f.hash, r.hash, b.displaced
FROM pagerow_bases b LEFT JOIN pagerow_blobs v ON v.id = b.page
  LEFT JOIN pagerow_blobs f ON f.id = b.open_file LEFT JOIN pagerow_blobs r ON r.id = b.open_row
WHERE b.replica = ? AND b.collection = ? AND b.doc IN (SELECT value FROM json_each(?));
SELECT b.collection, b.doc, b.part, b.path, v.hash, b.trouble, b.file_id, b.shown, f.hash, r.hash, b.displaced
FROM pagerow_bases b LEFT JOIN pagerow_blobs v ON v.id = b.page
  LEFT JOIN pagerow_blobs f ON f.id = b.open_file LEFT JOIN pagerow_blobs r ON r.id = b.open_row
WHERE b.replica = ? AND b.path IN (SELECT value FROM json_each(?));
SELECT coalesce(max("doc"), 0) FROM "notes" WHERE "doc" < 4611686018427387904;
SELECT coalesce(max("doc"), 0) FROM "stories" WHERE "doc" < 4611686018427387904;
SELECT coalesce(max("id"), 0) FROM "pagerow_blobs" WHERE "id" < 4611686018427387904;
SELECT coalesce(max("id"), 0) FROM "pagerow_cycles" WHERE "id" < 4611686018427387904;
SELECT coalesce(max("id"), 0) FROM "pagerow_replicas" WHERE "id" < 4611686018427387904;
SELECT coalesce(max("id"), 0) FROM "pagerow_requests" WHERE "id" < 4611686018427387904;
SELECT coalesce(max(id), 0) FROM pagerow_requests;
SELECT collection, doc FROM pagerow_search_pending LIMIT ?;
SELECT collection, doc, path, code, message, line, "column" FROM pagerow_problems ORDER BY path, collection, doc LIMIT ?;
SELECT collection, doc, sequence, at, actor FROM pagerow_feed WHERE collection IS NOT NULL AND doc = CAST(doc AS INTEGER) ORDER BY sequence, collection, doc;
SELECT count(*) FROM "notes";
SELECT count(*) FROM "stories";
SELECT count(*) FROM (SELECT DISTINCT collection, doc FROM pagerow_bases WHERE replica = ?) d;
SELECT count(*) FROM pagerow_feed WHERE collection = ?;
SELECT count(*) FROM pagerow_search_document;
SELECT count(DISTINCT doc) FROM pagerow_trouble WHERE collection = ?;
SELECT d.collection, d.doc FROM pagerow_search JOIN pagerow_search_document d ON d.number = pagerow_search.rowid
WHERE pagerow_search MATCH ? ORDER BY bm25(pagerow_search, 10.0, 4.0, 1.0), d.number LIMIT ?;
SELECT doc, CASE WHEN typeof(item) = 'integer' AND item BETWEEN 1 AND 4611686018427387904 THEN item ELSE -rowid END, position, level, heading, path, content FROM "stories_sections" ORDER BY doc;
SELECT doc, CASE WHEN typeof(item) = 'integer' AND item BETWEEN 1 AND 4611686018427387904 THEN item ELSE -rowid END, position, level, heading, path, content FROM "stories_sections" WHERE doc = ? ORDER BY doc;
SELECT doc, CASE WHEN typeof(item) = 'integer' AND item BETWEEN 1 AND 4611686018427387904 THEN item ELSE -rowid END, position, level, heading, path, content FROM "stories_sections" WHERE doc IN (SELECT value FROM json_each(?)) ORDER BY doc;
SELECT doc, CASE WHEN typeof(item) = 'integer' AND item BETWEEN 1 AND 4611686018427387904 THEN item ELSE -rowid END, position, text, done, state, number, section, parent FROM "stories_tasks" ORDER BY doc;
SELECT doc, CASE WHEN typeof(item) = 'integer' AND item BETWEEN 1 AND 4611686018427387904 THEN item ELSE -rowid END, position, text, done, state, number, section, parent FROM "stories_tasks" WHERE doc = ? ORDER BY doc;
SELECT doc, CASE WHEN typeof(item) = 'integer' AND item BETWEEN 1 AND 4611686018427387904 THEN item ELSE -rowid END, position, text, done, state, number, section, parent FROM "stories_tasks" WHERE doc IN (SELECT value FROM json_each(?)) ORDER BY doc;
SELECT doc, path FROM "stories" WHERE "id" = ? ORDER BY path, doc;
SELECT doc, path, extra, body, problem, "id", "title", "status", "priority", "points", "share", "labels", "created", "due", "urgent", "meta" FROM "stories" ORDER BY doc;
SELECT doc, path, extra, body, problem, "id", "title", "status", "priority", "points", "share", "labels", "created", "due", "urgent", "meta" FROM "stories" WHERE doc = ? ORDER BY doc;
SELECT doc, path, extra, body, problem, "id", "title", "status", "priority", "points", "share", "labels", "created", "due", "urgent", "meta" FROM "stories" WHERE doc IN (SELECT value FROM json_each(?)) ORDER BY doc;
SELECT doc, path, extra, body, problem, "title" FROM "notes" ORDER BY doc;
SELECT doc, path, extra, body, problem, "title" FROM "notes" WHERE doc IN (SELECT value FROM json_each(?)) ORDER BY doc;
SELECT doc, shown FROM pagerow_bases WHERE replica = ? AND collection = ? ORDER BY doc, part;
SELECT folder, entries FROM pagerow_stamps WHERE replica = ?;
SELECT id FROM pagerow_blobs WHERE hash = ?;
SELECT id FROM pagerow_replicas WHERE name = ?;
SELECT id, kind, argument FROM pagerow_requests WHERE answered_at IS NULL ORDER BY id;
SELECT m.name, c.name, c.type FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.cid;
SELECT new FROM "stories_history" WHERE doc = ? AND "column" = ? ORDER BY id DESC LIMIT 1;
SELECT origin, before, at FROM pagerow_audit WHERE collection = ? AND doc = ? ORDER BY id DESC LIMIT 1;
SELECT seq FROM sqlite_sequence WHERE name = ? AND seq < 4611686018427387904;
SELECT size, encoding, content FROM pagerow_blobs WHERE hash = ?;
SELECT stage, collection, doc, part, action, path, moved_from, expected, target, shown, held_base, held_row FROM pagerow_intents WHERE replica = ? ORDER BY id;
SELECT subject, message FROM pagerow_trouble WHERE collection = ? AND doc = ? AND code = ?;
SELECT type, name, sql FROM sqlite_master WHERE type <> 'table';
SELECT value FROM pagerow_meta WHERE name = ?;
UPDATE "stories" SET "id" = ?, "title" = ?, "status" = ?, body = ?, problem = ?, file_modified_at = ?, synced_at = ?, version = coalesce(version, 0) + 1 WHERE doc = ?;
UPDATE "stories" SET problem = ? WHERE doc = ? AND NOT EXISTS (SELECT 1 FROM pagerow_trouble p WHERE p.collection = ? AND p.doc = ? AND p.code <> ?);
UPDATE "stories" SET problem = NULL WHERE doc = ? AND problem = ?;
UPDATE pagerow_actor SET name = NULL WHERE name IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pagerow_feed);
UPDATE pagerow_cycles SET finished_at = ?, rows_written = rows_written + ?, rows_deleted = rows_deleted + ?, files_written = files_written + ?, events = events + ?
WHERE id = ?;
UPDATE pagerow_cycles SET outcome = ?, detail = ? WHERE id = ?;
UPDATE pagerow_guard SET writing = 0;
UPDATE pagerow_guard SET writing = 1;
UPDATE pagerow_requests SET answer = ?, answered_at = ? WHERE id = ?;
UPDATE pagerow_requests SET taken_at = ? WHERE taken_at IS NULL;
