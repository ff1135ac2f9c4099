using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pagerow.Engine.Sides;
using Pagerow.Mapping;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;
using Pagerow.Sql.Dialects;
using Pagerow.Sql.Tables;

namespace Pagerow.Sql;

/// <summary>
/// The rows as a side, and the ledger, in any database that has a dialect. Opened by the dialect's own room; <see cref="PrepareAsync"/> comes
/// before everything else. Calls do their work before they return.
/// </summary>
public sealed class SqlDatabase : IDatabase
{
    const int BasesAtOnce = 1000;

    readonly Session _session;
    readonly Dialect _dialect;
    readonly DatabaseOptions _options;
    readonly Func<Session> _openReader;
    Prepared? _prepared;
    bool _hasLedger;

    internal SqlDatabase(Session session, Dialect dialect, DatabaseOptions options, Func<Session> openReader)
    {
        _session = session;
        _dialect = dialect;
        _options = options;
        _openReader = openReader;
    }

    /// <summary>What people and commands ask of the database.</summary>
    public Reports Reports => new(Ready.Store, _openReader);

    /// <summary>What other processes ask of the one that watches.</summary>
    public Requests Requests => new(Ready.Store, _options.Clock);

    internal Store Store => Ready.Store;

    // Looked for until it is there. Where somebody dropped a table of it, the preparation says so.
    bool HasLedger => _hasLedger = _hasLedger || (_dialect.Read(_session).Tables is var tables && tables.ContainsKey(Ledger.Meta.Name) && tables.ContainsKey(Ledger.Bases.Name));

    Prepared Ready => _prepared ?? throw new InvalidOperationException("The database is used before its tables were prepared.");

    /// <summary>
    /// The exact text of the configuration that the rows were rendered with; null in a database that is new. Where it differs from the present
    /// one, row edits are drained with it first, and all rows rendered anew. Needs no preparation.
    /// </summary>
    public ValueTask<string?> RenderedWithAsync(CancellationToken cancellation) =>
        Do(() => HasLedger ? new MetaTable(_session, _dialect).Layout : null, cancellation);

    /// <summary>Notes that all rows are rendered with this layout.</summary>
    /// <exception cref="DatabaseBusyException">Another client holds the database.</exception>
    public ValueTask SaveRenderedAsync(Layout layout, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return Do(() => _session.Writing(() => { Ready.Store.Meta.Layout = layout.Source; }), cancellation);
    }

    /// <summary>
    /// Makes the tables follow a layout, and takes that layout for everything that comes after. Idempotent, in one transaction; where nothing
    /// is to be done, nothing is written.
    /// </summary>
    /// <exception cref="DatabaseBusyException">Another client holds the database.</exception>
    public ValueTask<PrepareOutcome> PrepareAsync(Layout layout, SchemaConsent consent, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return Do(() => Prepare(layout, consent), cancellation);
    }

    /// <summary>
    /// Does work on this database in one transaction, in which no client writes: kept where the work says so, else undone, as where it throws,
    /// and with it which layout was prepared.
    /// </summary>
    /// <exception cref="DatabaseBusyException">Another client holds the database.</exception>
    public async ValueTask<bool> AtOnceAsync(Func<ValueTask<bool>> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var before = Ready;
        Settled();
        var isKept = false;
        try
        {
            return isKept = await _session.AtOnceAsync(work);
        }
        finally
        {
            if (!isKept)
            {
                _prepared = before;
                before.Store.Undone();
            }
        }
    }

    /// <summary>Says why the feed may have missed something; the next look says so, until a deep one was taken.</summary>
    public ValueTask DoubtAsync(string reason, CancellationToken cancellation) => Do(() => Ready.Doubts.Add(reason), cancellation);

    /// <summary>Whether anything was committed through this object.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>The number that <see cref="SetEpochAsync"/> noted last, 0 before; null where the database holds no documents. Needs no preparation.</summary>
    public ValueTask<long?> EpochAsync(CancellationToken cancellation) => Do<long?>(
        () => HasLedger && _session.Prepare("SELECT 1 FROM pagerow_bases LIMIT 1").First(_ => true, false)
            ? new MetaTable(_session, _dialect).Epoch
            : null,
        cancellation);

    /// <summary>Notes a number that the folder remembers too, so that one of them that was put back to an older state is noticed.</summary>
    public ValueTask SetEpochAsync(long number, CancellationToken cancellation) => Do(() => _session.Writing(() => { Ready.Store.Meta.Epoch = number; }), cancellation);

    /// <inheritdoc/>
    public void BeginRun() => Settled().Store.Audit.EndRun();

