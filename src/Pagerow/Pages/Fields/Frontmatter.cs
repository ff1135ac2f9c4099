using System.Collections.Immutable;
using Pagerow.Pages.Nodes;
using Pagerow.Pages.Spelling;
using Pagerow.Pages.Yaml;

namespace Pagerow.Pages.Fields;

/// <summary>The frontmatter of one page: read with a place for every value, and edited by the smallest change of its characters.</summary>
public sealed class Frontmatter
{
    readonly ImmutableArray<Trouble> _troubles;
    ILookup<string?, Trouble>? _troublesByTopKey;

    Frontmatter(PageText page, FrontmatterBlock block, FrontmatterReading reading)
    {
        Page = page;
        Block = block;
        Root = reading.Root;
        ReadOnly = reading.ReadOnly;
        _troubles = reading.Troubles;
        PageTrouble = block.Kind == FrontmatterKind.Unclosed ? block.Problem : reading.PageTrouble;
        Problems = ProblemsOf(block, reading);
    }

    /// <summary>The page that was read.</summary>
    public PageText Page { get; }

    /// <summary>What stands at the top of the page.</summary>
    public FrontmatterKind Kind => Block.Kind;

    /// <summary>The offset of the body in <see cref="PageText.Text"/>.</summary>
    public int BodyStart => Block.BodyStart;

    /// <summary>The top-level entries in page order, those in trouble among them.</summary>
    public ImmutableArray<Entry> Entries => Root?.Entries ?? [];

    /// <summary>Everything that was not understood or may mislead, in page order, with the file's lines and columns.</summary>
    public ImmutableArray<Problem> Problems { get; }

    /// <summary>Why nothing of the page can be trusted or written until a person has looked; null: it can.</summary>
    public Problem? PageTrouble { get; }

    internal FrontmatterBlock Block { get; }

    internal Node.Map? Root { get; }

    /// <summary>Why the block is read but not written; null: it is written.</summary>
    internal Problem? ReadOnly { get; }

    /// <summary>Reads a page. Never throws, whatever the text.</summary>
    public static Frontmatter Read(PageText page) => Read(page, FrontmatterScanner.Read);

    /// <summary>The value at a key, aliases resolved; a key of several names goes down into nested maps. Null where there is none.</summary>
    public Node? Find(ImmutableArray<string> key) => EntryAt(key.AsSpan())?.Value.Resolved;

    /// <summary>
    /// Why the value at a key cannot be trusted (unreadable, written twice, no value that can have been meant); null: it can, though it may
    /// still be among <see cref="Problems"/>. What <see cref="Find"/> gives for a key in trouble is not to be shown.
    /// </summary>
    public Problem? ProblemOf(ImmutableArray<string> key) => TroubleOf(key)?.Problem;

    /// <summary>Writes a value at a key, in the spelling that changes least; a page without frontmatter gets a block.</summary>
    /// <param name="key">The key; several names go down into nested maps.</param>
    /// <param name="value">What it says afterwards.</param>
    /// <param name="context">The page that both sides last agreed on, and where new keys go.</param>
    /// <returns>A page that was read again and says so, in which every other value and the body are as before; or why there is none.</returns>
    public FrontmatterEdit Set(ImmutableArray<string> key, FieldValue value, SetContext context)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(context);
        return FieldWriter.Set(this, key, value, context);
    }

    /// <summary>Takes a key and its value, with their lines, out of the page. Comments above stay.</summary>
    public FrontmatterEdit Remove(ImmutableArray<string> key) => FieldWriter.Remove(this, key);

    /// <summary>Reads a page with a given reader of blocks; the fast one and its judge are held equal by a test.</summary>
    internal static Frontmatter Read(PageText page, Func<string, int, int, FrontmatterReading> reader)
    {
        ArgumentNullException.ThrowIfNull(page);
        var block = FrontmatterBlock.Find(page.Text);
        if (block.Kind != FrontmatterKind.Yaml)
            return new(page, block, new(null, [], []));
        var reading = reader(page.Text, block.Start, block.End);
        return reading is { Root: null, PageTrouble: null }
            ? new(page, new(FrontmatterKind.NotYaml, Problem: NoMap), reading)
            : new(page, block, reading);
    }

    /// <summary>The entry at a key as it stands, aliases not followed; null where there is none.</summary>
    internal Entry? EntryAt(ReadOnlySpan<string> key)
    {
        var map = Root;
        Entry? entry = null;
        foreach (var name in key)
        {
            entry = map is null ? null : EntryOf(map, name);
            map = entry?.Value.Resolved as Node.Map;
        }

        return entry;
    }

    /// <summary>The trouble of a key, or of one that holds it.</summary>
    internal Trouble? TroubleOf(ImmutableArray<string> key)
    {
        if (_troubles.IsEmpty)
            return null;
        // One without a key holds for all.
        _troublesByTopKey ??= _troubles.ToLookup(t => t.Key.FirstOrDefault(), StringComparer.Ordinal);
        return _troublesByTopKey[null].Concat(key.IsEmpty ? [] : _troublesByTopKey[key[0]])
            .FirstOrDefault(t => t.Key.Length <= key.Length && key.AsSpan(0, t.Key.Length).SequenceEqual(t.Key.AsSpan()));
    }

    /// <summary>Whether a key holds another one that is in trouble.</summary>
    internal bool HoldsTrouble(ImmutableArray<string> key) =>
        _troubles.Any(t => t.Key.Length > key.Length && t.Key.AsSpan(0, key.Length).SequenceEqual(key.AsSpan()));

    static Entry? EntryOf(Node.Map map, string name)
    {
        foreach (var entry in map.Entries)
        {
            if (!entry.IsSpecial && string.Equals(entry.Key, name, StringComparison.Ordinal))
                return entry;
        }

        return null;
    }

    static Problem NoMap => new("not-yaml-frontmatter", "the block at the top holds no keys and is left alone as part of the body", 1, 1);

    static ImmutableArray<Problem> ProblemsOf(FrontmatterBlock block, FrontmatterReading reading)
    {
        if (block.Problem is null && reading is { PageTrouble: null, ReadOnly: null, Troubles.IsEmpty: true, Notices.IsEmpty: true })
            return [];
        var all = reading.Troubles.Select(t => t.Problem).Concat(reading.Notices).Append(block.Problem).Append(reading.PageTrouble).Append(reading.ReadOnly);
        return [.. all.OfType<Problem>().OrderBy(p => p.Line).ThenBy(p => p.Column)];
    }
}
