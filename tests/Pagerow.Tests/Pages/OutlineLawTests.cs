using System.Globalization;
using Pagerow.Pages;
using Pagerow.Pages.Outlines;
using Pagerow.Pages.Parts;

namespace Pagerow.Tests.Pages;

/// <summary>Laws of body edits, over every page of the corpus.</summary>
public sealed class OutlineLawTests(Corpus corpus, ITestOutputHelper output)
{
    const OutlineOptions Everywhere = OutlineOptions.BoxesInFences | OutlineOptions.BoxesInHtml | OutlineOptions.BoxesBehindOpenFence;

    [Theory]
    [InlineData(OutlineOptions.None)]
    [InlineData(Everywhere)]
    public void Toggling_a_box_changes_one_character_and_toggling_back_restores_the_bytes(OutlineOptions options)
    {
        var (pages, boxes) = (0, 0);
        foreach (var (path, body, bytes) in Bodies(options))
        {
            if (options != OutlineOptions.None && body.Outline.Boxes.Length == new Body(body.Page, body.Start).Outline.Boxes.Length)
                continue;
            pages += body.Outline.Boxes.IsEmpty ? 0 : 1;
            foreach (var box in body.Outline.Boxes)
            {
                var other = box.State == "x" ? " " : "x";
                var toggled = Changed(path, BoxEdits.SetState(body, box.Ordinal, other));
                var expected = body.Text.Remove(box.StateSpan.Start, box.StateSpan.Length).Insert(box.StateSpan.Start, other);
                Assert.True(expected == toggled.Text, $"{path}: box {box.Ordinal}");
                var back = Changed(path, BoxEdits.SetState(new(toggled, body.Start, options), box.Ordinal, box.State));
                Assert.True(bytes.AsSpan().SequenceEqual(back.Encode()), $"{path}: box {box.Ordinal} back");
                boxes++;
            }
        }

        Say($"{boxes} boxes of {pages} pages toggled and toggled back ({options})");
        Assert.True(boxes > (options == OutlineOptions.None ? 20_000 : 1_000), $"only {boxes} boxes");
    }

    [Fact]
    public void Texts_and_numbers_of_boxes_are_set_and_set_back()
    {
        int texts = 0, numbers = 0, same = 0;
        foreach (var (path, body, bytes) in Bodies(OutlineOptions.None))
        {
            foreach (var box in Some(body.Outline.Boxes))
            {
                Assert.IsType<BodyEdit.Same>(BoxEdits.SetText(body, box.Ordinal, box.Text));
                Assert.IsType<BodyEdit.Same>(BoxEdits.SetNumber(body, box.Ordinal, box.Number ?? ""));
                same++;
                if (box.Text.Length > 0)
                {
                    var changed = Changed(path, BoxEdits.SetText(body, box.Ordinal, "other text"));
                    var back = Changed(path, BoxEdits.SetText(new(changed, body.Start), box.Ordinal, box.Text));
                    Assert.True(bytes.AsSpan().SequenceEqual(back.Encode()), $"{path}: text of box {box.Ordinal}");
                    texts++;
                }

                if (box.Number is { } number && BoxEdits.SetNumber(body, box.Ordinal, "98.7") is BodyEdit.Changed(var renumbered))
                {
                    var back = Changed(path, BoxEdits.SetNumber(new(renumbered, body.Start), box.Ordinal, number));
                    Assert.True(bytes.AsSpan().SequenceEqual(back.Encode()), $"{path}: number of box {box.Ordinal}");
                    numbers++;
                }
            }
        }

        Say($"{same} boxes unchanged, {texts} texts and {numbers} numbers set and set back");
        Assert.True(texts > 5_000 && numbers > 1_000);
    }

    [Fact]
    public void Boxes_added_behind_or_below_any_box_are_taken_out_again_without_a_trace()
    {
        int added = 0, refused = 0;
        foreach (var (path, body, bytes) in Bodies(OutlineOptions.None))
        {
            foreach (var box in Some(body.Outline.Boxes))
            {
                foreach (var edit in (BodyEdit[])[BoxPlaces.AddBehind(body, new("x", "new box", "9.9"), box.Ordinal), BoxPlaces.AddNested(body, new(" ", "new box"), box.Ordinal)])
                {
                    if (edit is not BodyEdit.Changed(var page))
                    {
                        refused++;
                        continue;
                    }

                    added++;
                    var after = new Body(page, body.Start);
                    var boxOf = after.Outline.Boxes.First(b => b.Text == "new box");
                    var back = Changed(path, BoxPlaces.Remove(after, boxOf.Ordinal));
                    Assert.True(bytes.AsSpan().SequenceEqual(back.Encode()) || !body.Text.EndsWith('\n'), $"{path}: behind box {box.Ordinal}");
                }
            }
        }

        Say($"{added} boxes added and taken out, {refused} refused");
        Assert.True(refused * 50 < added, $"{refused} refused of {added + refused}");
    }

