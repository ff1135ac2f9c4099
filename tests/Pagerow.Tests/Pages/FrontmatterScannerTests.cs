using System.Globalization;
using System.Text;
using Pagerow.Pages;
using Pagerow.Pages.Nodes;
using Pagerow.Pages.Yaml;

namespace Pagerow.Tests.Pages;

/// <summary>The fast scanner against the tree, which is its oracle.</summary>
public sealed class FrontmatterScannerTests(Corpus corpus, ITestOutputHelper output)
{
    [Fact]
    public void Scanner_and_tree_read_every_page_of_the_bundle_alike()
    {
        var (pages, blocks, scanned) = (0, 0, 0);
        foreach (var path in FrontmatterValues.PagesOf(corpus))
        {
            if (!PageText.TryDecode(File.ReadAllBytes(Path.Combine(corpus.Folder, path)), out var page, out _))
                continue;
            pages++;
            var block = FrontmatterBlock.Find(page.Text);
            if (block.Kind != FrontmatterKind.Yaml)
                continue;
            blocks++;
            if (FrontmatterScanner.TryRead(page.Text, block.Start, block.End) is not { } fast)
                continue;
            scanned++;
            Assert.True(Told(YamlReader.Read(page.Text, block.Start, block.End)) == Told(fast), path);
        }

        output.WriteLine($"{pages} pages, {blocks} blocks, {scanned} of them read by lines ({100.0 * scanned / blocks:F1} %)");
        Assert.True(scanned > blocks / 2, "the scanner gives up too often to be worth having");
    }

    [Fact]
    public void Scanner_and_tree_read_mutated_pages_alike()
    {
        var random = new Random(FrontmatterValues.Seed);
        output.WriteLine($"seed {FrontmatterValues.Seed}");
        const string Pieces = "abc: -#'\"[]{},|>&*!%@`?\\~. 0159\n\n\r\t\u2028é🚀";
        string[] seeds = ["a: x\nb: 'y'\nc:\n  - 1\n  - z # c\nd: [p, \"q\"]\ne:\n", "title: A title\ndate: 2026-01-07\ntags:\n- one\n- two\n\n# c\ndraft: false # no\n", "a:\n  b: 1\n  c:\n  - x\n  d:\n    e: [z]\n    f:\n      - 1\n  g:\nh: 'i'\n"];
        var scanned = 0;
        for (var round = 0; round < 60_000; round++)
        {
            var text = new StringBuilder(seeds[round % seeds.Length]);
            for (var i = random.Next(1, 4); i > 0; i--)
                text.Insert(random.Next(text.Length), Pieces[random.Next(Pieces.Length)]);
            var block = text.ToString();
            if (FrontmatterScanner.TryRead(block, 0, block.Length) is not { } fast)
                continue;
            scanned++;
            Assert.True(Told(YamlReader.Read(block, 0, block.Length)) == Told(fast), block);
        }

        output.WriteLine($"{scanned} of 60000 read by lines");
        Assert.True(scanned > 5_000, "too few mutations were left to the scanner");
    }

    /// <summary>All that a reading says, as text.</summary>
    static string Told(FrontmatterReading reading)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{reading.PageTrouble} {reading.ReadOnly}");
        foreach (var trouble in reading.Troubles)
            text.AppendLine(CultureInfo.InvariantCulture, $"{string.Join('/', trouble.Key)} {trouble.Problem.Code} {trouble.Problem} {trouble.IsRepairable}");
        foreach (var notice in reading.Notices)
            text.AppendLine(CultureInfo.InvariantCulture, $"{notice.Code} {notice}");
        if (reading.Root is not null)
            Tell(text, reading.Root);
        return text.ToString();
    }

    static void Tell(StringBuilder text, Node node)
    {
        text.Append(CultureInfo.InvariantCulture, $"{node.GetType().Name} {node.Span.Start}+{node.Span.Length} {node.Anchor} {node.Tag} ");
        switch (node)
        {
            case Node.Scalar scalar:
                text.AppendLine(CultureInfo.InvariantCulture, $"{scalar.Style} {scalar.Text}");
                break;
            case Node.Sequence list:
                text.AppendLine(CultureInfo.InvariantCulture, $"{list.Style} {list.Items.Length}");
                foreach (var item in list.Items)
                    Tell(text, item);
                break;
            case Node.Map map:
                text.AppendLine(CultureInfo.InvariantCulture, $"{map.Style} {map.Entries.Length}");
                foreach (var entry in map.Entries)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{entry.Key} {entry.KeySpan.Start}+{entry.KeySpan.Length} {entry.Colon} {entry.IsSpecial} ");
                    Tell(text, entry.Value);
                }

                break;
            default:
                text.AppendLine();
                break;
        }
    }
}
