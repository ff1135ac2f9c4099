using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Pagerow.Pages.Nodes;

/// <summary>What a plain scalar is to YAML's readers, of version 1.1 and of version 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema).</summary>
static partial class CoreSchema
{
    /// <summary>A number of more digits in another base than ten is a text: nobody counts so far, and to write it in tens takes ever longer.</summary>
    const int LongestBased = 102;

    /// <summary>
    /// Whether any reader of YAML 1.1 or 1.2 takes a plain text for something other than text: nothing, a boolean, a number, a time, or a
    /// merge key. Errs on the side of yes.
    /// </summary>
    public static bool IsTyped(string text) => text.Length == 0 || text[0] switch
    {
        '~' or '=' => text.Length == 1,
        '<' => text is "<<",
        '+' or '-' or '.' or (>= '0' and <= '9') => Number().IsMatch(text) || Time().IsMatch(text),
        _ => text.Length <= 5 && Word().IsMatch(text),
    };

    /// <summary>A plain scalar's JSON by the core schema of version 1.2; null where it is a text.</summary>
    public static string? Json(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => "null",
        "true" or "True" or "TRUE" => "true",
        "false" or "False" or "FALSE" => "false",
        ['+' or '-' or '.' or (>= '0' and <= '9'), ..] => NumberJson(text),
        _ => null,
    };

    static string? NumberJson(string text)
    {
        if (Decimal().IsMatch(text))
            return DecimalJson(text);
        if (text.Length > LongestBased)
            return null;
        if (text.Length > 2 && text[..2] is "0x" && Hexadecimal().IsMatch(text))
            return BigInteger.Parse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        return text.Length > 2 && text[..2] is "0o" && Octal().IsMatch(text)
            ? text[2..].Aggregate(BigInteger.Zero, (sum, digit) => (sum * 8) + (digit - '0')).ToString(CultureInfo.InvariantCulture)
            : null;
    }

    static string DecimalJson(string text)
    {
        var sign = text[0] == '-' ? "-" : "";
        var digits = text.TrimStart('+', '-').TrimStart('0');
        if (digits.Length == 0 || !char.IsAsciiDigit(digits[0]))
            digits = "0" + digits;
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0 && (point + 1 == digits.Length || !char.IsAsciiDigit(digits[point + 1])))
            digits = digits.Remove(point, 1);
        return digits is "0" ? "0" : sign + digits;
    }

    [GeneratedRegex(@"^(?:~|null|true|false|y|n|yes|no|on|off)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(
        @"^[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9_]+(?:[eE][-+]?[0-9]+)?|0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|[0-9][0-9_]*(?::[0-9]?[0-9])+(?:\.[0-9_]*)?|\.(?:inf|Inf|INF|nan|NaN|NAN))\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex(@"^[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:(?:[Tt]|[ \t]+)[0-9].*)?\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Time();

    [GeneratedRegex(@"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^0x[0-9a-fA-F]+\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^0o[0-7]+\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Octal();
}
