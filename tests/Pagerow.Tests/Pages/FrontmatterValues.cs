using Pagerow.Pages.Spelling;

namespace Pagerow.Tests.Pages;

/// <summary>Texts that are hard to write into YAML, and some that are not, the same in every run.</summary>
static class FrontmatterValues
{
    /// <summary>The seed of everything random below.</summary>
    public const int Seed = 20_251_121;

    /// <summary>Every kind of text.</summary>
    public static IReadOnlyList<string> Texts { get; } = Make();

    /// <summary>The values that a scalar field is set to.</summary>
    public static IReadOnlyList<FieldValue> Scalars { get; } =
        [.. Texts.Select(t => new FieldValue.Text(t)), new FieldValue.Null(), .. Plains.Select(p => new FieldValue.Plain(p))];

    static IReadOnlyList<string> Plains => ["0", "-7", "3.25", "1e3", "true", "false", "2026-01-07", "2026-01-07 14:30:00"];

    /// <summary>The lists that a list field is set to, from what stands in it and one hard text.</summary>
    public static IEnumerable<string[]> Lists(string[] items, string text)
    {
        yield return [];
        yield return [.. items, text];
        yield return [text, .. items];
        yield return [text];
        yield return [.. items.Reverse()];
        if (items.Length > 0)
        {
            yield return [.. items[..^1]];
            yield return [.. items[1..]];
            yield return [text, .. items[1..]];
            yield return [.. items[..(items.Length / 2)], text, text + "2", .. items[(items.Length / 2)..]];
        }

        if (items.Length > 2)
            yield return [items[0], .. items[2..], "added"];
    }

    /// <summary>Every file of the bundle that holds a page: Markdown under any of its names, and the versions of a real edit history.</summary>
    public static IEnumerable<string> PagesOf(Corpus corpus) => Directory.EnumerateFiles(corpus.Folder, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(corpus.Folder, f))
        .Where(f => Path.GetExtension(f) is ".md" or ".mdx" or ".markdown" || f.Contains("/blobs/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    static List<string> Make()
    {
        var random = new Random(Seed);
        string[] words = ["plain", "word", "Überraschung", "naïve", "日本", "state", "of-the-art", "x"];
        var texts = new List<string>
        {
            "plain", "two words", string.Join(' ', Enumerable.Range(0, 12).Select(_ => words[random.Next(words.Length)])),
            "a: b", "ends with:", "a #b", "#tag", "a#b", "it's", "say \"so\"", "'quoted'", "\"quoted\"", "both ' and \"",
            "C:\\new\\table", "back\\slash", "https://example.org/a?b=c&d#e", "12:30", "1:30:45", "a, b", "[a]", "[[Note]]", "{a}", "{{date}}",
            "007", "1.10", "-5", "+5", ".5", "5.", "1e3", "0x1F", "0o17", "0b11", "1_000", ".inf", "-.INF", ".nan", "12345678901234567890",
            "2026-01-07", "2026-1-7", "2026-01-07T10:00:00Z", "2026-01-07 10:00", "true", "False", "YES", "no", "On", "off", "y", "N",
            "null", "Null", "~", "", " ", "=", "<<", "---", "--- x", "...", "-", "- a", "-a", "?", "? a", "?a", ":", ": a", ":a", "a:b", "!tag", "!",
            "trailing blank ", " leading blank", "tab\there", "\ttab", "line\nbreak", "line\nbreak\n", "line\n\nparagraph\n", "two ends\n\n", "\nleading break",
            "  indented\nfirst line", "a\n  indented\nb", "a\n \nb", "a\n# no comment\nb", "- a\n- b", "key: v\nother: w", "a\r\nb", "cr\rhere",
            "emoji 🚀 here", "👩‍👩‍👧 family", "bell\a", "esc\u001b[0m", "nel\u0085", "ls\u2028ps\u2029", "bom\uFEFF", "del\u007F", "nbsp\u00A0x", "zero\u200Bwidth", "\uFFFE",
            new string('x', 5_000), string.Join(' ', Enumerable.Repeat("long: text #1", 385)), "100%", "50 %", "a%b",
        };
        texts.AddRange("-?:,[]{}#&*!|>'\"%@`".SelectMany(c => new[] { $"{c}", $"{c}x", $"{c} x", $"x{c}", $"x {c} y" }));
        return [.. texts.Distinct(StringComparer.Ordinal)];
    }
}
