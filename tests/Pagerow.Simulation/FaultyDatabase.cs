using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Pagerow.Engine.Sides;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;

namespace Pagerow.Simulation;

/// <summary>A database whose calls may fail; a commit that fails did nothing, or all of it.</summary>
sealed class FaultyDatabase(IDatabase database, Faults faults) : IDatabase
{
    public void BeginRun() => database.BeginRun();

    public ValueTask<RowLook> LookAsync(RowScope scope, CancellationToken cancellation) =>
        faults.MakeAsync(Look("rows"), () => database.LookAsync(scope, cancellation));

    public ValueTask<ImmutableArray<Base>> BasesAtAsync(IReadOnlyCollection<PagePath> paths, CancellationToken cancellation) =>
        faults.MakeAsync(Look("bases at"), () => database.BasesAtAsync(paths, cancellation));

    public ValueTask<ImmutableArray<Base>> BasesOfAsync(IReadOnlyCollection<DocumentId> documents, CancellationToken cancellation) =>
        faults.MakeAsync(Look("bases of"), () => database.BasesOfAsync(documents, cancellation));

    public async IAsyncEnumerable<Base> AllBasesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var agreed in await faults.MakeAsync(Look("all bases"), () => new ValueTask<IAsyncEnumerable<Base>>(database.AllBasesAsync(cancellation))))
            yield return agreed;
    }

    public ValueTask<int> CountAsync(CancellationToken cancellation) => faults.MakeAsync(Look("count"), () => database.CountAsync(cancellation));

    public ValueTask<ImmutableArray<Row>> RowsOfAsync(IReadOnlyCollection<DocumentId> documents, CancellationToken cancellation) =>
        faults.MakeAsync(Look("rows of"), () => database.RowsOfAsync(documents, cancellation));

    public ValueTask<PageBytes> PageAsync(PageHash hash, CancellationToken cancellation) =>
        faults.MakeAsync(Look("page"), () => database.PageAsync(hash, cancellation));

    public ValueTask<ImmutableArray<OpenHole>> HolesOfAsync(IReadOnlyCollection<DocumentId> documents, CancellationToken cancellation) =>
        faults.MakeAsync(Look("holes of"), () => database.HolesOfAsync(documents, cancellation));

    public ValueTask<int> CountHolesAsync(CancellationToken cancellation) =>
        faults.MakeAsync(Look("count holes"), () => database.CountHolesAsync(cancellation));

    public ValueTask<ImmutableArray<FileIntent>> IntentsAsync(CancellationToken cancellation) =>
        faults.MakeAsync(Look("intents"), () => database.IntentsAsync(cancellation));

    public ValueTask<ImmutableArray<ChangeOutcome>> CommitAsync(IReadOnlyList<Change> changes, CancellationToken cancellation) =>
        faults.MakeAsync(Effect("commit"), () => database.CommitAsync(changes, cancellation));

    // Each batch is a call of its own: a fill that fails leaves those before it.
    public ValueTask FillAsync(IAsyncEnumerable<IReadOnlyList<Change>> batches, CancellationToken cancellation) =>
        DoAsync("fill", () => database.FillAsync(EachAsync(batches, cancellation), cancellation));

    public ValueTask<IReadOnlyDictionary<string, byte[]>> StampsAsync(CancellationToken cancellation) =>
        faults.MakeAsync(Look("stamps"), () => database.StampsAsync(cancellation));

    public ValueTask SaveStampsAsync(IReadOnlyCollection<KeyValuePair<string, byte[]?>> stamps, CancellationToken cancellation) =>
        DoAsync("save stamps", () => database.SaveStampsAsync(stamps, cancellation));

    public ValueTask<ImmutableArray<Call>> CallsAsync(CancellationToken cancellation) =>
        faults.MakeAsync(Look("calls"), () => database.CallsAsync(cancellation));

    public ValueTask AnswerAsync(Call call, string answer, CancellationToken cancellation) =>
        DoAsync("answer", () => database.AnswerAsync(call, answer, cancellation));

    public ValueTask DisposeAsync() => database.DisposeAsync();

    static FaultyCall Look(string name) => new(name, false, false);

    static FaultyCall Effect(string name) => new(name, false, true);

    async IAsyncEnumerable<IReadOnlyList<Change>> EachAsync(IAsyncEnumerable<IReadOnlyList<Change>> batches, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var batch in batches.WithCancellation(cancellation))
            yield return await faults.MakeAsync(new("batch", false, false), () => new ValueTask<IReadOnlyList<Change>>(batch));
        await faults.MakeAsync(new("last batch", false, false), () => new ValueTask<bool>(true));
    }

    async ValueTask DoAsync(string name, Func<ValueTask> call) => await faults.MakeAsync(Effect(name), async () =>
    {
        await call();
        return true;
    });
}
