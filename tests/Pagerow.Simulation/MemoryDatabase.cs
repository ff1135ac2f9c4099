using System.Collections.Immutable;
using Pagerow.Engine.Sides;
using Pagerow.Merging.Conflicts;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;

namespace Pagerow.Simulation;

/// <summary>Rows and ledger in memory, with transactions that stand or fall whole, a feed, and clients that write rows.</summary>
public sealed class MemoryDatabase : IDatabase
{
    readonly Dictionary<DocumentId, Row> _rows = [];
    readonly Dictionary<DocumentId, Base> _bases = [];
    readonly Dictionary<DocumentId, long> _feed = [];
    readonly Dictionary<PageHash, PageBytes> _blobs = [];
    readonly List<FileIntent> _intents = [];
    readonly Dictionary<(DocumentId Document, string Place), (Hole Hole, Resolution? Answer)> _holes = [];
    long _nextDoc, _sequence;

    /// <summary>Called before each commit: a test writes a row there, or throws as a crash would.</summary>
    public Action<string> Between { get; set; } = _ => { };

    public List<Event> Events { get; } = [];

    public int RowWrites { get; private set; }

    public IReadOnlyCollection<Row> Rows => _rows.Values;

    public IReadOnlyCollection<Base> Bases => _bases.Values;

    public int Feed => _feed.Count;

    public int Intents => _intents.Count;

    public IEnumerable<string> Blobs => _blobs.Values.Select(b => System.Text.Encoding.UTF8.GetString(b.Bytes.Span));

    /// <summary>Calls of other processes, taken out when they are answered.</summary>
    public List<Call> Calls { get; } = [];

    public List<string> Answers { get; } = [];

    /// <summary>Whether triggers stand: without them a client's write marks nothing.</summary>
    public bool HasTriggers { get; set; } = true;

    /// <summary>The order in which a look tells of rows.</summary>
    public Func<IEnumerable<Row>, IEnumerable<Row>> Order { get; set; } = r => r;

    public bool Holds(PageHash page) => _blobs.ContainsKey(page);

    /// <summary>A client's INSERT, UPDATE or (null) DELETE.</summary>
    public DocumentId Touch(DocumentId document, Func<Row?, Row?> client)
    {
        var after = client(_rows.GetValueOrDefault(document));
        if (document.Doc == 0)
            document = document with { Doc = ++_nextDoc };
        if (after is null)
            _rows.Remove(document);
        else
            _rows[document] = Sorted(after with { Document = document });
        if (HasTriggers)
            _feed[document] = ++_sequence;
        return document;
    }

    /// <summary>The open holes.</summary>
    public IReadOnlyCollection<Hole> Holes => [.. _holes.Values.Select(h => h.Hole)];

    /// <summary>A client's UPDATE of <c>pagerow_conflicts</c>.</summary>
    public void Resolve(DocumentId document, Resolution answer)
    {
        foreach (var key in _holes.Keys.Where(k => k.Document == document).ToList())
            _holes[key] = _holes[key] with { Answer = answer };
        _feed[document] = ++_sequence;
    }

    public void BeginRun()
    {
    }

