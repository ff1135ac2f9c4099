using System.Globalization;
using System.Text;

namespace Pagerow.Benchmarks;

/// <summary>A page of about 4 KB: six keys, four sections, five check boxes. The same number gives the same page.</summary>
static class GeneratedPage
{
    const int Seed = 20_000_003, WordsPerSection = 125;

    static readonly string[] Words = [
        "page", "row", "table", "folder", "editor", "change", "merge", "agent", "release", "review", "column", "heading", "branch", "query", "index", "draft",
        "client", "server", "deploy", "backlog", "ticket", "sprint", "owner", "budget", "design", "layout", "schema", "commit", "trigger", "journal", "widget", "sample",
        "the", "a", "and", "of", "with", "before", "after", "under", "between", "should", "will", "must", "may", "because", "until", "while"];

    static readonly string[] Statuses = ["open", "doing", "review", "done"], Sections = ["Context", "Plan", "Checks", "Notes"];

    /// <summary>The page's text.</summary>
    /// <param name="number">Which page.</param>
    /// <param name="points">The value of its key <c>points</c>, which the benchmarks edit.</param>
    public static string Of(int number, int points)
    {
        var random = new Random(Seed + number);
        var text = new StringBuilder(5000);
        text.Append(CultureInfo.InvariantCulture, $"---\nid: TASK-{number:000000}\ntitle: {Capital(Line(random, 6))}\nstatus: {Pick(random, Statuses)}\npoints: {points}\n");
        text.Append(CultureInfo.InvariantCulture, $"created: 2024-{random.Next(1, 13):00}-{random.Next(1, 29):00}\ntags: [{Pick(random, Words)}, {Pick(random, Words)}-{random.Next(9)}]\n---\n\n");
        foreach (var section in Sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {section}\n\n");
            if (section == "Checks")
                Boxes(random, text);
            Paragraphs(random, text);
        }

        return text.ToString();
    }

    static void Boxes(Random random, StringBuilder text)
    {
        for (var box = 0; box < 5; box++)
            text.Append(CultureInfo.InvariantCulture, $"- [{(random.Next(2) == 0 ? ' ' : 'x')}] {Line(random, 8)}\n");
        text.Append('\n');
    }

    static void Paragraphs(Random random, StringBuilder text)
    {
        for (var left = WordsPerSection; left > 0; left -= 25)
            text.Append(Capital(Line(random, 13))).Append('\n').Append(Line(random, 12)).Append(".\n\n");
    }

    static string Line(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Pick(random, Words)));

    static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    static string Capital(string line) => char.ToUpperInvariant(line[0]) + line[1..];
}