    /// <inheritdoc/>
    public ValueTask<RowLook> LookAsync(RowScope scope, CancellationToken cancellation) => Do(
        () =>
        {
            var (store, _, looker, doubts) = Settled();
            doubts.Observe();
            var look = looker.Look(scope, doubts.ObserveSnapshot, doubts.HasMoved);
            if (scope is RowScope.Deep)
                doubts.Clear();
            return look with { Doubt = doubts.Of(look.Feed.Length), IsTouched = doubts.IsTouched };
        },
        cancellation);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<Base>> BasesAtAsync(IReadOnlyCollection<PagePath> paths, CancellationToken cancellation) =>
        Do(() => Settled().Store.Bases.At(paths), cancellation);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<Base>> BasesOfAsync(IReadOnlyCollection<DocumentId> documents, CancellationToken cancellation) =>
        Do(() => Settled().Store.Bases.Of(documents), cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Base> AllBasesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var one in Settled().Store.Bases.All(BasesAtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return one;
        }

        await ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<int> CountAsync(CancellationToken cancellation) => Do(() => Settled().Store.Bases.Count(), cancellation);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<Row>> RowsOfAsync(IReadOnlyCollection<DocumentId> documents, CancellationToken cancellation) =>
        Do(() => Settled().Looker.RowsOf(documents), cancellation);

    /// <inheritdoc/>
    public ValueTask<PageBytes> PageAsync(PageHash hash, CancellationToken cancellation) => Do(() => Settled().Store.Blobs.Page(hash), cancellation);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<OpenHole>> HolesOfAsync(IReadOnlyCollection<DocumentId> documents, CancellationToken cancellation) =>
        Do(() => Settled().Store.Holes.Of(documents), cancellation);

    /// <summary>Says what shall stand in open holes, as any client may by an UPDATE of <c>pagerow_conflicts</c>; the next pass does it.</summary>
    /// <param name="numbers">Which.</param>
    /// <param name="resolution">files, rows, base, both or text.</param>
    /// <param name="text">With text: which.</param>
    /// <param name="cancellation">Ends the wait for the lock.</param>
    /// <exception cref="DatabaseBusyException">Another client holds the database.</exception>
    public ValueTask ResolveAsync(IReadOnlyCollection<long> numbers, string resolution, string? text, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return Do(() => _session.Writing(() => { numbers.ToList().ForEach(n => Settled().Store.Holes.Answer(n, resolution, text)); }), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<int> CountHolesAsync(CancellationToken cancellation) => Do(() => Settled().Store.Holes.Count(), cancellation);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<FileIntent>> IntentsAsync(CancellationToken cancellation) => Do(() => Ready.Store.Intents.All(), cancellation);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<ChangeOutcome>> CommitAsync(IReadOnlyList<Change> changes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return Do(() => changes.Count == 0 ? [] : Commit(changes), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask FillAsync(IAsyncEnumerable<IReadOnlyList<Change>> batches, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batches);
        HasChanged = true;
        await Settled().Load.RunAsync(batches, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, byte[]>> StampsAsync(CancellationToken cancellation) =>
        Do<IReadOnlyDictionary<string, byte[]>>(() => Ready.Store.Stamps.All(), cancellation);

    /// <inheritdoc/>
    public ValueTask SaveStampsAsync(IReadOnlyCollection<KeyValuePair<string, byte[]?>> stamps, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stamps);
        return stamps.Count == 0 ? ValueTask.CompletedTask : Do(() => _session.Writing(() => Ready.Store.Stamps.Save(stamps)), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<Call>> CallsAsync(CancellationToken cancellation) =>
        [.. (await Requests.TakeAsync(cancellation)).Select(r => new Call(r.Number, Consent(r.Argument), r.Argument))];

    /// <inheritdoc/>
    public ValueTask AnswerAsync(Call call, string answer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Requests.AnswerAsync(call.Id, answer, cancellation);
    }

    /// <summary>Drops from the history what retention lets go; where nothing is to go, nothing is written.</summary>
    /// <exception cref="DatabaseBusyException">Another client holds the database; what was dropped before stays dropped.</exception>
    public ValueTask<ForgetOutcome> ForgetAsync(Retention retention, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(retention);
        return Do(() => new Forgetting(Settled().Store, _options.Clock.GetUtcNow()).Run(retention, cancellation), cancellation);
    }

    /// <summary>
    /// Drops every earlier version of the documents that stand or stood at a path, and all that the history says of them, and leaves no trace of it in
    /// the database's file. What stands in file and row stays.
    /// </summary>
    /// <exception cref="DatabaseBusyException">Another client holds the database.</exception>
    public ValueTask<ForgetOutcome> PurgeAsync(PagePath path, CancellationToken cancellation) => Do(
        () =>
        {
            var store = Settled().Store;
            var forgetting = new Forgetting(store, _options.Clock.GetUtcNow());
            var documents = Reports.Log(path, int.MaxValue).Select(e => e.Document).OfType<DocumentId>().Union(store.Bases.At([path]).Select(b => b.Document)).ToList();
            var purged = documents.Select(forgetting.Purge).ToList();
            _dialect.Scrub(_session);
            return new ForgetOutcome(purged.Sum(p => p.Events), purged.Sum(p => p.Versions));
        },
        cancellation);

    /// <summary>Notes in the record of runs that the one that goes on (all commits since the last look) did not do all, and why.</summary>
    public ValueTask DescribeRunAsync(string outcome, string? detail, CancellationToken cancellation) =>
        Do(() => _session.Writing(() => Ready.Store.Audit.Describe(outcome, detail, _options.Clock.GetUtcNow())), cancellation);

    /// <summary>
    /// Puts up to <paramref name="most"/> changed documents into the search index, in transactions of their own, and gives how many are left.
    /// To be called when a cycle is done; search follows the rows by that call.
    /// </summary>
    public ValueTask<int> IndexAsync(int most, CancellationToken cancellation) => Do(() => Settled().Store.Search.Fill(most, cancellation), cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        try
        {
            if (_prepared is { Load.IsOn: true })
                Settled();
        }
        finally
        {
            _session.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    PrepareOutcome Prepare(Layout layout, SchemaConsent consent)
    {
        if (_prepared is { Load.IsOn: true })
            Settled();
        // Whoever only reads waits for no client that writes.
        var isDone = consent is SchemaConsent.Additive && _session.Reading(() => new Preparation(new(_session, _dialect, layout, 0)).IsDone());
        PrepareOutcome outcome = isDone ? new PrepareOutcome.Ready() : _session.Writing(() =>
        {
            var outcome = new Preparation(new(_session, _dialect, layout, 0)).Run(consent);
            if (outcome is PrepareOutcome.Altered { Statements: var statements } && statements.Any(s => s.StartsWith("CREATE TRIGGER", StringComparison.Ordinal))
                && _session.Prepare("SELECT 1 FROM pagerow_bases LIMIT 1").First(_ => true, false))
            {
                new MetaTable(_session, _dialect).Doubt = "triggers were missing when the database was opened, and were put back";
            }

            return outcome;
        });
        if (outcome is PrepareOutcome.Lost)
            return outcome;
        var birth = new Birth(_session, _dialect, _options);
        var replica = (isDone ? birth.Known() : null) ?? _session.Writing(birth.Replica);
        var store = new Store(_session, _dialect, layout, replica, _options.TriggeredBy);
        var doubts = new Doubts(store, _options.Clock);
        doubts.Settle();
        _prepared = new(store, new(store, doubts, _options.Clock), new(store), doubts);
        return outcome;
    }

    ImmutableArray<ChangeOutcome> Commit(IReadOnlyList<Change> changes)
    {
        var store = Settled().Store;
        var batch = PackedBatch.Of(changes);
        HasChanged = true;
        return store.Writing(() => new Commit(store, IsNew.Perhaps, _options.Clock.GetUtcNow()).Do(batch.Changes, batch.Pages));
    }

    Prepared Settled()
    {
        var prepared = Ready;
        if (prepared.Load.IsOn)
            prepared.Load.End();

        return prepared;
    }

    // Any client can write there: what is no consent is none.
    static DeletionConsent Consent(string argument)
    {
        try
        {
            return JsonNode.Parse(argument) is JsonObject asked && asked["allow_deletes"] is JsonValue value && value.TryGetValue(out bool isAllowed) && isAllowed ? DeletionConsent.Allowed : DeletionConsent.Guarded;
        }
        catch (JsonException)
        {
            return DeletionConsent.Guarded;
        }
    }

    static ValueTask<T> Do<T>(Func<T> work, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return ValueTask.FromCanceled<T>(cancellation);
        try
        {
            return new(work());
        }
        catch (Exception e)
        {
            return ValueTask.FromException<T>(e);
        }
    }

    static ValueTask Do(Action work, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellation);
        try
        {
            work();
            return ValueTask.CompletedTask;
        }
        catch (Exception e)
        {
            return ValueTask.FromException(e);
        }
    }

    sealed record Prepared(Store Store, FirstLoad Load, Looker Looker, Doubts Doubts);
}
