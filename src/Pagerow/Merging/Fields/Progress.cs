using System.Buffers;
using System.Globalization;

namespace Pagerow.Merging.Fields;

/// <summary>Percentages, such as <c>45% (5/11 tasks)</c>.</summary>
static class Progress
{
    static readonly SearchValues<char> Figures = SearchValues.Create("0123456789.");

    /// <summary>Whether a value begins with a number and a per cent sign.</summary>
    public static bool Is(string? value)
    {
        var text = value.AsSpan().TrimStart();
        return Digits(text) is > 0 and var end && text[end..].TrimStart() is ['%', ..];
    }

    /// <summary>The number that a value begins with; null where it begins with none.</summary>
    public static decimal? Of(string? value)
    {
        var text = value.AsSpan().TrimStart();
        return decimal.TryParse(text[..Digits(text)], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    static int Digits(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(Figures) is var end and >= 0 ? end : text.Length;
}
