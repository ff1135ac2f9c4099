using System.Globalization;
using Pagerow.Engine.Sides;
using Pagerow.Reconcile.Changes;
using Pagerow.Sql;

namespace Pagerow.Database.Tests;

/// <summary>How every database is filled for the first time, and what a first load that is cut off leaves. Each dialect derives from it.</summary>
public abstract class FirstLoadConformance : Conformance
{
    [Fact]
    public async Task A_first_load_ends_with_indexes_triggers_and_twins_in_place()
    {
        var database = await Place.ReadyAsync();
        var before = Place.Client("SELECT type, name FROM sqlite_master ORDER BY type, name");
        string? within = null;
        await database.FillAsync(Stories(5000, at => within = at == 4000 ? Place.Client("SELECT type, name FROM sqlite_master ORDER BY type, name") : within), Cancellation);
        Assert.NotEqual(before, within);
        Assert.Equal(before, Place.Client("SELECT type, name FROM sqlite_master ORDER BY type, name"));
        Assert.Equal("7\n1400", Place.Client("SELECT doc FROM stories WHERE problem IS NOT NULL ORDER BY doc"));
        Assert.Equal(5000, await database.CountAsync(Cancellation));
        Assert.Empty(await database.BasesAtAsync([At("stories/009999.md")], Cancellation));
        Place.Client("UPDATE stories SET title = 'x' WHERE doc = 1510");
        var look = await database.LookAsync(new RowScope.Feed(), Cancellation);
        Assert.Equal(1510, Assert.Single(look.Rows).Document.Doc);
        Assert.Null(look.Doubt);
        Assert.Equal(look.Rows.Select(r => r.Document), (await database.LookAsync(new RowScope.Deep(), Cancellation)).Rows.Select(r => r.Document));
        await database.IndexAsync(int.MaxValue, Cancellation);
        Assert.Equal(1333, Assert.Single(database.Reports.Search("\"Story 1333\"", 5)).Document.Doc);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(1000)]
    public async Task Few_documents_are_taken_in_like_many(int count)
    {
        var database = await Place.ReadyAsync();
        await database.FillAsync(Stories(count), Cancellation);
        Assert.Equal(count, await database.CountAsync(Cancellation));
        Assert.Empty((await database.LookAsync(new RowScope.Deep(), Cancellation)).Rows);
    }

    [Fact]
    public async Task A_database_in_which_a_client_has_rows_already_is_filled_all_the_same()
    {
        var database = await Place.ReadyAsync();
        Place.Client("INSERT INTO stories (title) VALUES ('mine')");
        await database.FillAsync(Stories(1500), Cancellation);
        Assert.Equal(1500, await database.CountAsync(Cancellation));
        Assert.Equal("1501", Place.Client("SELECT count(*) FROM stories"));
        Assert.Equal("mine", Place.Client("SELECT title FROM stories WHERE doc = (SELECT min(doc) FROM stories)"));
    }

    [Fact]
    public async Task A_first_load_that_was_cut_off_is_put_right_by_the_next_start_and_doubted()
    {
        var database = await Place.ReadyAsync();
        await CutOffAsync(database, 8000);
        Assert.NotEqual("0", Place.Client("SELECT count(*) FROM stories"));
        Assert.Equal(Place.Client("SELECT count(*) FROM stories"), Place.Client("SELECT count(*) FROM pagerow_bases"));
        Place.Client("UPDATE stories SET title = 'unseen' WHERE doc = 5");
        var next = await Place.ReadyAsync();
        var look = await next.LookAsync(new RowScope.Feed(), Cancellation);
        Assert.NotNull(look.Doubt);
        Assert.Equal(5, Assert.Single((await next.LookAsync(new RowScope.Deep(), Cancellation)).Rows).Document.Doc);
        Assert.Equal("7\n1400", Place.Client("SELECT doc FROM stories WHERE problem IS NOT NULL ORDER BY doc"));
        Place.Client("UPDATE stories SET title = 'seen' WHERE doc = 6");
        Assert.Equal([5, 6], (await next.LookAsync(new RowScope.Feed(), Cancellation)).Rows.Select(r => r.Document.Doc).Order());
    }

    [Fact]
    public async Task What_a_client_writes_while_no_trigger_stands_is_doubted_until_it_is_marked_whoever_opens_the_database_meanwhile()
    {
        var database = await Place.ReadyAsync();
        await CutOffAsync(database, 8000);
        Place.Client("UPDATE stories SET title = 'meanwhile' WHERE doc = 5");
        await (await Place.ReadyAsync()).DisposeAsync();
        var next = await Place.ReadyAsync();
        Assert.Empty((await next.LookAsync(new RowScope.Feed(), Cancellation)).Rows);
        Assert.NotNull((await next.LookAsync(new RowScope.Feed(), Cancellation)).Doubt);
        Assert.Equal(5, Assert.Single((await next.LookAsync(new RowScope.Deep(), Cancellation)).Rows).Document.Doc);
        var last = await Place.ReadyAsync();
        var look = await last.LookAsync(new RowScope.Feed(), Cancellation);
        Assert.Equal(5, Assert.Single(look.Rows).Document.Doc);
        Assert.Null(look.Doubt);
    }

    [Fact]
    public async Task After_a_first_load_that_failed_the_same_database_goes_on()
    {
        var database = await Place.ReadyAsync();
        var before = Place.Client("SELECT type, name FROM sqlite_master ORDER BY type, name");
        await CutOffAsync(database, 2500);
        var taken = await database.CountAsync(Cancellation);
        Assert.Equal(before, Place.Client("SELECT type, name FROM sqlite_master ORDER BY type, name"));
        Assert.Equal($"{taken}", Place.Client("SELECT count(*) FROM stories"));
        Assert.IsType<ChangeOutcome.Committed>(Assert.Single(await database.CommitAsync([Sample.Import("stories", Sample.Story(2999))], Cancellation)));
        Assert.Equal(taken + 1, await database.CountAsync(Cancellation));
    }

    // Fills a database whose source of documents fails after so many.
    static async Task CutOffAsync(SqlDatabase database, int after)
    {
        var cut = new InvalidOperationException("cut");
        Assert.Same(cut, await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await database.FillAsync(Stories(after + 1000, at => _ = at == after ? throw cut : at), Cancellation)));
    }

    // Stories in batches of ten, 7 and 1400 of one key; whoever asks for the next one is told how many there were before.
    static async IAsyncEnumerable<IReadOnlyList<Change>> Stories(int count, Action<int>? onBatch = null)
    {
        foreach (var batch in Enumerable.Range(1, count).Select(i => Sample.Import("stories", Sample.Story(i, i is 7 or 1400 ? "twin" : null))).Chunk(10))
        {
            onBatch?.Invoke(((RowWrite.Insert)batch[0].Row!).Face.Path is { } first ? int.Parse(first.Value.AsSpan(8, 6), CultureInfo.InvariantCulture) - 1 : 0);
            yield return await ValueTask.FromResult(batch);
        }
    }
}
