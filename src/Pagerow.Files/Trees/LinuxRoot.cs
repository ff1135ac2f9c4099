using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Pagerow.Files.Trees;

/// <summary>The handle on a root, and the one way from there to anything below it: without links, without leaving.</summary>
sealed unsafe class LinuxRoot : IDisposable
{
    readonly string _path;
    readonly SafeFileHandle _root;
    readonly bool _byKernel;

    public LinuxRoot(string path, Beneath beneath)
    {
        _path = path;
        _root = Adopt(OpenRoot(path), path);
        _byKernel = beneath == Beneath.Best && KernelCan();
    }

    /// <summary>The root's own handle.</summary>
    public SafeFileHandle Handle => _root;

    /// <summary>Whether the path the root was opened by leads to the same folder.</summary>
    public bool StandsAtItsPath()
    {
        StatxBuffer now, held;
        fixed (byte* path = Libc.Bytes(_path))
        {
            if (Libc.Statx(Libc.CurrentFolder, path, 0, Libc.BasicStats, &now) != 0)
                return false;
        }
        held = Stat(_root);
        return now.Inode == held.Inode && now.DeviceMajor == held.DeviceMajor && now.DeviceMinor == held.DeviceMinor;
    }

    /// <summary>Opens a path below the root.</summary>
    public SafeFileHandle Open(string path, int flags, uint mode = 0)
    {
        flags |= Libc.CloseOnExec | Libc.NoLink;
        if (path.Length == 0)
            path = ".";
        try
        {
            return _byKernel ? ByKernel(path, flags, mode) : Stepwise(path, flags, mode);
        }
        catch (FaultException e) when (e.Fault == Fault.OtherDevice)
        {
            throw new FaultException(Fault.Link, path, "leads out of the root");
        }
    }

    /// <summary>Opens a folder below the root, to work on names in it. It can also be listed and flushed.</summary>
    public SafeFileHandle OpenFolder(string path)
    {
        try
        {
            return Open(path, Libc.OnlyFolder);
        }
        catch (FaultException e) when (e.Fault == Fault.WrongKind && IsLink(path))
        {
            throw new FaultException(Fault.Link, path, "is a symbolic link");
        }
    }

    /// <summary>The stat of an open file or folder.</summary>
    public static StatxBuffer Stat(SafeFileHandle file)
    {
        StatxBuffer result;
        byte nothing = 0;
        return Libc.Statx(Number(file), &nothing, Libc.EmptyPath, Libc.BasicStats | Libc.MountId, &result) == 0 ? result : throw Libc.LastFault("");
    }

    /// <summary>The number of a handle that its owner keeps open during the call.</summary>
    public static int Number(SafeFileHandle handle) => (int)handle.DangerousGetHandle();

    /// <inheritdoc/>
    public void Dispose() => _root.Dispose();

    static int OpenRoot(string path)
    {
        fixed (byte* name = Libc.Bytes(path))
            return Libc.OpenAt(Libc.CurrentFolder, name, Libc.OnlyFolder | Libc.CloseOnExec, 0);
    }

    static SafeFileHandle Adopt(int number, string path) => number >= 0 ? new(number, ownsHandle: true) : throw Libc.LastFault(path);

    // Filters of old container runtimes answer EPERM where the call is unknown to them.
    bool KernelCan()
    {
        fixed (byte* here = "."u8)
        {
            var number = Libc.OpenBeneath(Number(_root), here, Libc.PathOnly | Libc.CloseOnExec, 0);
            using var handle = new SafeFileHandle(number, ownsHandle: true);
            return number >= 0;
        }
    }

    // EAGAIN: somebody renamed within the tree during the walk, and the kernel could not vouch for it.
    SafeFileHandle ByKernel(string path, int flags, uint mode)
    {
        const int again = 11, attempts = 32;
        fixed (byte* name = Libc.Bytes(path))
        {
            var number = -1;
            for (var i = 0; i < attempts && number < 0; i++)
            {
                number = Libc.OpenBeneath(Number(_root), name, flags, mode);
                if (number < 0 && Marshal.GetLastPInvokeError() != again)
                    break;
            }
            return Adopt(number, path);
        }
    }

    SafeFileHandle Stepwise(string path, int flags, uint mode)
    {
        var steps = path.Split('/');
        if (steps.Any(s => s is ".." or ""))
            throw new FaultException(Fault.Link, path, "leads out of the root");
        var at = _root;
        try
        {
            foreach (var step in steps[..^1])
            {
                var next = Step(at, step, Libc.PathOnly | Libc.OnlyFolder | Libc.NoLink | Libc.CloseOnExec, 0, path);
                Leave(at);
                at = next;
            }
            return Step(at, steps[^1], flags, mode, path);
        }
        finally
        {
            Leave(at);
        }
    }

    void Leave(SafeFileHandle folder)
    {
        if (folder != _root)
            folder.Dispose();
    }

    static SafeFileHandle Step(SafeFileHandle at, string name, int flags, uint mode, string path)
    {
        fixed (byte* step = Libc.Bytes(name))
        {
            var number = Libc.OpenAt(Number(at), step, flags, mode);
            if (number < 0 && Libc.LastFault(path) is { Fault: Fault.WrongKind } && KindOf(at, step) == EntryKind.Link)
                throw new FaultException(Fault.Link, path, "leads through a symbolic link");
            return number >= 0 ? new(number, ownsHandle: true) : throw Libc.LastFault(path);
        }
    }

    static EntryKind? KindOf(SafeFileHandle folder, byte* name)
    {
        StatxBuffer stat;
        var error = Marshal.GetLastPInvokeError();
        var found = Libc.Statx(Number(folder), name, Libc.NoFollow, Libc.BasicStats, &stat) == 0;
        Marshal.SetLastPInvokeError(error);
        return found ? stat.Kind : null;
    }

    bool IsLink(string path)
    {
        try
        {
            using var it = Open(path, Libc.PathOnly);
            return Stat(it).Kind == EntryKind.Link;
        }
        catch (FaultException e)
        {
            return e.Fault == Fault.Link;
        }
    }
}
