namespace Pagerow.Pages.Blocks;

/// <summary>The parts of a heading line that begins with <c>#</c>.</summary>
static class AtxHeading
{
    /// <summary>The heading on a line known to hold one, <paramref name="hash"/> being its first <c>#</c>.</summary>
    public static RawHeading Read(string text, int lineStart, int hash, int contentEnd, int lineEnd)
    {
        var at = hash;
        while (at < contentEnd && text[at] == '#')
            at++;
        var level = at - hash;
        var end = TextLines.TrimEnd(text, at, contentEnd);
        var closing = end;
        while (closing > at && text[closing - 1] == '#')
            closing--;
        if (closing < end && closing > at && text[closing - 1] is ' ' or '\t')
            end = TextLines.TrimEnd(text, at, closing);
        var start = TextLines.TrimStart(text, at, end);
        if (start < end)
            return new(level, lineStart, lineEnd, start, end);
        var place = at < contentEnd ? at + 1 : at;
        return new(level, lineStart, lineEnd, place, place);
    }
}
