using System.Globalization;

namespace Pagerow.Mapping.Values;

/// <summary>Numbers, decimal and with a point, whatever the culture.</summary>
static class NumberCanon
{
    const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    const double Beyond = 9223372036854775808;

    public static Canon Integer(Value loose) => NumberOf(loose) switch
    {
        Value.Integer whole => new Canon.Taken(whole),
        Value.Real { Number: >= Beyond or < -Beyond } => TextCanon.Not(loose, "whole numbers of 64 bits"),
        _ => TextCanon.Not(loose, "whole numbers"),
    };

    public static Canon Number(Value loose) => NumberOf(loose) is { } number ? new Canon.Taken(number) : TextCanon.Not(loose, "numbers");

    /// <summary>The number that a value is, canonical: whole ones within 64 bits as integers; null where it is none.</summary>
    public static Value? NumberOf(Value loose) => loose switch
    {
        Value.Integer => loose,
        Value.Boolean(var isTrue) => new Value.Integer(isTrue ? 1 : 0),
        Value.Real(var number) => OfDouble(number),
        Value.Text(var text) => OfText(text.AsSpan().Trim()),
        Value.Json(var text) => OfText(text),
        _ => null,
    };

    static Value? OfText(ReadOnlySpan<char> text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return new Value.Integer(whole);
        return double.TryParse(text, Decimal, CultureInfo.InvariantCulture, out var number) ? OfDouble(number) : null;
    }

    static Value? OfDouble(double number)
    {
        if (!double.IsFinite(number))
            return null;
        return double.IsInteger(number) && number is >= -Beyond and < Beyond ? new Value.Integer((long)number) : new Value.Real(number);
    }
}
