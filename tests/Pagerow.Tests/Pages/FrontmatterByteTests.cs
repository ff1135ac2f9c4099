using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Pagerow.Pages;
using Pagerow.Pages.Fields;
using Pagerow.Pages.Nodes;
using Pagerow.Pages.Spelling;

namespace Pagerow.Tests.Pages;

/// <summary>
/// Every field of every real page is set to values of every kind and set back. Without PAGEROW_LONG a seeded sample of the values, with it
/// all of them.
/// </summary>
public sealed partial class FrontmatterByteTests(Corpus corpus, ITestOutputHelper output)
{
    const int SampleOfScalars = 3;
    const int SampleOfLists = 2;

    static readonly bool IsLong = Environment.GetEnvironmentVariable("PAGEROW_LONG") is not null;

    readonly Random _random = new(FrontmatterValues.Seed);

    [Fact]
    public void Setting_any_field_changes_no_byte_outside_it_and_setting_it_back_restores_its_bytes()
    {
        var ledger = new ByteLedger();
        foreach (var path in FrontmatterValues.PagesOf(corpus))
        {
            if (!PageText.TryDecode(File.ReadAllBytes(Path.Combine(corpus.Folder, path)), out var page, out _))
                continue;
            ledger.Files++;
            var front = Frontmatter.Read(page);
            foreach (var (key, entry) in Fields(front, front.Entries, []))
                Field(new(front, key, entry, path), ledger);
        }

        output.WriteLine($"seed {FrontmatterValues.Seed}, {(IsLong ? "all values" : "a sample of the values; PAGEROW_LONG=1 takes all")}");
        output.WriteLine(ledger.ToString());
        Assert.Empty(ledger.Failures);
        Assert.True(ledger.Fields > 20_000, "the bundle has more fields than were found");
        Assert.True(ledger.Restored >= ledger.Sets * 0.999, "the base's bytes were not restored");
    }

    internal static IEnumerable<(ImmutableArray<string> Key, Entry Entry)> Fields(Frontmatter front, IEnumerable<Entry> entries, ImmutableArray<string> above)
    {
        foreach (var entry in entries.Where(e => !e.IsSpecial))
        {
            var key = above.Add(entry.Key);
            if (front.ProblemOf(key) is not null)
                continue;
            if (entry.Value is Node.Map map)
            {
                foreach (var below in Fields(front, map.Entries, key))
                    yield return below;
            }
            else if (entry.Value.Resolved is Node.Scalar || (entry.Value is Node.Sequence list && list.Items.All(i => i.Resolved is Node.Scalar)))
            {
                yield return (key, entry);
            }
        }
    }

    void Field(FieldCase field, ByteLedger ledger)
    {
        ledger.Fields++;
        foreach (var value in Values(field.Entry.Value))
        {
            switch (field.Front.Set(field.Key, value, SetContext.Empty))
            {
                case FrontmatterEdit.Refused refused:
                    ledger.Refuse(WithoutQuotes(refused.Reason), field.Place);
                    break;
                case FrontmatterEdit.Same when Says(field.Entry.Value, value):
                    ledger.Same++;
                    break;
                case FrontmatterEdit.Changed changed:
                    ledger.Sets++;
                    if (field.Check(changed.Page, value) is { } wrong)
                        ledger.Fail($"{field.Place} := {Shown(value)}: {wrong}");
                    else
                        SetBack(field, changed.Page, value, ledger);
                    break;
                default:
                    ledger.Fail($"{field.Place} := {Shown(value)}: neither the same nor changed");
                    break;
            }
        }
    }

