using System.Collections.Immutable;
using Pagerow.Mapping.Values;
using Pagerow.Reconcile.States;

namespace Pagerow.Tests.Reconcile;

public sealed class ShownTests
{
    [Fact]
    public void What_is_written_to_the_ledger_is_read_back()
    {
        var random = new Random(17);
        for (var i = 0; i < 500; i++)
        {
            ImmutableArray<ShownItem> Children() => [.. Enumerable.Range(0, random.Next(4)).Select(_ => new ShownItem(random.NextInt64(), (ulong)random.NextInt64()))];
            var shown = new Shown((ulong)random.NextInt64(), (ulong)random.NextInt64(), 0, [.. Enumerable.Range(0, random.Next(5)).Select(_ => (ulong)random.NextInt64())], Children(), Children());
            Assert.Equal(shown, Shown.FromBytes(shown.ToBytes()));
        }

        Assert.Throws<InvalidDataException>(() => Shown.FromBytes([]));
        Assert.Throws<InvalidDataException>(() => Shown.FromBytes(new byte[100]));
        var cut = new Shown(1, 2, 3, [4, 5], [new(1, 2)], []).ToBytes();
        for (var length = 0; length < cut.Length; length++)
            Assert.Throws<InvalidDataException>(() => Shown.FromBytes(cut.AsSpan(0, length)));
    }

    [Fact]
    public void Each_face_shows_and_position_does_not()
    {
        var row = new Row(new("stories", 1), "p", [new Value.Text("a")], "b", "{}", [new(1, 1, "t", " ", false, null, null, null)], [new(1, 1, 2, "h", "h", "c")]);
        Row[] others =
        [
            row with { Path = null }, row with { Body = "" }, row with { Extra = null }, row with { Values = [Value.Nothing] },
            row with { Tasks = [row.Tasks[0] with { Done = true }] }, row with { Tasks = [row.Tasks[0] with { Item = 2 }] }, row with { Tasks = [] },
            row with { Sections = [row.Sections[0] with { Content = "d" }] }, row with { Sections = [row.Sections[0] with { Heading = null }] },
        ];
        Assert.All(others, o => Assert.NotEqual(Shown.Of(row), Shown.Of(o)));
        Assert.Equal(Shown.Of(row), Shown.Of(row with { Tasks = [row.Tasks[0] with { Position = 9 }], Problem = "x", Actor = "y" }));
    }
}
