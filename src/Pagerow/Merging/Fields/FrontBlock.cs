using System.Collections.Immutable;
using Pagerow.Pages.Fields;
using Pagerow.Pages.Nodes;
using Pagerow.Pages.Yaml;

namespace Pagerow.Merging.Fields;

/// <summary>A page's frontmatter cut into its top keys, so that the pieces put together are the block again.</summary>
/// <param name="Opening">The first marker's line.</param>
/// <param name="Pieces">The keys in page order.</param>
/// <param name="Tail">Blank lines and comments behind the last key.</param>
/// <param name="Closing">The last marker's line.</param>
sealed record FrontBlock(string Opening, ImmutableArray<FrontPiece> Pieces, string Tail, string Closing)
{
    /// <summary>The block of a page, empty where it has none; null where keys cannot be told apart by lines.</summary>
    public static FrontBlock? Of(Frontmatter page)
    {
        if (page.PageTrouble is not null)
            return null;
        if (page.Kind is not FrontmatterKind.Yaml)
            return new("", [], "", "");
        var (text, block) = (page.Page.Text, page.Block);
        var pieces = ImmutableArray.CreateBuilder<FrontPiece>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var at = block.Start;
        foreach (var entry in page.Entries)
        {
            var start = entry.KeySpan.Start;
            if (entry.IsSpecial || entry.Colon < 0 || start < at || (start > 0 && text[start - 1] != '\n') || !names.Add(entry.Key))
                return null;
            var end = Math.Min(FrontmatterBlock.NextLine(text, Math.Max(LastOf(entry), entry.Colon)), block.End);
            pieces.Add(new(entry.Key, text[at..start], text[start..end]));
            at = end;
        }

        return new(text[..block.Start], pieces.ToImmutable(), text[at..block.End], text[block.End..block.BodyStart]);
    }

    // A block scalar with '+' runs on to its end, line end included.
    static int LastOf(Entry entry) => Math.Max(entry.Value.Span.Start, entry.Value.Span.End - (entry.Value is Node.Scalar { Span.Length: > 0 } ? 1 : 0));
}