    static void SetBack(FieldCase field, PageText page, FieldValue value, ByteLedger ledger)
    {
        var changed = Frontmatter.Read(page);
        var original = Original(field.Entry.Value.Resolved);
        var back = After(changed, changed.Set(field.Key, original, new(field.Front, [])));
        if (back is null || !Says(Frontmatter.Read(back).Find(field.Key), original))
            ledger.Fail($"{field.Place} := {Shown(value)}: not set back");
        else if (back.Text == field.Front.Page.Text)
            ledger.Restored++;
        else
            ledger.Unlike($"with the base, {Style(field.Entry.Value)}", $"{field.Place} := {Shown(value)}");
        var blind = After(changed, changed.Set(field.Key, original, SetContext.Empty));
        if (blind?.Text == field.Front.Page.Text)
            ledger.RestoredBlind++;
        else if (blind is null)
            ledger.Unlike($"without the base, refused, {Style(field.Entry.Value)}", $"{field.Place} := {Shown(value)}");
        else
            ledger.Unlike($"without the base, {Style(field.Entry.Value)}", $"{field.Place} := {Shown(value)}");
    }

    IEnumerable<FieldValue> Values(Node node)
    {
        if (node is not Node.Sequence list)
            return IsLong ? FrontmatterValues.Scalars : Enumerable.Range(0, SampleOfScalars).Select(_ => FrontmatterValues.Scalars[_random.Next(FrontmatterValues.Scalars.Count)]);
        var items = list.Items.Select(i => ((Node.Scalar)i.Resolved).Text).ToArray();
        var texts = IsLong ? FrontmatterValues.Texts : _random.GetItems(FrontmatterValues.Texts.ToArray(), SampleOfLists);
        return texts.Select(t => _random.GetItems(FrontmatterValues.Lists(items, t).ToArray(), 1)[0]).Select(l => new FieldValue.List([.. l]));
    }

    static PageText? After(Frontmatter page, FrontmatterEdit edit) => edit switch
    {
        FrontmatterEdit.Changed changed => changed.Page,
        FrontmatterEdit.Same => page.Page,
        _ => null,
    };

    static FieldValue Original(Node node) => node switch
    {
        Node.Scalar { IsNull: true } => new FieldValue.Null(),
        Node.Scalar { Style: ScalarStyle.Plain } scalar when IsTyped(scalar) => new FieldValue.Plain(scalar.Text),
        Node.Scalar scalar => new FieldValue.Text(scalar.Text),
        Node.Sequence list => new FieldValue.List([.. list.Items.Select(i => ((Node.Scalar)i.Resolved).Text)]),
        _ => throw new InvalidOperationException("no field"),
    };

    internal static bool Says(Node? node, FieldValue value) => (node?.Resolved, value) switch
    {
        (Node.Scalar { IsNull: true }, FieldValue.Null) => true,
        (Node.Scalar { IsNull: false } scalar, FieldValue.Text text) => scalar.Text == text.Characters,
        (Node.Scalar { IsNull: false } scalar, FieldValue.Plain plain) => scalar.Text == plain.Canonical,
        (Node.Sequence list, FieldValue.List wanted) => list.Items.Select(i => (i.Resolved as Node.Scalar)?.Text).SequenceEqual(wanted.Items),
        (Node.Scalar { IsNull: false } scalar, FieldValue.List { Items: [var only] }) => scalar.Text == only,
        _ => false,
    };

    /// <summary>What a column for numbers, days or moments would have read, and gives back as such.</summary>
    static bool IsTyped(Node.Scalar scalar) => NodeJson.Of(scalar)[0] != '"' || DateTime.TryParse(scalar.Text, CultureInfo.InvariantCulture, out _);

    internal static string Style(Node node) => node switch
    {
        Node.Scalar { IsNull: true } => "nothing",
        Node.Scalar scalar => scalar.Style.ToString(),
        Node.Sequence list => $"{list.Style} list",
        _ => node.GetType().Name,
    };

    internal static string Shown(FieldValue value)
    {
        var text = value switch
        {
            FieldValue.Text t => $"text \"{t.Characters}\"",
            FieldValue.Plain p => $"plain {p.Canonical}",
            FieldValue.List l => $"[{string.Join(" | ", l.Items)}]",
            _ => "nothing",
        };
        return Regex.Escape(text.Length > 60 ? text[..60] : text);
    }

    internal static string WithoutQuotes(string reason) => Quoted().Replace(reason, "'…'");

    [GeneratedRegex("'[^']*'", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();
}
