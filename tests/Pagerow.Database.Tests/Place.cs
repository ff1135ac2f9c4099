using Pagerow.Mapping;
using Pagerow.Sql;

namespace Pagerow.Database.Tests;

/// <summary>A place for one database of one dialect, emptied when done: how it is opened, and how a plain client talks to it.</summary>
public abstract class Place : IAsyncDisposable
{
    readonly List<SqlDatabase> _open = [];

    public static DatabaseOptions Options { get; } = new("root-1", "replica-1", TimeProvider.System);

    /// <summary>Opens the database.</summary>
    public abstract OpenOutcome Open(DatabaseOptions options);

    /// <summary>Runs SQL in one connection of a plain client, as its users have it, and gives what it printed; throws where a statement fails.</summary>
    public abstract string Client(string sql);

    /// <summary>Opens and prepares the database.</summary>
    public async Task<SqlDatabase> ReadyAsync(Layout? layout = null, DatabaseOptions? options = null, SchemaConsent consent = SchemaConsent.Additive)
    {
        var database = Assert.IsType<OpenOutcome.Opened>(Open(options ?? Options)).Database;
        _open.Add(database);
        var outcome = await database.PrepareAsync(layout ?? Sample.Layout, consent, TestContext.Current.CancellationToken);
        Assert.IsNotType<PrepareOutcome.Lost>(outcome);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _open)
            await database.DisposeAsync();
        Clear();
        GC.SuppressFinalize(this);
    }

    protected abstract void Clear();
}
