using Pagerow.Reconcile;
using Pagerow.Reconcile.States;

namespace Pagerow.Tests.Reconcile;

public sealed class ReconcilerTests
{
    [Fact]
    public void Every_cell_decides_what_the_table_in_the_docs_says()
    {
        var documented = Documented();
        Assert.Equal(Enum.GetValues<FileDelta>().Length * Enum.GetValues<RowDelta>().Length, documented.Count);
        foreach (var ((file, row), verdict) in documented)
        {
            if (verdict is { } decided)
                Assert.Equal((file, row, decided), (file, row, Reconciler.Decide(file, row)));
            else
                Assert.Throws<InvalidOperationException>(() => Reconciler.Decide(file, row));
        }
    }

    [Fact]
    public void The_docs_use_every_verdict_and_explain_it()
    {
        var used = Documented().Values.OfType<Verdict>().ToHashSet();
        Assert.Equal([.. Enum.GetValues<Verdict>()], used.Order());
        Assert.Equal(used.Order(), Rows("| word |").Skip(2).Select(r => VerdictOf(r[0])!.Value).Order());
    }

    [Fact]
    public void Deltas_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Reconciler.Decide((FileDelta)99, RowDelta.Absent));
        Assert.Throws<ArgumentOutOfRangeException>(() => Reconciler.Decide(FileDelta.Absent, (RowDelta)99));
    }

    static Dictionary<(FileDelta, RowDelta), Verdict?> Documented()
    {
        var rows = Rows("| file \\ row |").ToList();
        var deltas = rows[0][1..].Select(Word<RowDelta>).ToList();
        var table = new Dictionary<(FileDelta, RowDelta), Verdict?>();
        foreach (var row in rows.Skip(2))
        {
            var file = Word<FileDelta>(row[0].Trim('*'));
            for (var i = 0; i < deltas.Count; i++)
                table.Add((file, deltas[i]), VerdictOf(row[i + 1]));
        }

        return table;
    }

    static Verdict? VerdictOf(string cell) => cell switch
    {
        "" => null,
        "–" => Verdict.Nothing,
        _ => Word<Verdict>(cell.Replace(" ", "", StringComparison.Ordinal)),
    };

    static T Word<T>(string word)
        where T : struct, Enum =>
        Enum.Parse<T>(word, ignoreCase: true);

    static IEnumerable<string[]> Rows(string heading) =>
        File.ReadAllLines(Path.Combine(Checkout.Folder, "docs", "architecture.md"))
            .SkipWhile(l => !l.StartsWith(heading, StringComparison.Ordinal))
            .TakeWhile(l => l.StartsWith('|'))
            .Select(l => l.Trim('|').Split('|').Select(c => c.Trim()).ToArray());
}
