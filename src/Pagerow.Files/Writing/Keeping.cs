using System.Globalization;
using System.Text;
using Pagerow.Files.Trees;

namespace Pagerow.Files.Writing;

/// <summary>The folders below <c>.pagerow/</c> in which pages are kept that were displaced or deleted, each under a name that tells time and path.</summary>
sealed class Keeping(TimeProvider time)
{
    const int MostNameBytes = 180;

    /// <summary>Moves a file there, never over another, and flushes the folder. A file with other names, or on another device, is copied first.</summary>
    /// <returns>Where it is kept now.</returns>
    public string Keep(Tree tree, string folder, string place, string path)
    {
        tree.MakeFolders(folder);
        var stamp = time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
        for (var n = 1; ; n++)
        {
            var to = string.Create(CultureInfo.InvariantCulture, $"{folder}/{stamp}-{n}-{Flat(path)}");
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

    // The end of a path tells more than its beginning.
    static string Flat(string path)
    {
        var flat = path.Replace('/', '~');
        while (Encoding.UTF8.GetByteCount(flat) > MostNameBytes)
            flat = flat[(char.IsHighSurrogate(flat[0]) ? 2 : 1)..];
        return flat;
    }
}
