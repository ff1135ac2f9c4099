namespace Pagerow.Pages.Blocks;

/// <summary>Bullets and numbers of list items.</summary>
static class ListMarker
{
    /// <summary>The offset behind the bullet or number at <paramref name="at"/>; <paramref name="at"/> itself where there is none.</summary>
    public static int End(string text, int at, int end)
    {
        if (at >= end)
            return at;
        if (text[at] is '-' or '+' or '*')
            return at + 1;
        var digits = at;
        while (digits < end && digits - at < 10 && char.IsAsciiDigit(text[digits]))
            digits++;
        return digits > at && digits - at < 10 && digits < end && text[digits] is '.' or ')' ? digits + 1 : at;
    }
}
