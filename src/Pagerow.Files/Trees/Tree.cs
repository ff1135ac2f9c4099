using Microsoft.Win32.SafeHandles;

namespace Pagerow.Files.Trees;

/// <summary>
/// The files below one folder, reached by paths relative to it and never through a link. One handle on the folder is held, so that the
/// tree stays the same one when its path is moved or replaced. Every operation throws <see cref="FaultException"/> and then has changed nothing.
/// </summary>
abstract class Tree(string root) : IDisposable
{
    /// <summary>The absolute path of the folder.</summary>
    public string Root => root;

    /// <summary>The tree at a folder, in the way that suits the platform.</summary>
    /// <exception cref="FaultException">The folder is not there or cannot be opened.</exception>
    public static Tree Open(string root) => Libc.IsSupported ? new LinuxTree(root, Beneath.Best) : new PortableTree(root);

    /// <summary>Whether the root's path still leads to this very folder.</summary>
    public abstract bool StandsAtItsPath();

    /// <summary>The stat of a path (<c>""</c> is the root itself), or null where nothing stands.</summary>
    public abstract FileStat? Stat(string path);

    /// <summary>Opens a folder for listing.</summary>
    public abstract FolderReader OpenFolder(string path);

    /// <summary>Reads a regular file whole, if it does not change meanwhile and has no more than <paramref name="limit"/> bytes.</summary>
    public abstract PageRead Read(string path, int limit);

    /// <summary>
    /// Writes a file under a new name and flushes it and its folder. With mode, owner and attributes of the file at <paramref name="like"/>;
    /// without one, as a file made in the folder <paramref name="home"/> would be.
    /// </summary>
    public abstract void WriteNew(string path, ReadOnlySpan<byte> bytes, string? like, string home);

    /// <summary>Exchanges two files in one step. <see cref="Fault.Unsupported"/> where the file system cannot.</summary>
    public abstract void Exchange(string one, string other);

    /// <summary>
    /// What stands in for an exchange: the target gets a second name <paramref name="keep"/>, then the stage is renamed over the target. Between the two
    /// the target may change unseen.
    /// </summary>
    public abstract void Displace(string stage, string target, string keep);

    /// <summary>Renames without clobbering; <see cref="Fault.Taken"/> where something stands at <paramref name="to"/>.</summary>
    public abstract void MoveNew(string from, string to);

    /// <summary>Renames one file to another spelling of its own name, on file systems that take both for one.</summary>
    public abstract void Respell(string from, string to);

    /// <summary>Removes a file.</summary>
    public abstract void Remove(string path);

    /// <summary>Makes a folder in a folder that exists, and flushes the latter; false where it stands already.</summary>
    public abstract bool MakeFolder(string path);

    /// <summary>Removes an empty folder.</summary>
    public abstract void RemoveFolder(string path);

    /// <summary>Closes a folder to everybody but its owner, as far as this user and the file system can.</summary>
    public abstract void MakePrivate(string folder);

    /// <summary>Makes a file where there is none and takes it for this process alone; null where another process has it.</summary>
    public abstract SafeFileHandle? Take(string path);

    /// <summary>Whether a process has taken a file by <see cref="Take"/>. Neither makes it nor writes to it.</summary>
    public abstract bool IsTaken(string path);

    /// <summary>Flushes a folder's names to the disk, where the platform can.</summary>
    public abstract void Flush(string folder);

    /// <summary>Makes a folder and the missing ones above it. Returns those it made, the outermost first.</summary>
    public IReadOnlyList<string> MakeFolders(string folder)
    {
        if (folder.Length == 0 || Stat(folder) is { Kind: EntryKind.Folder })
            return [];
        var made = folder.LastIndexOf('/') is var at and > 0 ? MakeFolders(folder[..at]) : [];
        return MakeFolder(folder) ? [.. made, folder] : made;
    }

    /// <inheritdoc/>
    public abstract void Dispose();
}
