using System.Text;

namespace Pagerow.EndToEnd;

/// <summary>Which version comes back, and what is said where there is none.</summary>
public sealed class RestoreTests
{
    [Fact]
    public async Task What_stands_in_the_file_is_no_version_to_restore()
    {
        await using var root = TestRoot.Empty();
        root.Write("README.md", "# Read me\n");
        await File.WriteAllBytesAsync(root.At("lat.md"), Encoding.Latin1.GetBytes("# Caf\u00e9\n"), TestContext.Current.CancellationToken);
        await root.SyncAsync();
        await root.SqlAsync("UPDATE pages SET body = 'Waits.' WHERE path = 'lat.md'");
        await root.SyncAsync(3);

        foreach (var path in (string[])["README.md", "lat.md"])
        {
            var hash = root.Hash(path);
            var ran = (await root.RunAsync("restore", path)).Ended(1);
            Assert.Empty(ran.Out);
            Assert.Contains("There is no earlier version of this page", ran.Error, StringComparison.Ordinal);
            Assert.Equal(["same-version"], (await root.RunAsync("restore", path, "--version", hash[..8], "--json")).Ended(1).Codes);
            Assert.Equal(hash, root.Hash(path));
        }
    }

    [Fact]
    public async Task Of_a_page_that_never_was_nothing_is_known_and_of_a_version_that_never_was_neither()
    {
        await using var root = TestRoot.Empty();
        root.Write("a.md", "# A\n");
        await root.SyncAsync();
        var never = (await root.RunAsync("restore", "nope.md")).Ended(1).Error;
        Assert.Contains("nope.md: Nothing is known of a page at this path.", never, StringComparison.Ordinal);
        var version = (await root.RunAsync("restore", "a.md", "--version", "ffffffff")).Ended(1).Error;
        Assert.Contains("The history holds no such version of this page.", version, StringComparison.Ordinal);
        Assert.Contains("'pagerow log a.md' shows those it holds", version, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_that_no_sync_has_seen_is_taken_back_to_what_was_agreed_on()
    {
        await using var root = TestRoot.Empty();
        root.Write("a.md", "# One\n");
        await root.SyncAsync();
        root.Write("a.md", "# Two\n");
        await root.SyncAsync();
        root.Write("a.md", "# Three\n");
        (await root.RunAsync("restore", "a.md")).Ended(0);
        Assert.Equal("# Two\n", root.Read("a.md"));
        (await root.RunAsync("restore", "a.md")).Ended(0);
        Assert.Equal("# Three\n", root.Read("a.md"));
    }
}
