using System.Text;
using Pagerow.Pages;

namespace Pagerow.Mapping.Values;

/// <summary>Values as text.</summary>
static class TextCanon
{
    public static Canon Of(Value loose)
    {
        var text = TextOf(loose)!;
        if (LoneSurrogate.IsIn(text))
            return new Canon.Refused("holds half a character (a lone surrogate), which no file can hold");
        return new Canon.Taken(new Value.Text(text.Contains("\r\n", StringComparison.Ordinal) ? WithPlainBreaks(text) : text));
    }

    /// <summary>Every LF without the CRs in front of it, however many: what is left is left alone the next time.</summary>
    static string WithPlainBreaks(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            while (c == '\n' && plain.Length > 0 && plain[^1] == '\r')
                plain.Length--;
            plain.Append(c);
        }

        return plain.ToString();
    }

    /// <summary>The text that a person would write for a value: its spelling, but words for a boolean.</summary>
    public static string? TextOf(Value value) => value is Value.Boolean(var isTrue) ? (isTrue ? "true" : "false") : value.Spelling;

    /// <summary>A value within a message: in quotes, on one line, cut where it is long.</summary>
    public static string Quoted(string text)
    {
        var shown = text.Length <= 60 ? text : text[..(char.IsHighSurrogate(text[56]) ? 56 : 57)] + "...";
        return $"\"{shown.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
    }

    /// <summary>Why a type cannot hold a value.</summary>
    public static Canon Not(Value loose, string wanted) => new Canon.Refused($"is {Quoted(TextOf(loose) ?? "")}, the column takes {wanted}");
}
