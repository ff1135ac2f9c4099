using System.Collections.Immutable;
using System.Text;
using Pagerow.Engine.Sides;
using Pagerow.Merging.Conflicts;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;
using Pagerow.Sql;

namespace Pagerow.Database.Tests;

/// <summary>What every database has to do with open holes. Each dialect derives from it.</summary>
public abstract class HoleConformance : Conformance
{
    static readonly HolePlace Status = new HolePlace.Field(["status"]);

    static readonly HolePlace Owner = new HolePlace.Field(["owner"]);

    static Hole HoleAt(HolePlace place, string file = "done", string row = "ready") => new(place, ConflictKind.Field, "draft", file, row);

    static PageBytes Page(string text) => PageBytes.Of(Encoding.UTF8.GetBytes(text));

    static async Task<Base> AgreedAsync(SqlDatabase database, DocumentId document) => (await database.BasesOfAsync([document], Cancellation)).Single();

    // The document is inserted as always; then its base has three pages and these holes.
    static async Task<DocumentId> OpenAsync(SqlDatabase database, params ImmutableArray<Hole> holes)
    {
        var document = await Insert(database, "stories", Sample.Story(1));
        var (agreed, file, row) = (await AgreedAsync(database, document), Page("the file's"), Page("the row's"));
        await Commit(database, new Change(Base: new BaseWrite.Agree(agreed with { Open = new(file.Hash, row.Hash) }, holes), Pages: [file, row]));
        return document;
    }

    [Fact]
    public async Task A_base_with_open_holes_reads_back_with_its_three_pages()
    {
        var database = await Place.ReadyAsync();
        var document = await OpenAsync(database, HoleAt(Status));
        var agreed = await AgreedAsync(database, document);
        Assert.Equal(new OpenPages(Page("the file's").Hash, Page("the row's").Hash), agreed.Open);
        Assert.Equal(1, await database.CountHolesAsync(Cancellation));
        Assert.Equal([new OpenHole(document, Status.Key, null)], await database.HolesOfAsync([document], Cancellation));
        Assert.Equal("field|'status'|draft|done|ready", Place.Client("SELECT kind, place, base_text, file_text, row_text FROM pagerow_conflicts"));
    }

    [Fact]
    public async Task A_hole_keeps_its_number_while_its_texts_change_and_others_come_and_go()
    {
        var database = await Place.ReadyAsync();
        var document = await OpenAsync(database, HoleAt(Status));
        var agreed = await AgreedAsync(database, document);
        await Commit(database, new Change(Base: new BaseWrite.Agree(agreed, [HoleAt(Status, "paused"), HoleAt(Owner)])));
        Assert.Equal("1|paused\n2|done", Place.Client("SELECT id, file_text FROM pagerow_conflicts ORDER BY id"));
        await Commit(database, new Change(Base: new BaseWrite.Agree(agreed, [HoleAt(Owner)])));
        Assert.Equal("2|'owner'", Place.Client("SELECT id, place FROM pagerow_conflicts"));
        await Commit(database, new Change(Base: new BaseWrite.Agree(agreed)));
        Assert.Equal(1, await database.CountHolesAsync(Cancellation));
        await Commit(database, new Change(Base: new BaseWrite.Agree(agreed with { Open = null })));
        Assert.Equal(0, await database.CountHolesAsync(Cancellation));
    }

    [Theory]
    [InlineData("resolution = 'files'", "File { }")]
    [InlineData("resolution = 'Rows'", "Row { }")]
    [InlineData("resolution = 'base'", "Base { }")]
    [InlineData("resolution = 'both'", "Both { }")]
    [InlineData("resolution = 'text', resolved_text = 'x'", "Text { Characters = x }")]
    [InlineData("resolution = 'text'", "")]
    public async Task A_clients_answer_is_marked_and_read(string set, string answer)
    {
        var database = await Place.ReadyAsync();
        var document = await OpenAsync(database, HoleAt(Status));
        Place.Client($"UPDATE pagerow_conflicts SET {set}");
        Assert.Equal(document, Assert.Single((await database.LookAsync(new RowScope.Feed(), Cancellation)).Feed).Document);
        Assert.Equal(answer, Assert.Single(await database.HolesOfAsync([document], Cancellation)).Answer?.ToString() ?? "");
    }

    [Fact]
    public async Task A_word_that_is_no_answer_is_refused_at_once()
    {
        var database = await Place.ReadyAsync();
        await OpenAsync(database, HoleAt(Status));
        Assert.Contains("resolution is one of", Assert.ThrowsAny<Exception>(() => Place.Client("UPDATE pagerow_conflicts SET resolution = 'mine'")).Message, StringComparison.Ordinal);
        Assert.Empty((await database.LookAsync(new RowScope.Feed(), Cancellation)).Feed);
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_is_taken_back_unless_there_is_another_one_by_then()
    {
        var database = await Place.ReadyAsync();
        var document = await OpenAsync(database, HoleAt(Status));
        var agreed = await AgreedAsync(database, document);
        Place.Client("UPDATE pagerow_conflicts SET resolution = 'both'");
        var unfit = await database.HolesOfAsync([document], Cancellation);
        Place.Client("UPDATE pagerow_conflicts SET resolution = 'rows'");
        await Commit(database, new Change(Base: new BaseWrite.Agree(agreed, [HoleAt(Status)], unfit)));
        Assert.Equal("rows", Place.Client("SELECT resolution FROM pagerow_conflicts"));
        await Commit(database, new Change(Base: new BaseWrite.Agree(agreed, [HoleAt(Status)], await database.HolesOfAsync([document], Cancellation))));
        Assert.Equal("", Place.Client("SELECT resolution FROM pagerow_conflicts"));
    }

    [Fact]
    public async Task Holes_follow_a_row_that_gets_another_key()
    {
        var database = await Place.ReadyAsync();
        await OpenAsync(database, HoleAt(Status));
        Place.Client("UPDATE stories SET doc = 70");
        Assert.Equal([new OpenHole(new("stories", 70), Status.Key, null)], await database.HolesOfAsync([new("stories", 70)], Cancellation));
    }

    [Fact]
    public async Task Holes_go_with_their_document()
    {
        var database = await Place.ReadyAsync();
        var document = await OpenAsync(database, HoleAt(Status));
        await Commit(database, new Change(Base: new BaseWrite.Forget(document, "")));
        Assert.Equal(0, await database.CountHolesAsync(Cancellation));
    }
}
