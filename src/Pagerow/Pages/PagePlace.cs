namespace Pagerow.Pages;

/// <summary>Problems at a place of a page, its line and column counted from its offset.</summary>
static class PagePlace
{
    /// <summary>A problem at <paramref name="at"/>.</summary>
    public static Problem Problem(string text, int at, string code, string message)
    {
        var before = text.AsSpan(0, Math.Clamp(at, 0, text.Length));
        return new(code, message, before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }
}
