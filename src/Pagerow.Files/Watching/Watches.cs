using Pagerow.Engine.Cycles;
using Pagerow.Files.Trees;

namespace Pagerow.Files.Watching;

/// <summary>Chooses how a root is watched.</summary>
public static class Watches
{
    /// <summary>
    /// Watches a root in the best way its place allows: inotify on Linux, the runtime's watcher elsewhere, polling where the file system tells nothing of
    /// what other machines do. It hears from the moment this returns.
    /// </summary>
    public static IHints For(RootFolder root, Wanted wanted, TimeProvider time)
    {
        if (!Libc.IsSupported)
            return IsShare(root.Path) ? new PollingWatch("a network share", time) : new PortableWatch(root, wanted, time);
        if (Silent(root.Path) is { } name)
            return new PollingWatch($"{name} does not tell of changes by others", time);
        try
        {
            using var probe = new Microsoft.Win32.SafeHandles.SafeFileHandle(Inotify.Open(), ownsHandle: true);
        }
        catch (FaultException)
        {
            return new PollingWatch("no inotify instance is left; raise fs.inotify.max_user_instances", time);
        }
        return new InotifyWatch(root, wanted, time);
    }

    static bool IsShare(string path) =>
        path.StartsWith(@"\\", StringComparison.Ordinal) || (OperatingSystem.IsWindows() && new DriveInfo(path).DriveType == DriveType.Network);

    /// <summary>The name of the file system at a path, where changes may come from elsewhere without an event (magic numbers of statfs(2)).</summary>
    static unsafe string? Silent(string path)
    {
        var result = stackalloc long[64];
        fixed (byte* bytes = Libc.Bytes(path))
        {
            if (Libc.FileSystem(bytes, result) != 0)
                return null;
        }
        return (uint)result[0] switch
        {
            0x6969 => "nfs",
            0xFF534D42 or 0xFE534D42 or 0x517B => "cifs",
            0x65735546 => "fuse",
            0x01021997 => "9p",
            0x00C36400 => "ceph",
            0x5346414F or 0x6B414653 => "afs",
            0x786F4256 => "vboxsf",
            0xBACBACBC => "vmhgfs",
            0x01161970 => "gfs2",
            0x7461636F => "ocfs2",
            0x0BD00BD0 => "lustre",
            _ => null,
        };
    }
}
