using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Pagerow.Reconcile.States;

/// <summary>
/// The 64-bit digest that says whether a face still shows what it showed: XXH3 over UTF-16, little-endian. It tells accidents apart, not
/// adversaries: whoever can choose a row's values can edit the row anyway.
/// </summary>
static class FaceDigest
{
    const ulong Start = 2870177450012600261, Missing = 9650029242287828579, Odd = 11400714785074694791;

    /// <summary>The digest of a text; 0 for none.</summary>
    public static ulong Of(string? text) => text is null ? 0 : Of(text, 0);

    /// <summary>The digest of several texts in their order; one that is missing differs from one that is empty.</summary>
    public static ulong Of(params ReadOnlySpan<string?> texts)
    {
        var digest = Start;
        foreach (var text in texts)
            digest = text is null ? BitOperations.RotateLeft(digest ^ Missing, 27) * Odd : Of(text, digest);
        return digest;
    }

    static ulong Of(string text, ulong seed) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()), unchecked((long)seed));
}
