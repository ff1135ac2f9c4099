using System.Collections.Immutable;
using System.Globalization;
using Pagerow.Pages.Lists;
using Pagerow.Pages.Nodes;
using Pagerow.Pages.Spelling;
using Pagerow.Pages.Yaml;

namespace Pagerow.Pages.Fields;

/// <summary>Edits one field of a page: finds its place, tries the spellings that suit it, and takes the first that the judge accepts.</summary>
static class FieldWriter
{
    /// <summary>How many keys one edit may change: the page is read again for each of them.</summary>
    public const int MostChanges = 1_000;

    static readonly FrontmatterEdit Same = new FrontmatterEdit.Same();

    /// <summary>See <see cref="Frontmatter.Set"/>.</summary>
    public static FrontmatterEdit Set(Frontmatter page, ImmutableArray<string> key, FieldValue value, SetContext context)
    {
        if (value is FieldValue.Json { Document: var document } && !NodeJson.TryCanonical(document, out _, out var reason))
            return Refused(key, $"the value is no JSON: {reason}");
        var (wanted, reading) = WantedValue.Of(value);
        return wanted.Texts.Concat(key).Any(t => LoneSurrogate.IsIn(t))
            ? Refused(key, "the value holds half of a character (a lone surrogate), which no file can")
            : Set(page, key, wanted, reading, context);
    }

    /// <summary>See <see cref="Frontmatter.Remove"/>.</summary>
    public static FrontmatterEdit Remove(Frontmatter page, ImmutableArray<string> key)
    {
        if (Obstacle(page, key) is { } reason)
            return Refused(key, reason);
        if (page.EntryAt(key.AsSpan()) is null)
            return Same;
        var judge = new FieldJudge(page, key, IsGood: null);
        return Outcome(key, judge.First(KeyWriter.Remove(page, key)), "it cannot be taken out without touching other keys");
    }

    static FrontmatterEdit Set(Frontmatter page, ImmutableArray<string> key, WantedValue wanted, Reading reading, SetContext context)
    {
        if (Obstacle(page, key) is { } reason)
            return Refused(key, reason);
        if (page.EntryAt(key.AsSpan()) is not { } entry)
            return Add(page, key, wanted, reading, context);
        if (wanted.IsSaidBy(entry.Value, reading) && page.TroubleOf(key) is not { Problem.Code: "bad-yaml" })
            return Same;
        if (entry.Value is Node.Map map && wanted is WantedValue.Map members && page.TroubleOf(key) is null)
            return SetMembers(page, key, map, members, context);
        if (Obstacle(page, key, entry) is { } obstacle)
            return Refused(key, obstacle);
        var slot = SlotOf(page, key, entry);
        var found = Restored(page, slot, key, wanted, reading, context)
            ?? new FieldJudge(page, key, n => IsGood(n, wanted, reading)).First(ValueWriter.Candidates(page, slot, wanted, reading));
        return Outcome(key, found, "there is no way to write the value here that leaves everything else as it is");
    }

    static FrontmatterEdit Add(Frontmatter page, ImmutableArray<string> key, WantedValue wanted, Reading reading, SetContext context)
    {
        if (key.Length > 1)
        {
            var parent = page.EntryAt(key.AsSpan()[..^1]);
            if (parent is null or { Value: Node.Scalar { IsNull: true } })
                return Set(page, key[..^1], new WantedValue.Map([KeyValuePair.Create(key[^1], wanted)]), Reading.Core, context);
            if (parent.Value is not Node.Map)
                return Refused(key, $"'{string.Join('.', key[..^1])}' is no map");
        }

        var judge = new FieldJudge(page, key, n => IsGood(n, wanted, reading));
        return Outcome(key, judge.First(KeyWriter.Add(page, key, wanted, reading, context)), "there is no way to add it that leaves everything else as it is");
    }

    static FrontmatterEdit SetMembers(Frontmatter page, ImmutableArray<string> key, Node.Map map, WantedValue.Map wanted, SetContext context)
    {
        var names = wanted.Members.Select(m => m.Key).ToHashSet(StringComparer.Ordinal);
        var standing = map.Entries.Where(e => !e.IsSpecial).GroupBy(e => e.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Value, StringComparer.Ordinal);
        var changed = wanted.Members.Where(m => !standing.TryGetValue(m.Key, out var value) || !m.Value.IsSaidBy(value, Reading.Core) || page.TroubleOf(key.Add(m.Key)) is not null).ToList();
        var removed = standing.Keys.Where(n => !names.Contains(n)).ToList();
        if (changed.Count + removed.Count > MostChanges)
            return Refused(key, TooMany(changed.Count + removed.Count));
        var edits = changed.Select(m => (Func<Frontmatter, FrontmatterEdit>)(p => Set(p, key.Add(m.Key), m.Value, Reading.Core, context)))
            .Concat(removed.Select(n => (Func<Frontmatter, FrontmatterEdit>)(p => Remove(p, key.Add(n)))));
        var at = page;
        foreach (var edit in edits)
        {
            switch (edit(at))
            {
                case FrontmatterEdit.Changed next:
                    at = Frontmatter.Read(next.Page);
                    break;
                case FrontmatterEdit.Refused refused:
                    return refused;
                default:
                    break;
            }
        }

        return ReferenceEquals(at, page) ? Same : new FrontmatterEdit.Changed(at.Page);
    }