    public ValueTask<RowLook> LookAsync(RowScope scope, CancellationToken cancellation)
    {
        var documents = scope switch
        {
            RowScope.Feed => _feed.Keys.ToList(),
            RowScope.Also also => [.. _feed.Keys.Union(also.Documents)],
            RowScope.Deep => [.. _rows.Keys.Union(_bases.Keys).Where(d => !_rows.TryGetValue(d, out var row) || !_bases.TryGetValue(d, out var agreed) || Shown.Of(row) != agreed.Shown)],
            _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, null),
        };
        return new(new RowLook(
            [.. Order(documents.Where(_rows.ContainsKey).Select(d => _rows[d]))],
            [.. documents.Where(d => !_rows.ContainsKey(d))],
            [.. _feed.Select(f => new FeedEntry(f.Key, f.Value))],
            null));
    }

    public ValueTask<ImmutableArray<Base>> BasesAtAsync(IReadOnlyCollection<PagePath> paths, CancellationToken cancellation) =>
        new([.. _bases.Values.Where(b => paths.Contains(b.Path))]);

    public ValueTask<ImmutableArray<Base>> BasesOfAsync(IReadOnlyCollection<DocumentId> documents, CancellationToken cancellation) =>
        new([.. documents.Where(_bases.ContainsKey).Select(d => _bases[d])]);

    public async IAsyncEnumerable<Base> AllBasesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var agreed in _bases.Values.OrderBy(b => b.Path).ToList())
            yield return await new ValueTask<Base>(agreed);
    }

    public ValueTask<int> CountAsync(CancellationToken cancellation) => new(_bases.Count);

    public ValueTask<ImmutableArray<Row>> RowsOfAsync(IReadOnlyCollection<DocumentId> documents, CancellationToken cancellation) =>
        new([.. documents.Where(_rows.ContainsKey).Select(d => _rows[d])]);

    public PageBytes Page(PageHash hash) => _blobs[hash];

    public ValueTask<PageBytes> PageAsync(PageHash hash, CancellationToken cancellation) => new(_blobs[hash]);

    public ValueTask<ImmutableArray<OpenHole>> HolesOfAsync(IReadOnlyCollection<DocumentId> documents, CancellationToken cancellation) =>
        new([.. _holes.Where(h => documents.Contains(h.Key.Document)).Select(h => new OpenHole(h.Key.Document, h.Key.Place, h.Value.Answer))]);

    public ValueTask<int> CountHolesAsync(CancellationToken cancellation) => new(_holes.Count);

    public ValueTask<ImmutableArray<FileIntent>> IntentsAsync(CancellationToken cancellation) => new([.. _intents]);

    public ValueTask<ImmutableArray<ChangeOutcome>> CommitAsync(IReadOnlyList<Change> changes, CancellationToken cancellation)
    {
        Between("commit");
        var outcomes = changes.Select(Apply).ToImmutableArray();
        Between("committed");
        return new(outcomes);
    }

    public async ValueTask FillAsync(IAsyncEnumerable<IReadOnlyList<Change>> batches, CancellationToken cancellation)
    {
        await foreach (var batch in batches.WithCancellation(cancellation))
            await CommitAsync(batch, cancellation);
    }

    public ValueTask<IReadOnlyDictionary<string, byte[]>> StampsAsync(CancellationToken cancellation) => new(ImmutableDictionary<string, byte[]>.Empty);

    public ValueTask SaveStampsAsync(IReadOnlyCollection<KeyValuePair<string, byte[]?>> stamps, CancellationToken cancellation) => default;

    public ValueTask<ImmutableArray<Call>> CallsAsync(CancellationToken cancellation) => new([.. Calls]);

    public ValueTask AnswerAsync(Call call, string answer, CancellationToken cancellation)
    {
        Calls.Remove(call);
        Answers.Add(answer);
        return default;
    }

    public ValueTask DisposeAsync() => default;

    ChangeOutcome Apply(Change change)
    {
        var document = change.Row switch
        {
            RowWrite.Insert insert => new DocumentId(insert.Collection, insert.Doc ?? ++_nextDoc),
            RowWrite.Update update => update.Document,
            RowWrite.Delete delete => delete.Document,
            _ => (DocumentId?)null,
        };
        if (IsStale(change.Row))
            return new ChangeOutcome.Stale(document!.Value);
        Write(change.Row, document);
        foreach (var page in Of(change.Pages))
            _blobs[page.Hash] = page;
        if (change.Base is BaseWrite.Agree agree)
            Agree(agree with { Base = agree.Base with { Document = change.Row is RowWrite.Insert ? document!.Value : agree.Base.Document } });
        if (change.Base is BaseWrite.Forget forget)
        {
            _bases.Remove(forget.Document);
            SetHoles(forget.Document, []);
        }

        foreach (var entry in Of(change.Drained).Where(e => _feed.GetValueOrDefault(e.Document) == e.Sequence))
            _feed.Remove(entry.Document);
        if (change.Obstacle is { } obstacle && _rows.TryGetValue(obstacle.Document, out var kept))
            _rows[obstacle.Document] = kept with { Problem = obstacle.Reason.ToString() };
        if (change.Base is BaseWrite.Agree { Base.Document: var settled } && change.Row is null && _rows.TryGetValue(settled, out var row))
            _rows[settled] = row with { Problem = null };
        if (change.IsMarked)
            _feed[document!.Value] = ++_sequence;
        _intents.AddRange(Of(change.Intents));
        _intents.RemoveAll(i => Of(change.Done).Contains(i.Stage));
        Events.AddRange(Of(change.Events));
        return new ChangeOutcome.Committed(document);
    }

    void Agree(BaseWrite.Agree write)
    {
        var (agreed, holes) = (write.Base, write.Holes);
        foreach (var unfit in Of(write.Unfit).Where(u => _holes.TryGetValue((u.Document, u.PlaceKey), out var hole) && hole.Answer == u.Answer))
            _holes[(unfit.Document, unfit.PlaceKey)] = _holes[(unfit.Document, unfit.PlaceKey)] with { Answer = null };
        foreach (var page in new[] { agreed.Page, agreed.FilePage, agreed.RowPage })
            BrokenLawException.Unless(page is null || _blobs.ContainsKey(page.Value), () => $"A base names version {page}, which nobody brought.");
        _bases[agreed.Document] = agreed;
        if (agreed.Open is null || !holes.IsDefault)
            SetHoles(agreed.Document, agreed.Open is null ? [] : holes);
    }

    void SetHoles(DocumentId document, ImmutableArray<Hole> holes)
    {
        var before = _holes.Where(h => h.Key.Document == document).ToDictionary();
        before.Keys.ToList().ForEach(k => _holes.Remove(k));
        foreach (var hole in holes)
            _holes[(document, hole.Place.Key)] = (hole, before.GetValueOrDefault((document, hole.Place.Key)).Answer);
    }

    bool IsStale(RowWrite? write) => write switch
    {
        RowWrite.Update update => !_rows.TryGetValue(update.Document, out var row) || Shown.Of(row) != update.Expected,
        RowWrite.Delete delete => !_rows.TryGetValue(delete.Document, out var row) || Shown.Of(row) != delete.Expected,
        RowWrite.Insert { Doc: { } doc } insert => _rows.ContainsKey(new(insert.Collection, doc)),
        _ => false,
    };

    void Write(RowWrite? write, DocumentId? document)
    {
        if (write is RowWrite.Delete)
            _rows.Remove(document!.Value);
        if (write is RowWrite.Insert insert)
            _rows[document!.Value] = RowOf(document.Value, insert.Face);
        if (write is RowWrite.Update update)
            _rows[document!.Value] = RowOf(document.Value, update.Face);
        RowWrites += write is null ? 0 : 1;
    }

    static Row RowOf(DocumentId document, RowFace face) => new(
        document, face.Path?.Value, face.Record.Values, face.Record.Body, face.Record.Extra, face.Record.Tasks, face.Record.Sections,
        Problem: face.Record.Problems.IsEmpty ? null : string.Join("\n", face.Record.Problems));

    // As the port gives child rows: by position, then item, those without a position last.
    static Row Sorted(Row row) => row with
    {
        Tasks = [.. row.Tasks.OrderBy(t => t.Position ?? int.MaxValue).ThenBy(t => t.Item)],
        Sections = [.. row.Sections.OrderBy(t => t.Position ?? int.MaxValue).ThenBy(t => t.Item)],
    };

    static ImmutableArray<T> Of<T>(ImmutableArray<T> items) => items.IsDefault ? [] : items;
}
