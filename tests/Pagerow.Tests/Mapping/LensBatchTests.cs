using System.Collections.Immutable;
using System.Text;
using Pagerow.Mapping;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Patterns;
using Pagerow.Mapping.Puts;
using Pagerow.Pages;
using Record = Pagerow.Mapping.Record;

namespace Pagerow.Tests.Mapping;

/// <summary>Many edits of one row at once: the same page, the same bytes and the same refusals as if each were put alone.</summary>
public sealed class LensBatchTests(ITestOutputHelper output)
{
    static readonly PagePath Path = PagePath.Of("a.md");

    static readonly Collection Pages = new("pages", PathPattern.Of("{name}.md"), [], HasTasks: true, HasSections: true);

    [Fact]
    public void Edits_of_boxes_put_together_do_what_they_do_one_by_one() => Compare(Boxes, seed: 20261128);

    [Fact]
    public void Edits_of_sections_put_together_do_what_they_do_one_by_one() => Compare(Sections, seed: 20261129);

    [Fact]
    public void Half_of_fifteen_thousand_boxes_are_toggled_together()
    {
        const int Count = 15_000;
        var page = Long(Count, _ => "- [ ] t\n");
        var put = Lens.Put(Pages, Path, page, [.. Enumerable.Range(0, Count / 2).Select(i => new FaceEdit.SetTask(2 * i, "x", null, null))], page);
        Assert.Empty(put.Refused);
        Assert.Equal(Long(Count, i => i % 2 == 0 ? "- [x] t\n" : "- [ ] t\n").Text, put.Page.Text);
    }

    [Fact]
    public void Thousands_of_boxes_are_removed_and_added_together_in_one_list()
    {
        const int Count = 4_000;
        var page = new PageText("# h\n\n" + string.Concat(Enumerable.Range(0, Count).Select(i => $"- [ ] t{i}\n")) + "\nend\n");
        var put = Lens.Put(
            Pages,
            Path,
            page,
            [
                .. Enumerable.Range(0, Count / 2).Select(i => new FaceEdit.RemoveTask(2 * i)),
                .. Enumerable.Range(0, Count / 2).Select(i => new FaceEdit.AddTask("x", $"n{i}", null, null, null, (2 * i) + 1)),
            ],
            page);
        Assert.Empty(put.Refused);
        Assert.Equal("# h\n\n" + string.Concat(Enumerable.Range(0, Count / 2).Select(i => $"- [ ] t{(2 * i) + 1}\n- [x] n{i}\n")) + "\nend\n", put.Page.Text);
    }

    [Fact]
    public void Boxes_added_behind_one_box_stand_in_their_order_even_where_all_are_called_alike()
    {
        var page = new PageText("- [ ] t\n- [ ] t\n\n# h\n\n- [ ] t\n");
        var put = Lens.Put(Pages, Path, page, [new FaceEdit.AddTask("1", "t", null, null, null, 0), new FaceEdit.AddTask("2", "t", null, null, null, 0)], page);
        Assert.Equal("- [ ] t\n- [1] t\n- [2] t\n- [ ] t\n\n# h\n\n- [ ] t\n", put.Page.Text);
    }

    [Fact]
    public void Content_that_would_read_as_frontmatter_is_refused()
    {
        var page = new PageText("text\n\n# h\n");
        var put = Lens.Put(Pages, Path, page, [new FaceEdit.SetSection(0, null, "---\na: 1\n...\n\n")], page);
        Assert.Contains("frontmatter", Assert.Single(put.Refused).Reason, StringComparison.Ordinal);
        Assert.Same(page, put.Page);
    }

    static PageText Long(int count, Func<int, string> box)
    {
        var text = new StringBuilder("---\ntitle: long\n---\n");
        for (var i = 0; i < count; i++)
            text.Append("# h\n\ntext\n\n").Append(box(i)).Append('\n');
        return new(text.ToString());
    }

    void Compare(Func<Record, Random, IEnumerable<FaceEdit>> editsOf, int seed)
    {
        var rounds = Environment.GetEnvironmentVariable("PAGEROW_LONG") is null ? 2_000 : 100_000;
        var (edits, refused, changed) = (0, 0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var random = new Random(seed + round);
            var collection = Pages with { BoxesInFences = random.Next(3) == 0 };
            var page = new PageText(RandomBodies.Page(random));
            var record = Lens.Get(collection, Path, page);
            if (record.PageTrouble is not null)
                continue;
            ImmutableArray<FaceEdit> faces = [.. editsOf(record, random)];
            var expected = OneByOne.Put(collection, Path, page, faces);
            var put = Lens.Put(collection, Path, page, faces, page);
            var where = $"seed {seed} + {round}\n{page.Text}\n----\n{string.Join('\n', faces)}\n----\n";
            Assert.True(expected.Text == put.Page.Text, $"{where}{expected.Text}\n---- became\n{put.Page.Text}");
            Assert.True(expected.Refused.SequenceEqual(put.Refused.Select(r => (r.Edit, r.Reason))), $"{where}{string.Join('\n', expected.Refused)}\n---- became\n{string.Join('\n', put.Refused)}");
            (edits, refused, changed) = (edits + faces.Length, refused + put.Refused.Length, changed + (put.Page.Text == page.Text ? 0 : 1));
        }

        output.WriteLine($"seed {seed}: {rounds} pages, {changed} changed, {edits} edits, {refused} refused");
        Assert.True(changed * 2 > rounds && refused > 0 && refused * 2 < edits);
    }

    static IEnumerable<FaceEdit> Boxes(Record record, Random random)
    {
        for (var i = 0; i < record.Tasks.Length; i++)
        {
            if (random.Next(2) == 0)
                yield return new FaceEdit.SetTask(i, Maybe(RandomBodies.State), Maybe(RandomBodies.Text), random.Next(4) == 0 ? RandomBodies.Number(random) : null);
            if (random.Next(4) == 0)
                yield return new FaceEdit.RemoveTask(i);
        }

        for (var i = random.Next(8); i > 0; i--)
        {
            int? Any() => record.Tasks.Length > 0 && random.Next(2) == 0 ? random.Next(Math.Min(record.Tasks.Length, 4)) : null;
            var section = record.Sections.Length > 0 && random.Next(2) == 0 ? record.Sections[random.Next(record.Sections.Length)].Path : null;
            yield return new FaceEdit.AddTask(random.Next(9) == 0 ? "]" : "x", $"added {i}", random.Next(4) == 0 ? RandomBodies.Number(random) : null, section, Any(), Any());
        }

        string? Maybe(Func<Random, string> value) => random.Next(2) == 0 ? value(random) : null;
    }

    static IEnumerable<FaceEdit> Sections(Record record, Random random)
    {
        for (var i = 0; i < record.Sections.Length; i++)
        {
            if (random.Next(2) == 0)
                yield return new FaceEdit.SetSection(i, random.Next(3) == 0 ? RandomBodies.Text(random) : null, random.Next(3) > 0 ? RandomBodies.Content(random) : null);
            if (random.Next(4) == 0)
                yield return new FaceEdit.RemoveSection(i);
        }

        for (var i = random.Next(6); i > 0; i--)
        {
            var after = random.Next(3) == 0 ? (int?)null : random.Next(-1, Math.Min(record.Sections.Length, 4));
            yield return new FaceEdit.AddSection(after, random.Next(1, 7), random.Next(9) == 0 ? "" : $"added {i}", RandomBodies.Content(random));
        }
    }
}
