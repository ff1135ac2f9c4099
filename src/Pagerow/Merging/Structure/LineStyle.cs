using Pagerow.Merging.Drafts;
using Pagerow.Pages;

namespace Pagerow.Merging.Structure;

/// <summary>
/// Line ends that one side changed throughout, and a missing one behind the last line. Each is one change of the whole page, which is
/// taken out of the texts before they are compared, so that it meets no edit of a line.
/// </summary>
static class LineStyle
{
    enum Style
    {
        None,
        Lf,
        CrLf,
        Mixed,
    }

    /// <summary>The three texts, all with the line ends that a side gave its whole text.</summary>
    public static Three Aligned(Three texts)
    {
        var (old, ours, theirs) = (Of(texts.Base), Of(texts.File), Of(texts.Row));
        var wanted = ours == old ? theirs : ours;
        if (old is not (Style.Lf or Style.CrLf) || wanted is not (Style.Lf or Style.CrLf) || wanted == old)
            return texts;
        return new(In(texts.Base, old, wanted), In(texts.File, ours, wanted), In(texts.Row, theirs, wanted));
    }

    /// <summary>The three texts, each with an end behind its last line.</summary>
    public static Three Closed(Three texts) => new(Closed(texts.Base), Closed(texts.File), Closed(texts.Row));

    /// <summary>Whether the merge of three texts lacks the end of its last line.</summary>
    public static bool IsOpen(Three texts) => (IsOpen(texts.Base), IsOpen(texts.File), IsOpen(texts.Row)) switch
    {
        (_, null, var row) => row ?? false,
        (_, { } file, null) => file,
        (null, { } file, { } row) => file && row,
        ({ } old, { } file, { } row) => file == old ? row : file,
    };

    static bool? IsOpen(string text) => text.Length == 0 ? null : !text.EndsWith('\n');

    static string Closed(string text) => IsOpen(text) is true ? text + TextLines.DominantEnd(text) : text;

    static string In(string text, Style style, Style wanted) => (style, wanted) switch
    {
        (Style.Lf, Style.CrLf) => text.Replace("\n", "\r\n", StringComparison.Ordinal),
        (Style.CrLf, Style.Lf) => text.Replace("\r\n", "\n", StringComparison.Ordinal),
        _ => text,
    };

    static Style Of(string text)
    {
        var style = Style.None;
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            var end = at > 0 && text[at - 1] == '\r' ? Style.CrLf : Style.Lf;
            if (style != Style.None && style != end)
                return Style.Mixed;
            style = end;
        }

        return style;
    }
}
