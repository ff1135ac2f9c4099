using System.Runtime.InteropServices;

namespace Pagerow.Files.Trees;

/// <summary>The kernel's <c>struct statx</c> (statx(2)).</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
struct StatxBuffer
{
    [FieldOffset(16)] public uint Links;
    [FieldOffset(20)] public uint Owner;
    [FieldOffset(24)] public uint Group;
    [FieldOffset(28)] public ushort Mode;
    [FieldOffset(32)] public ulong Inode;
    [FieldOffset(40)] public ulong Size;
    [FieldOffset(96)] public long ChangedSeconds;
    [FieldOffset(104)] public uint ChangedNanoseconds;
    [FieldOffset(112)] public long ModifiedSeconds;
    [FieldOffset(120)] public uint ModifiedNanoseconds;
    [FieldOffset(136)] public uint DeviceMajor;
    [FieldOffset(140)] public uint DeviceMinor;
    [FieldOffset(144)] public ulong Mount;

    public readonly EntryKind Kind => (Mode & 0xF000) switch
    {
        0x8000 => EntryKind.File,
        0x4000 => EntryKind.Folder,
        0xA000 => EntryKind.Link,
        _ => EntryKind.Special,
    };

    public readonly FileStat ToStat() => new()
    {
        Kind = Kind,
        Size = (long)Size,
        Modified = (ModifiedSeconds * 1_000_000_000) + ModifiedNanoseconds,
        Changed = (ChangedSeconds * 1_000_000_000) + ChangedNanoseconds,
        FileId = Inode,
        Links = Links,
        Mode = Mode,
        Owner = Owner,
        Device = ((ulong)DeviceMajor << 32) | DeviceMinor,
        Mount = Mount,
    };
}
