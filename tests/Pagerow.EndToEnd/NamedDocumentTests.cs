namespace Pagerow.EndToEnd;

/// <summary>How a person may name a document: from the root, from the folder they are in, or absolutely.</summary>
public sealed class NamedDocumentTests
{
    [Theory]
    [InlineData("sub/a.md")]
    [InlineData("a.md")]
    [InlineData("./a.md")]
    [InlineData("../sub/a.md")]
    [InlineData("ROOT/sub/a.md")]
    public async Task From_a_folder_below_the_root_a_document_has_all_its_names(string name)
    {
        await using var root = await BegunAsync();
        name = name.Replace("ROOT", root.Folder, StringComparison.Ordinal);
        root.Write("sub/a.md", "# Two\n");
        var here = root.At("sub");
        Assert.Contains("file -> row  sub/a.md", (await TestRoot.RunInAsync(here, "diff", name)).Ended(0).Out, StringComparison.Ordinal);
        Assert.Contains("created    sub/a.md", (await TestRoot.RunInAsync(here, "log", name)).Ended(0).Out, StringComparison.Ordinal);
        Assert.StartsWith("restored sub/a.md to ", (await TestRoot.RunInAsync(here, "restore", name)).Ended(0).Out, StringComparison.Ordinal);
        Assert.Equal("# One\n", root.Read("sub/a.md"));
    }

    [Fact]
    public async Task Open_conflicts_are_shown_and_resolved_by_any_name_of_their_document()
    {
        await using var root = await BegunAsync();
        root.Write("pagerow.yaml", "conflicts: ask\ncollections:\n  pages: { files: \"**/*.md\", columns: { status: text } }\n");
        root.Write("sub/a.md", "---\nstatus: one\n---\n");
        await root.SyncAsync();
        root.Write("sub/a.md", "---\nstatus: file\n---\n");
        await root.SqlAsync("UPDATE pages SET status = 'row' WHERE path = 'sub/a.md'");
        await root.SyncAsync(3);
        foreach (var name in (string[])["a.md", "./a.md", "sub/a.md", root.At("sub/a.md")])
            Assert.Contains("sub/a.md: ", (await TestRoot.RunInAsync(root.At("sub"), "conflicts", "show", name)).Ended(3).Out, StringComparison.Ordinal);
        (await TestRoot.RunInAsync(root.At("sub"), "conflicts", "resolve", "a.md", "--take", "rows")).Ended(0);
        Assert.Equal("---\nstatus: row\n---\n", root.Read("sub/a.md"));
    }

    [Fact]
    public async Task A_name_of_two_documents_is_refused_and_both_can_be_named()
    {
        await using var root = await BegunAsync();
        var here = root.At("sub");
        var refused = (await TestRoot.RunInAsync(here, "log", "b.md")).Ended(2).Error;
        Assert.Contains("Two documents could be meant: 'b.md' and 'sub/b.md'.", refused, StringComparison.Ordinal);
        Assert.Contains($"'./b.md' for the one in the folder you are in, and {root.At("b.md")} for the other", refused, StringComparison.Ordinal);
        Assert.Contains("created    sub/b.md", (await TestRoot.RunInAsync(here, "log", "./b.md")).Ended(0).Out, StringComparison.Ordinal);
        Assert.Contains("created    b.md", (await TestRoot.RunInAsync(here, "log", root.At("b.md"))).Ended(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_root_that_is_reached_through_a_link_has_its_documents_by_both_names()
    {
        await using var root = await BegunAsync();
        var link = Path.Combine(root.Above, "link");
        File.CreateSymbolicLink(link, "root");
        Assert.Contains("created    sub/a.md", (await root.RunAsync("log", $"{link}/sub/a.md")).Ended(0).Out, StringComparison.Ordinal);
        Assert.Contains("created    sub/a.md", (await TestRoot.RunInAsync(root.Above, "log", root.At("sub/a.md"), "--root", "link")).Ended(0).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("log", "../../x.md")]
    [InlineData("diff", "/etc/hostname")]
    [InlineData("restore", "sub//a.md")]
    [InlineData("conflicts show", "../../x.md")]
    [InlineData("restore", "x\\y.md")]
    public async Task A_path_that_is_none_below_the_root_is_refused_with_what_to_do(string command, string name)
    {
        await using var root = await BegunAsync();
        var ran = (await TestRoot.RunInAsync(root.At("sub"), [.. command.Split(' '), name])).Ended(2);
        Assert.Contains("That is no path below the root: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains($"give its path below {root.Folder}, as 'pagerow log' shows it, or one from the folder you are in", ran.Error, StringComparison.Ordinal);
    }

    static async Task<TestRoot> BegunAsync()
    {
        var root = TestRoot.Empty();
        root.Write("b.md", "# Above\n");
        root.Write("sub/a.md", "# One\n");
        root.Write("sub/b.md", "# Below\n");
        await root.SyncAsync();
        return root;
    }
}
