using System.Text;
using Pagerow.Files.Trees;
using Pagerow.Pages;

namespace Pagerow.Files.Writing;

/// <summary>The folders below <c>.pagerow/</c> in which pages are kept that were displaced or deleted, each under a name that tells time and path.</summary>
sealed class Keeping(TimeProvider time)
{
    /// <summary>Moves a file there, never over another, and flushes the folder. A file with other names, or on another device, is copied first.</summary>
    /// <returns>Where it is kept now.</returns>
    public string Keep(Tree tree, string folder, string place, string path, PageHash? known)
    {
        tree.MakeFolders(folder);
        var at = time.GetUtcNow();
        for (var n = 1; ; n++)
        {
            var to = known is { } page && PagePath.TryParse(path, out var stood, out _) ? $"{folder}/{new KeptName(at, n, page, stood)}" : $"{folder}/{KeptName.Unknown(at, n, path)}";
            try
            {
                Move(tree, place, to, folder);
                tree.Flush(folder);
                return to;
            }
            catch (FaultException e) when (e.Fault == Fault.Taken)
            {
                // The next number is free or the one after it.
            }
        }
    }

    /// <summary>Takes away what is kept and may go. What was written after it was put there, and nobody was told of, stays.</summary>
    /// <param name="tree">The root.</param>
    /// <param name="mayGo">Whether what has this name and was put there then may go.</param>
    /// <returns>How many files.</returns>
    public static int Forget(Tree tree, Func<string, DateTimeOffset, bool> mayGo)
    {
        var gone = 0;
        foreach (var folder in (ReadOnlySpan<string>)[RootFolder.Displaced, RootFolder.Trash])
        {
            foreach (var name in Names(tree, folder).Where(n => KeptName.At(n) is { } at && mayGo(n, at)))
            {
                if (KeptName.TryRead(name, out var kept) && PageHash.Of(tree.Read($"{folder}/{name}", int.MaxValue).Bytes) != kept.Page)
                    continue;
                tree.Remove($"{folder}/{name}");
                gone++;
            }
        }

        return gone;
    }

    static List<string> Names(Tree tree, string folder)
    {
        var names = new List<string>();
        if (tree.Stat(folder) is null)
            return names;
        using var reader = tree.OpenFolder(folder);
        while (reader.Next())
        {
            if (reader.Kind == EntryKind.File)
                names.Add(Encoding.UTF8.GetString(reader.Name));
        }

        return names;
    }

    static void Move(Tree tree, string place, string to, string folder)
    {
        if (tree.Stat(place) is not { Links: > 1 })
        {
            try
            {
                tree.MoveNew(place, to);
                return;
            }
            catch (FaultException e) when (e.Fault == Fault.OtherDevice)
            {
                // Copied below.
            }
        }
        tree.WriteNew(to, tree.Read(place, int.MaxValue).Bytes, like: place, folder);
        tree.Remove(place);
    }
}
