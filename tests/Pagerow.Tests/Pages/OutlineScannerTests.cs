using System.Diagnostics;
using System.Globalization;
using Pagerow.Pages;
using Pagerow.Pages.Blocks;

namespace Pagerow.Tests.Pages;

/// <summary>The line scanner reads what the parser reads, or says that it does not.</summary>
public sealed class OutlineScannerTests(Corpus corpus, ITestOutputHelper output)
{
    [Fact]
    public void The_scanner_reads_every_page_that_it_takes_as_the_parser_does()
    {
        int pages = 0, taken = 0, boxes = 0, headings = 0;
        long chars = 0;
        var differences = new List<string>();
        TimeSpan scanning = default, parsing = default;
        foreach (var path in corpus.Pages)
        {
            if (!PageText.TryDecode(File.ReadAllBytes(Path.Combine(corpus.Folder, path)), out var page, out _))
                continue;
            var start = BodyStart.Of(page.Text);
            pages++;
            chars += page.Text.Length;
            var clock = Stopwatch.GetTimestamp();
            var scanned = LineScanner.Read(page.Text, start);
            var between = Stopwatch.GetTimestamp();
            var parsed = MarkdigBlocks.Read(page.Text, start);
            parsing += Stopwatch.GetElapsedTime(between);
            scanning += Stopwatch.GetElapsedTime(clock, between);
            if (scanned is null)
                continue;
            taken++;
            boxes += scanned.Boxes.Count;
            headings += scanned.Headings.Count;
            if (Difference(page.Text, scanned, parsed) is { } difference)
                differences.Add($"{path}: {difference}");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{pages} pages ({chars} characters), {taken} taken by the scanner ({100.0 * taken / pages:F2} %): {headings} headings, {boxes} boxes; "
            + $"scanner {pages / scanning.TotalSeconds:F0}, parser {pages / parsing.TotalSeconds:F0} pages/s; {differences.Count} differ"));
        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(30)));
        Assert.True(taken > pages * 0.8, $"only {taken} of {pages} pages were taken");
    }

    internal static string? Difference(string text, RawOutline scanned, RawOutline? parsed)
    {
        if (parsed is null)
            return "the parser refuses it";
        return First("heading", scanned.Headings, parsed.Headings, h => h.Start)
            ?? First("box", scanned.Boxes, parsed.Boxes, b => b.Bracket)
            ?? First("block", scanned.Opaque, parsed.Opaque, b => b.Start);

        string? First<T>(string kind, List<T> left, List<T> right, Func<T, int> place)
        {
            for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
            {
                var (l, r) = (i < left.Count ? left[i]?.ToString() : "none", i < right.Count ? right[i]?.ToString() : "none");
                if (l == r)
                    continue;
                var at = Math.Min(i < left.Count ? place(left[i]) : int.MaxValue, i < right.Count ? place(right[i]) : int.MaxValue);
                return $"{kind} {i} at line {text.AsSpan(0, at).Count('\n') + 1}: scanner {l}, parser {r}";
            }

            return null;
        }
    }
}
