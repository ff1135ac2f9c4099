namespace Pagerow.Pages.Outlines;

/// <summary>A heading and its own text up to the next heading of any level, so that sections partition the body.</summary>
/// <param name="Ordinal">Its place among the page's sections, from 0; 0 is what stands above the first heading.</param>
/// <param name="Level">1 to 6; 0 above the first heading.</param>
/// <param name="Heading">
/// The heading's text as it stands, markup included, outer blanks and closing <c>#</c> left out, LF only; empty for a heading without
/// text; null above the first heading.
/// </param>
/// <param name="Path">The headings from the top down to this one, joined by <c> / </c>, of each at most 200 characters; null above the first heading.</param>
/// <param name="HeadingSpan">The whole heading line, its line end included; with an underlined heading all its lines. Empty above the first heading.</param>
/// <param name="TextSpan">The heading's text; empty where there is none, at the place where it would stand.</param>
/// <param name="Content">The text below the heading, up to the next heading's line.</param>
public sealed record Section(int Ordinal, int Level, string? Heading, string? Path, Span HeadingSpan, Span TextSpan, Span Content)
{
    /// <summary>How much of a heading stands in a path: many sections may stand below one of any length.</summary>
    const int LongestInPath = 200;

    /// <summary>The path of a heading below another one.</summary>
    /// <param name="above">The path of the other one; null at the top.</param>
    /// <param name="heading">The heading.</param>
    internal static string PathOf(string? above, string heading)
    {
        if (heading.Length > LongestInPath)
            heading = $"{heading.AsSpan(0, char.IsHighSurrogate(heading[LongestInPath - 1]) ? LongestInPath - 1 : LongestInPath)}…";
        return above is null ? heading : $"{above} / {heading}";
    }
}
