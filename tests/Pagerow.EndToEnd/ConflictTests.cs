namespace Pagerow.EndToEnd;

/// <summary>Conflicts as a person meets them: on the command line, and in any SQL client.</summary>
public sealed class ConflictTests
{
    const string Dark = "backlog/APP-003-dark-mode.md";

    static async Task<TestRoot> OpenAsync()
    {
        var root = await TestRoot.BacklogAsync();
        root.Change("pagerow.yaml", t => $"conflicts: ask\n{t}");
        await root.SyncAsync();
        await BothEditAsync(root);
        return root;
    }

    static async Task BothEditAsync(TestRoot root)
    {
        root.Change(Dark, t => t.Replace("title: Dark mode", "title: Darker", StringComparison.Ordinal).Replace("owner:", "owner: Bob", StringComparison.Ordinal));
        await root.SqlAsync("UPDATE stories SET title = 'Night', owner = 'Ada', priority = 'high' WHERE id = 'APP-003'");
    }

    // What the file says of title and owner.
    static (string, string) Says(TestRoot root) => (Value(root, "title: "), Value(root, "owner: "));

    static string Value(TestRoot root, string key) => root.Read(Dark).Split('\n').Single(l => l.StartsWith(key, StringComparison.Ordinal))[key.Length..];

    [Fact]
    public async Task An_open_place_is_listed_shown_and_resolved_on_the_command_line()
    {
        await using var root = await OpenAsync();
        var sync = await root.SyncAsync(exit: 3);
        Assert.Equal(2, (int)sync.Data["conflicts"]!);
        Assert.Equal(("Darker", "Bob"), Says(root));
        Assert.Contains("priority: high", root.Read(Dark), StringComparison.Ordinal);
        Assert.Equal(["Night|Ada"], await root.SqlAsync("SELECT title, owner FROM stories WHERE id = 'APP-003'"));

        var listed = (await root.RunAsync("conflicts", "--json")).Ended(3).Data.AsArray()[0]!;
        Assert.Equal(("Darker", "Night", Dark), ((string)listed["file"]!, (string)listed["row"]!, (string)listed["path"]!));
        var shown = (await root.RunAsync("conflicts", "show", Dark)).Ended(3).Out;
        Assert.Contains("-Darker", shown, StringComparison.Ordinal);
        Assert.Contains("+Night", shown, StringComparison.Ordinal);

        Assert.Equal(["unresolved"], (await root.RunAsync("conflicts", "resolve", "1", "--take", "both", "--json")).Ended(1).Codes.Take(1));
        (await root.RunAsync("conflicts", "resolve", "1", "--take", "rows")).Ended(3);
        Assert.Equal(("Night", "Bob"), Says(root));
        (await root.RunAsync("conflicts", "resolve", Dark, "--take", "files")).Ended(0);
        Assert.Equal(["Night|Bob"], await root.SqlAsync("SELECT title, owner FROM stories WHERE id = 'APP-003'"));
        Assert.Contains("no open conflicts", (await root.RunAsync("conflicts")).Ended(0).Out, StringComparison.Ordinal);
        await root.SyncAsync();
    }

    [Fact]
    public async Task A_conflicts_document_opens_in_the_editor_and_what_is_marked_there_is_done()
    {
        await using var root = await OpenAsync();
        await root.SyncAsync(exit: 3);
        root.Write("../edit.sh", "sed -i 's/^- \\[ \\] Keep the database.s version/- [x] Keep the database'\"'\"'s version/' \"$1\"\n");
        var editor = $"EDITOR=sh {Path.Combine(root.Above, "edit.sh")}";
        string[] command = ["-u", "VISUAL", editor, "dotnet", Programs.Pagerow, "conflicts", "resolve", "1", "--root", root.Folder];
        (await Programs.RunAsync("env", [.. command, "--edit"], root.Above)).Ended(3);
        Assert.Equal(("Night", "Bob"), Says(root));

        Assert.Equal(["bad-resolution"], (await root.RunAsync("conflicts", "resolve", "2", "--json")).Ended(2).Codes);
        var idle = await Programs.RunAsync("env", ["-u", "VISUAL", "EDITOR=true", "dotnet", Programs.Pagerow, "conflicts", "resolve", "2", "--edit", "--json", "--root", root.Folder], root.Above);
        Assert.Equal("unresolved", idle.Ended(1).Codes[0]);
    }

    [Fact]
    public async Task Beside_a_running_watch_an_answer_by_SQL_or_by_command_is_carried_out()
    {
        await using var root = await OpenAsync();
        await root.WatchAsync();
        await root.SyncAsync(exit: 3);
        await root.SqlAsync("UPDATE pagerow_conflicts SET resolution = 'text', resolved_text = 'Dusk' WHERE file_text = 'Darker'");
        await root.SyncAsync(exit: 3);
        (await root.RunAsync("conflicts", "resolve", Dark, "--take", "rows")).Ended(0);
        Assert.Equal(("Dusk", "Ada"), Says(root));
        Assert.Equal(["Dusk|Ada"], await root.SqlAsync("SELECT title, owner FROM stories WHERE id = 'APP-003'"));
    }

