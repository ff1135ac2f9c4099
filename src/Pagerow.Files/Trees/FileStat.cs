namespace Pagerow.Files.Trees;

/// <summary>What the file system says about a name, the name itself not followed.</summary>
readonly record struct FileStat
{
    /// <summary>What it is.</summary>
    public EntryKind Kind { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>When its content changed last, in nanoseconds since 1970. Anyone can set it.</summary>
    public long Modified { get; init; }

    /// <summary>When content, owner or mode changed last, in nanoseconds since 1970. The kernel sets it; where there is none, <see cref="Modified"/>.</summary>
    public long Changed { get; init; }

    /// <summary>The inode; 0 where the platform tells none.</summary>
    public ulong FileId { get; init; }

    /// <summary>How many names it has.</summary>
    public uint Links { get; init; }

    /// <summary>Type and permission bits.</summary>
    public uint Mode { get; init; }

    /// <summary>Owner; null where the platform tells none.</summary>
    public uint? Owner { get; init; }

    /// <summary>The device it is on; 0 where the platform tells none.</summary>
    public ulong Device { get; init; }

    /// <summary>The mount it was reached through; 0 where the kernel tells none.</summary>
    public ulong Mount { get; init; }

    /// <summary>Whether both are one version of one file, as far as a stamp can say.</summary>
    public bool IsSameVersionAs(FileStat other) =>
        Kind == other.Kind && Size == other.Size && Modified == other.Modified && Changed == other.Changed && FileId == other.FileId;

    /// <summary>Whether a rename between the two folders stays on one device.</summary>
    public bool SharesDeviceWith(FileStat other) => Device == other.Device && Mount == other.Mount;
}
