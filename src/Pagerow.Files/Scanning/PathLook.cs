using System.Text;
using Pagerow.Files.Trees;
using Pagerow.Pages;

namespace Pagerow.Files.Scanning;

/// <summary>Looks at single paths, without listing their folders: what a save that was hinted at costs.</summary>
sealed class PathLook(Tree tree, StampStore stamps, Names names, NameMode mode, long now, Findings found)
{
    /// <summary>Looks at paths that stand in one folder, a folder that is looked into.</summary>
    public void Run(string folder, IEnumerable<PagePath> paths)
    {
        var fresh = new Dictionary<string, byte[]?>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            try
            {
                var stat = tree.Stat(path.Value);
                fresh[path.Name] = See(path, stat, Encoding.UTF8.GetBytes(path.Name));
            }
            catch (FaultException e)
            {
                found.CannotTell(path.Value, e.ToProblem());
            }
        }
        var latest = stamps.LatestOf(folder) ?? [];
        var packed = Put(latest, fresh, out var hasNewNames);
        if (hasNewNames)
            packed = Twins.Mark(packed, folder, mode, latest, found);
        found.Stamps.Add(new(folder, packed));
    }

    // The packed entry that is to be remembered; null for nothing.
    byte[]? See(PagePath path, FileStat? stat, byte[] name)
    {
        var isKnown = Find(stamps.Of(path.Folder), name, out var entry) && entry.Class == StampClass.Page;
        if (stat is not { } there)
        {
            if (isKnown)
                found.Vanished.Add(path);
            return null;
        }
        if (isKnown && there.Kind != EntryKind.File)
        {
            found.CannotTell(path.Value, Masks.Problem(path.Value, there.Kind));
            return Pack(entry.Unsettled());
        }
        var @class = names.Classify(path.Folder, name, there.Kind);
        if (@class == StampClass.LeftOut)
            found.LeaveOut(path, () => names.WhyLeftOut(path, name, there.Kind));
        if (@class != StampClass.Page)
            return Pack(new() { Name = name, Class = @class, Kind = there.Kind });
        found.FilesSeen++;
        if (!isKnown || !entry.Vouches(there))
            found.Suspects.Add(new(path, there.FileId, there.Size));
        return Pack(FolderPass.Entry(name, there, Clock.IsRacy(there.Modified, there.Changed, now)));
    }

    static bool Find(byte[]? packed, byte[] name, out StampEntry entry)
    {
        var reader = new StampReader(packed ?? []);
        while (reader.Next(out entry))
        {
            if (entry.Name.SequenceEqual(name))
                return true;
        }
        return false;
    }

    static byte[] Pack(StampEntry entry)
    {
        var writer = new StampWriter();
        writer.BeginWith([]);
        writer.Add(entry);
        return writer.ToPacked();
    }

    byte[] Put(byte[] latest, Dictionary<string, byte[]?> fresh, out bool hasNewNames)
    {
        var writer = new StampWriter();
        if (latest.Length > 0)
            writer.BeginWith(latest.AsSpan(0, StampReader.HeaderSize));
        else
            writer.Begin(names.Digest);
        var known = new HashSet<string>(StringComparer.Ordinal);
        var reader = new StampReader(latest);
        while (reader.Next(out var entry))
        {
            if (!fresh.TryGetValue(Names.Text(entry.Name), out var packed))
                writer.Add(entry);
            else if (entry.Class != StampClass.Twin && known.Add(Names.Text(entry.Name)) && packed is not null)
                writer.AddPacked(packed);
        }
        hasNewNames = false;
        foreach (var (name, packed) in fresh)
        {
            if (packed is null || known.Contains(name))
                continue;
            writer.AddPacked(packed);
            hasNewNames = true;
        }
        return writer.ToPacked();
    }
}
