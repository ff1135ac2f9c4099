using System.Globalization;
using System.Text;

namespace Pagerow.Cli.Output;

/// <summary>Makes text from pages harmless on a terminal.</summary>
public static class Printable
{
    /// <summary>The text with each control character but tab and line feed written as <c>\xNN</c>.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Any(IsHarmful))
            return text;
        var safe = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (IsHarmful(c))
                safe.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
            else
                safe.Append(c);
        }

        return safe.ToString();
    }

    static bool IsHarmful(char c) => char.IsControl(c) && c is not ('\t' or '\n');
}
