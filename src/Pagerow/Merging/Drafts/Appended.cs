using Pagerow.Pages;

namespace Pagerow.Merging.Drafts;

/// <summary>What both sides appended at one place.</summary>
static class Appended
{
    /// <summary>The file's lines and then those of the row that are not among them already; where one holds the other, that one.</summary>
    public static string Union(string file, string row)
    {
        var (ours, theirs) = (TextLines.Split(file), TextLines.Split(row));
        if (Holds(ours, theirs))
            return file;
        if (Holds(theirs, ours))
            return row;
        var common = 0;
        while (ours[common] == theirs[common])
            common++;
        var seam = file.EndsWith('\n') ? "" : "\n";
        return file + seam + string.Concat(theirs[common..]);
    }

    static bool Holds(List<string> whole, List<string> part)
    {
        var at = 0;
        foreach (var line in whole)
        {
            if (at < part.Count && part[at] == line)
                at++;
        }

        return at == part.Count;
    }
}
