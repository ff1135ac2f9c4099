using Pagerow.Merging.Lines;

namespace Pagerow.Tests.Merging;

/// <summary>The three-way merge on texts written for the purpose, and its laws on random ones.</summary>
public sealed class ThreeWayTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("a\nb\nc\n", "a\nx\nb\nc\n", "a\nb\nc\ny\n", "a\nx\nb\nc\ny\n")]
    [InlineData("a\nb\nc\n", "a\nc\n", "a\nb\nc\n", "a\nc\n")]
    [InlineData("a\nb\nc\n", "x\nb\nc\n", "a\nb\ny\n", "x\nb\ny\n")]
    [InlineData("a\nb\nc\n", "a\nx\nc\n", "a\nx\nc\n", "a\nx\nc\n")]
    [InlineData("a\nb\nc\n", "a\nx\nc\n", "a\ny\nc\n", "a\n{b\n|x\n|y\n}c\n")]
    [InlineData("a\n", "a\nx\n", "a\ny\n", "a\n{|x\n|y\n}")]
    [InlineData("", "x", "y", "{|x|y}")]
    [InlineData("a\nb", "a\nb\n", "x\nb", "{a\nb|a\nb\n|x\nb}")]
    [InlineData("a\nb\nc", "a\nb\nc\nd", "x\nb\nc", "x\nb\nc\nd")]
    [InlineData("a\r\nb\r\nc\r\n", "a\r\nb\nc\r\n", "x\r\nb\r\nc\r\n", "{a\r\nb\r\n|a\r\nb\n|x\r\nb\r\n}c\r\n")]
    [InlineData("a\r\nm\r\nb\r\n", "a\r\nm\r\nb\n", "x\r\nm\r\nb\r\n", "x\r\nm\r\nb\n")]
    [InlineData("", "", "", "")]
    public void Lines_are_merged_and_holes_show_all_three(string @base, string file, string row, string expected) =>
        Assert.Equal(expected, ThreeWay.Merge(@base, file, row).Render(h => $"{{{h.Base}|{h.File}|{h.Row}}}"));

    [Fact]
    public void Random_merges_obey_the_laws()
    {
        var count = Environment.GetEnvironmentVariable("PAGEROW_LONG") is null ? 20_000 : 1_000_000;
        var random = new Random(20260103);
        int holes = 0, absorbed = 0, ambiguous = 0;
        for (var i = 0; i < count; i++)
        {
            var (b, f, r) = MergeTriples.Next(random);
            var merge = ThreeWay.Merge(b, f, r);
            var what = $"seed 20260103, triple {i}: {MergeTriples.Quoted(b)} {MergeTriples.Quoted(f)} {MergeTriples.Quoted(r)}";
            Assert.True(LineVerifier.Check(b, f, r, merge) is { IsEmpty: true }, what + " " + string.Join(", ", LineVerifier.Check(b, f, r, merge)));
            Assert.True(Text(ThreeWay.Merge(b, b, r)) == r && Text(ThreeWay.Merge(b, f, b)) == f, what);
            Assert.True(Text(ThreeWay.Merge(b, f, f)) == f, what);
            Assert.True(Mirrored(ThreeWay.Merge(b, r, f)) == Shown(merge), what);
            if (merge.HasHoles)
            {
                holes++;
                Assert.True(merge.Chunks.OfType<MergeChunk.Hole>().All(h => h.File != h.Row && h.Base != h.File && h.Base != h.Row), what);
                continue;
            }

            var whole = Text(merge);
            var isAbsorbing = Shown(ThreeWay.Merge(b, f, whole)) == whole && Shown(ThreeWay.Merge(b, whole, r)) == whole;
            Assert.True(isAbsorbing || IsRepeating(b) || IsRepeating(f) || IsRepeating(r), $"{what} gave {MergeTriples.Quoted(whole)}");
            absorbed += isAbsorbing ? 1 : 0;
            ambiguous += isAbsorbing ? 0 : 1;
        }

        output.WriteLine($"seed 20260103: {count} triples, {holes} with holes, {absorbed} whole and absorbing, {ambiguous} not absorbing for repeated lines");
        Assert.True(holes > count / 20 && absorbed > count / 20 && ambiguous * 200 < absorbed);
    }

    [Fact]
    public void Long_texts_are_merged_in_time_that_grows_with_their_length()
    {
        var random = new Random(20260104);
        var lines = Enumerable.Range(0, 100_000).Select(i => i % 7 == 0 ? "" : $"line {random.Next(60_000)}").ToArray();
        var file = (string[])lines.Clone();
        var row = (string[])lines.Clone();
        for (var i = 0; i < 5_000; i++)
        {
            file[random.Next(50_000)] = $"file {i}";
            row[50_001 + random.Next(49_000)] = $"row {i}";
        }

        var merge = ThreeWay.Merge(string.Join('\n', lines), string.Join('\n', file), string.Join('\n', row));
        Assert.False(merge.HasHoles);
        Assert.Equal(string.Join('\n', [.. file[..50_001], .. row[50_001..]]), Text(merge));
        var strangers = ThreeWay.Merge(string.Join('\n', lines), string.Join('\n', lines.Reverse()), string.Join('\n', lines.OrderBy(l => l, StringComparer.Ordinal)));
        Assert.True(strangers.HasHoles);
    }

    [Fact]
    public void The_verifier_finds_what_is_lost_or_invented()
    {
        LineMerge merge = new([new MergeChunk.Agreed("a\nz\n")]);
        Assert.Equal(5, LineVerifier.Check("a\nb\n", "a\nb\nf\n", "r\na\nb\n", merge).Length);
    }

    static bool IsRepeating(string text) => text.Split('\n').CountBy(l => l, StringComparer.Ordinal).Any(l => l.Value > 1 && l.Key.Length > 0);

    static string Text(LineMerge merge) => merge.Render(_ => "HOLE");

    static string Shown(LineMerge merge) => merge.Render(h => $"{{{h.Base}|{h.File}|{h.Row}}}");

    static string Mirrored(LineMerge merge) => merge.Render(h => $"{{{h.Base}|{h.Row}|{h.File}}}");
}
