namespace Pagerow.EndToEnd;

/// <summary>What a plain <c>sqlite3</c> shell does to rows, and what of it <c>git diff</c> sees in the files.</summary>
public sealed class SqlEditTests
{
    public static TheoryData<string, Live> Taken => Each(SqlEdit.Taken);

    public static TheoryData<string, Live> Refused => Each(SqlEdit.Refused);

    [Theory]
    [MemberData(nameof(Taken))]
    public async Task An_edit_of_rows_changes_these_lines_and_no_other(string name, Live live)
    {
        var edit = SqlEdit.Taken.Single(e => e.Name == name);
        await using var root = await TestRoot.BacklogAsync();
        await root.BeginAsync(live);

        await root.SqlAsync(edit.Sql);
        var sync = await root.SyncAsync();

        Assert.Equal(edit.Numstat, await root.NumstatAsync());
        if (edit.Changed is not null)
            Assert.Equal(edit.Changed, await root.ChangedLinesAsync());
        if (edit.Ask is not null)
            Assert.Equal(edit.Told, await root.SqlAsync(edit.Ask));
        Assert.Equal(0, sync.Count("problems"));
        Assert.Equal(root.Standing(), await root.AgreedAsync());
        await Rests(root);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task An_edit_that_no_page_can_hold_is_taken_back_and_said(string name, Live live)
    {
        var edit = SqlEdit.Refused.Single(e => e.Name == name);
        await using var root = await TestRoot.BacklogAsync();
        await root.BeginAsync(live);

        await root.SqlAsync(edit.Sql);
        var sync = await root.SyncAsync();

        Assert.Empty(await root.NumstatAsync());
        Assert.Equal(edit.Told, await root.SqlAsync(edit.Ask!));
        Assert.Equal(1, sync.Count("problems"));
        Assert.Equal(["1"], await root.SqlAsync("SELECT count(*) FROM pagerow_events WHERE kind = 'refused'"));
        Assert.Equal(["1"], await root.SqlAsync("SELECT count(*) FROM pagerow_problems WHERE code = 'refused' AND message LIKE '%was not written%'"));
        Assert.Equal(["1"], await root.SqlAsync("SELECT (SELECT count(*) FROM stories WHERE problem IS NOT NULL) + (SELECT count(*) FROM things WHERE problem IS NOT NULL)"));
    }

    [Theory]
    [InlineData(Live.Stopped)]
    [InlineData(Live.Watching)]
    public async Task One_transaction_over_a_thousand_rows_changes_two_lines_in_each_file(Live live)
    {
        await using var root = await TestRoot.BacklogAsync();
        var paths = Enumerable.Range(0, 1_000).Select(i => $"backlog/BIG-{i:0000}.md").ToList();
        foreach (var (path, i) in paths.Select((p, i) => (p, i)))
            root.Write(path, $"---\nid: BIG-{i:0000}\ntitle: Story {i}\nstatus: ready # so\nowner: \"Bo\"\n---\n\n# Story {i}\n\n- [ ] One\n");
        await root.CommitAllAsync();
        await root.BeginAsync(live);

        await root.SqlAsync("BEGIN; UPDATE stories SET status = 'done', owner = 'Ada' WHERE id LIKE 'BIG-%'; COMMIT");
        await root.SyncAsync();

        Assert.Equal(paths.Select(p => $"2 2 {p}"), await root.NumstatAsync());
        var lines = (await root.ChangedLinesAsync()).GroupBy(l => l).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(
            new Dictionary<string, int> { ["-status: ready # so"] = 1_000, ["+status: done # so"] = 1_000, ["-owner: \"Bo\""] = 1_000, ["+owner: \"Ada\""] = 1_000 }, lines);
        await Rests(root);
    }

    [Theory]
    [InlineData(Live.Stopped)]
    [InlineData(Live.Watching)]
    public async Task A_deleted_rows_page_lies_whole_in_the_trash(Live live)
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.BeginAsync(live);
        var page = root.Read("backlog/APP-004-retire-the-password-form.md");

        await root.SqlAsync("DELETE FROM stories WHERE id = 'APP-004'");
        Assert.Equal(1, (await root.SyncAsync()).Count(live is Live.Stopped ? "files_deleted" : "documents") - (live is Live.Stopped ? 0 : 6));

        var trashed = Directory.EnumerateFiles(root.At(".pagerow/trash"), "*", SearchOption.AllDirectories).ToList();
        Assert.Equal(page, File.ReadAllText(Assert.Single(trashed)));
        Assert.Equal(["deleted|rows"], await root.SqlAsync("SELECT kind, origin FROM pagerow_events ORDER BY id DESC LIMIT 1"));
    }

    [Fact]
    public async Task The_version_rises_by_one_within_the_clients_own_transaction()
    {
        await using var root = await TestRoot.BacklogAsync();
        await root.BeginAsync(Live.Stopped);

        Assert.Equal(["2"], await root.SqlAsync("BEGIN; UPDATE stories SET owner = 'Ada' WHERE id = 'APP-001'; SELECT version FROM stories WHERE id = 'APP-001'; COMMIT"));
        await root.SyncAsync();
        Assert.Equal(["2"], await root.SqlAsync("SELECT version FROM stories WHERE id = 'APP-001'"));
    }

    static async Task Rests(TestRoot root)
    {
        var again = await root.SyncAsync();
        foreach (var count in (string[])["files_written", "rows_written", "files_deleted", "rows_deleted", "moved", "conflicts"])
            Assert.Equal(0, again.Count(count));
    }

    static TheoryData<string, Live> Each(IReadOnlyList<SqlEdit> edits)
    {
        var data = new TheoryData<string, Live>();
        foreach (var edit in edits)
        {
            data.Add(edit.Name, Live.Stopped);
            data.Add(edit.Name, Live.Watching);
        }

        return data;
    }
}
