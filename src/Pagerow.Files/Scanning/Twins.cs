using System.Text;
using Pagerow.Files.Trees;
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

    /// <summary>What stands in a path's folder under its name in a different spelling; null where nothing does.</summary>
    public static PagePath? Beside(Tree tree, PagePath path, NameMode mode)
    {
        // A name in ASCII is composed and decomposed alike, and where case is folded the file system finds it by itself.
        if (Ascii.IsValid(path.Name))
            return null;
        var key = mode.Key(path.Name);
        try
        {
            using var folder = tree.OpenFolder(path.Folder);
            while (folder.Next())
            {
                if (Names.Text(folder.Name) is var name && name != path.Name && mode.Key(name) == key)
                    return PagePath.Found(path.Folder, name);
            }
        }
        catch (FaultException)
        {
            // In a folder that is not there, or cannot be listed, the write itself says what is wrong.
        }

        return null;
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
