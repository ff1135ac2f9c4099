using System.Collections.Immutable;
using Pagerow.Merging.Lines;
using Pagerow.Pages;

namespace Pagerow.Tests.Merging;

/// <summary>
/// Checks a merge by counting and ordering lines alone, without comparing the texts as the merge did. It finds lines that a merge lost or
/// invented; it cannot say that a merge is wise.
/// </summary>
static class LineVerifier
{
    /// <summary>What is wrong with a merge, each as a sentence; empty where nothing is.</summary>
    public static ImmutableArray<string> Check(string @base, string file, string row, LineMerge merge)
    {
        ArgumentNullException.ThrowIfNull(merge);
        var (b, f, r) = (TextLines.Split(@base), TextLines.Split(file), TextLines.Split(row));
        var asFile = TextLines.Split(merge.Render(hole => hole.File));
        var asRow = TextLines.Split(merge.Render(hole => hole.Row));
        var (inBase, inFile, inRow) = (Count(b), Count(f), Count(r));
        return
        [
            .. Invented(asFile, inFile, inRow, "with the file's holes"),
            .. Invented(asRow, inFile, inRow, "with the row's holes"),
            .. Lost(f, inBase, asFile, "file"),
            .. Lost(r, inBase, asRow, "row"),
            .. Dropped(inBase, inFile, inRow, [.. asFile, .. asRow]),
        ];
    }

    /// <summary>A line that stands once everywhere was touched by none, or moved by some: it stands somewhere, be it in a hole.</summary>
    static IEnumerable<string> Dropped(Dictionary<string, int> inBase, Dictionary<string, int> inFile, Dictionary<string, int> inRow, HashSet<string> merged) =>
        from line in inBase
        where line.Value == 1 && inFile.GetValueOrDefault(line.Key) == 1 && inRow.GetValueOrDefault(line.Key) == 1 && !merged.Contains(line.Key)
        select $"the line '{line.Key}' that all have is lost";

    static IEnumerable<string> Invented(List<string> merged, Dictionary<string, int> inFile, Dictionary<string, int> inRow, string what) =>
        from line in Count(merged)
        where line.Value > inFile.GetValueOrDefault(line.Key) + inRow.GetValueOrDefault(line.Key)
        select $"the merge {what} has the line '{line.Key}' {line.Value} times, more often than both sides together";

    /// <summary>Lines that the base does not have were added: they stand in the merge, in their order.</summary>
    static IEnumerable<string> Lost(List<string> side, Dictionary<string, int> inBase, List<string> merged, string name)
    {
        var at = 0;
        foreach (var line in side.Where(l => !inBase.ContainsKey(l)))
        {
            var found = merged.IndexOf(line, at);
            if (found < 0)
                yield return $"the line '{line}' that the {name} added is lost or out of order";
            else
                at = found + 1;
        }
    }

    static Dictionary<string, int> Count(List<string> lines) =>
        lines.CountBy(l => l, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
}
