using System.Collections.Immutable;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;

namespace Pagerow.Engine.Sides;

/// <summary>
/// The rows as a side, and the ledger that stands in the same database and the same transactions: bases, page versions, intents, stamps,
/// audit. One caller at a time. Durable: what is committed survives a power cut.
/// </summary>
public interface IDatabase : IAsyncDisposable
{
    /// <summary>What is committed from now on belongs to another run of the audit: one that begins with the first thing that happens.</summary>
    void BeginRun();

    /// <summary>
    /// Looks at rows, their feed entries and child rows, in one snapshot. The feed is not drained by looking.
    /// </summary>
    ValueTask<RowLook> LookAsync(RowScope scope, CancellationToken cancellation);

    /// <summary>The bases of documents that stand at these paths, in no order; a path without one is left out.</summary>
    ValueTask<ImmutableArray<Base>> BasesAtAsync(IReadOnlyCollection<PagePath> paths, CancellationToken cancellation);

    /// <summary>The bases of these documents; a document without one is left out.</summary>
    ValueTask<ImmutableArray<Base>> BasesOfAsync(IReadOnlyCollection<DocumentId> documents, CancellationToken cancellation);

    /// <summary>Every base, ordered by path, ordinally; for deep looks and rebuilds.</summary>
    IAsyncEnumerable<Base> AllBasesAsync(CancellationToken cancellation);

    /// <summary>How many documents have a base.</summary>
    ValueTask<int> CountAsync(CancellationToken cancellation);

    /// <summary>Rows as they stand now, for planning on; a document without a row is left out.</summary>
    ValueTask<ImmutableArray<Row>> RowsOfAsync(IReadOnlyCollection<DocumentId> documents, CancellationToken cancellation);

    /// <summary>The bytes of a version.</summary>
    /// <exception cref="KeyNotFoundException">The database does not hold it.</exception>
    ValueTask<PageBytes> PageAsync(PageHash hash, CancellationToken cancellation);

    /// <summary>The holes that are open in these documents, with what clients answered, in no order.</summary>
    ValueTask<ImmutableArray<OpenHole>> HolesOfAsync(IReadOnlyCollection<DocumentId> documents, CancellationToken cancellation);

    /// <summary>How many holes are open.</summary>
    ValueTask<int> CountHolesAsync(CancellationToken cancellation);

    /// <summary>The notes of file writes that are not settled, in the order in which they were noted.</summary>
    ValueTask<ImmutableArray<FileIntent>> IntentsAsync(CancellationToken cancellation);

    /// <summary>
    /// Does all changes in one transaction and gives their outcomes in the same order. Re-reads each row inside it (see
    /// <see cref="RowWrite"/>). Raises the visible version of rows it changes; marks nothing in the feed.
    /// After a failure nothing of the batch is done.
    /// </summary>
    /// <exception cref="DatabaseBusyException">Another client holds the database; try again later.</exception>
    ValueTask<ImmutableArray<ChangeOutcome>> CommitAsync(IReadOnlyList<Change> changes, CancellationToken cancellation);

    /// <summary>
    /// Fills a database that holds no document with new ones, each a <see cref="RowWrite.Insert"/> that names no row, with its base; batches
    /// are taken as they come, in transactions of the database's own size. What was taken in is durable when this returns; a failure before
    /// that, or a power cut, may undo any number of documents from the end, none of them by half. Others may write between two transactions.
    /// </summary>
    /// <exception cref="DatabaseBusyException">Another client holds the database; try again later.</exception>
    ValueTask FillAsync(IAsyncEnumerable<IReadOnlyList<Change>> batches, CancellationToken cancellation);

    /// <summary>The stamps stored for a folder side, one opaque value a folder.</summary>
    ValueTask<IReadOnlyDictionary<string, byte[]>> StampsAsync(CancellationToken cancellation);

    /// <summary>Stores stamps; null removes a folder's.</summary>
    ValueTask SaveStampsAsync(IReadOnlyCollection<KeyValuePair<string, byte[]?>> stamps, CancellationToken cancellation);

    /// <summary>The calls of other processes that are not answered yet, oldest first.</summary>
    ValueTask<ImmutableArray<Call>> CallsAsync(CancellationToken cancellation);

    /// <summary>Answers a call, in whatever words its caller understands.</summary>
    ValueTask AnswerAsync(Call call, string answer, CancellationToken cancellation);
}
