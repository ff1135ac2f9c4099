using Pagerow.Reconcile.States;
using Pagerow.Sql.Answers;
using Pagerow.Sql.Dialects;
using Pagerow.Sql.Rows;

namespace Pagerow.Sql;

/// <summary>
/// The full text search over every collection. It keeps words, no texts: a changed document is put in under a new number and its old number
/// points nowhere; when too many do, it is made anew. Filled by the cycle after its commits, never by triggers on tables of users.
/// </summary>
sealed class SearchIndex(Session session, Dialect dialect, Store store)
{
    const int AtOnce = 500, LeastDead = 1000;

    readonly string _pend = dialect.Upsert("pagerow_search_pending", ["collection", "doc"], ["collection", "doc"]);

    /// <summary>Notes that a document's text is to be put in.</summary>
    public void Pend(DocumentId document) => session.Prepare(_pend).With(document.Collection).With(document.Doc).Run();

    /// <summary>How many documents wait to be put in.</summary>
    public int Pending() => (int)session.Prepare("SELECT count(*) FROM pagerow_search_pending").First(s => s.Long(0), 0);

    /// <summary>Puts in at most so many of the documents that wait; gives how many are left. Each batch is a transaction of its own.</summary>
    public int Fill(int most, CancellationToken cancellation)
    {
        if (store.Meta.Unsearched is not null || IsWorn())
            Restart();
        // Where nothing waits, no client that writes is waited for.
        if (!session.Prepare("SELECT 1 FROM pagerow_search_pending LIMIT 1").First(_ => true, false))
            return 0;
        for (var done = 0; done < most; done += AtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!session.Writing(FillSome))
                return 0;
        }

        return Pending();
    }

    /// <summary>Documents in which every word occurs, best first.</summary>
    public IReadOnlyList<DocumentId> Find(string text, int limit)
    {
        var words = WordsOf(text);
        return words.Count == 0 ? [] : session.Prepare(dialect.Search).With(dialect.SearchTerm(words)).With(limit).All(s => new DocumentId(s.Text(0)!, s.Long(1)));
    }

    /// <summary>The words of what a person typed.</summary>
    public static List<string> WordsOf(string text) =>
        [.. new string([.. text.Select(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is '_' ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    bool FillSome()
    {
        var waiting = session.Prepare("SELECT collection, doc FROM pagerow_search_pending LIMIT ?").With(AtOnce).All(s => new DocumentId(s.Text(0)!, s.Long(1)));
        foreach (var group in waiting.GroupBy(d => d.Collection, d => d.Doc, StringComparer.OrdinalIgnoreCase))
        {
            foreach (var doc in group)
            {
                Drop("pagerow_search_document", new(group.Key, doc));
                Drop("pagerow_search_pending", new(group.Key, doc));
            }

            if (store.Collections.TryGetValue(group.Key, out var collection))
                PutIn(collection, [.. group]);
        }

        return waiting.Count == AtOnce;
    }

    void PutIn(CollectionStore collection, IReadOnlyCollection<long> docs)
    {
        var number = Numbers(docs.Count);
        foreach (var row in collection.Reader.Of(docs))
        {
            session.Prepare("INSERT INTO pagerow_search_document (number, collection, doc) VALUES (?, ?, ?)").With(number).With(row.Document.Collection).With(row.Document.Doc).Run();
            session.Prepare(dialect.InsertSearch).With(number).With(Found.TitleOf(collection.Tables.Collection, row)).With(row.Path).With(row.Body).Run();
            number++;
        }
    }

    // The first of so many fresh numbers. One that points nowhere still stands in the index, and must not be used again.
    long Numbers(int count)
    {
        var next = Used() + 1;
        store.Meta["search_numbers"] = (next + count - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return next;
    }

    // Without the note of it, what was ever used cannot be told, and the index is made anew.
    long Used() => long.TryParse(store.Meta["search_numbers"], System.Globalization.CultureInfo.InvariantCulture, out var used) ? used : long.MaxValue;

    void Drop(string table, DocumentId document) =>
        session.Prepare($"DELETE FROM {table} WHERE collection = ? AND doc = ?").With(document.Collection).With(document.Doc).Run();

    bool IsWorn()
    {
        var live = session.Prepare("SELECT count(*) FROM pagerow_search_document").First(s => s.Long(0), 0);
        return Used() > LeastDead + (live * 4);
    }

    void Restart() => session.Writing(() =>
    {
        session.Prepare(dialect.ClearSearch).Run();
        session.Execute("DELETE FROM pagerow_search_document; DELETE FROM pagerow_search_pending");
        foreach (var collection in store.Layout.Collections)
            session.Execute($"INSERT INTO pagerow_search_pending (collection, doc) SELECT {Dialect.Literal(collection.Name)}, doc FROM {dialect.Quote(collection.Name)}");
        store.Meta["search_numbers"] = "0";
        store.Meta.Unsearched = null;
    });
}