    [Theory]
    [InlineData(Live.Stopped)]
    [InlineData(Live.Watching)]
    public async Task A_conflicts_document_that_is_marked_and_saved_decides(Live live)
    {
        const string document = ".pagerow/conflicts/1.md";
        await using var root = await OpenAsync();
        if (live is Live.Watching)
            await root.WatchAsync();
        await root.SyncAsync(exit: 3);
        foreach (var part in (string[])["## The database's version\n\n```text\nNight\n```", "## The file's version\n\n```text\nDarker\n```", "-Darker\n+Night", "- [ ] Take the text below"])
            Assert.Contains(part, root.Read(document), StringComparison.Ordinal);

        root.Change(document, t => t.Replace("- [ ] Keep both", "- [x] Keep both", StringComparison.Ordinal));
        await Patience.UntilAsync("the answer was taken and given back", () =>
        {
            root.SyncAsync(exit: 3).GetAwaiter().GetResult();
            return root.Read(document).Contains("it could not stand there", StringComparison.Ordinal);
        });
        root.Change(document, t => t.Replace("- [ ] Take the text below", "- [x] Take the text below", StringComparison.Ordinal).Replace("```text\nNight\n```\n\n<!--", "```text\nDusk\n```\n\n<!--", StringComparison.Ordinal));
        await Patience.UntilAsync("the text stands", () =>
        {
            root.SyncAsync(exit: 3).GetAwaiter().GetResult();
            return root.Read(Dark).Contains("title: Dusk\n", StringComparison.Ordinal);
        });
        Assert.False(File.Exists(root.At(document)));
        Assert.Equal(["Dusk|Ada"], await root.SqlAsync("SELECT title, owner FROM stories WHERE id = 'APP-003'"));
        Assert.True(File.Exists(root.At(".pagerow/conflicts/2.md")));
    }

    [Fact]
    public async Task A_text_with_a_code_block_of_its_own_is_taken_whole()
    {
        const string document = ".pagerow/conflicts/1.md", text = "Before\n```sh\nls\n```\nBetween\n````text\nx\n````\nBehind";
        await using var root = await BodyConflictAsync();
        root.Change(document, t => t.Replace("- [ ] Take the text below", "- [x] Take the text below", StringComparison.Ordinal));
        root.Change(document, t =>
        {
            var area = t.IndexOf("## Another text", StringComparison.Ordinal);
            return t[..area] + t[area..].Replace("Row", text, StringComparison.Ordinal);
        });
        await root.SyncAsync();
        Assert.Contains(text, root.Read("a.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_without_its_fence_is_taken_up_to_the_seal()
    {
        const string document = ".pagerow/conflicts/1.md";
        await using var root = await BodyConflictAsync();
        root.Change(document, t =>
        {
            var area = t.IndexOf("## Another text", StringComparison.Ordinal);
            var seal = t.IndexOf("<!-- pagerow", StringComparison.Ordinal);
            return t[..area].Replace("- [ ] Take the text below", "- [x] Take the text below", StringComparison.Ordinal) + "## Another text\n\nTyped\n\n" + t[seal..];
        });
        await root.SyncAsync();
        Assert.Contains("Typed", root.Read("a.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("<!-- pagerow", root.Read("a.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_into_a_document_is_kept_when_its_conflict_closes_otherwise()
    {
        const string document = ".pagerow/conflicts/1.md";
        await using var root = await BodyConflictAsync();
        root.Change(document, t => t.Replace("## Another text", "## Another text, not yet done", StringComparison.Ordinal));
        root.Write(".pagerow/conflicts/notes.md", "# Mine\n");
        root.Write(".pagerow/conflicts/99.md", "# Not sealed\n");
        (await root.RunAsync("conflicts", "resolve", "1", "--take", "rows")).Ended(0);

        Assert.False(File.Exists(root.At(document)));
        Assert.Equal("# Mine\n", root.Read(".pagerow/conflicts/notes.md"));
        var kept = Directory.EnumerateFiles(root.At(".pagerow/displaced")).Select(File.ReadAllText).ToList();
        Assert.Contains(kept, k => k.Contains("not yet done", StringComparison.Ordinal));
        Assert.Contains("# Not sealed\n", kept);
    }

    static async Task<TestRoot> BodyConflictAsync()
    {
        var root = TestRoot.Empty();
        root.Write("a.md", "# A\n\nOld\n");
        root.Write("pagerow.yaml", "conflicts: ask\ncollections:\n  pages:\n    files: \"{path...}.md\"\n");
        await root.SyncAsync();
        root.Change("a.md", t => t.Replace("Old", "File", StringComparison.Ordinal));
        await root.SqlAsync("UPDATE pages SET body = replace(body, 'Old', 'Row')");
        await root.SyncAsync(exit: 3);
        return root;
    }

    [Fact]
    public async Task What_does_not_exist_is_named_with_what_to_do()
    {
        await using var root = await OpenAsync();
        await root.SyncAsync(exit: 3);
        Assert.Equal(["no-such-conflict"], (await root.RunAsync("conflicts", "show", "77", "--json")).Ended(1).Codes);
        Assert.Equal(["bad-resolution"], (await root.RunAsync("conflicts", "resolve", "1", "--take", "mine", "--json")).Ended(2).Codes);
        Assert.Equal(["bad-resolution"], (await root.RunAsync("conflicts", "resolve", "1", "--json")).Ended(2).Codes);
    }
}
