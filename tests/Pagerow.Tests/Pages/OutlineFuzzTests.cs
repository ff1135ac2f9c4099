using System.Globalization;
using System.Text;
using Pagerow.Pages.Blocks;
using Pagerow.Pages.Outlines;
using Pagerow.Pages.Parts;

namespace Pagerow.Tests.Pages;

/// <summary>Outlines of texts that no one wrote.</summary>
public sealed class OutlineFuzzTests(Corpus corpus, ITestOutputHelper output)
{
    static readonly string[] Pieces =
    [
        "- ", "* ", "+ ", "1. ", "2) ", "10. ", "> ", ">", "  ", "    ", "\t", " ", "- [ ] ", "[x] ", "[ ]", "# ", "## ", "###", "#", "===", "---", "***", "- - -",
        "```", "~~~", "````", "<div>", "</div>", "<!--", "-->", "<b>", "<pre>", "</pre>", "<?", "?>", "a", "b c", "text", "[a]: b", "[^1]: x", "|", "\n", "\n", "\n", "\n",
        "\n\n", "\n\n", "\r\n", "\n- ", "\n  ", "\n    - ", "\n- [x] 1.1 ", "\n> - [ ] ", "\n1. [ ] ", "\n# ", "\n```\n", "\n-", "\n- \n", "\n1.\n", "\u00a0", "\n---\n", "\n===\n", "\\",
    ];

