namespace Pagerow.Pages;

/// <summary>Half of a surrogate pair, which no file can hold.</summary>
static class LoneSurrogate
{
    /// <summary>Whether a text holds one.</summary>
    public static bool IsIn(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAnyInRange('\ud800', '\udfff'); at >= 0 && at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at]))
                continue;
            if (!char.IsHighSurrogate(text[at]) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]))
                return true;
            at++;
        }

        return false;
    }
}
