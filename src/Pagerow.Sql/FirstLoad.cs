using System.Runtime.CompilerServices;
using Pagerow.Reconcile.Changes;
using Pagerow.Sql.Dialects;
using Pagerow.Sql.Tables;

namespace Pagerow.Sql;

/// <summary>
/// The filling of an empty database: indexes and triggers go while it lasts and are made again at its end. Where it fails, the next question
/// to the database ends it; a process that dies leaves that to the next start. Its transactions become durable at its end: what a power cut
/// takes, rows and bases alike, is in the files and is read again.
/// </summary>
sealed class FirstLoad(Store store, Doubts doubts, TimeProvider clock)
{
    const int LeastChanges = 1000, MostPerTransaction = 1024, UsualPerTransaction = 512;
    const long MostBytes = 16 << 20;

    static readonly TimeSpan LongestTransaction = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether it lasts.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Takes batches in. Few changes, or a database that is not empty, are not worth a load and are committed as usual.</summary>
    public async ValueTask RunAsync(IAsyncEnumerable<IReadOnlyList<Change>> batches, CancellationToken cancellation)
    {
        await using var packed = PackedAsync(batches, cancellation).GetAsyncEnumerator(cancellation);
        var (first, isMore) = await TakeAsync(packed, LeastChanges);
        if (isMore && IsEmpty())
        {
            Begin();
            await FillAsync(first, packed, cancellation);
            End();
            return;
        }

        for (; first.Count > 0; (first, isMore) = isMore ? await TakeAsync(packed, UsualPerTransaction) : ([], false))
            store.Writing(() => first.Sum(b => Do(b, IsNew.Perhaps)));
    }

    /// <summary>Ends it: indexes, triggers, twins.</summary>
    public void End()
    {
        store.Session.Writing(() =>
        {
            // Another process that started meanwhile may have put some back.
            var there = store.Dialect.Read(store.Session);
            foreach (var index in store.Indexes.Where(i => !there.Indexes.ContainsKey(i.Name)))
                store.Session.Execute(store.Dialect.Create(index));
        });
        store.Session.Tune(Workload.Usual);
        store.Session.Writing(() =>
        {
            var there = store.Dialect.Read(store.Session);
            foreach (var (_, definition) in store.Triggers.Where(t => !there.Triggers.ContainsKey(t.Key)))
                store.Session.Execute(definition);
            // Nobody else can write from here on without a mark; who did before is found by a deep look.
            if (!doubts.HasMoved())
                store.Meta.Doubt = null;
            foreach (var collection in store.Collections.Values)
                collection.Twins.IsDeferred = false;
            store.SettleTwins();
        });
        store.Blobs.IsFresh = false;
        IsOn = false;
        doubts.Settle();
    }

    void Begin()
    {
        store.Session.Writing(() =>
        {
            foreach (var (name, _) in store.Triggers)
                store.Session.Execute(store.Dialect.DropTrigger(name));
            foreach (var index in store.Indexes)
                store.Session.Execute($"DROP INDEX IF EXISTS {store.Dialect.Quote(index.Name)}");
            store.Meta.Unsearched = "all";
            store.Meta.Doubt = "the database was filled, and no trigger stood meanwhile";
            doubts.Settle();
        });
        IsOn = true;
        store.Blobs.IsFresh = true;
        foreach (var collection in store.Collections.Values)
            collection.Twins.IsDeferred = true;
        store.Session.Tune(Workload.FirstLoad);
    }

    // Others may write between two transactions, so none lasts long, however slowly the pages come.
    async ValueTask FillAsync(List<PackedBatch> first, IAsyncEnumerator<PackedBatch> rest, CancellationToken cancellation)
    {
        var isMore = true;
        for (var batches = first; isMore; batches = [])
        {
            store.Session.BeginWrite();
            try
            {
                var (written, began) = (0, clock.GetTimestamp());
                written += batches.Sum(b => Do(b, IsNew.Surely));
                while (written < MostPerTransaction && clock.GetElapsedTime(began) < LongestTransaction && (isMore = await rest.MoveNextAsync()))
                {
                    cancellation.ThrowIfCancellationRequested();
                    written += Do(rest.Current, IsNew.Surely);
                }

                store.Session.Commit();
            }
            catch
            {
                store.Session.Rollback();
                store.Undone();
                throw;
            }
        }
    }

    int Do(PackedBatch batch, IsNew rows)
    {
        if (!batch.Changes.All(IsFresh))
            throw new ArgumentException("A database is filled with new documents only.", nameof(batch));
        new Commit(store, rows, clock.GetUtcNow()).Do(batch.Changes, batch.Pages);
        return batch.Changes.Count;
    }

    static async ValueTask<(List<PackedBatch> Taken, bool IsMore)> TakeAsync(IAsyncEnumerator<PackedBatch> batches, int changes)
    {
        List<PackedBatch> taken = [];
        var (count, bytes) = (0, 0L);
        while (count < changes && bytes < MostBytes)
        {
            if (!await batches.MoveNextAsync())
                return (taken, false);
            taken.Add(batches.Current);
            count += batches.Current.Changes.Count;
            bytes += batches.Current.Pages.Sum(p => (long)p.Size);
        }

        return (taken, true);
    }

    // The next batch is packed while the one before it is written.
    static async IAsyncEnumerable<PackedBatch> PackedAsync(IAsyncEnumerable<IReadOnlyList<Change>> batches, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Task<PackedBatch>? ahead = null;
        await foreach (var batch in batches.WithCancellation(cancellation))
        {
            var packing = Task.Run(() => PackedBatch.Of(batch), cancellation);
            if (ahead is not null)
                yield return await ahead;
            ahead = packing;
        }

        if (ahead is not null)
            yield return await ahead;
    }

    bool IsEmpty() =>
        store.Collections.Values.Select(c => store.Dialect.Quote(c.Tables.Rows.Name)).Append(Ledger.Bases.Name).Append(Ledger.Blobs.Name).Append(Ledger.Trouble.Name)
            .All(t => store.Session.Prepare($"SELECT 1 FROM {t} LIMIT 1").First(_ => false, true));

    static bool IsFresh(Change change) => change is { Row: RowWrite.Insert { Doc: null }, Base: null or BaseWrite.Agree, Intents.IsDefaultOrEmpty: true, Done.IsDefaultOrEmpty: true };
}
