using Pagerow.Mapping;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Patterns;
using Pagerow.Mapping.Puts;
using Pagerow.Mapping.Values;
using Pagerow.Pages;
using Pagerow.Pages.Fields;
using Pagerow.Pages.Nodes;
using Pagerow.Pages.Spelling;
using Pagerow.Tests.Pages;

namespace Pagerow.Tests.Mapping;

/// <summary>
/// Every field and every check box of every real page, set through the lens as SQL would and set back. Without PAGEROW_LONG a seeded sample
/// of the values, with it all of them.
/// </summary>
public sealed class LensByteTests(Corpus corpus, ITestOutputHelper output)
{
    const int Sample = 2;

    static readonly bool IsLong = Environment.GetEnvironmentVariable("PAGEROW_LONG") is not null;
    static readonly PathPattern Everywhere = PathPattern.TryParse("{path...}.md", out var all, out _) ? all : throw new InvalidOperationException();

    readonly Random _random = new(FrontmatterValues.Seed);
    readonly ByteLedger _ledger = new();

    [Fact]
    public void A_column_that_is_set_reads_as_set_and_changes_no_byte_outside_its_field()
    {
        foreach (var (path, page) in Pages())
        {
            _ledger.Files++;
            var front = Frontmatter.Read(page);
            foreach (var (key, entry) in FrontmatterByteTests.Fields(front, front.Entries, []))
                Field(path, new(front, key, entry, path.Value));
        }

        output.WriteLine($"seed {FrontmatterValues.Seed}, {(IsLong ? "all values" : "a sample of the values; PAGEROW_LONG=1 takes all")}");
        output.WriteLine(_ledger.ToString());
        Assert.Empty(_ledger.Failures);
        Assert.True(_ledger.Fields > 20_000, "the bundle has more fields than were found");
        Assert.True(_ledger.Restored >= _ledger.Sets * 0.999, "the base's bytes were not restored");
    }

    [Fact]
    public void A_box_that_is_toggled_changes_one_character_and_toggling_back_restores_the_page()
    {
        var boxes = new Collection("pages", Everywhere, [], HasTasks: true);
        int files = 0, toggled = 0;
        var failures = new List<string>();
        foreach (var (path, page) in Pages())
        {
            var tasks = Lens.Get(boxes, path, page).Tasks;
            files += tasks.Length > 0 ? 1 : 0;
            for (var i = 0; i < tasks.Length; i++, toggled++)
            {
                if (Toggle(boxes, path, page, tasks[i], i) is { } wrong)
                    failures.Add($"{path} box {i + 1} '{tasks[i].Text}': {wrong}");
            }
        }

        output.WriteLine($"{toggled} boxes in {files} files, {failures.Count} failures");
        failures.Take(25).ToList().ForEach(output.WriteLine);
        Assert.Empty(failures);
        Assert.True(toggled > 10_000, "the bundle has more boxes than were found");
    }

    static string? Toggle(Collection boxes, PagePath path, PageText page, TaskRow task, int ordinal)
    {
        var there = Lens.Put(boxes, path, page, [new FaceEdit.SetTask(ordinal, task.Done ? " " : "x", null, null)], null);
        if (!there.Refused.IsEmpty)
            return there.Refused[0].Reason;
        var now = Lens.Get(boxes, path, there.Page).Tasks;
        if (now.Length <= ordinal || now[ordinal].Done == task.Done)
            return "it does not read as toggled";
        if (there.Page.Text.Length != page.Text.Length + 1 - task.State!.Length || Differences(page.Text, there.Page.Text, task.State!.Length) != 1)
            return "another character changed";
        var back = Lens.Put(boxes, path, there.Page, [new FaceEdit.SetTask(ordinal, task.State, null, null)], page);
        return back.Page.Equals(page) ? null : "toggling back does not restore the page";
    }

