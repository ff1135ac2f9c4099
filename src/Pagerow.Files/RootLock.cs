using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Pagerow.Files.Trees;

namespace Pagerow.Files;

/// <summary>
/// The right to write a root, held by one process at a time: a lock of the operating system on <c>.pagerow/lock</c>, which dies with its holder. The file stays;
/// what stands in it only tells people who holds it.
/// </summary>
public sealed class RootLock : IDisposable
{
    const string Place = RootFolder.State + "/lock";
    const int MostHolderBytes = 4096, Tries = 3;

    readonly SafeFileHandle _file;

    RootLock(SafeFileHandle file) => _file = file;

    /// <summary>Takes the lock, or tells who holds it.</summary>
    /// <param name="root">The root; its state folder exists.</param>
    /// <param name="command">What this process does, for the messages of others, such as <c>watch</c>.</param>
    /// <param name="holder">Where the result is null: process id and command of the holder, such as <c>4711 watch</c>.</param>
    /// <exception cref="IOException">The lock file cannot be opened, or is a link.</exception>
    public static RootLock? TryTake(RootFolder root, string command, out string? holder)
    {
        ArgumentNullException.ThrowIfNull(root);
        holder = null;
        using var tree = Tree.Open(root.Path);
        if (Take(tree) is not { } file)
        {
            holder = Holder(tree);
            return null;
        }
        RandomAccess.SetLength(file, 0);
        RandomAccess.Write(file, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId} {command}")), 0);
        return new(file);
    }

    /// <summary>Who holds a root, such as <c>4711 watch</c>; null where nobody does. Writes nothing.</summary>
    /// <exception cref="IOException">The lock file cannot be opened, or is a link.</exception>
    public static string? HolderOf(RootFolder root)
    {
        ArgumentNullException.ThrowIfNull(root);
        using var tree = Tree.Open(root.Path);
        return tree.IsTaken(Place) ? Holder(tree) : null;
    }

    /// <summary>Lets the root go.</summary>
    public void Dispose() => _file.Dispose();

    // Somebody who only asks whether it is held shares it for a moment.
    static SafeFileHandle? Take(Tree tree)
    {
        for (var i = 1; i < Tries; i++)
        {
            if (tree.Take(Place) is { } file)
                return file;
            Thread.Sleep(1);
        }
        return tree.Take(Place);
    }

    static string Holder(Tree tree)
    {
        try
        {
            return Encoding.UTF8.GetString(tree.Read(Place, MostHolderBytes).Bytes) is { Length: > 0 } text ? text : "another process";
        }
        catch (FaultException)
        {
            return "another process";
        }
    }
}
