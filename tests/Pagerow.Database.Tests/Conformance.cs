using System.Collections.Immutable;
using Pagerow.Engine.Sides;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;
using Pagerow.Sql;

namespace Pagerow.Database.Tests;

/// <summary>What the suites share that every dialect derives from: a place, and short ways to write to it.</summary>
public abstract class Conformance : IAsyncLifetime
{
    protected abstract Place Place { get; }

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Place.DisposeAsync();
    }

    protected static async Task<DocumentId> Insert(SqlDatabase database, string collection, RowFace face) =>
        Assert.IsType<ChangeOutcome.Committed>(await Commit(database, Sample.Import(collection, face))).Document!.Value;

    protected static async Task<ChangeOutcome> Commit(SqlDatabase database, Change change) =>
        Assert.Single(await database.CommitAsync([change], Cancellation));

    protected static async Task<ImmutableArray<Base>> Bases(SqlDatabase database)
    {
        var all = ImmutableArray.CreateBuilder<Base>();
        await foreach (var one in database.AllBasesAsync(Cancellation))
            all.Add(one);
        return all.ToImmutable();
    }

    protected static PagePath At(string path) => PagePath.Of(path);
}
