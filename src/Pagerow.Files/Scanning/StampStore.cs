using System.Collections.Immutable;
using Pagerow.Pages;

namespace Pagerow.Files.Scanning;

/// <summary>
/// The stamps of a root, packed a folder: what is settled, and what looks have seen since. Looks compare with what is settled, so that they report again
/// what nobody has taken over.
/// </summary>
sealed class StampStore
{
    readonly Dictionary<string, byte[]> _settled = new(StringComparer.Ordinal);
    readonly Dictionary<string, byte[]?> _seen = new(StringComparer.Ordinal);

    /// <summary>Starts from stored stamps. One that is not sound is as good as none: its pages are looked at as new.</summary>
    public StampStore(IEnumerable<KeyValuePair<string, byte[]>> stored)
    {
        foreach (var (folder, packed) in stored)
        {
            if (StampReader.IsSound(packed))
                _settled[folder] = packed;
        }
    }

    /// <summary>The folders that have stamps.</summary>
    public IReadOnlyCollection<string> Folders => _settled.Keys;

    /// <summary>The settled stamps of a folder.</summary>
    public byte[]? Of(string folder) => _settled.GetValueOrDefault(folder);

    /// <summary>What a look saw of a folder, starting from what earlier looks since the last settling saw.</summary>
    public byte[]? LatestOf(string folder) => _seen.TryGetValue(folder, out var seen) ? seen : Of(folder);

    /// <summary>Whether <paramref name="folder"/> is or lies below <paramref name="above"/>.</summary>
    public static bool IsWithin(string folder, string above) =>
        above.Length == 0 || (folder.StartsWith(above, StringComparison.Ordinal) && (folder.Length == above.Length || folder[above.Length] == '/'));

    /// <summary>Whether a page is remembered in a folder or below it.</summary>
    public bool RemembersPagesWithin(string folder) => _settled.Any(s => IsWithin(s.Key, folder) && PagesIn(s.Key).Count > 0);

    /// <summary>The pages that are remembered in a folder.</summary>
    public List<PagePath> PagesIn(string folder)
    {
        var pages = new List<PagePath>();
        var reader = new StampReader(Of(folder) ?? []);
        while (reader.Next(out var entry))
        {
            if (entry.Class == StampClass.Page)
                pages.Add(PagePath.Found(folder, Names.Text(entry.Name)));
        }
        return pages;
    }

    /// <summary>Notes what a look saw; not believed before it is settled.</summary>
    public void See(string folder, byte[]? packed)
    {
        if (_seen.ContainsKey(folder) || !ReferenceEquals(Of(folder), packed))
            _seen[folder] = packed;
    }

    /// <summary>Believes what was seen, but for some paths, which keep reporting. Returns what is to be stored.</summary>
    public ImmutableArray<KeyValuePair<string, byte[]?>> Settle(IReadOnlySet<PagePath> unsettled)
    {
        if (unsettled.Count == 0 && _seen.Count == 0)
            return [];
        foreach (var folder in unsettled.GroupBy(p => p.Folder, StringComparer.Ordinal))
            _seen[folder.Key] = Unsettle(LatestOf(folder.Key), Of(folder.Key), folder.Select(p => p.Name));
        var changed = ImmutableArray.CreateBuilder<KeyValuePair<string, byte[]?>>();
        foreach (var (folder, packed) in _seen.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            if (packed.AsSpan().SequenceEqual(Of(folder)) && packed is null == Of(folder) is null)
                continue;
            changed.Add(new(folder, packed));
            if (packed is null)
                _settled.Remove(folder);
            else
                _settled[folder] = packed;
        }
        _seen.Clear();
        return changed.ToImmutable();
    }

    // A page that was seen is marked; one that was missed is put back as it was, to be missed again.
    static byte[]? Unsettle(byte[]? seen, byte[]? settled, IEnumerable<string> names)
    {
        if ((seen ?? settled) is not { } model)
            return null;
        var open = names.ToHashSet(StringComparer.Ordinal);
        var writer = new StampWriter();
        writer.BeginWith(model.AsSpan(0, StampReader.HeaderSize));
        var isEmpty = true;
        for (var reader = new StampReader(seen ?? []); reader.Next(out var entry); isEmpty = false)
            writer.Add(entry.Class == StampClass.Page && open.Remove(Names.Text(entry.Name)) ? entry.Unsettled() : entry);
        for (var reader = new StampReader(settled ?? []); reader.Next(out var entry);)
        {
            if (entry.Class != StampClass.Page || !open.Remove(Names.Text(entry.Name)))
                continue;
            writer.Add(entry.Unsettled());
            isEmpty = false;
        }
        return isEmpty ? seen : writer.ToPacked();
    }
}
