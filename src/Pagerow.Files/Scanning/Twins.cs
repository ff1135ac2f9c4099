using Pagerow.Pages;

namespace Pagerow.Files.Scanning;

/// <summary>
/// Pages in one folder whose names are one name in two spellings. The one that was remembered as a page first stays the page, else the first in ordinal
/// order; the others are problems until somebody renames them.
/// </summary>
static class Twins
{
    /// <summary>The stamps with every second twin marked; its suspicion is withdrawn and a problem reported.</summary>
    public static byte[] Mark(byte[] packed, string folder, NameMode mode, byte[] old, Findings found)
    {
        var twins = Of(packed, mode, old);
        if (twins.Count == 0)
            return packed;
        var writer = new StampWriter();
        writer.BeginWith(packed.AsSpan(0, StampReader.HeaderSize));
        var reader = new StampReader(packed);
        while (reader.Next(out var entry))
        {
            var name = Names.Text(entry.Name);
            if (entry.Class != StampClass.Page || !twins.Contains(name))
            {
                writer.Add(entry);
                continue;
            }
            writer.Add(new() { Name = entry.Name, Class = StampClass.Twin, Kind = entry.Kind });
            var path = PagePath.Found(folder, name);
            found.Suspects.RemoveAll(s => s.Path == path);
            found.FilesSeen--;
            Report(folder, name, found);
        }
        return writer.ToPacked();
    }

    static void Report(string folder, string name, Findings found) => found.CannotTell(
        PagePath.Found(folder, name).Value,
        new("name-twin", $"'{name}' is another page's name in a different spelling (case, or composed letters); rename one of the two"));

    static HashSet<string> Of(byte[] packed, NameMode mode, byte[] old)
    {
        var known = Pages(old);
        return Pages(packed)
            .GroupBy(mode.Key, StringComparer.Ordinal)
            .SelectMany(g => g.OrderBy(n => !known.Contains(n)).ThenBy(n => n, StringComparer.Ordinal).Skip(1))
            .ToHashSet(StringComparer.Ordinal);
    }

    static HashSet<string> Pages(byte[] packed)
    {
        var pages = new HashSet<string>(StringComparer.Ordinal);
        var reader = new StampReader(packed);
        while (reader.Next(out var entry))
        {
            if (entry.Class == StampClass.Page)
                pages.Add(Names.Text(entry.Name));
        }
        return pages;
    }
}
