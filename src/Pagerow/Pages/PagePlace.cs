namespace Pagerow.Pages;

/// <summary>Problems at a place of a page, its line and column counted from its offset.</summary>
static class PagePlace
{
    /// <summary>A problem at <paramref name="at"/>.</summary>
    public static Problem Problem(string text, int at, string code, string message)
    {
        at = Math.Clamp(at, 0, text.Length);
        return new(code, message, LineOf(text, at), at - text.AsSpan(0, at).LastIndexOf('\n'));
    }

    /// <summary>The line that an offset stands in, from 1.</summary>
    public static int LineOf(string text, int at) => text.AsSpan(0, at).Count('\n') + 1;
}
