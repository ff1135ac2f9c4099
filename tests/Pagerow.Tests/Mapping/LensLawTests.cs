using System.Collections.Immutable;
using Pagerow.Mapping;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Puts;
using Pagerow.Mapping.Values;
using Pagerow.Pages;
using Pagerow.Pages.Fields;
using Pagerow.Pages.Outlines;
using Record = Pagerow.Mapping.Record;

namespace Pagerow.Tests.Mapping;

public sealed class LensLawTests(Corpus corpus)
{
    [Theory]
    [MemberData(nameof(CorpusPart.Names), MemberType = typeof(CorpusPart))]
    public void Putting_what_was_got_changes_nothing(string name)
    {
        var part = new CorpusPart(corpus, name);
        var (faces, unreadable) = (0, 0);
        foreach (var (collection, path, page) in part.Pages.Select(Widened))
        {
            var record = Lens.Get(collection, path, page);
            if (record.PageTrouble is not null)
            {
                unreadable++;
                continue;
            }

            foreach (var edits in (ImmutableArray<FaceEdit>[])[Faces(collection, record), Loose(collection, record)])
            {
                var put = Lens.Put(collection, path, page, edits, page);
                Assert.True(put.Refused.IsEmpty, $"{name}/{path}: {put.Refused.FirstOrDefault()?.Edit.GetType().Name} {put.Refused.FirstOrDefault()?.Reason}");
                Assert.True(ReferenceEquals(page, put.Page), $"{name}/{path} changed by {string.Join(", ", edits.Where(e => !ReferenceEquals(page, Lens.Put(collection, path, page, [e], page).Page)))}");
                faces += edits.Length;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {part.Pages.Count} pages, {unreadable} unreadable, {faces} faces put back unchanged");
        Assert.True(faces > part.Pages.Count);
    }

    [Theory]
    [MemberData(nameof(CorpusPart.Names), MemberType = typeof(CorpusPart))]
    public void What_is_put_is_refused_with_a_reason_or_got_back(string name)
    {
        const int Seed = 20260809, Rounds = 4_000;
        var part = new CorpusPart(corpus, name);
        var random = new Random(Seed);
        var (taken, backs, refused) = (0, new List<bool>(), new SortedDictionary<string, int>(StringComparer.Ordinal));
        for (var round = 0; round < Rounds; round++)
        {
            var (collection, path, page) = Widened(part.Pages[random.Next(part.Pages.Count)]);
            var column = random.Next(collection.Columns.Length);
            var value = RandomValues.For(collection.Columns[column].Type, random);
            var where = $"seed {Seed}, round {round}: {name}/{path} {collection.Columns[column]} = {value.Spelling}";
            if (collection.Columns[column].Source is ColumnSource.Capture)
                continue;
            var put = Lens.Put(collection, path, page, [new FaceEdit.SetColumn(column, value)], page);
            if (put.Refused is [var refusal])
            {
                Assert.True(refusal.Reason.Length > 10 && ReferenceEquals(page, put.Page), where);
                var reason = collection.Columns[column].Source.GetType().Name + ": " + string.Concat(refusal.Reason.Where(c => !char.IsDigit(c)).Take(70));
                refused[reason] = refused.GetValueOrDefault(reason) + 1;
                continue;
            }

            taken++;
            AssertGotBack(collection, path, page, put.Page, column, value, where, backs);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{name}, seed {Seed}: {taken} taken, {backs.Count(b => b)} of {backs.Count} restored to the byte, {refused.Values.Sum()} refused");
        foreach (var (reason, count) in refused.OrderByDescending(r => r.Value).Take(12))
            TestContext.Current.TestOutputHelper?.WriteLine($"  {count,5} {reason}");
        Assert.True(taken > Rounds / 3, $"only {taken} taken");
    }

    [Theory]
    [MemberData(nameof(CorpusPart.Names), MemberType = typeof(CorpusPart))]
    public void Boxes_and_sections_that_are_written_are_got_back(string name)
    {
        const int Seed = 20260810, Rounds = 1_500;
        var part = new CorpusPart(corpus, name);
        var random = new Random(Seed);
        var (taken, refused) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var (collection, path, page) = Widened(part.Pages[random.Next(part.Pages.Count)]);
            var before = Lens.Get(collection, path, page);
            var where = $"seed {Seed}, round {round}: {name}/{path}";
            var edits = RandomFaces(before, random);
            var put = Lens.Put(collection, path, page, edits, page);
            var after = Lens.Get(collection, path, put.Page);
            refused += put.Refused.Length;
            foreach (var edit in edits.Except(put.Refused.Select(r => r.Edit)))
            {
                taken++;
                Assert.True(IsGot(edit, after), $"{where}: {edit}");
            }

            Assert.Equal(before.Tasks.Length, after.Tasks.Length);
            Assert.Equal(before.Sections.Length, after.Sections.Length);
            Assert.True(ReferenceEquals(put.Page, Lens.Put(collection, path, put.Page, [.. edits.Except(put.Refused.Select(r => r.Edit))], page).Page), $"{where}: putting twice changes more");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{name}, seed {Seed}: {taken} taken, {refused} refused");
        Assert.True(taken > Rounds / 10, $"only {taken} taken");
    }

    /// <summary>What stands above the first heading is not emptied: it would be no row any more.</summary>
    static ImmutableArray<FaceEdit> RandomFaces(Record record, Random random)
    {
        string[] contents = ["\nShort.\n\n", "", "no blank lines", "\n- item\n- item\n\n", "\n```\n# code\n```\n\n", "\n## heading\n", "\n```\nopen\n"];
        var edits = ImmutableArray.CreateBuilder<FaceEdit>();
        foreach (var task in record.Tasks.Index().Where(_ => random.Next(4) == 0))
            edits.Add(new FaceEdit.SetTask(task.Index, random.GetItems(["x", " ", "/"], 1)[0], random.Next(2) == 0 ? null : $"{task.Item.Text} more", null));
        foreach (var section in record.Sections.Index().Where(s => random.Next(6) == 0 && !record.Tasks.Any(t => t.Section == s.Item.Path)))
            edits.Add(new FaceEdit.SetSection(section.Index, null, random.GetItems(section.Item.Heading is null ? contents[2..] : contents, 1)[0]));
        return edits.ToImmutable();
    }

    /// <summary>A missing final newline in front of a heading is added.</summary>
    static bool IsGot(FaceEdit edit, Record record) => edit switch
    {
        FaceEdit.SetTask(var at, var state, var text, _) => record.Tasks[at].State == state && (text is null || record.Tasks[at].Text == text.Trim()),
        FaceEdit.SetSection(var at, _, var content) => record.Sections[at].Content.TrimEnd('\n') == content!.TrimEnd('\n'),
        _ => false,
    };

    static void AssertGotBack(Collection collection, PagePath path, PageText page, PageText changed, int column, Value value, string where, List<bool> backs)
    {
        var (before, after) = (Lens.Get(collection, path, page), Lens.Get(collection, path, changed));
        var canon = Assert.IsType<Canon.Taken>(collection.Columns[column].Canon(value)).Value;
        Assert.True(collection.Columns[column].Type.Says(canon, after.Values[column]), $"{where}: got {after.Values[column].Spelling}");
        var again = Lens.Put(collection, path, changed, [new FaceEdit.SetColumn(column, value)], page);
        Assert.True(ReferenceEquals(changed, again.Page), $"{where}: putting twice changes more");
        if (collection.Columns[column].Source is ColumnSource.Frontmatter)
            AssertNothingElseChanged(collection, column, before, after, where);
        if (before.Troubled.Contains(column) || before.Values[column] is Value.Null)
            return;
        var back = Lens.Put(collection, path, changed, [new FaceEdit.SetColumn(column, before.Values[column])], page);
        Assert.True(back.Refused.IsEmpty, $"{where}: back refused, {back.Refused.FirstOrDefault()?.Reason}");
        backs.Add(back.Page.Text == page.Text);
        if (collection.Columns[column] is { Source: ColumnSource.Frontmatter, Type: not (ColumnType.List or ColumnType.Json) } && before.Problems.IsEmpty)
            Assert.True(backs[^1], $"{where}: set back, the page is not what it was");
    }

    static void AssertNothingElseChanged(Collection collection, int column, Record before, Record after, string where)
    {
        for (var i = 0; i < collection.Columns.Length; i++)
            Assert.True(i == column || before.Values[i].Equals(after.Values[i]), $"{where}: {collection.Columns[i].Name} changed too");
        Assert.True(before.Body == after.Body, $"{where}: the body changed");
        Assert.True(before.Extra == after.Extra, $"{where}: extra changed from {before.Extra} to {after.Extra}");
    }

    /// <summary>The collection with every face switched on, and columns that read the body too.</summary>
    static (Collection Collection, PagePath Path, PageText Page) Widened((Collection Collection, PagePath Path, PageText Page) page)
    {
        var (collection, path, text) = page;
        var body = new Body(text, Frontmatter.Read(text).BodyStart);
        ImmutableArray<Column> more =
        [
            new("x_heading", new ColumnType.Text(), new ColumnSource.Title()),
            new("x_status", new ColumnType.Text(), new ColumnSource.Line("Status")),
            new("x_progress", new ColumnType.Percent(), new ColumnSource.Line("Progress")),
            new("x_section", new ColumnType.Text(), new ColumnSource.Section(["No such heading", body.Outline.Sections[^1].Heading ?? "Notes"])),
            new("x_done", new ColumnType.Percent(), new ColumnSource.Computed(Computation.TasksPercent)),
            new("x_words", new ColumnType.Integer(), new ColumnSource.Computed(Computation.Words)),
        ];
        return (collection with { HasTasks = true, HasSections = true, Columns = collection.Columns.AddRange(more) }, path, text);
    }

    static ImmutableArray<FaceEdit> Faces(Collection collection, Record record) =>
    [
        new FaceEdit.SetBody(record.Body!),
        .. record.Sections.Select((s, i) => new FaceEdit.SetSection(i, s.Heading, s.Content)),
        .. record.Tasks.Select((t, i) => new FaceEdit.SetTask(i, t.State, t.Text, t.Number ?? "")),
        new FaceEdit.SetExtra(record.Extra ?? "{}"),
        .. Columns(collection, record).Select(i => new FaceEdit.SetColumn(i, record.Values[i])),
    ];

    /// <summary>The same values as a database hands them over that knows text and numbers only.</summary>
    static ImmutableArray<FaceEdit> Loose(Collection collection, Record record) =>
    [
        .. Columns(collection, record).Select(i => new FaceEdit.SetColumn(i, record.Values[i] switch
        {
            Value.Null => Value.Nothing,
            Value.Boolean(var isTrue) => new Value.Integer(isTrue ? 1 : 0),
            Value.Real or Value.Integer => record.Values[i],
            var other => new Value.Text(other.Spelling!),
        })),
    ];

    static IEnumerable<int> Columns(Collection collection, Record record) =>
        Enumerable.Range(0, collection.Columns.Length).Where(i => collection.Columns[i].IsWritable && !record.Troubled.Contains(i));
}
