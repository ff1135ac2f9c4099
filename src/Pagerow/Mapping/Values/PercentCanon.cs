using System.Buffers;
using System.Globalization;

namespace Pagerow.Mapping.Values;

/// <summary>Hundredths, as figures or with a sign and what a person wrote behind it.</summary>
static class PercentCanon
{
    const double Largest = 1e12;

    static readonly SearchValues<char> Figures = SearchValues.Create("+-0123456789.");

    public static Canon Of(Value loose) => NumberOf(loose) is { } number and > -Largest and < Largest
        ? new Canon.Taken(NumberCanon.NumberOf(new Value.Real(Math.Round(number, 2, MidpointRounding.AwayFromZero)))!)
        : TextCanon.Not(loose, "percentages such as 45 or 45%");

    /// <summary>Whether the figure rounds to the one that the page displays.</summary>
    public static bool Says(Value canonical, Value page)
    {
        if (canonical.Equals(page))
            return true;
        if (canonical is not (Value.Integer or Value.Real) || page is not (Value.Integer or Value.Real))
            return false;
        var shown = page.Spelling!;
        var decimals = shown.IndexOf('.', StringComparison.Ordinal) is var point and >= 0 ? shown.Length - point - 1 : 0;
        return decimals <= 2 && Math.Round(AsDouble(canonical), decimals, MidpointRounding.AwayFromZero).Equals(AsDouble(page));
    }

    /// <summary>The figure in place of the one that stands, with what stands behind it.</summary>
    public static string? ToPage(Value canonical, string? standing)
    {
        if (canonical.Spelling is not { } figure || standing is null)
            return canonical.Spelling;
        var end = FigureLength(standing);
        return end > 0 && standing.AsSpan(end).TrimStart() is ['%', ..] ? figure + standing[end..] : figure;
    }

    static double AsDouble(Value value) => value is Value.Integer(var whole) ? whole : ((Value.Real)value).Number;

    static double? NumberOf(Value loose)
    {
        if (loose is not Value.Text(var text))
            return NumberCanon.NumberOf(loose) is { } number ? AsDouble(number) : null;
        text = text.Trim();
        var end = FigureLength(text);
        var rest = text.AsSpan(end).TrimStart();
        var isPercentage = rest is [] or ['%'] || (rest is ['%', var next, ..] && !char.IsLetterOrDigit(next));
        return isPercentage && double.TryParse(text.AsSpan(0, end), NumberStyles.Float, CultureInfo.InvariantCulture, out var figure) && double.IsFinite(figure) ? figure : null;
    }

    static int FigureLength(string text)
    {
        var end = text.AsSpan().IndexOfAnyExcept(Figures);
        return end < 0 ? text.Length : end;
    }
}
