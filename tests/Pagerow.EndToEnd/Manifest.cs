using Pagerow.Tests;

namespace Pagerow.EndToEnd;

/// <summary>One file of the corpus, as its manifest describes it.</summary>
/// <param name="Path">Where it stands below its part.</param>
/// <param name="IsFile">A regular file; else a symbolic link.</param>
/// <param name="Hash">The SHA-256 of its bytes in lower-case hexadecimal, or where the link leads.</param>
/// <param name="Features">What an independent reader found in it.</param>
public sealed record Manifest(string Path, bool IsFile, string Hash, string[] Features)
{
    /// <summary>Whether it looks like a page and stands in no folder that is ignored by default.</summary>
    public bool IsPage => System.IO.Path.GetExtension(Path) is ".md" or ".markdown" && !Path.Split('/')[..^1].Any(f => f.StartsWith('.') || f == "node_modules");

    /// <summary>Every file of one part.</summary>
    public static IReadOnlyList<Manifest> Of(Corpus corpus, string part)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        return
        [
            .. File.ReadLines(System.IO.Path.Combine(corpus.Folder, "MANIFEST.tsv")).Skip(1)
                .Select(l => l.Split('\t'))
                .Where(c => c[0].StartsWith($"{part}/", StringComparison.Ordinal))
                .Select(c => new Manifest(c[0][(part.Length + 1)..], c[1] == "file", c[3], c[4].Split(' ', StringSplitOptions.RemoveEmptyEntries))),
        ];
    }
}
