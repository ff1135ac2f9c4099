using Pagerow.Reconcile.States;

namespace Pagerow.Tests.Reconcile;

public sealed class FaceDigestTests
{
    // Digests stand in ledgers: these values may change only with the version of Shown.
    [Theory]
    [InlineData(null, 0)]
    [InlineData("", 0x2D06800538D394C2)]
    public void A_digest_stays_what_it_was(string? text, ulong digest) => Assert.Equal(digest, FaceDigest.Of(text));

    [Fact]
    public void Texts_in_a_row_keep_their_bounds()
    {
        ulong[] digests = [
            FaceDigest.Of("ab", "c"), FaceDigest.Of("a", "bc"), FaceDigest.Of("abc", ""), FaceDigest.Of("", "abc"), FaceDigest.Of("abc", null),
            FaceDigest.Of(null, "abc"), FaceDigest.Of(null, null), FaceDigest.Of("", null), FaceDigest.Of(null, ""), FaceDigest.Of("", "")];
        Assert.Equal(digests.Length, digests.Distinct().Count());
    }
}
