using System.Collections.Immutable;
using Pagerow.Engine.Sides;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;
using Pagerow.Sql.Rows;
using Pagerow.Sql.Tables;

namespace Pagerow.Sql;

/// <summary>
/// One batch of changes, inside one write transaction. Each change is checked before anything of it is written, so that a stale one leaves
/// nothing behind and needs no savepoint.
/// </summary>
sealed class Commit(Store store, IsNew rows, DateTimeOffset now)
{
    readonly Dictionary<string, long> _nextDoc = new(StringComparer.OrdinalIgnoreCase);
    Tally _tally;
    bool _hasDrained;
    Row? _read;

    /// <summary>Does the changes; the versions are theirs, in order.</summary>
    public ImmutableArray<ChangeOutcome> Do(IReadOnlyList<Change> changes, PackedPage[] pages)
    {
        store.Feed.Guard();
        store.Blobs.Begin(pages.Length);
        ReserveDocs(changes);
        var outcomes = ImmutableArray.CreateBuilder<ChangeOutcome>(changes.Count);
        var at = 0;
        foreach (var change in changes)
        {
            var count = change.Pages.IsDefault ? 0 : change.Pages.Length;
            outcomes.Add(Do(change, pages.AsSpan(at, count)));
            at += count;
        }

        foreach (var collection in store.Collections.Values)
            collection.Twins.Settle();
        store.Audit.Count(_tally, now);
        if (_hasDrained)
            store.Feed.ForgetActor();
        store.Feed.Unguard();
        return outcomes.MoveToImmutable();
    }

    ChangeOutcome Do(Change change, ReadOnlySpan<PackedPage> pages) =>
        change.Row is null || IsAsExpected(change.Row) ? Write(change, pages) : new ChangeOutcome.Stale(DocumentOf(change.Row));

    ChangeOutcome.Committed Write(Change change, ReadOnlySpan<PackedPage> pages)
    {
        foreach (var page in pages)
            store.Blobs.Put(page);
        var cause = change.Events.IsDefaultOrEmpty ? null : change.Events[0];
        var document = change.Row is null ? null : Write(change.Row, cause);
        document = change.Base is null ? document : Write(change.Base, document, change.Row, cause);
        foreach (var entry in Some(change.Drained))
        {
            store.Feed.Drain(entry);
            _hasDrained = true;
            if (change is { Row: null, Base: null })
                Clear(entry.Document);
        }

        if (change.Obstacle is { } obstacle)
            Note(obstacle);
        if (change.IsMarked && document is { } marked)
            store.Feed.Mark(marked);
        foreach (var intent in Some(change.Intents))
            store.Intents.Add(intent);
        foreach (var stage in Some(change.Done))
            store.Intents.Remove(stage);
        foreach (var e in Some(change.Events))
            store.Audit.Add(e, e.Document ?? document, now, rows);
        _tally = _tally with { Events = _tally.Events + Some(change.Events).Length, FilesWritten = _tally.FilesWritten + Some(change.Done).Length };
        return new(document);
    }

    DocumentId? Write(RowWrite write, Event? cause) => write switch
    {
        RowWrite.Insert insert => Insert(insert, cause),
        RowWrite.Update update => Update(update, cause),
        RowWrite.Delete delete => Delete(delete.Document),
        _ => throw new ArgumentOutOfRangeException(nameof(write), write, "An unknown write to a row."),
    };

    DocumentId Insert(RowWrite.Insert insert, Event? cause)
    {
        var collection = store[insert.Collection];
        var doc = insert.Doc ?? _nextDoc[insert.Collection]++;
        var document = new DocumentId(insert.Collection, doc);
        collection.Writer.Children = rows is IsNew.Surely ? IsNew.Surely : IsNew.Perhaps;
        collection.Writer.Insert(doc, insert.Face, now);
        store.Problems.Replace(document, insert.Face.Record, rows);
        collection.History.Note(doc, insert.Face.Record.Values, cause, now, insert.Doc is null ? IsNew.Surely : IsNew.Perhaps);
        Changed(document, collection);
        _tally = _tally with { RowsWritten = _tally.RowsWritten + 1 };
        return document;
    }

    DocumentId Update(RowWrite.Update update, Event? cause)
    {
        var collection = store[update.Document.Collection];
        var row = _read ?? throw new InvalidOperationException("A row is updated that was not read.");
        var isChanged = collection.Writer.Update(row, update.Face, now);
        store.Problems.Replace(update.Document, update.Face.Record, IsNew.Perhaps);
        collection.Twins.Touch(update.Document.Doc);
        // A client may have written already what the row is to show: the past and the search follow all the same.
        collection.History.Note(update.Document.Doc, update.Face.Record.Values, cause, now, IsNew.Perhaps);
        Changed(update.Document, collection);
        if (isChanged)
            _tally = _tally with { RowsWritten = _tally.RowsWritten + 1 };
        return update.Document;
    }

