using System.Collections.Immutable;
using Pagerow.Pages;
using Pagerow.Reconcile.States;
using Pagerow.Sql.Dialects;

namespace Pagerow.Sql.Tables;

/// <summary>What this replica and the database agreed on about each document.</summary>
sealed class BaseTable(Session session, Dialect dialect, BlobTable blobs, long replica)
{
    static readonly ImmutableArray<string> Columns = [.. Ledger.Bases.Columns.Select(c => c.Name)];

    const string Select = """
        SELECT b.collection, b.doc, b.part, b.path, v.hash, b.trouble, b.file_id, b.shown, f.hash, r.hash, b.displaced
        FROM pagerow_bases b LEFT JOIN pagerow_blobs v ON v.id = b.page
          LEFT JOIN pagerow_blobs f ON f.id = b.open_file LEFT JOIN pagerow_blobs r ON r.id = b.open_row
        WHERE b.replica = ?
        """;

    readonly string _insert = $"INSERT INTO pagerow_bases ({string.Join(", ", Columns)}) VALUES ({string.Join(", ", Columns.Select(_ => "?"))})";
    readonly string _upsert = dialect.Upsert("pagerow_bases", ["replica", "collection", "doc", "part"], Columns);
    readonly string _atPaths = $"{Select} AND {dialect.AmongTexts("b.path")}";
    readonly string _ofDocuments = $"{Select} AND b.collection = ? AND {dialect.Among("b.doc")}";

    int? _count;

    /// <summary>The bases at these paths.</summary>
    public ImmutableArray<Base> At(IReadOnlyCollection<PagePath> paths) =>
        paths.Count == 0 ? [] : [.. session.Prepare(_atPaths).With(replica).With((IReadOnlyCollection<string>)[.. paths.Select(p => p.Value)]).All(Read)];

    /// <summary>The bases of these documents.</summary>
    public ImmutableArray<Base> Of(IReadOnlyCollection<DocumentId> documents) =>
        [.. documents.GroupBy(d => d.Collection, d => d.Doc, StringComparer.Ordinal).SelectMany(g =>
            session.Prepare(_ofDocuments).With(replica).With(g.Key).With((IReadOnlyCollection<long>)[.. g]).All(Read))];

    /// <summary>Every base in ordinal order of path, some at a time. The database's own order of texts may be another.</summary>
    public IEnumerable<Base> All(int atOnce) =>
        session.Prepare("SELECT DISTINCT path FROM pagerow_bases WHERE replica = ?").With(replica).All(s => PagePath.Found("", s.Text(0)!))
            .Order().Chunk(atOnce).SelectMany(paths => At(paths).OrderBy(b => b.Path));

    /// <summary>What each document of a collection showed, in order of <c>doc</c>; one of several parts comes several times.</summary>
    public IEnumerable<KeyValuePair<long, Shown>> Shown(string collection)
    {
        var rows = session.Prepare("SELECT doc, shown FROM pagerow_bases WHERE replica = ? AND collection = ? ORDER BY doc, part").With(replica).With(collection);
        try
        {
            while (rows.Step())
                yield return new(rows.Long(0), Reconcile.States.Shown.FromBytes(rows.Bytes(1)));
        }
        finally
        {
            rows.Reset();
        }
    }

    /// <summary>How many documents have one. Counted anew only after <see cref="Recount"/>: edits of known documents never cost a count.</summary>
    public int Count() =>
        _count ??= (int)session.Prepare("SELECT count(*) FROM (SELECT DISTINCT collection, doc FROM pagerow_bases WHERE replica = ?) d").With(replica).First(s => s.Long(0), 0);

    /// <summary>Documents came or went, or a transaction was undone.</summary>
    public void Recount() => _count = null;

    /// <summary>The base of one part, or null.</summary>
    public Base? One(DocumentId document, string part) =>
        session.Prepare($"{Select} AND b.collection = ? AND b.doc = ? AND b.part = ?").With(replica).With(document.Collection).With(document.Doc).With(part).First<Base?>(Read, null);

    /// <summary>Notes an agreement; <paramref name="isNew"/> promises that there was none about this part.</summary>
    public void Agree(Base b, DocumentId document, IsNew isNew) =>
        session.Prepare(isNew is IsNew.Surely ? _insert : _upsert)
            .With(replica).With(document.Collection).With(document.Doc).With(b.Part).With(b.Path.Value).With(blobs.NumberOf(b.Page))
            .WithBytes(b.Trouble?.ToBytes()).With(unchecked((long)b.FileId)).With(b.Shown.ToBytes())
            .With(blobs.NumberOf(b.Open?.File)).With(blobs.NumberOf(b.Open?.Row)).With(b.IsDisplaced ? 1L : null).Run();

    /// <summary>Forgets an agreement.</summary>
    public void Forget(DocumentId document, string part) =>
        session.Prepare("DELETE FROM pagerow_bases WHERE replica = ? AND collection = ? AND doc = ? AND part = ?")
            .With(replica).With(document.Collection).With(document.Doc).With(part).Run();

    static Base Read(Statement s) => new(
        new(s.Text(0)!, s.Long(1)),
        s.Text(2)!,
        PagePath.Found("", s.Text(3)!),
        s.Hash(4),
        unchecked((ulong)s.Long(6)),
        Reconcile.States.Shown.FromBytes(s.Bytes(7)),
        s.Hash(5),
        s.Hash(8) is { } file && s.Hash(9) is { } row ? new(file, row) : null,
        !s.IsNull(10));
}
