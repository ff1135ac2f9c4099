using Microsoft.Win32.SafeHandles;

namespace Pagerow.Files.Trees;

/// <summary>
/// A tree by what .NET offers everywhere. No handles on folders: between the check for links and the use of a path lies a moment in which a folder
/// can be replaced by a link; and folders are not flushed.
/// </summary>
sealed class PortableTree : Tree
{
    readonly DateTime _rootMade;

    public PortableTree(string root)
        : base(root)
    {
        if (!Directory.Exists(root))
            throw new FaultException(Fault.Gone, root, "is not there");
        _rootMade = Directory.GetCreationTimeUtc(root);
    }

    // The runtime makes creation times up on Linux, from times that change.
    public override bool StandsAtItsPath() => Directory.Exists(Root) && (OperatingSystem.IsLinux() || Directory.GetCreationTimeUtc(Root) == _rootMade);

    public override FileStat? Stat(string path) => path.Length == 0 ? StatOf(Root) : StatOf(Full(path));

    public override FolderReader OpenFolder(string path)
    {
        var folder = path.Length == 0 ? Root : Full(path);
        return StatOf(folder) switch
        {
            null => throw new FaultException(Fault.Gone, path, "is not there"),
            { Kind: EntryKind.Link } => throw new FaultException(Fault.Link, path, "is a symbolic link"),
            { Kind: not EntryKind.Folder } => throw new FaultException(Fault.WrongKind, path, "is not a folder"),
            _ => Guarded(path, () => new PortableFolderReader(path, folder)),
        };
    }

    public override PageRead Read(string path, int limit) => Guarded(path, () =>
    {
        var full = Full(path);
        var before = StatOf(full) ?? throw new FaultException(Fault.Gone, path, "is not there");
        if (before.Kind != EntryKind.File)
            throw new FaultException(before.Kind == EntryKind.Link ? Fault.Link : Fault.WrongKind, path, "is not a regular file");
        if (IsEvicted(File.GetAttributes(full)))
            throw new FaultException(Fault.Evicted, path, "is a placeholder, its content is not on this machine");
        if (before.Size > limit)
            throw new FaultException(Fault.TooLarge, path, $"has {before.Size} bytes, more than the {limit} that a page may have");
        var bytes = ReadShared(full);
        return bytes.Length == before.Size && StatOf(full) is { } after && after.IsSameVersionAs(before)
            ? new PageRead(before, bytes)
            : throw new FaultException(Fault.Unstable, path, "changed while it was read");
    });

