using System.Diagnostics;
using System.Text;
using Pagerow.Files;
using Pagerow.Pages;
using Pagerow.Reconcile.States;

namespace Pagerow.Tests.Files;

public sealed class FolderGitTests : IDisposable
{
    readonly string _root = Directory.CreateTempSubdirectory("pagerow-git-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_page_that_a_checkout_took_away_is_explained()
    {
        Repository();
        Write("notes/a.md", "committed");
        Git("add", "-A");
        Git("commit", "-qm", "with");
        Git("checkout", "-q", "bare");
        Assert.Equal([PagePath.Of("notes/a.md")], await ExplainedAsync("notes/a.md", "committed"));
    }

    [Fact]
    public async Task A_page_that_the_commit_still_has_is_not_explained()
    {
        Repository();
        Write("a.md", "committed");
        Git("add", "-A");
        Git("commit", "-qm", "with");
        File.Delete(Path.Combine(_root, "a.md"));
        Assert.Empty(await ExplainedAsync("a.md", "committed"));
    }

    [Fact]
    public async Task A_page_that_was_edited_and_not_committed_is_not_explained()
    {
        Repository();
        Write("a.md", "committed");
        Git("add", "-A");
        Git("commit", "-qm", "with");
        Git("checkout", "-q", "bare");
        Assert.Empty(await ExplainedAsync("a.md", "edited since"));
    }

    [Fact]
    public async Task Outside_a_repository_nothing_is_explained() => Assert.Empty(await ExplainedAsync("a.md", "text"));

    async Task<IEnumerable<PagePath>> ExplainedAsync(string path, string text)
    {
        await using var folder = new FolderSide(new(_root, "id"), new(_ => true, _ => true, _ => null), [], TimeProvider.System);
        return await folder.ExplainedAsync([new(PagePath.Of(path), PageBytes.Of(Encoding.UTF8.GetBytes(text)))], TestContext.Current.CancellationToken);
    }

    void Repository()
    {
        Git("init", "-q", "-b", "bare", ".");
        Write("readme.txt", "nothing here");
        Git("add", "-A");
        Git("commit", "-qm", "bare");
        Git("checkout", "-qb", "many");
    }

    void Write(string path, string text)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    void Git(params string[] arguments)
    {
        using var git = Process.Start("git", ["-C", _root, "-c", "user.name=t", "-c", "user.email=t@localhost", .. arguments]);
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }
}
