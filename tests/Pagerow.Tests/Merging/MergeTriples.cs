namespace Pagerow.Tests.Merging;

/// <summary>Random texts of few different lines, and two edits of each: the hardest for a merge.</summary>
static class MergeTriples
{
    public static (string Base, string File, string Row) Next(Random random)
    {
        var alphabet = random.Next(3) switch { 0 => 3, 1 => 8, _ => 60 };
        var lines = Enumerable.Range(0, random.Next(0, 14)).Select(_ => Line(random, alphabet)).ToList();
        return (Text(lines, random), Text(Edited(lines, random, alphabet), random), Text(Edited(lines, random, alphabet), random));
    }

    public static string Quoted(string text) => '"' + text.Replace("\n", "\\n", StringComparison.Ordinal) + '"';

    static string Line(Random random, int alphabet) => ((char)('A' + random.Next(alphabet))).ToString();

    static List<string> Edited(List<string> lines, Random random, int alphabet)
    {
        var edited = new List<string>(lines);
        for (var left = random.Next(0, 5); left > 0; left--)
        {
            var at = random.Next(edited.Count + 1);
            var what = random.Next(4);
            if (what == 0 || at == edited.Count)
                edited.Insert(at, Line(random, alphabet));
            else if (what == 1)
                edited.RemoveAt(at);
            else if (what == 2)
                edited[at] = Line(random, alphabet);
            else
                edited.Insert(at, edited[random.Next(edited.Count)]);
        }

        return edited;
    }

    /// <summary>Now and then without a final newline.</summary>
    static string Text(List<string> lines, Random random) => string.Join('\n', lines) + (lines.Count > 0 && random.Next(20) > 0 ? "\n" : "");
}
