using System.Collections.Immutable;

namespace Pagerow.Pages.Yaml;

/// <summary>Characters given to the YAML parser, and where each of them stands in the page.</summary>
/// <param name="Page">The page's text.</param>
/// <param name="Start">Where the characters begin in the page.</param>
/// <param name="Yaml">What the parser reads: the page's characters, perhaps with blanks put in.</param>
/// <param name="Blanks">The offsets in <paramref name="Yaml"/> of the blanks that the page does not have, ascending.</param>
sealed record YamlSource(string Page, int Start, string Yaml, ImmutableArray<int> Blanks)
{
    /// <summary>The characters from <paramref name="start"/> to <paramref name="end"/> as they stand.</summary>
    public static YamlSource Of(string page, int start, int end) => new(page, start, page[start..end], []);

    /// <summary>The offset in the page of an offset that the parser gave.</summary>
    public int Offset(long index)
    {
        var at = (int)Math.Min(index, Yaml.Length);
        if (Blanks.IsEmpty)
            return Start + at;
        var found = Blanks.BinarySearch(at);
        return Start + at - (found < 0 ? ~found : found);
    }
}