    /// <summary>Why an edit of that many keys is refused.</summary>
    public static string TooMany(int changes) =>
        string.Create(CultureInfo.InvariantCulture, $"{changes} keys change at once, more than the {MostChanges} that one edit may change; change fewer, or edit the file");

    /// <summary>Whether a newly written value is what was wanted to every reader, not only to a column.</summary>
    static bool IsGood(Node node, WantedValue wanted, Reading reading) => wanted.IsSaidBy(node, reading) && (wanted, node) switch
    {
        (WantedValue.Text text, Node.Scalar { Style: ScalarStyle.Plain }) => !CoreSchema.IsTyped(text.Characters),
        (WantedValue.Text, Node.Scalar scalar) => scalar.Style != ScalarStyle.Raw,
        (WantedValue.Plain, Node.Scalar scalar) => scalar is { Style: ScalarStyle.Plain, Tag: null },
        (WantedValue.Null, _) => true,
        (WantedValue.List, Node.Sequence) or (WantedValue.Map, Node.Map) => true,
        _ => false,
    };

    /// <summary>The value's bytes in the base page, where it says there what is wanted.</summary>
    static PageText? Restored(Frontmatter page, Slot slot, ImmutableArray<string> key, WantedValue wanted, Reading reading, SetContext context)
    {
        if (context.Base is not { } old || old.TroubleOf(key) is not null || old.EntryAt(key.AsSpan()) is not { Colon: >= 0 } entry || !wanted.IsSaidBy(entry.Value, reading))
            return null;
        var judge = new FieldJudge(page, key, n => wanted.IsSaidBy(n, reading)) { MaxProblems = Math.Max(page.Problems.Length, old.Problems.Length) };
        return judge.First(BaseBytes.Candidates(page.Page.Text, slot, old.Page.Text, SlotOf(old, key, entry)));
    }

    static Slot SlotOf(Frontmatter page, ImmutableArray<string> key, Entry entry)
    {
        var column = entry.KeySpan.Start - FrontmatterBlock.LineStart(page.Page.Text, entry.KeySpan.Start);
        return new(entry.Value, entry.Colon, column, KeyWriter.Around(page, key));
    }

    /// <summary>Why the page, or the way to the key, allows no edit.</summary>
    static string? Obstacle(Frontmatter page, ImmutableArray<string> key)
    {
        if (key.IsEmpty)
            return "the key is empty";
        if ((page.PageTrouble ?? page.ReadOnly) is { } trouble)
            return trouble.Message;
        if (page.Kind == FrontmatterKind.NotYaml)
            return "the page has something at its top that is no YAML frontmatter; turn it into a '---' block";
        if (page.TroubleOf(key) is { IsRepairable: false } own)
            return own.Problem.Message;
        for (var i = 1; i <= key.Length && page.EntryAt(key.AsSpan()[..i]) is { } entry; i++)
        {
            if (i < key.Length && entry.Value is Node.Alias)
                return $"'{entry.Key}' stands for a value further up, which others share";
            if (i < key.Length && entry.Colon < 0)
                return $"'{entry.Key}' is written in a way that is not edited ('? key', or no colon)";
            if (Anchors.IsShared(page.Root, entry.Value, i == key.Length ? Anchors.Depth.Whole : Anchors.Depth.Own))
                return $"'{entry.Key}' is shared by other keys (an anchor with aliases)";
        }

        return null;
    }

    /// <summary>Why the entry itself allows no edit.</summary>
    static string? Obstacle(Frontmatter page, ImmutableArray<string> key, Entry entry) => entry switch
    {
        { Colon: < 0 } => "its key is written in a way that is not edited ('? key', or no colon)",
        { Value.Tag: { } tag } when tag is not "!!str" => $"its value has the type '{tag}', which is left alone",
        { Value: Node.Map map } when map.Entries.Any(e => e.IsSpecial) => "it holds keys that are no names; a person must edit it",
        _ when page.HoldsTrouble(key) => "something in it is not understood; a person must edit it",
        _ => null,
    };

    static FrontmatterEdit Outcome(ImmutableArray<string> key, PageText? page, string reason) =>
        page is null ? Refused(key, reason) : new FrontmatterEdit.Changed(page);

    static FrontmatterEdit.Refused Refused(ImmutableArray<string> key, string reason) => new($"'{string.Join('.', key)}' is not written: {reason}");
}
