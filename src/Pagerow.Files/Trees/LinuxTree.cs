using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Pagerow.Files.Trees;

/// <summary>A tree on Linux: every name is reached by a handle on its folder, opened beneath the root.</summary>
sealed unsafe class LinuxTree : Tree
{
    const uint Everyone = 0x1B6, OnlyMe = 0x180; // 0666 less the user's mask, 0600

    readonly LinuxRoot _root;

    public LinuxTree(string root, Beneath beneath)
        : base(root) => _root = new(root, beneath);

    delegate int OnName(int folder, byte* name);

    delegate int OnNames(int fromFolder, byte* from, int toFolder, byte* to);

    public override bool StandsAtItsPath() => _root.StandsAtItsPath();

    public override FileStat? Stat(string path)
    {
        if (path.Length == 0)
            return LinuxRoot.Stat(_root.Handle).ToStat();
        try
        {
            using var folder = Parent(path, out var name);
            return StatAt(folder, name, path);
        }
        catch (FaultException e) when (e.Fault is Fault.Gone or Fault.WrongKind)
        {
            return null;
        }
    }

    public override FolderReader OpenFolder(string path) => new LinuxFolderReader(_root.OpenFolder(path), path);

    public override PageRead Read(string path, int limit)
    {
        using var folder = Parent(path, out var name);
        using var file = OpenAt(folder, name, Libc.NonBlocking | Libc.NoLink, 0, path);
        var before = LinuxRoot.Stat(file).ToStat();
        if (before.Kind != EntryKind.File)
            throw new FaultException(Fault.WrongKind, path, "is not a regular file");
        if (before.Size > limit)
            throw new FaultException(Fault.TooLarge, path, $"has {before.Size} bytes, more than the {limit} that a page may have");
        var bytes = new byte[before.Size];
        if (!Fill(file, bytes, path) || !(StatAt(folder, name, path) is { } after && after.IsSameVersionAs(before)))
            throw new FaultException(Fault.Unstable, path, "changed while it was read");
        return new(before, bytes);
    }

