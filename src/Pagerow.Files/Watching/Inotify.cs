using System.Runtime.InteropServices;
using Pagerow.Files.Trees;

namespace Pagerow.Files.Watching;

/// <summary>The calls and values of inotify(7).</summary>
static unsafe partial class Inotify
{
    public const uint Modify = 0x2, Attributes = 0x4, CloseWrite = 0x8, MovedFrom = 0x40, MovedTo = 0x80, Create = 0x100, Delete = 0x200;
    public const uint DeleteSelf = 0x400, MoveSelf = 0x800, Unmount = 0x2000, Overflow = 0x4000, Ignored = 0x8000, IsFolder = 0x40000000;
    public const uint OnlyFolder = 0x1000000, DoNotFollow = 0x2000000, NotUnlinked = 0x4000000;

    const int NonBlocking = 0x800, CloseOnExec = 0x80000;

    [StructLayout(LayoutKind.Sequential)]
    struct Poll
    {
        public int File;
        public short Wanted;
        public short Got;
    }

    [LibraryImport("libc", EntryPoint = "inotify_init1", SetLastError = true)]
    private static partial int Init(int flags);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int EventFile(uint value, int flags);

    [LibraryImport("libc", EntryPoint = "inotify_add_watch", SetLastError = true)]
    private static partial int AddWatch(int inotify, byte* path, uint mask);

    [LibraryImport("libc", EntryPoint = "inotify_rm_watch", SetLastError = true)]
    public static partial int Remove(int inotify, int watch);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int file, byte* buffer, nint size);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int file, ulong* value, nint size);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Wait(Poll* files, nuint count, int milliseconds);

    /// <summary>A new instance; the fault of <c>fs.inotify.max_user_instances</c> is <see cref="Fault.Other"/>.</summary>
    public static int Open() => Init(NonBlocking | CloseOnExec) is >= 0 and var number ? number : throw Libc.LastFault("inotify");

    /// <summary>A new bell, to be rung by another thread.</summary>
    public static int OpenBell() => EventFile(0, NonBlocking | CloseOnExec) is >= 0 and var number ? number : throw Libc.LastFault("eventfd");

    /// <summary>Watches a path; the watch's number, or what was wrong in <paramref name="fault"/>.</summary>
    public static int Add(int inotify, string path, uint mask, out FaultException? fault)
    {
        fixed (byte* bytes = Libc.Bytes(path))
        {
            var number = AddWatch(inotify, bytes, mask);
            fault = number < 0 ? Libc.LastFault(path) : null;
            return number;
        }
    }

    /// <summary>Rings a bell.</summary>
    public static void Ring(int bell)
    {
        var one = 1UL;
        _ = Write(bell, &one, sizeof(ulong));
    }

    /// <summary>Waits for events or the bell, and reads what events there are. Zero: the bell.</summary>
    public static int WaitAndRead(int inotify, int bell, byte[] buffer)
    {
        const short readable = 1;
        const int interrupted = 4, again = 11;
        var files = stackalloc Poll[] { new() { File = inotify, Wanted = readable }, new() { File = bell, Wanted = readable } };
        while (true)
        {
            if (Wait(files, 2, -1) < 0 && Marshal.GetLastPInvokeError() != interrupted)
                throw Libc.LastFault("poll");
            if (files[1].Got != 0)
                return 0;
            fixed (byte* at = buffer)
            {
                var size = Read(inotify, at, buffer.Length);
                if (size > 0)
                    return (int)size;
                if (Marshal.GetLastPInvokeError() is not (interrupted or again))
                    throw Libc.LastFault("inotify");
            }
        }
    }
}
