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
