using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Pagerow.Pages;

/// <summary>
/// The exact text of one page. <see cref="Encode"/> gives back, byte for byte, what <see cref="TryDecode"/> was given; a byte-order mark
/// is remembered beside the text, not in it, so offset 0 is the first character that a person sees.
/// </summary>
public sealed record PageText
{
    /// <summary>How many bytes a page may have, unless told otherwise: 4 MiB.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A page of this text.</summary>
    public PageText(string text, bool hasBom = false)
    {
        Text = text;
        HasBom = hasBom;
    }

    /// <summary>The characters, without a byte-order mark, line ends as they stand in the file.</summary>
    public string Text { get; }

    /// <summary>Whether the file begins with a UTF-8 byte-order mark.</summary>
    public bool HasBom { get; }

    /// <summary>Reads bytes as strict UTF-8. NUL, other encodings and broken sequences are a problem, never guessed at.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="page">The text, where the result is true.</param>
    /// <param name="problem">Why there is none, where the result is false.</param>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out PageText? page, [NotNullWhen(false)] out Problem? problem)
    {
        page = null;
        problem = Undecodable(bytes);
        if (problem is not null)
            return false;
        var hasBom = bytes.StartsWith("\uFEFF"u8);
        try
        {
            page = new(Strict.GetString(hasBom ? bytes[3..] : bytes), hasBom);
            return true;
        }
        catch (DecoderFallbackException e)
        {
            var good = bytes[..Math.Clamp(e.Index + (hasBom ? 3 : 0), 0, bytes.Length)];
            var line = good.Count((byte)'\n') + 1;
            problem = new("not-utf8", "the file is not UTF-8 (a legacy encoding?); convert it to UTF-8", line, good.Length - good.LastIndexOf((byte)'\n'));
            return false;
        }
    }

    /// <summary>The bytes of the file.</summary>
    public byte[] Encode()
    {
        var start = HasBom ? 3 : 0;
        var bytes = new byte[start + Strict.GetByteCount(Text)];
        if (HasBom)
            "\uFEFF"u8.CopyTo(bytes);
        Strict.GetBytes(Text, bytes.AsSpan(start));
        return bytes;
    }

    /// <summary>The same page with edits made; see <see cref="Edit.Apply"/>.</summary>
    public PageText With(params IEnumerable<Edit> edits) => new(Edit.Apply(Text, edits), HasBom);

    static Problem? Undecodable(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return new("utf-16", "the file is UTF-16; convert it to UTF-8", 1, 1);
        var nul = bytes.IndexOf((byte)0);
        return nul < 0 ? null : new("nul-byte", "the file holds a NUL byte and is left alone; remove it", bytes[..nul].Count((byte)'\n') + 1, nul - bytes[..nul].LastIndexOf((byte)'\n'));
    }
}
