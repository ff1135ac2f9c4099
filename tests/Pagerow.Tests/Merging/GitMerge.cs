using System.Diagnostics;
using System.Globalization;
using Pagerow.Pages;

namespace Pagerow.Tests.Merging;

/// <summary>What <c>git merge-file</c> makes of triples of pages.</summary>
static class GitMerge
{
    const string Script = "for b in *.b; do i=${b%.b}; git merge-file -p -L '<<' -L '||' -L '>>' $i.f $b $i.r > $i.m 2>/dev/null; done";

    /// <summary>How many conflicts each triple has. Skips the running test where there is no git.</summary>
    public static int[] Conflicts(IReadOnlyList<(PageText Base, PageText File, PageText Row)> triples, string folder)
    {
        Assert.SkipUnless(HasGit(), "no git to compare with: install it");
        string Name(int i, string ending) => Path.Combine(folder, i.ToString(CultureInfo.InvariantCulture) + ending);
        for (var i = 0; i < triples.Count; i++)
        {
            File.WriteAllBytes(Name(i, ".b"), triples[i].Base.Encode());
            File.WriteAllBytes(Name(i, ".f"), triples[i].File.Encode());
            File.WriteAllBytes(Name(i, ".r"), triples[i].Row.Encode());
        }

        using (var shell = Process.Start(new ProcessStartInfo("sh", ["-c", Script]) { WorkingDirectory = folder })!)
            shell.WaitForExit();
        return [.. Enumerable.Range(0, triples.Count).Select(i => File.ReadAllText(Name(i, ".m")).Split('\n').Count(l => l.TrimEnd('\r') == "<<<<<<< <<"))];
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
