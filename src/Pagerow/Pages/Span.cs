namespace Pagerow.Pages;

/// <summary>A run of characters of a page: UTF-16 offsets into <see cref="PageText.Text"/>, end exclusive.</summary>
/// <param name="Start">The first character's offset.</param>
/// <param name="Length">How many characters; zero for a place between two characters.</param>
public readonly record struct Span(int Start, int Length)
{
    /// <summary>The offset just behind the last character.</summary>
    public int End => Start + Length;

    /// <summary>The span from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public static Span Between(int start, int end) => new(start, end - start);

    /// <summary>The characters of <paramref name="text"/> that this span covers.</summary>
    public string Of(string text) => text.Substring(Start, Length);

    /// <summary>The same characters, not copied.</summary>
    internal ReadOnlySpan<char> In(string text) => text.AsSpan(Start, Length);
}
