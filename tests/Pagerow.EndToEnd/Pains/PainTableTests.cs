using System.Globalization;
using System.Text.RegularExpressions;
using Pagerow.Tests;

namespace Pagerow.EndToEnd.Pains;

/// <summary>The table of what users of comparable tools suffer: each line names the tests that show that Pagerow does not, or why there is none.</summary>
public sealed partial class PainTableTests
{
    const int MostExcluded = 5;
    const string Excluded = "excluded: ";

    static readonly string Folder = Path.Combine(Checkout.Folder, "tests");

    [Fact]
    public void Every_pain_from_the_first_to_the_last_has_a_line_and_few_are_excluded()
    {
        var lines = Lines();
        Assert.Equal(Enumerable.Range(1, lines.Length), lines.Select(l => int.Parse(l[0], CultureInfo.InvariantCulture)));
        Assert.All(lines, l => Assert.True(l.Length == 3 && l[1].Length > 0 && l[2].Length > 0, string.Join(" | ", l)));
        Assert.All(lines.Where(IsExcluded), l => Assert.True(l[2].Length > Excluded.Length + 10, $"{l[0]} says no reason"));
        Assert.InRange(lines.Count(IsExcluded), 0, MostExcluded);
    }

    [Fact]
    public void Every_test_that_the_table_names_exists_and_every_test_of_a_pain_is_named()
    {
        var tests = Tests();
        var named = Lines().Where(l => !IsExcluded(l)).SelectMany(l => l[2].Split(' ').Select(t => (Number: l[0], Test: t))).ToList();
        Assert.DoesNotContain(named, n => !tests.Contains(n.Test));
        var pains = tests.Where(t => t.Contains(".Pain_", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        Assert.Equal(pains, named.Select(n => n.Test).Where(t => t.Contains(".Pain_", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        // A test of a pain stands in that pain's line at least.
        Assert.All(pains, p => Assert.Contains((int.Parse(Number().Match(p).Groups["number"].Value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture), p), named));
    }

    static bool IsExcluded(string[] line) => line[2].StartsWith(Excluded, StringComparison.Ordinal);

    static string[][] Lines() => [.. File.ReadLines(Path.Combine(Folder, "Pagerow.EndToEnd", "Pains", "pains.tsv")).Skip(1).Select(l => l.Split('\t'))];

    // Read from the sources: they stand in several assemblies, some of which are not built with these tests.
    static HashSet<string> Tests() =>
    [
        .. Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
            .Select(f => (Class: Path.GetFileNameWithoutExtension(f), Text: File.ReadAllText(f)))
            .SelectMany(f => Test().Matches(f.Text).Select(m => $"{f.Class}.{m.Groups["name"].Value}")),
    ];

    [GeneratedRegex(@"\[(?:Fact|Theory)(?:\(.*\))?\]\s(?:\s*\[[^\n]*\n)*\s*public (?:async )?(?:Task|void|ValueTask) (?<name>\w+)\(", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Test();

    [GeneratedRegex(@"\.Pain_(?<number>[0-9]+)_", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Number();
}
