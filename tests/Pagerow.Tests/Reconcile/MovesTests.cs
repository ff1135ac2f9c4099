using Pagerow.Pages;
using Pagerow.Reconcile;
using Pagerow.Reconcile.States;

namespace Pagerow.Tests.Reconcile;

public sealed class MovesTests
{
    static Base BaseOf(string path, string page, ulong id = 0) => new(new("notes", path.GetHashCode(StringComparison.Ordinal)), "", PagePath.Of(path), HashOf(page), id, new(0, 0, 0, [], [], []));

    static PageHash HashOf(string page) => PageHash.Of(System.Text.Encoding.UTF8.GetBytes(page));

    static Departure Gone(string path, string page, string? key = null, ulong id = 0) => new(BaseOf(path, page, id), key, page);

    static Arrival Come(string path, string page, string? key = null, ulong id = 0) => new(PagePath.Of(path), HashOf(page), id, key, page);

    static string Match(Departure[] gone, Arrival[] come) => string.Join(' ', Moves.Match(gone, come).OrderBy(m => m.Key).Select(m => $"{m.Value.Path}>{m.Key}"));

    [Fact]
    public void A_key_outranks_content_and_content_outranks_likeness()
    {
        Assert.Equal("a>x b>y", Match([Gone("a", "1", "A"), Gone("b", "2", "B")], [Come("x", "2", "A"), Come("y", "1", "B")]));
        Assert.Equal("b>x a>y", Match([Gone("a", "1"), Gone("b", "2")], [Come("x", "2"), Come("y", "1")]));
        Assert.Equal("a>y", Match([Gone("a", "1", id: 5)], [Come("x", "1", id: 4), Come("y", "1", id: 5)]));
        Assert.Equal("a>x", Match([Gone("a", "1\n2\n3\n4\n5")], [Come("x", "1\n2\n3\n4\n6")]));
        Assert.Equal("", Match([Gone("a", "1\n2\n3\n4\n5")], [Come("x", "1\n2\n3\n4\n6"), Come("y", "1\n2\n3\n4\n7")]));
        Assert.Equal("", Match([Gone("a", "1\n2\n3")], [Come("x", "7\n8\n9")]));
    }

    [Fact]
    public void A_document_that_was_given_another_key_is_told_where_nothing_else_is_as_like_to_it()
    {
        Assert.Equal("a>x", Match([Gone("a", "1\n2\n3\n4\n5", "A")], [Come("x", "1\n2\n3\n4\n6", "B")]));
        Assert.Equal("a>x b>y", Match([Gone("a", "1\n2\n3\n4\n5", "A"), Gone("b", "1\n2\n3\n4\n7", "B")], [Come("x", "1\n2\n3\n4\n5\nx", "X"), Come("y", "1\n2\n3\n4\n7\ny", "Y")]));
        Assert.Equal("", Match([Gone("a", "1\n2\n3\n4\n5", "A")], [Come("x", "1\n2\n3\n4\n6", "B"), Come("y", "1\n2\n3\n4\n7", "C")]));
        Assert.Equal("", Match([Gone("a", "1\n2\n3\n4\n5", "A"), Gone("b", "1\n2\n3\n4\n6", "B")], [Come("x", "1\n2\n3\n4\n7", "C")]));
        Assert.Equal("", Match([Gone("a", "1\n2\n3\n4\n5", "A")], [Come("x", "1\n2\n3\n8\n9", "B")]));
        Assert.Equal("", Match([Gone("a", "1\n2\n3\n4\n5", "A")], [Come("x", "1\n2\n3\n4\n6")]));
    }

    [Fact]
    public void The_order_of_what_is_given_changes_nothing_and_nothing_is_matched_twice()
    {
        var random = new Random(11);
        for (var i = 0; i < 5_000; i++)
        {
            string? Key() => random.Next(2) == 0 ? null : random.Next(4).ToString(System.Globalization.CultureInfo.InvariantCulture);
            string Page() => $"1\n2\n3\n4\n{random.Next(3)}";
            var gone = Enumerable.Range(0, random.Next(5)).Select(n => Gone($"g{n}", Page(), Key(), (ulong)random.Next(3))).ToArray();
            var come = Enumerable.Range(0, random.Next(5)).Select(n => Come($"c{n}", Page(), Key(), (ulong)random.Next(3))).ToArray();
            var matched = Moves.Match(gone, come);
            Assert.Equal(matched.Count, matched.Values.Select(b => b.Path).Distinct().Count());
            random.Shuffle(gone);
            random.Shuffle(come);
            Assert.Equal(matched.OrderBy(m => m.Key), Moves.Match(gone, come).OrderBy(m => m.Key));
        }
    }
}
