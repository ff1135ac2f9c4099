using Pagerow.Reconcile.States;
using Pagerow.Sql.Dialects;

namespace Pagerow.Sql.Tables;

/// <summary>The rows that clients touched: a set to drain.</summary>
sealed class FeedTable(Session session)
{
    /// <summary>Every mark, in the order of the last touch. What a client wrote there that is no mark is no mark.</summary>
    public IReadOnlyList<Marked> All() =>
        session.Prepare("SELECT collection, doc, sequence, at, actor FROM pagerow_feed WHERE collection IS NOT NULL AND doc = CAST(doc AS INTEGER) ORDER BY sequence, collection, doc")
            .All(s => new Marked(new(new(s.Text(0)!, s.Long(1)), s.Long(2)), s.Moment(3), s.Text(4)));

    /// <summary>How many rows are marked.</summary>
    public int Count() => (int)session.Prepare("SELECT count(*) FROM pagerow_feed").First(s => s.Long(0), 0);

    /// <summary>Marks a row that was found to be touched, or that says what its file does not say yet.</summary>
    public void Mark(DocumentId document)
    {
        session.Prepare("UPDATE pagerow_guard SET touched = touched + 1").Run();
        session.Prepare("DELETE FROM pagerow_feed WHERE collection = ? AND doc = ?").With(document.Collection).With(document.Doc).Run();
        session.Prepare("INSERT INTO pagerow_feed (collection, doc, sequence, what) SELECT ?, ?, touched, 'found' FROM pagerow_guard")
            .With(document.Collection).With(document.Doc).Run();
    }

    /// <summary>Takes out a mark, unless the row was touched again.</summary>
    public void Drain(FeedEntry entry) =>
        session.Prepare("DELETE FROM pagerow_feed WHERE collection = ? AND doc = ? AND sequence = ?")
            .With(entry.Document.Collection).With(entry.Document.Doc).With(entry.Sequence).Run();

    /// <summary>Keeps our own writes of this transaction from being marked.</summary>
    public void Guard() => session.Prepare("UPDATE pagerow_guard SET writing = 1").Run();

    /// <summary>Lets marks happen again; before the commit of the transaction that guarded.</summary>
    public void Unguard() => session.Prepare("UPDATE pagerow_guard SET writing = 0").Run();

    /// <summary>Forgets who the clients said they were, once nothing of theirs is left.</summary>
    public void ForgetActor() =>
        session.Prepare("UPDATE pagerow_actor SET name = NULL WHERE name IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pagerow_feed)").Run();

    /// <summary>A mark, with when and by whom.</summary>
    public sealed record Marked(FeedEntry Entry, DateTimeOffset? At, string? Actor);
}
