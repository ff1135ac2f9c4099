using Pagerow.Pages.Nodes;

namespace Pagerow.Pages.Spelling;

/// <summary>The ways to write a text at a place, the one that suits what stood there first.</summary>
/// <param name="Old">The scalar that stood there; null where there was none.</param>
/// <param name="OldBlock">What it was as a block scalar; null where it was none.</param>
/// <param name="Place">Whether brackets and commas around it would end it.</param>
/// <param name="Habits">What the page does elsewhere.</param>
/// <param name="NewBlock">The block scalar that may be begun here; null where none may (in flow, or with a comment behind).</param>
/// <param name="NewLine">The page's line end.</param>
sealed record TextSpelling(Node.Scalar? Old, BlockScalar? OldBlock, CollectionStyle Place, Habits Habits, BlockScalar? NewBlock, string NewLine)
{
    /// <summary>A text in brackets or braces, by itself.</summary>
    public static string InFlow(string text, Habits habits) =>
        new TextSpelling(null, null, CollectionStyle.Flow, habits, null, "\n").Of(text).First();

    /// <summary>The spellings of a text, best first; the last one, in double quotes, can hold anything.</summary>
    public IEnumerable<string> Of(string text)
    {
        var isOneLine = !text.Contains('\n', StringComparison.Ordinal);
        if (OldBlock is not null && BlockScalar.CanHold(text) && (!isOneLine || !Old!.Text.TrimEnd('\n').Contains('\n', StringComparison.Ordinal)))
        {
            yield return OldBlock.Write(text, NewLine);
            if (!isOneLine)
                yield return (OldBlock with { Header = "|" }).Write(text, NewLine);
        }

        if (Old?.Style == ScalarStyle.DoubleQuoted && !Quotes.IsPlainSafe(text, Place) && !isOneLine)
            yield return Quotes.Double(text);
        if (!isOneLine && NewBlock is not null && BlockScalar.CanHold(text))
            yield return NewBlock.Write(text, NewLine);
        foreach (var spelling in OneLine(text))
            yield return spelling;
        yield return Quotes.Double(text);
    }

    IEnumerable<string> OneLine(string text)
    {
        var canSingle = !Quotes.NeedsEscape(text);
        var isPlain = Quotes.IsPlainSafe(text, Place);
        var isQuoted = Old?.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted;
        var keepsQuotes = isQuoted && Quotes.IsPlainSafe(Old!.Text, Place);
        var prefersDouble = isQuoted ? Old!.Style == ScalarStyle.DoubleQuoted : Habits.PrefersDouble;
        if (isPlain && !keepsQuotes)
            yield return text;
        if (canSingle && !prefersDouble)
            yield return Quotes.Single(text);
        if (prefersDouble)
            yield return Quotes.Double(text);
        if (canSingle && prefersDouble)
            yield return Quotes.Single(text);
    }
}
