using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Pagerow.Pages;

/// <summary>The SHA-256 of a page's exact bytes: two pages are the same version if, and only if, their hashes are equal.</summary>
public readonly record struct PageHash
{
    /// <summary>The length of a hash in bytes.</summary>
    public const int Size = 32;

    readonly ulong _a, _b, _c, _d;

    PageHash(ReadOnlySpan<byte> bytes)
    {
        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>The hash of <paramref name="page"/>.</summary>
    public static PageHash Of(ReadOnlySpan<byte> page)
    {
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(page, hash);
        return new(hash);
    }

    /// <summary>The hash that <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="ArgumentException">There are not exactly <see cref="Size"/> bytes.</exception>
    public static PageHash FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Size ? new(bytes) : throw new ArgumentException($"A page hash has {Size} bytes, not {bytes.Length}.", nameof(bytes));

    /// <summary>The hash as <see cref="Size"/> bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _a);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), _b);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(16), _c);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(24), _d);
        return bytes;
    }

    /// <summary>Reads sixty-four hexadecimal digits; false where it is anything else.</summary>
    public static bool TryParse(string? text, out PageHash hash)
    {
        Span<byte> bytes = stackalloc byte[Size];
        var isHash = text is { Length: 2 * Size } && Convert.FromHexString(text, bytes, out _, out _) is System.Buffers.OperationStatus.Done;
        hash = isHash ? FromBytes(bytes) : default;
        return isHash;
    }

    /// <summary>The hash in 64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToBytes());
}
