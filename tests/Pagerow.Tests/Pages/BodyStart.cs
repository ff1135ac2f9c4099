namespace Pagerow.Tests.Pages;

/// <summary>Where a page's body begins, found simply: behind a first line of three dashes and the next line of three dashes or points.</summary>
static class BodyStart
{
    public static int Of(string text)
    {
        if (!IsFence(text, 0, '-'))
            return 0;
        for (var line = NextLine(text, 0); line < text.Length; line = NextLine(text, line))
        {
            if (IsFence(text, line, '-') || IsFence(text, line, '.'))
                return NextLine(text, line);
        }

        return 0;
    }

    static bool IsFence(string text, int line, char mark)
    {
        var end = text.IndexOf('\n', line);
        var content = text.AsSpan(line, (end < 0 ? text.Length : end) - line).TrimEnd(" \t\r");
        return content.Length == 3 && content.IndexOfAnyExcept(mark) < 0;
    }

    static int NextLine(string text, int line)
    {
        var end = text.IndexOf('\n', line);
        return end < 0 ? text.Length : end + 1;
    }
}