    [Fact]
    public void Texts_of_random_pieces_are_read_alike_by_scanner_and_parser()
    {
        var count = Environment.GetEnvironmentVariable("PAGEROW_LONG") is null ? 20_000 : 2_000_000;
        var random = new Random(20260101);
        var taken = 0;
        var differences = new List<string>();
        for (var i = 0; i < count && differences.Count < 10; i++)
        {
            var text = Text(random);
            if (LineScanner.Read(text, 0) is not { } scanned)
                continue;
            taken++;
            if (OutlineScannerTests.Difference(text, scanned, MarkdigBlocks.Read(text, 0)) is { } difference)
                differences.Add($"{i}: {Quoted(text)}: {difference}");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed 20260101: {count} texts, {taken} taken by the scanner"));
        Assert.True(differences.Count == 0, string.Join("\n", differences.OrderBy(d => d.Length)));
        Assert.True(taken > count / 3, $"only {taken} of {count} were taken");
    }

    [Fact]
    public void Mutated_pages_are_read_alike_by_scanner_and_parser()
    {
        var random = new Random(20260102);
        var pages = corpus.Pages;
        var differences = new List<string>();
        for (var i = 0; i < 3_000 && differences.Count < 10; i++)
        {
            var path = pages[random.Next(pages.Count)];
            var text = File.ReadAllText(Path.Combine(corpus.Folder, path));
            text = Mutated(text.Length > 4_000 ? text[..4_000] : text, random);
            var outline = Outline.Read(text, 0, OutlineOptions.BoxesInFences | OutlineOptions.BoxesInHtml | OutlineOptions.BoxesBehindOpenFence);
            Assert.Equal(text, string.Concat(outline.Sections.Select(s => s.HeadingSpan.Of(text) + s.Content.Of(text))));
            if (LineScanner.Read(text, 0) is { } scanned && OutlineScannerTests.Difference(text, scanned, MarkdigBlocks.Read(text, 0)) is { } difference)
                differences.Add($"{i} {path}: {difference}");
        }

        Assert.True(differences.Count == 0, $"seed 20260102\n{string.Join("\n", differences)}");
    }

    [Fact]
    public void Random_edits_of_random_texts_are_made_or_refused_and_never_throw()
    {
        var random = new Random(20260106);
        int same = 0, changed = 0, refused = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var text = Text(random);
            var start = random.Next(4) > 0 ? 0 : text.IndexOf('\n', StringComparison.Ordinal) + 1;
            var body = new Body(new(text), start, (OutlineOptions)random.Next(8));
            switch (Edit(body, random))
            {
                case BodyEdit.Same:
                    same++;
                    break;
                case BodyEdit.Changed(var page):
                    changed++;
                    Assert.True(page.Text.StartsWith(text[..start], StringComparison.Ordinal), $"seed 20260106, {i}: {Quoted(text)}");
                    Assert.NotEqual(text, page.Text);
                    break;
                case BodyEdit.Refused(var reason):
                    refused++;
                    Assert.NotEmpty(reason);
                    break;
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed 20260106: {same} same, {changed} changed, {refused} refused"));
        Assert.True(changed > 3_000 && refused > 1_000);
    }

    [Theory]
    [InlineData("> ", 200_000)]
    [InlineData(">", 400_000)]
    [InlineData("- ", 200_000)]
    [InlineData("1. ", 100_000)]
    [InlineData("- [ ] ", 50_000)]
    [InlineData("[", 400_000)]
    [InlineData("[a](", 100_000)]
    [InlineData("#", 400_000)]
    [InlineData("\n> ", 100_000)]
    [InlineData("\n- ", 50_000)]
    [InlineData("\n[a]: b", 50_000)]
    [InlineData("\n```\n", 50_000)]
    [InlineData("\r", 100_000)]
    [InlineData("\n|a|", 50_000)]
    public void Long_monotonous_texts_are_read_whole(string piece, int count)
    {
        foreach (var lead in (string[])["", "- \n  x\n"])
        {
            var text = lead + string.Concat(Enumerable.Repeat(piece, count)) + " end\n";
            var body = new Body(new(text), 0, OutlineOptions.BoxesInFences);
            Assert.Null(LabelledLines.Find(body, "none"));
            Assert.Null(TableCells.Find(body, "none", "none"));
            Assert.Equal(text, string.Concat(body.Outline.Sections.Select(s => s.HeadingSpan.Of(text) + s.Content.Of(text))));
        }
    }

    static BodyEdit Edit(Body body, Random random)
    {
        var value = random.Next(3) switch { 0 => Text(random), 1 => Pieces[random.Next(Pieces.Length)], _ => "plain text" };
        var box = random.Next(-1, body.Outline.Boxes.Length + 1);
        var section = random.Next(-1, body.Outline.Sections.Length + 1);
        return random.Next(13) switch
        {
            0 => BoxEdits.SetState(body, box, value.Length > 0 ? value[..1] : value),
            1 => BoxEdits.SetText(body, box, value),
            2 => BoxEdits.SetNumber(body, box, value),
            3 => BoxPlaces.AddBehind(body, new("x", value), box),
            4 => BoxPlaces.AddNested(body, new(" ", value), box),
            5 => BoxPlaces.AddToSection(body, new(" ", value, "1.2"), random.Next(2) == 0 ? null : section),
            6 => BoxPlaces.Remove(body, box),
            7 => SectionEdits.SetContent(body, section, value),
            8 => SectionEdits.SetHeading(body, section, value),
            9 => SectionEdits.Add(body, section, random.Next(0, 8), value, value),
            10 => SectionEdits.Remove(body, section),
            11 => PageTitle.Set(body, value),
            _ => BodyText.Set(body.Page, body.Start, value),
        };
    }

    static string Text(Random random)
    {
        var text = new StringBuilder();
        for (var left = random.Next(1, 14); left > 0; left--)
            text.Append(Pieces[random.Next(Pieces.Length)]);
        return text.ToString();
    }

    static string Mutated(string text, Random random)
    {
        for (var left = random.Next(1, 12); left > 0 && text.Length > 0; left--)
        {
            var at = random.Next(text.Length);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at)),
                1 => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
                2 => text.Insert(text.IndexOf('\n', at) + 1, Pieces[random.Next(Pieces.Length)]),
                _ => text.Insert(at, ((char)random.Next(9, 0x2100)).ToString()),
            };
        }

        return text;
    }

    static string Quoted(string text) =>
        '"' + text.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal) + '"';
}
