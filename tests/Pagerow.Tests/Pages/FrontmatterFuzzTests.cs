using System.Diagnostics;
using System.Text;
using Pagerow.Pages;
using Pagerow.Pages.Fields;
using Pagerow.Pages.Nodes;
using Pagerow.Pages.Spelling;

namespace Pagerow.Tests.Pages;

/// <summary>Damaged pages: whatever the bytes, reading and writing come back, and what is written reads as it should.</summary>
public sealed class FrontmatterFuzzTests(Corpus corpus, ITestOutputHelper output)
{
    static readonly string[] Pieces = ["\n", "\r", " ", "\t", ":", ": ", "- ", "#", "'", "\"", "[", "]", "{", "}", ",", "|", ">", "&a ", "*a", "!x ", "%", "@", "?", "\\", "---\n", "<<: ", "\u2028", "\u0085", "\0", "é", "🚀"];

    [Fact]
    public void Damaged_pages_never_throw_hang_or_lose_a_byte_outside_the_field()
    {
        var random = new Random(FrontmatterValues.Seed);
        var rounds = Environment.GetEnvironmentVariable("PAGEROW_LONG") is null ? 20_000 : 500_000;
        var pages = corpus.Pages;
        var slowest = TimeSpan.Zero;
        var (set, refused) = (0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var path = pages[random.Next(pages.Count)];
            if (!PageText.TryDecode(File.ReadAllBytes(Path.Combine(corpus.Folder, path)), out var page, out _))
                continue;
            var damaged = new PageText(Damage(page.Text.Length > 20_000 ? page.Text[..20_000] : page.Text, random));
            var watch = Stopwatch.StartNew();
            var edit = Write(damaged, random);
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
            set += edit is FrontmatterEdit.Changed ? 1 : 0;
            refused += edit is FrontmatterEdit.Refused ? 1 : 0;
        }

        output.WriteLine($"seed {FrontmatterValues.Seed}: {rounds} damaged pages, {set} written, {refused} refused, slowest {slowest.TotalMilliseconds:F0} ms");
        Assert.True(set > rounds / 4, "too few damaged pages were written to prove anything");
        Assert.True(slowest < TimeSpan.FromSeconds(10), "a damaged page hangs");
    }

    static FrontmatterEdit? Write(PageText page, Random random)
    {
        var front = Frontmatter.Read(page);
        if (front.Entries.IsEmpty)
            return null;
        var entry = front.Entries[random.Next(front.Entries.Length)];
        _ = NodeJson.Of(entry.Value);
        var text = FrontmatterValues.Texts[random.Next(FrontmatterValues.Texts.Count)];
        FieldValue value = random.Next(4) switch
        {
            0 => new FieldValue.Null(),
            1 => new FieldValue.List(["x", text]),
            _ => new FieldValue.Text(text),
        };
        var edit = random.Next(5) == 0 ? front.Remove([entry.Key]) : front.Set([entry.Key], value, SetContext.Empty);
        if (edit is FrontmatterEdit.Changed changed)
        {
            var after = Frontmatter.Read(changed.Page);
            Assert.Equal(page.Text[front.BodyStart..], changed.Page.Text[after.BodyStart..]);
            Assert.Equal(Others(front, entry.Key), Others(after, entry.Key));
        }

        return edit;
    }

    static string Others(Frontmatter front, string key) =>
        string.Join('\n', front.Entries.Where(e => e.Key != key).Select(e => $"{e.Key}={NodeJson.Of(e.Value)}"));

    static string Damage(string text, Random random)
    {
        var result = new StringBuilder(text);
        var area = Math.Min(text.Length, 600);
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(Math.Min(area, result.Length) + 1);
            if (random.Next(3) == 0 && at < result.Length)
                result.Remove(at, Math.Min(random.Next(1, 12), result.Length - at));
            else
                result.Insert(at, Pieces[random.Next(Pieces.Length)]);
        }

        return result.ToString();
    }
}
