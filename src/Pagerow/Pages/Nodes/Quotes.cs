using System.Buffers;
using System.Globalization;
using System.Text;

namespace Pagerow.Pages.Nodes;

/// <summary>When a text needs no quotes, and how it is put into them.</summary>
static class Quotes
{
    static readonly SearchValues<char> InFlow = SearchValues.Create(",[]{}:");

    const string NoStart = ",[]{}#&*!|>'\"%@`";

    /// <summary>Whether every reader of YAML takes the characters, without quotes, for this text and nothing else.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">Whether brackets and commas around it would end it.</param>
    public static bool IsPlainSafe(string text, CollectionStyle place)
    {
        if (text.Length == 0 || text[0] == ' ' || text[^1] is ' ' or ':' || NoStart.Contains(text[0], StringComparison.Ordinal) || NeedsEscape(text))
            return false;
        if (text[0] is '-' or '?' or ':' && (text.Length == 1 || text[1] == ' '))
            return false;
        if (text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal))
            return false;
        if (place == CollectionStyle.Flow && (text[0] == '?' || text.AsSpan().ContainsAny(InFlow)))
            return false;
        return !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal) && !CoreSchema.IsTyped(text);
    }

    /// <summary>Whether only double quotes, or where it is a line break or tab a block, can hold some character of a text.</summary>
    public static bool NeedsEscape(string text)
    {
        foreach (var c in text)
        {
            if (IsEscaped(c))
                return true;
        }

        return false;
    }

    /// <summary>A text in single quotes; it must need no escape.</summary>
    public static string Single(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Any text in double quotes, on one line.</summary>
    public static string Double(string text)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => result.Append("\\\""),
                '\\' => result.Append("\\\\"),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                _ when !IsEscaped(c) => result.Append(c),
                <= '\xFF' => result.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}"),
                _ => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
            };
        }

        return result.Append('"').ToString();
    }

    /// <summary>Any text in double quotes, with no escape but those that JSON knows.</summary>
    public static string Json(string text)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => result.Append('\\').Append(c),
                _ when IsEscaped(c) => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => result.Append(c),
            };
        }

        return result.Append('"').ToString();
    }

    static bool IsEscaped(char c) =>
        c is < ' ' or (>= '\x7F' and <= '\x9F') or '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF';
}
