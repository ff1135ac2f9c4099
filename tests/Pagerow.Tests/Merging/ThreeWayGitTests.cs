using System.Diagnostics;
using System.Globalization;
using Pagerow.Merging.Lines;

namespace Pagerow.Tests.Merging;

/// <summary>The three-way merge beside that of Git.</summary>
public sealed class ThreeWayGitTests(ITestOutputHelper output)
{
    const string Script =
        "for b in *.b; do i=${b%.b}; git merge-file -p --diff3 -L '<<' -L '||' -L '>>' $i.f $b $i.r > $i.m 2>/dev/null; done";

    [Fact]
    public void Random_merges_have_no_more_conflicts_than_those_of_git_and_agree_where_both_have_none()
    {
        Assert.SkipUnless(HasGit(), "no git to compare with: install it");
        var count = Environment.GetEnvironmentVariable("PAGEROW_LONG") is null ? 2_000 : 100_000;
        var folder = Directory.CreateTempSubdirectory("pagerow-merges-").FullName;
        try
        {
            Compare(count, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    void Compare(int count, string folder)
    {
        var random = new Random(20260105);
        var triples = Enumerable.Range(0, count).Select(_ => MergeTriples.Next(random)).ToArray();
        for (var i = 0; i < count; i++)
        {
            var name = Path.Combine(folder, i.ToString(CultureInfo.InvariantCulture));
            File.WriteAllText(name + ".b", triples[i].Base);
            File.WriteAllText(name + ".f", triples[i].File);
            File.WriteAllText(name + ".r", triples[i].Row);
        }

        using (var shell = Process.Start(new ProcessStartInfo("sh", ["-c", Script]) { WorkingDirectory = folder })!)
            shell.WaitForExit();
        int ourHoles = 0, theirHoles = 0, ours = 0, theirs = 0, alike = 0, bothWhole = 0;
        for (var i = 0; i < count; i++)
        {
            var (b, f, r) = triples[i];
            var merge = ThreeWay.Merge(b, f, r);
            var git = File.ReadAllText(Path.Combine(folder, i.ToString(CultureInfo.InvariantCulture) + ".m"));
            var conflicts = git.Split('\n').Count(l => l == "<<<<<<< <<");
            var holes = merge.Chunks.Count(c => c is MergeChunk.Hole);
            Assert.Empty(LineVerifier.Check(b, f, r, merge));
            (ourHoles, theirHoles) = (ourHoles + holes, theirHoles + conflicts);
            (ours, theirs) = (ours + Math.Min(holes, 1), theirs + Math.Min(conflicts, 1));
            if (holes + conflicts > 0)
                continue;
            bothWhole++;
            alike += git == merge.Render(_ => "") ? 1 : 0;
        }

        output.WriteLine($"seed 20260105: {count} triples; with conflicts: {ours} here, {theirs} by git; conflicts: {ourHoles} here, {theirHoles} by git; {alike} of {bothWhole} whole ones are alike");
        Assert.True(theirs > count / 20, "git found no conflicts: did it run?");
        Assert.True(ours <= theirs && ourHoles <= theirHoles, "more conflicts than git");
        Assert.True(alike * 100 > bothWhole * 95, "other results than git");
    }

    static bool HasGit()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", "--version") { RedirectStandardOutput = true, UseShellExecute = false });
            git!.WaitForExit();
            return git.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