    [Fact]
    public void Content_of_a_section_set_to_itself_is_the_same_and_set_back_restores_the_bytes()
    {
        int sections = 0, changed = 0, refused = 0;
        foreach (var (path, body, bytes) in Bodies(OutlineOptions.None))
        {
            foreach (var section in Some(body.Outline.Sections))
            {
                var content = SectionEdits.ShowContent(body, section.Ordinal);
                sections++;
                switch (SectionEdits.SetContent(body, section.Ordinal, content))
                {
                    case BodyEdit.Refused(var reason):
                        Assert.True(body.Outline.HasOpenFence, $"{path}: {reason}");
                        continue;
                    case BodyEdit.Changed:
                        Assert.Fail($"{path}: section {section.Ordinal} was written");
                        break;
                }

                if (SectionEdits.SetContent(body, section.Ordinal, "A first line.\n\n" + content) is not BodyEdit.Changed(var page))
                {
                    refused++;
                    continue;
                }

                changed++;
                var back = Changed(path, SectionEdits.SetContent(new(page, body.Start), section.Ordinal, content));
                var lacksEnd = content.Length == 0 && section.HeadingSpan.Length > 0 && !section.HeadingSpan.Of(body.Text).EndsWith('\n');
                Assert.True(bytes.AsSpan().SequenceEqual(back.Encode()) || lacksEnd, $"{path}: section {section.Ordinal}");
            }
        }

        Say($"{sections} sections, {changed} changed and set back, {refused} refused");
        Assert.True(refused * 100 < sections, $"{refused} of {sections} refused");
    }

    [Fact]
    public void Headings_are_set_and_set_back_and_sections_added_and_taken_out()
    {
        int headings = 0, added = 0, refused = 0;
        foreach (var (path, body, bytes) in Bodies(OutlineOptions.None))
        {
            foreach (var section in Some(body.Outline.Sections).Where(s => s.Level > 0))
            {
                if (section.Heading!.Length > 0 && !section.Heading.Contains('\n', StringComparison.Ordinal)
                    && SectionEdits.SetHeading(body, section.Ordinal, "Another heading") is BodyEdit.Changed(var renamed))
                {
                    headings++;
                    var back = Changed(path, SectionEdits.SetHeading(new(renamed, body.Start), section.Ordinal, section.Heading));
                    Assert.True(bytes.AsSpan().SequenceEqual(back.Encode()), $"{path}: heading {section.Ordinal}");
                }

                if (SectionEdits.Add(body, section.Ordinal, 3, "New", "Some text.") is not BodyEdit.Changed(var longer))
                {
                    refused++;
                    continue;
                }

                added++;
                var shorter = Changed(path, SectionEdits.Remove(new(longer, body.Start), section.Ordinal + 1));
                Assert.True(
                    Trimmed(body) == Trimmed(new(shorter, body.Start)) || !body.Text.EndsWith('\n'), $"{path}: section behind {section.Ordinal}");
            }
        }

        Say($"{headings} headings set and set back, {added} sections added and taken out, {refused} refused");
        Assert.True(refused * 20 < added && headings > 15_000);

        static string Trimmed(Body body) => string.Join('\n', body.Text.Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0));
    }

    [Fact]
    public void A_body_set_to_what_it_shows_is_the_same_and_set_back_restores_the_bytes()
    {
        var pages = 0;
        foreach (var (path, body, bytes) in Bodies(OutlineOptions.None))
        {
            var shown = BodyText.Show(body.Text, body.Start);
            Assert.IsType<BodyEdit.Same>(BodyText.Set(body.Page, body.Start, shown));
            if (body.Text.Length == body.Start)
                continue;
            var page = Changed(path, BodyText.Set(body.Page, body.Start, "A first line.\n" + shown));
            var back = Changed(path, BodyText.Set(page, body.Start, shown));
            Assert.True(bytes.AsSpan().SequenceEqual(back.Encode()), path);
            pages++;
        }

        Say($"{pages} bodies set and set back");
        Assert.True(pages > 5_000);
    }

    [Fact]
    public void The_seeds_are_outlined_and_come_back_byte_for_byte()
    {
        var files = Corpus.Seeds;
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            Assert.True(PageText.TryDecode(bytes, out var page, out _), file);
            Assert.True(bytes.AsSpan().SequenceEqual(page.Encode()), file);
            var body = new Body(page, BodyStart.Of(page.Text), Everywhere);
            Assert.Equal(page.Text[body.Start..], string.Concat(body.Outline.Sections.Select(s => s.HeadingSpan.Of(page.Text) + s.Content.Of(page.Text))));
            foreach (var box in body.Outline.Boxes)
            {
                var there = Changed(file, BoxEdits.SetState(body, box.Ordinal, "?"));
                Assert.True(bytes.AsSpan().SequenceEqual(Changed(file, BoxEdits.SetState(new(there, body.Start, Everywhere), box.Ordinal, box.State)).Encode()), file);
            }

            Say($"{Path.GetFileName(file)}: {body.Outline.Sections.Length} sections, {body.Outline.Boxes.Length} boxes, open fence: {body.Outline.HasOpenFence}");
        }

        Assert.Equal(5, files.Count);
    }

    /// <summary>All, or in the ordinary run some of each page: the first, the last and those between at equal distances.</summary>
    static IEnumerable<T> Some<T>(IReadOnlyList<T> all)
    {
        var most = Environment.GetEnvironmentVariable("PAGEROW_LONG") is null ? 8 : int.MaxValue;
        return all.Count <= most ? all : Enumerable.Range(0, most).Select(i => all[i * (all.Count - 1) / (most - 1)]);
    }

    void Say(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    static PageText Changed(string path, BodyEdit edit) => edit switch
    {
        BodyEdit.Changed(var page) => page,
        BodyEdit.Refused(var reason) => throw new InvalidOperationException($"{path}: {reason}"),
        _ => throw new InvalidOperationException($"{path}: nothing changed"),
    };

    IEnumerable<(string Path, Body Body, byte[] Bytes)> Bodies(OutlineOptions options)
    {
        foreach (var path in corpus.Pages)
        {
            var bytes = File.ReadAllBytes(Path.Combine(corpus.Folder, path));
            if (PageText.TryDecode(bytes, out var page, out _))
                yield return (path, new Body(page, BodyStart.Of(page.Text), options), bytes);
        }
    }
}
