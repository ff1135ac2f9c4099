using System.IO.Compression;
using System.Numerics;
using Pagerow.Pages;
using Pagerow.Reconcile.States;

namespace Pagerow.Sql.Tables;

/// <summary>A version in the form in which the blobs keep it. Packing needs no database and may be done on any thread.</summary>
/// <param name="Hash">Which version.</param>
/// <param name="Size">How many bytes the page has.</param>
/// <param name="Encoding">0: as they stand; 1: Brotli.</param>
/// <param name="Content">The bytes that are kept.</param>
sealed record PackedPage(PageHash Hash, int Size, int Encoding, ReadOnlyMemory<byte> Content)
{
    const int Plain = 0, Brotli = 1, LeastWindow = 10, MostWindow = 22;

    /// <summary>Packs a page; plain where packing does not help.</summary>
    public static PackedPage Of(PageBytes page)
    {
        var plain = page.Bytes.Span;
        var packed = new byte[plain.Length];
        var window = Math.Clamp(BitOperations.Log2((uint)plain.Length) + 1, LeastWindow, MostWindow);
        return BrotliEncoder.TryCompress(plain, packed, out var length, quality: 0, window) && length < plain.Length
            ? new(page.Hash, plain.Length, Brotli, packed.AsMemory(0, length))
            : new(page.Hash, plain.Length, Plain, page.Bytes);
    }

    /// <summary>The page again.</summary>
    /// <exception cref="InvalidDataException">The kept bytes are damaged.</exception>
    public PageBytes Unpack()
    {
        if (Encoding == Plain)
            return Proven(Content);
        var bytes = new byte[Size];
        return BrotliDecoder.TryDecompress(Content.Span, bytes, out var length) && length == Size ? Proven(bytes) : throw Damaged();
    }

    PageBytes Proven(ReadOnlyMemory<byte> bytes) => PageHash.Of(bytes.Span) == Hash ? new(bytes, Hash) : throw Damaged();

    InvalidDataException Damaged() => new($"The database's copy of version {Hash} is damaged.");
}
