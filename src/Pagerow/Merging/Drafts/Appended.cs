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
        return file + seam + string.Concat(theirs[(common + Overlap(ours[common..], theirs[common..]))..]);
    }

    // How many lines end the one and begin the other. For each line of the second what would still fit had it failed there, as D. Knuth,
    // J. Morris and V. Pratt find one text in another, so that many equal lines take no longer than others.
    static int Overlap(List<string> one, List<string> other)
    {
        var fallback = new int[other.Count + 1];
        for (var (i, fits) = (1, 0); i < other.Count; fallback[++i] = fits)
            fits = Next(fits, other[i]);
        var length = 0;
        foreach (var line in one)
            length = Next(length, line);
        return length;

        int Next(int fits, string line)
        {
            if (fits == other.Count)
                fits = fallback[fits];
            while (fits > 0 && other[fits] != line)
                fits = fallback[fits];
            return other.Count > 0 && other[fits] == line ? fits + 1 : 0;
        }
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