    public override void WriteNew(string path, ReadOnlySpan<byte> bytes, string? like, string home)
    {
        var full = Full(path);
        try
        {
            using (var file = File.OpenHandle(full, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                RandomAccess.Write(file, bytes, 0);
                RandomAccess.FlushToDisk(file);
            }
            if (like is not null && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(full, File.GetUnixFileMode(Full(like)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (Explain(e, path) is not { Fault: Fault.Taken })
                File.Delete(full);
            throw Explain(e, path);
        }
    }

    public override void Exchange(string one, string other) => throw new FaultException(Fault.Unsupported, other, "cannot be exchanged on this platform");

    public override void Displace(string stage, string target, string keep) =>
        Guarded(target, () => File.Replace(Full(stage), Full(target), Full(keep), ignoreMetadataErrors: true));

    public override void MoveNew(string from, string to) => Guarded(to, () => File.Move(Full(from), Full(to), overwrite: false));

    public override void Respell(string from, string to) => Guarded(to, () => File.Move(Full(from), Full(to), overwrite: true));

    public override void Remove(string path) => Guarded(path, () =>
    {
        var full = Full(path);
        if (!File.Exists(full))
            throw new FaultException(Fault.Gone, path, "is not there");
        File.Delete(full);
    });

    public override void MakePrivate(string folder) => Guarded(folder, () =>
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Full(folder), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    });

    // Without sharing is flock(2) on Unix, released by the kernel with the last handle; on Windows readers may still see what stands in it.
    public override SafeFileHandle? Take(string path) => Guarded(path, () =>
        OpenUnlessTaken(Unlinked(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None));

    public override bool IsTaken(string path) => Guarded(path, () =>
    {
        if (StatOf(Full(path)) is null)
            return false;
        using var file = OpenUnlessTaken(Unlinked(path), FileMode.Open, FileAccess.Read, FileShare.Read);
        return file is null;
    });

    public override void RemoveFolder(string path) => Guarded(path, () => Directory.Delete(Full(path)));

    public override bool MakeFolder(string path) => Guarded(path, () =>
    {
        var full = Full(path);
        if (File.Exists(full))
            throw new FaultException(Fault.Taken, path, "is not a folder");
        var isNew = !Directory.Exists(full);
        Directory.CreateDirectory(full);
        return isNew;
    });

    public override void Flush(string folder)
    {
        if (!Directory.Exists(folder.Length == 0 ? Root : Full(folder)))
            throw new FaultException(Fault.Gone, folder, "is not there");
    }

    public override void Dispose()
    {
    }

    internal static EntryKind KindOf(FileAttributes attributes) => attributes switch
    {
        _ when attributes.HasFlag(FileAttributes.ReparsePoint) && !IsEvicted(attributes) => EntryKind.Link,
        _ when attributes.HasFlag(FileAttributes.Directory) => EntryKind.Folder,
        _ when attributes.HasFlag(FileAttributes.Device) => EntryKind.Special,
        _ => EntryKind.File,
    };

    internal static FileStat? StatOf(string full)
    {
        try
        {
            var file = new FileInfo(full);
            if ((int)file.Attributes == -1)
                return null;
            var kind = KindOf(file.Attributes);
            var modified = (file.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * 100;
            return new()
            {
                Kind = kind,
                Size = kind == EntryKind.File ? file.Length : 0,
                Modified = modified,
                Changed = modified,
                Links = 1,
                Mode = OperatingSystem.IsWindows() ? 0 : (uint)file.UnixFileMode,
            };
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Explain(e, full);
        }
    }

    internal static FaultException Explain(Exception e, string path) => e as FaultException ?? new(e switch
    {
        FileNotFoundException or DirectoryNotFoundException => Fault.Gone,
        UnauthorizedAccessException => Fault.Denied,
        PathTooLongException => Fault.BadName,
        IOException when (e.HResult & 0xFFFF) is 17 or 80 or 183 => Fault.Taken,
        IOException when (e.HResult & 0xFFFF) is 28 or 112 => Fault.Full,
        IOException when (e.HResult & 0xFFFF) is 18 or 17 => Fault.OtherDevice,
        _ => Fault.Other,
    }, path, e.Message);

    static bool IsEvicted(FileAttributes attributes)
    {
        const FileAttributes recallOnOpen = (FileAttributes)0x40000, recallOnAccess = (FileAttributes)0x400000;
        return (attributes & (FileAttributes.Offline | recallOnOpen | recallOnAccess)) != FileAttributes.None;
    }

    static SafeFileHandle? OpenUnlessTaken(string full, FileMode mode, FileAccess access, FileShare share)
    {
        const int wouldBlockOnLinux = 11, wouldBlockOnMac = 35, sharingViolation = 32;
        try
        {
            return File.OpenHandle(full, mode, access, share);
        }
        catch (IOException e) when ((e.HResult & 0xFFFF) is wouldBlockOnLinux or wouldBlockOnMac or sharingViolation)
        {
            return null;
        }
    }

    static byte[] ReadShared(string full)
    {
        using var file = new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    static void Guarded(string path, Action act) => Guarded(path, () =>
    {
        act();
        return true;
    });

    static T Guarded<T>(string path, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Explain(e, path);
        }
    }

    string Unlinked(string path)
    {
        var full = Full(path);
        return StatOf(full) is null or { Kind: EntryKind.File } ? full : throw new FaultException(Fault.Link, path, "is not a regular file");
    }

    // Every folder on the way is looked at, for the platform would follow a link.
    string Full(string path)
    {
        var full = Root;
        var steps = path.Split('/');
        foreach (var step in steps[..^1])
        {
            full = Path.Combine(full, step);
            if (step is ".." || StatOf(full) is { Kind: EntryKind.Link })
                throw new FaultException(Fault.Link, path, "leads through a symbolic link");
        }
        return Path.Combine(full, steps[^1]);
    }
}
