using System.Collections.Immutable;
using Pagerow.Reconcile.Edits;

namespace Pagerow.Tests.Reconcile;

public sealed class ItemsTests
{
    static ImmutableArray<long> Align(string before, string after) => Items.Align([.. before.Select((c, i) => (i + 1L, c.ToString()))], [.. after.Select(c => c.ToString())]);

    [Theory]
    [InlineData("abc", "abc", "1,2,3")]
    [InlineData("abc", "acb", "1,3,2")]
    [InlineData("abc", "ac", "1,3")]
    [InlineData("abc", "axc", "1,2,3")]
    [InlineData("abc", "abxc", "1,2,4,3")]
    [InlineData("abc", "xabc", "4,1,2,3")]
    [InlineData("aab", "ab", "1,3")]
    [InlineData("abc", "", "")]
    [InlineData("", "ab", "1,2")]
    public void What_can_be_recognised_keeps_its_item(string before, string after, string expected) => Assert.Equal(expected, string.Join(',', Align(before, after)));

    [Fact]
    public void Items_are_unique_known_names_keep_theirs_and_equal_lists_keep_all()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            string Some() => new([.. Enumerable.Range(0, random.Next(7)).Select(_ => (char)('a' + random.Next(5)))]);
            var (before, after) = (Some(), Some());
            var items = Align(before, after);
            Assert.True(items.Length == after.Length && items.Distinct().Count() == items.Length && items.All(n => n > 0), $"{before} {after}: {string.Join(',', items)}");
            Assert.Equal([.. Enumerable.Range(1, before.Length).Select(n => (long)n)], Align(before, before));
            foreach (var c in before.Distinct().Where(c => before.Count(b => b == c) == 1 && after.Count(a => a == c) == 1))
                Assert.Equal(before.IndexOf(c, StringComparison.Ordinal) + 1, items[after.IndexOf(c, StringComparison.Ordinal)]);
        }
    }
}
