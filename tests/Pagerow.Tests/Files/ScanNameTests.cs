using Pagerow.Engine.Sides;
using Pagerow.Files.Scanning;
using Pagerow.Files.Trees;
using Pagerow.Pages;
using static Pagerow.Tests.Files.FolderTestRoot;

namespace Pagerow.Tests.Files;

/// <summary>Names that a look must tell apart, or cannot tell at all.</summary>
public class ScanNameTests
{
    static readonly HashSet<PagePath> None = [];

    [Fact]
    public async Task Names_that_are_not_utf8_are_left_out()
    {
        await using var root = new FolderTestRoot();
        root.Write("d/good.md", "1");
        Assert.Equal(0, Run("sh", "-c", $"cd '{root.Folder}/d' && touch \"$(printf 'bad\\377.md')\" \"$(printf 'bad\\377.png')\" && mkdir \"$(printf 'dir\\376')\" && touch \"$(printf 'dir\\376')/x.md\""));

        var look = await root.LookAsync();
        Assert.Equal(["d/good.md"], Suspects(look));
        Assert.Equal(["d/bad\uFFFD.md", "d/dir\uFFFD"], look.LeftOut.Select(l => l.Key.Value));
        Assert.All(look.LeftOut, l => Assert.Contains("UTF-8", l.Value, StringComparison.Ordinal));
        root.Time.Advance(TimeSpan.FromHours(1));
        await root.LookAsync();
        root.Side.Settle(None);
        Assert.Empty((await root.LookAsync()).Suspects);
    }

    [Fact]
    public async Task Of_two_spellings_of_one_name_the_second_is_a_problem()
    {
        await using var root = new FolderTestRoot();
        root.Write("caf\u00E9.md", "composed");
        await root.RestAsync();
        root.Write("cafe\u0301.md", "decomposed");

        for (var i = 0; i < 2; i++)
        {
            var look = await root.LookAsync();
            Assert.Empty(look.Suspects);
            Assert.Equal(["cafe\u0301.md"], look.Unknown.Select(u => u.Key));
            Assert.Equal("name-twin", look.Unknown[0].Value.Code);
            Assert.Equal(1, look.FilesSeen);
            root.Side.Settle(None);
        }
        Assert.Equal("name-twin", (await root.LookAsync(Only("cafe\u0301.md"))).Unknown.Single().Value.Code);

        File.Delete(root.Path("caf\u00E9.md"));
        var alone = await root.LookAsync();
        Assert.Equal(["cafe\u0301.md"], Suspects(alone));
        Assert.Equal([PagePath.Of("caf\u00E9.md")], alone.Vanished);
        Assert.Empty(alone.Unknown);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task Names_that_differ_in_case_are_twins_where_the_root_folds_case(bool foldsCase, int pages)
    {
        await using var root = new FolderTestRoot();
        root.Write("Plan.md", "1");
        root.Write("plan.md", "2");
        Assert.SkipWhen(Directory.GetFiles(root.Folder).Length < 2, "this file system cannot hold both names");
        using var tree = new LinuxTree(root.Folder, Beneath.Best);

        var found = new Look(tree, new StampStore([]), new Names(Markdown), new NameMode(foldsCase, false), 0)
            .Run(new FolderScope.Everything(), TestContext.Current.CancellationToken);
        Assert.Equal(pages, found.Suspects.Count);
        Assert.Equal(2 - pages, found.Unknown.Count);
        Assert.Equal("Plan.md", found.Suspects.Select(s => s.Path.Value).Order(StringComparer.Ordinal).First());
    }
}