    public override void WriteNew(string path, ReadOnlySpan<byte> bytes, string? like, string home)
    {
        using var folder = Parent(path, out var name);
        using var file = OpenAt(folder, name, Libc.WriteOnly | Libc.Create | Libc.Exclusive | Libc.NoLink, like is null ? Everyone : OnlyMe, path);
        try
        {
            RandomAccess.Write(file, bytes, 0);
            Dress(file, like, home);
            Check(Libc.Flush(LinuxRoot.Number(file)), path);
            Flush(folder, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            fixed (byte* at = name)
                _ = Libc.UnlinkAt(LinuxRoot.Number(folder), at, 0);
            throw e as FaultException ?? (e is IOException ? Libc.Fault(path, e.HResult) : new FaultException(Fault.Denied, path, e.Message));
        }
    }

    public override void Exchange(string one, string other) =>
        OnTwo(one, other, static (a, from, b, to) => Libc.RenameAt2(a, from, b, to, Libc.ExchangeNames));

    public override void Displace(string stage, string target, string keep)
    {
        try
        {
            OnTwo(target, keep, static (a, from, b, to) => Libc.LinkAt(a, from, b, to, 0));
        }
        catch (FaultException e) when (e.Fault is Fault.Unsupported or Fault.Denied)
        {
            var slash = keep.LastIndexOf('/');
            WriteNew(keep, Read(target, int.MaxValue).Bytes, target, slash < 0 ? "" : keep[..slash]);
        }
        try
        {
            Rename(stage, target);
        }
        catch (FaultException)
        {
            Remove(keep);
            throw;
        }
    }

    public override void MoveNew(string from, string to)
    {
        try
        {
            OnTwo(from, to, static (a, source, b, target) => Libc.RenameAt2(a, source, b, target, Libc.NoReplace));
        }
        catch (FaultException e) when (e.Fault == Fault.Unsupported)
        {
            MoveByLink(from, to);
        }
    }

    public override void MakePrivate(string folder)
    {
        const uint onlyMe = 0x1C0; // 0700
        using var open = _root.OpenFolder(folder);
        _ = Libc.SetMode(LinuxRoot.Number(open), onlyMe);
    }

    public override SafeFileHandle? Take(string path)
    {
        using var folder = Parent(path, out var name);
        var file = OpenAt(folder, name, Libc.ReadWrite | Libc.Create | Libc.NonBlocking | Libc.NoLink, Everyone, path);
        var isOurs = false;
        try
        {
            if (LinuxRoot.Stat(file).Kind != EntryKind.File)
                throw new FaultException(Fault.WrongKind, path, "is not a regular file");
            isOurs = Lock(file, Libc.LockExclusive, path);
            return isOurs ? file : null;
        }
        finally
        {
            if (!isOurs)
                file.Dispose();
        }
    }

    // Sharing it for a moment is the only way to learn whether anybody has it.
    public override bool IsTaken(string path)
    {
        try
        {
            using var folder = Parent(path, out var name);
            using var file = OpenAt(folder, name, Libc.NonBlocking | Libc.NoLink, 0, path);
            return !Lock(file, Libc.LockShared, path);
        }
        catch (FaultException e) when (e.Fault == Fault.Gone)
        {
            return false;
        }
    }

    public override void RemoveFolder(string path) => OnOne(path, static (folder, name) => Libc.UnlinkAt(folder, name, Libc.RemoveFolder));

    public override void Respell(string from, string to) => Rename(from, to);

    public override void Remove(string path) => OnOne(path, static (folder, name) => Libc.UnlinkAt(folder, name, 0));

    public override bool MakeFolder(string path)
    {
        const uint everyone = 0x1FF; // 0777, less the user's mask
        try
        {
            OnOne(path, static (folder, name) => Libc.MakeFolderAt(folder, name, everyone));
        }
        catch (FaultException e) when (e.Fault == Fault.Taken)
        {
            return Stat(path) is { Kind: EntryKind.Folder } ? false : throw new FaultException(Fault.Taken, path, "is not a folder");
        }
        using var above = Parent(path, out _);
        Flush(above, path);
        return true;
    }

    public override void Flush(string folder)
    {
        using var open = _root.OpenFolder(folder);
        Flush(open, folder);
    }

    public override void Dispose() => _root.Dispose();

    static FileStat? StatAt(SafeFileHandle folder, byte[] name, string path)
    {
        const int gone = 2;
        StatxBuffer result;
        fixed (byte* at = name)
        {
            if (Libc.Statx(LinuxRoot.Number(folder), at, Libc.NoFollow, Libc.BasicStats | Libc.MountId, &result) == 0)
                return result.ToStat();
        }
        return Marshal.GetLastPInvokeError() == gone ? null : throw Libc.LastFault(path);
    }

    static SafeFileHandle OpenAt(SafeFileHandle folder, byte[] name, int flags, uint mode, string path)
    {
        fixed (byte* at = name)
        {
            var number = Libc.OpenAt(LinuxRoot.Number(folder), at, flags | Libc.CloseOnExec, mode);
            return number >= 0 ? new(number, ownsHandle: true) : throw Libc.LastFault(path);
        }
    }

    static bool Lock(SafeFileHandle file, int how, string path)
    {
        if (Libc.Lock(LinuxRoot.Number(file), how | Libc.LockNonBlocking) == 0)
            return true;
        return Libc.LastFault(path) is { Fault: Fault.Unstable } ? false : throw Libc.LastFault(path);
    }

    static bool Fill(SafeFileHandle file, byte[] bytes, string path)
    {
        try
        {
            for (var at = 0; at < bytes.Length;)
            {
                var read = RandomAccess.Read(file, bytes.AsSpan(at), at);
                if (read == 0)
                    return false;
                at += read;
            }
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(Fault.Other, path, e.Message);
        }
    }

    // Some file systems cannot flush a folder and say EINVAL; they keep names as durable as they can.
    static void Flush(SafeFileHandle folder, string path)
    {
        if (Libc.Flush(LinuxRoot.Number(folder)) != 0 && Libc.LastFault(path) is { } fault && fault.Fault != Fault.Unsupported)
            throw fault;
    }

    static void Check(int result, string path)
    {
        if (result != 0)
            throw Libc.LastFault(path);
    }

    SafeFileHandle Parent(string path, out byte[] name)
    {
        var slash = path.LastIndexOf('/');
        name = Libc.Bytes(path[(slash + 1)..]);
        return _root.OpenFolder(slash < 0 ? "" : path[..slash]);
    }

    void Dress(SafeFileHandle file, string? like, string home)
    {
        if (like is null)
        {
            using var folder = _root.OpenFolder(home);
            LinuxAttributes.Inherit(folder, file);
            return;
        }
        using var above = Parent(like, out var name);
        using var model = OpenAt(above, name, Libc.NonBlocking | Libc.NoLink, 0, like);
        LinuxAttributes.Copy(model, file);
    }

    // Without hard links either (FAT on old kernels) there is only looking first.
    void MoveByLink(string from, string to)
    {
        try
        {
            OnTwo(from, to, static (a, source, b, target) => Libc.LinkAt(a, source, b, target, 0));
        }
        catch (FaultException e) when (e.Fault is Fault.Unsupported or Fault.Denied)
        {
            if (Stat(to) is not null)
                throw new FaultException(Fault.Taken, to, "something stands there");
            Rename(from, to);
            return;
        }
        Remove(from);
    }

    void Rename(string from, string to) => OnTwo(from, to, Libc.RenameAt);

    void OnOne(string path, OnName act)
    {
        using var folder = Parent(path, out var name);
        fixed (byte* at = name)
            Check(act(LinuxRoot.Number(folder), at), path);
    }

    void OnTwo(string from, string to, OnNames act)
    {
        using var fromFolder = Parent(from, out var fromName);
        using var toFolder = Parent(to, out var toName);
        fixed (byte* source = fromName, target = toName)
            Check(act(LinuxRoot.Number(fromFolder), source, LinuxRoot.Number(toFolder), target), to);
    }
}