    // How many places differ, a state of several characters counted as one.
    static int Differences(string before, string after, int state)
    {
        var at = before.AsSpan().CommonPrefixLength(after);
        return before.AsSpan(at + state).SequenceEqual(after.AsSpan(at + 1)) ? 1 : 2;
    }

    void Field(PagePath path, FieldCase field)
    {
        _ledger.Fields++;
        var isList = field.Entry.Value.Resolved is Node.Sequence;
        var collection = new Collection("pages", Everywhere, [new("field", isList ? new ColumnType.List() : new ColumnType.Text(), new ColumnSource.Frontmatter(field.Key))]);
        var page = field.Front.Page;
        var original = Lens.Get(collection, path, page).Values[0];
        foreach (var value in isList ? Lists(original!) : Texts())
        {
            if (collection.Columns[0].Canon(value) is not Canon.Taken(var wanted))
            {
                _ledger.Fail($"{field.Place}: no canonical form of a text");
                continue;
            }

            var put = Lens.Put(collection, path, page, [new FaceEdit.SetColumn(0, value)], null);
            if (!put.Refused.IsEmpty)
                _ledger.Refuse(FrontmatterByteTests.WithoutQuotes(put.Refused[0].Reason), field.Place);
            else if (put.Page == page && original == wanted)
                _ledger.Same++;
            else
                Changed(collection, path, field, put.Page, wanted, original);
        }
    }

    void Changed(Collection collection, PagePath path, FieldCase field, PageText page, Value wanted, Value original)
    {
        _ledger.Sets++;
        var shown = $"{field.Place} := {FrontmatterByteTests.Shown(AsField(wanted))}";
        if (Lens.Get(collection, path, page).Values[0] != wanted)
        {
            _ledger.Fail($"{shown}: it reads otherwise through the lens");
            return;
        }

        if (field.Check(page, AsField(wanted)) is { } wrong)
        {
            _ledger.Fail($"{shown}: {wrong}");
            return;
        }

        var back = Lens.Put(collection, path, page, [new FaceEdit.SetColumn(0, original)], field.Front.Page);
        if (!back.Refused.IsEmpty || Lens.Get(collection, path, back.Page).Values[0] != original)
            _ledger.Fail($"{shown}: not set back");
        else if (back.Page == field.Front.Page)
            _ledger.Restored++;
        else
            _ledger.Unlike($"with the base, {FrontmatterByteTests.Style(field.Entry.Value)}", shown);
        if (Lens.Put(collection, path, page, [new FaceEdit.SetColumn(0, original)], null).Page == field.Front.Page)
            _ledger.RestoredBlind++;
        else
            _ledger.Unlike($"without the base, {FrontmatterByteTests.Style(field.Entry.Value)}", shown);
    }

    static FieldValue AsField(Value value) => value switch
    {
        Value.Text(var text) => new FieldValue.Text(text),
        Value.List(var items) => new FieldValue.List(items),
        _ => new FieldValue.Null(),
    };

    IEnumerable<Value> Texts() =>
        (IsLong ? [.. FrontmatterValues.Texts] : _random.GetItems(FrontmatterValues.Texts.ToArray(), Sample)).Select(t => new Value.Text(t));

    IEnumerable<Value> Lists(Value original)
    {
        var items = original is Value.List(var own) ? own.ToArray() : [];
        return (IsLong ? [.. FrontmatterValues.Texts] : _random.GetItems(FrontmatterValues.Texts.ToArray(), Sample))
            .Select(t => _random.GetItems(FrontmatterValues.Lists(items, t).ToArray(), 1)[0]).Select(l => new Value.List([.. l]));
    }

    IEnumerable<(PagePath Path, PageText Page)> Pages()
    {
        foreach (var path in FrontmatterValues.PagesOf(corpus))
        {
            if (PageText.TryDecode(File.ReadAllBytes(Path.Combine(corpus.Folder, path)), out var page, out _))
                yield return (PagePath.Found("", path), page);
        }
    }
}