    DocumentId Delete(DocumentId document)
    {
        var collection = store[document.Collection];
        Changed(document, collection);
        collection.Writer.Delete(document.Doc);
        store.Problems.Remove(document);
        _tally = _tally with { RowsDeleted = _tally.RowsDeleted + 1 };
        return document;
    }

    DocumentId Write(BaseWrite write, DocumentId? written, RowWrite? row, Event? cause) => write switch
    {
        BaseWrite.Agree agree => Agree(agree, row is RowWrite.Insert && written is { } inserted ? inserted : agree.Base.Document, row, cause),
        BaseWrite.Forget forget => Forget(forget.Document, forget.Part),
        _ => throw new ArgumentOutOfRangeException(nameof(write), write, "An unknown write to a base."),
    };

    DocumentId Agree(BaseWrite.Agree write, DocumentId document, RowWrite? row, Event? cause)
    {
        var agreed = write.Base;
        var before = rows is IsNew.Surely ? null : store.Bases.One(document, agreed.Part);
        store.Bases.Agree(agreed, document, rows);
        if (agreed.Open is not null && !write.Holes.IsDefault)
            store.Holes.Replace(document, write.Holes, write.Unfit, now);
        else if (agreed.Open is null && before is { Open: not null })
            store.Holes.Remove(document);
        if (before is null)
            store.Bases.Recount();
        if (row is null && before is not null)
            Overcome(document);
        if (row is null && before?.Page != agreed.Page)
            FollowClient(document, before?.Shown, agreed.Shown, cause);
        return document;
    }

    // Told again and again by every try, it is written once.
    void Note(Obstacle obstacle)
    {
        var (document, reason) = (obstacle.Document, obstacle.Reason);
        var noted = store.Problems.ObstacleOf(document);
        if (noted == reason.Message || !store.Collections.TryGetValue(document.Collection, out var collection))
            return;
        if (noted is not null)
            store.Problems.RemoveObstacle(document);
        store.Problems.AddObstacle(document, reason);
        collection.Writer.SetProblem(document.Doc, reason.ToString());
    }

    void Overcome(DocumentId document)
    {
        if (store.Problems.ObstacleOf(document) is null)
            return;
        store.Problems.RemoveObstacle(document);
        store[document.Collection].Writer.SetProblem(document.Doc, store.Problems.FirstOf(document));
    }

    // The row stands as its client left it; what depends on it follows.
    void FollowClient(DocumentId document, Shown? before, Shown after, Event? cause)
    {
        var collection = store[document.Collection];
        collection.Writer.Touch(document.Doc, now);
        Changed(document, collection);
        if (!collection.History.IsEmpty && (before is null || !before.Columns.SequenceEqual(after.Columns)) && collection.Reader.One(document.Doc) is { } row)
            collection.History.Note(document.Doc, row.Values, cause, now, IsNew.Perhaps);
    }

    DocumentId Forget(DocumentId document, string part)
    {
        store.Bases.Forget(document, part);
        store.Holes.Remove(document);
        store.Bases.Recount();
        Clear(document);
        return document;
    }

    // A client deleted the row; what was said of it goes too.
    void Clear(DocumentId document)
    {
        if (!store.Collections.TryGetValue(document.Collection, out var collection) || collection.Writer.Has(document.Doc))
            return;
        Changed(document, collection);
        collection.Writer.DeleteChildren(document.Doc);
        store.Problems.Remove(document);
    }

    void Changed(DocumentId document, CollectionStore collection)
    {
        collection.Twins.Touch(document.Doc);
        if (rows is IsNew.Perhaps)
            store.Search.Pend(document);
    }

    bool IsAsExpected(RowWrite write) => write switch
    {
        RowWrite.Insert insert => insert.Doc is not { } doc || !store[insert.Collection].Writer.Has(doc),
        RowWrite.Update update => Shows(update.Document, update.Expected),
        RowWrite.Delete delete => Shows(delete.Document, delete.Expected),
        _ => throw new ArgumentOutOfRangeException(nameof(write), write, "An unknown write to a row."),
    };

    bool Shows(DocumentId document, Shown expected)
    {
        _read = store[document.Collection].Reader.One(document.Doc);
        return _read is not null && Shown.Of(_read) == expected;
    }

    void ReserveDocs(IReadOnlyList<Change> changes)
    {
        foreach (var group in changes.Select(c => c.Row).OfType<RowWrite.Insert>().Where(i => i.Doc is null).GroupBy(i => i.Collection, StringComparer.OrdinalIgnoreCase))
            _nextDoc[group.Key] = store.Dialect.ReserveKeys(store.Session, store[group.Key].Tables.Rows, group.Count());
    }

    static DocumentId DocumentOf(RowWrite write) => write switch
    {
        RowWrite.Insert insert => new(insert.Collection, insert.Doc ?? 0),
        RowWrite.Update update => update.Document,
        RowWrite.Delete delete => delete.Document,
        _ => throw new ArgumentOutOfRangeException(nameof(write), write, "An unknown write to a row."),
    };

    static ImmutableArray<T> Some<T>(ImmutableArray<T> array) => array.IsDefault ? [] : array;
}
