using System.Collections.Immutable;
using Pagerow.Merging.Conflicts;
using Pagerow.Reconcile.States;
using Pagerow.Sql.Dialects;

namespace Pagerow.Sql.Tables;

/// <summary>
/// The open holes, one row each: what a person reads, and where a client says in <c>resolution</c> what shall stand there. A hole keeps its
/// row as long as it is open, however its texts change.
/// </summary>
sealed class HoleTable(Session session, Dialect dialect)
{
    readonly string _ofDocuments = $"SELECT doc, place_key, resolution, resolved_text FROM pagerow_conflicts WHERE collection = ? AND {dialect.Among("doc")}";

    /// <summary>The holes of these documents.</summary>
    public ImmutableArray<OpenHole> Of(IReadOnlyCollection<DocumentId> documents) =>
        [.. documents.GroupBy(d => d.Collection, d => d.Doc, StringComparer.Ordinal).SelectMany(g =>
            session.Prepare(_ofDocuments).With(g.Key).With((IReadOnlyCollection<long>)[.. g])
                .All(s => new OpenHole(new(g.Key, s.Long(0)), s.Text(1)!, Answer(s.Text(2), s.Text(3)))))];

    /// <summary>Says what shall stand in a hole, as any client may.</summary>
    public void Answer(long number, string word, string? text) =>
        session.Prepare("UPDATE pagerow_conflicts SET resolution = ?, resolved_text = ? WHERE id = ?").With(word).With(text).With(number).Run();

    /// <summary>How many are open.</summary>
    public int Count() => (int)session.Prepare("SELECT count(*) FROM pagerow_conflicts").First(s => s.Long(0), 0);

    /// <summary>Makes these the holes of a document: new ones come, known ones keep their answers but for those that do not fit, others go.</summary>
    public void Replace(DocumentId document, ImmutableArray<Hole> holes, ImmutableArray<OpenHole> unfit, DateTimeOffset now)
    {
        foreach (var answer in unfit.IsDefault ? [] : Of([document]).Intersect(unfit))
        {
            session.Prepare("UPDATE pagerow_conflicts SET resolution = NULL, resolved_text = NULL WHERE collection = ? AND doc = ? AND place_key = ?")
                .With(document.Collection).With(document.Doc).With(answer.PlaceKey).Run();
        }

        var known = session.Prepare("SELECT place_key FROM pagerow_conflicts WHERE collection = ? AND doc = ?").With(document.Collection).With(document.Doc)
            .All(s => s.Text(0)!).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in known.Except(holes.Select(h => h.Place.Key), StringComparer.Ordinal))
            session.Prepare("DELETE FROM pagerow_conflicts WHERE collection = ? AND doc = ? AND place_key = ?").With(document.Collection).With(document.Doc).With(gone).Run();
        foreach (var hole in holes.DistinctBy(h => h.Place.Key, StringComparer.Ordinal))
        {
            if (known.Contains(hole.Place.Key))
                Update(document, hole);
            else
                Insert(document, hole, now);
        }
    }

    /// <summary>Nothing is open in a document any more.</summary>
    public void Remove(DocumentId document) =>
        session.Prepare("DELETE FROM pagerow_conflicts WHERE collection = ? AND doc = ?").With(document.Collection).With(document.Doc).Run();

    void Insert(DocumentId document, Hole hole, DateTimeOffset now) =>
        session.Prepare("""
            INSERT INTO pagerow_conflicts (id, collection, doc, kind, place_key, place, base_text, file_text, row_text, opened_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """).With(dialect.ReserveKeys(session, Ledger.Conflicts, 1)).With(document.Collection).With(document.Doc).With(WordFor(hole.Kind)).With(hole.Place.Key)
            .With(hole.Place.ToString()).With(hole.Base).With(hole.File).With(hole.Row).With(now).Run();

    void Update(DocumentId document, Hole hole) =>
        session.Prepare("UPDATE pagerow_conflicts SET base_text = ?, file_text = ?, row_text = ? WHERE collection = ? AND doc = ? AND place_key = ?")
            .With(hole.Base).With(hole.File).With(hole.Row).With(document.Collection).With(document.Doc).With(hole.Place.Key).Run();

    static string WordFor(ConflictKind kind) => kind switch
    {
        ConflictKind.Field => "field",
        ConflictKind.Task => "task",
        ConflictKind.Progress => "progress",
        ConflictKind.Section => "section",
        ConflictKind.Structure => "structure",
        ConflictKind.Body => "body",
        ConflictKind.Path => "path",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    // A word that is none of ours decides nothing.
    static Resolution? Answer(string? word, string? text) => word?.Trim().ToUpperInvariant() switch
    {
        "FILES" => new Resolution.File(),
        "ROWS" => new Resolution.Row(),
        "BASE" => new Resolution.Base(),
        "BOTH" => new Resolution.Both(),
        "TEXT" when text is not null => new Resolution.Text(text),
        _ => null,
    };
}
