using Pagerow.Pages;

namespace Pagerow.Reconcile.States;

/// <summary>A version of a page: its exact bytes and their hash.</summary>
public sealed record PageBytes(ReadOnlyMemory<byte> Bytes, PageHash Hash)
{
    /// <summary>The version that these bytes are.</summary>
    public static PageBytes Of(ReadOnlyMemory<byte> bytes) => new(bytes, PageHash.Of(bytes.Span));

    /// <summary>Equal bytes have equal hashes; the bytes themselves are not compared.</summary>
    public bool Equals(PageBytes? other) => other is not null && Hash == other.Hash;

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.GetHashCode();
}
