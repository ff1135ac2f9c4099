using Pagerow.Engine;

namespace Pagerow.Tests.Engine;

public sealed class SlicesTests
{
    static readonly int[] Sizes = [4, 4, 4, 30, 1, 1, 9, 9];

    [Fact]
    public void Slices_keep_the_order_and_neither_bound_is_passed_but_by_a_page_alone() =>
        Assert.Equal([[4, 4], [4], [30], [1, 1], [9], [9]], Slices.Of([.. Sizes.Select(s => new Candidate(null, null, null, Size: s))], most: 2, mostBytes: 10).Select(s => s.Select(c => (int)c.Size).ToArray()));

    [Fact]
    public void Nothing_gives_no_slice() => Assert.Empty(Slices.Of([], 2, 10));
}
