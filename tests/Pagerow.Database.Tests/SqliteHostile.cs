using Pagerow.Engine.Sides;
using Pagerow.Reconcile.States;

namespace Pagerow.Database.Tests;

/// <summary>What clients can do to the tables that nobody should do: none of it is believed, and none of it stops the rest.</summary>
public sealed class SqliteHostile : Conformance
{
    protected override Place Place { get; } = new SqlitePlace();

    [Theory]
    [InlineData("UPDATE stories_tasks SET item = 99 WHERE item = 1")]
    [InlineData("UPDATE stories_tasks SET doc = 2 WHERE doc = 1")]
    [InlineData("UPDATE stories_sections SET item = NULL")]
    public async Task The_keys_of_child_rows_cannot_be_changed(string sql)
    {
        var database = await Place.ReadyAsync();
        await Insert(database, "stories", Sample.Story(1));
        await Insert(database, "stories", Sample.Story(2));
        Assert.Contains("cannot be changed; delete the row", Assert.ThrowsAny<Exception>(() => Place.Client(sql)).Message, StringComparison.Ordinal);
        Assert.Empty((await database.LookAsync(new RowScope.Deep(), Cancellation)).Rows);
    }

    [Theory]
    [InlineData("ALTER TABLE stories RENAME COLUMN title TO heading")]
    [InlineData("ALTER TABLE stories_tasks DROP COLUMN text")]
    [InlineData("DROP TABLE stories_sections")]
    [InlineData("DROP TABLE notes")]
    [InlineData("DROP INDEX pagerow_stories_tasks_item")]
    [InlineData("DROP TABLE pagerow_requests")]
    public async Task A_table_that_is_altered_while_it_is_open_is_not_read_but_opened_anew(string sql)
    {
        var database = await Place.ReadyAsync();
        await Insert(database, "stories", Sample.Story(1));
        Place.Client(sql);
        var gone = await Assert.ThrowsAsync<DatabaseGoneException>(async () => await database.LookAsync(new RowScope.Feed(), Cancellation));
        Assert.Contains("A client took away or renamed", gone.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_that_is_gone_between_two_looks_is_an_error_and_no_text()
    {
        var database = await Place.ReadyAsync();
        var document = await Insert(database, "stories", Sample.Story(1));
        Place.Client("ALTER TABLE stories RENAME COLUMN title TO heading");
        await Assert.ThrowsAsync<DatabaseFailedException>(async () => await database.RowsOfAsync([document], Cancellation));
    }

    [Fact]
    public async Task Marks_and_requests_that_are_none_are_passed_over()
    {
        var database = await Place.ReadyAsync();
        var document = await Insert(database, "stories", Sample.Story(1));
        Place.Client("""
            INSERT INTO pagerow_feed (collection, doc, sequence, what) VALUES (NULL, NULL, NULL, NULL), ('nosuch', 1, 1, 'x'), ('stories', 'abc', 'zz', NULL), ('stories', 0, 1, 'x');
            INSERT INTO pagerow_requests (kind, argument) VALUES ('sync', 'garbage'), (NULL, NULL), ('sync', '[]'), ('sync', '{"allow_deletes": "yes"}');
            UPDATE stories SET title = 'New';
            """);
        Assert.Equal(document, Assert.Single((await database.LookAsync(new RowScope.Feed(), Cancellation)).Rows).Document);
        Assert.All(await database.CallsAsync(Cancellation), c => Assert.Equal(DeletionConsent.Guarded, c.Deletions));
    }

    [Fact]
    public async Task Items_that_are_no_numbers_are_new_child_rows_each_its_own()
    {
        var database = await Place.ReadyAsync();
        var document = await Insert(database, "stories", Sample.Story(1));
        Place.Client("INSERT INTO stories_tasks (doc, item, text) VALUES (1, 1.5, 'a'), (1, 'abc', 'b'), (1, x'00', 'c'), (1, 0, 'd'), (1, -7, 'e'), (1, 9223372036854775807, 'f')");
        var row = Assert.Single(await database.RowsOfAsync([document], Cancellation));
        var odd = row.Tasks.Where(t => t.Text.Length == 1).ToList();
        Assert.Equal(6, odd.Count);
        Assert.All(odd, t => Assert.True(t.Item < 0));
        Assert.Equal(row.Tasks.Length, row.Tasks.Select(t => t.Item).Distinct().Count());
        Assert.NotNull(Shown.Of(row));
    }

    [Fact]
    public async Task New_documents_get_keys_though_a_client_took_the_highest()
    {
        var database = await Place.ReadyAsync();
        await Insert(database, "stories", Sample.Story(1));
        Place.Client("UPDATE stories SET doc = 9223372036854775807");
        var (second, third) = (await Insert(database, "stories", Sample.Story(2)), await Insert(database, "stories", Sample.Story(3)));
        Assert.True(second.Doc > 0 && third.Doc > second.Doc && third.Doc < long.MaxValue);
    }

    [Fact]
    public async Task Search_goes_on_though_a_client_emptied_the_notes_about_the_database()
    {
        var database = await Place.ReadyAsync();
        await Insert(database, "notes", Sample.Note("a", "Needle"));
        await database.IndexAsync(100, Cancellation);
        Place.Client("DELETE FROM pagerow_meta WHERE name LIKE 'search%'");
        await Insert(database, "notes", Sample.Note("b", "Needle too"));
        await database.IndexAsync(100, Cancellation);
        Assert.Equal(2, database.Reports.Search("needle", 10).Length);
    }
}
