using System.Collections.Immutable;
using Pagerow.Sql.Dialects;

namespace Pagerow.Sql.Tables;

/// <summary>
/// The tables that hold what no page says: agreements, versions, intents, the feed, the audit. All begin with <c>pagerow_</c>; people read
/// the views among them.
/// </summary>
static class Ledger
{
    /// <summary>The version of these shapes; a database of a newer one is refused.</summary>
    public const int Version = 4;

    public static readonly Table Meta = new("pagerow_meta", [Text("name"), Text("value")], ["name"]);

    public static readonly Table Replicas = new("pagerow_replicas", [new("id", Storage.Number), Text("name"), new("since", Storage.Stamp)]);

    public static readonly Table Bases = new("pagerow_bases", [
        Integer("replica"), Text("collection"), Integer("doc"), Text("part"), Text("path"), Integer("page"), Bytes("trouble"), Integer("file_id"), Bytes("shown"),
        Integer("open_file"), Integer("open_row"), Integer("displaced")]);

    public static readonly Table Blobs = new("pagerow_blobs", [new("id", Storage.Number), Bytes("hash"), Integer("size"), Integer("encoding"), Bytes("content")]);

    public static readonly Table Intents = new("pagerow_intents", [
        new("id", Storage.Key), Integer("replica"), Text("stage"), Text("collection"), Integer("doc"), Text("part"), Text("action"), Text("path"),
        Text("moved_from"), Bytes("expected"), Bytes("target"), Bytes("shown"), Bytes("held_base"), Bytes("held_row")]);

    public static readonly Table Stamps = new("pagerow_stamps", [Integer("replica"), Text("folder"), Bytes("entries")], ["replica", "folder"]);

    public static readonly Table Feed = new("pagerow_feed", [
        Text("collection"), Integer("doc"), Integer("sequence"), Text("what"), new("at", Storage.Timestamp), Text("actor")], ["collection", "doc"]);

    public static readonly Table Guard = new("pagerow_guard", [new("id", Storage.Number), Integer("writing"), Integer("touched")]);

    public static readonly Table Actor = new("pagerow_actor", [new("id", Storage.Number), Text("name")]);

    public static readonly Table Audit = new("pagerow_audit", [
        new("id", Storage.Key), Integer("run"), new("at", Storage.Timestamp), Text("kind"), Text("origin"), Text("collection"), Integer("doc"), Text("path"),
        Text("actor"), Integer("before"), Integer("after"), Text("detail")]);

    public static readonly Table Cycles = new("pagerow_cycles", [
        new("id", Storage.Key), Integer("replica"), new("started_at", Storage.Timestamp), new("finished_at", Storage.Timestamp), Text("triggered_by"),
        Text("outcome"), Text("detail"), Integer("rows_written"), Integer("rows_deleted"), Integer("files_written"), Integer("events")]);

    public static readonly Table Trouble = new("pagerow_trouble", [
        Text("collection"), Integer("doc"), Integer("number"), Text("code"), Text("message"), Integer("line"), Integer("place"), Text("subject")]);

    public static readonly Table Conflicts = new("pagerow_conflicts", [
        new("id", Storage.Key), Text("collection"), Integer("doc"), Text("kind"), Text("place"), Text("base_text"), Text("file_text"), Text("row_text"),
        new("opened_at", Storage.Timestamp), Text("resolution"), Text("resolved_text"), Text("place_key")]);

    public static readonly Table Requests = new("pagerow_requests", [
        new("id", Storage.Key), Text("kind"), Text("argument"), new("posted_at", Storage.Timestamp), new("taken_at", Storage.Timestamp),
        new("answered_at", Storage.Timestamp), Text("answer")]);

    public static readonly Table SearchDocuments = new("pagerow_search_document", [new("number", Storage.Number), Text("collection"), Integer("doc")]);

    public static readonly Table SearchPending = new("pagerow_search_pending", [Text("collection"), Integer("doc")], ["collection", "doc"]);

    /// <summary>Every table of the ledger.</summary>
    public static readonly ImmutableArray<Table> Tables = [
        Meta, Replicas, Bases, Blobs, Intents, Stamps, Feed, Guard, Actor, Audit, Cycles, Trouble, Conflicts, Requests, SearchDocuments, SearchPending];

    /// <summary>Those whose loss costs nothing but work.</summary>
    public static readonly ImmutableArray<Table> Replaceable = [Meta, Stamps, Feed, Guard, Actor, Trouble, Requests, SearchDocuments, SearchPending];

    /// <summary>Their indexes.</summary>
    public static readonly ImmutableArray<TableIndex> Indexes = [
        new("pagerow_bases_document", Bases.Name, ["replica", "collection", "doc", "part"], IsUnique: true),
        new("pagerow_bases_path", Bases.Name, ["replica", "path"]),
        new("pagerow_blobs_hash", Blobs.Name, ["hash"], IsUnique: true),
        new("pagerow_audit_document", Audit.Name, ["collection", "doc"]),
        new("pagerow_trouble_document", Trouble.Name, ["collection", "doc"]),
        new("pagerow_conflicts_document", Conflicts.Name, ["collection", "doc"]),
        new("pagerow_search_document_place", SearchDocuments.Name, ["collection", "doc"]),
    ];

    /// <summary>The names and queries of the views that people read.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Views(Dialect dialect) =>
    [
        new("pagerow_events", $"""
            SELECT a.id, a.run, a.at, a.kind, a.origin, a.collection, a.doc, a.path, a.actor,
              {dialect.Hex("b.hash")} AS before, {dialect.Hex("n.hash")} AS after, a.detail
            FROM pagerow_audit a LEFT JOIN pagerow_blobs b ON b.id = a.before LEFT JOIN pagerow_blobs n ON n.id = a.after
            """),
        new("pagerow_runs", """
            SELECT c.id, r.name AS replica, c.started_at, c.finished_at, c.triggered_by, c.outcome, c.detail, c.rows_written, c.rows_deleted, c.files_written, c.events
            FROM pagerow_cycles c LEFT JOIN pagerow_replicas r ON r.id = c.replica
            """),
        new("pagerow_problems", $"""
            SELECT t.collection, t.doc, b.path, t.code, t.message, t.line, t.place AS {dialect.Quote("column")}
            FROM pagerow_trouble t LEFT JOIN (SELECT collection, doc, min(path) AS path FROM pagerow_bases GROUP BY collection, doc) b ON b.collection = t.collection AND b.doc = t.doc
            """),
    ];

    static TableColumn Text(string name) => new(name, Storage.Text);

    static TableColumn Integer(string name) => new(name, Storage.Integer);

    static TableColumn Bytes(string name) => new(name, Storage.Bytes);
}
