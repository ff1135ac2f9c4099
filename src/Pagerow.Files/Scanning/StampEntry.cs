using Pagerow.Files.Trees;

namespace Pagerow.Files.Scanning;

/// <summary>What is remembered of one name in a folder.</summary>
readonly ref struct StampEntry
{
    /// <summary>The name's bytes.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    /// <summary>What it was taken for.</summary>
    public StampClass Class { get; init; }

    /// <summary>What stood there.</summary>
    public EntryKind Kind { get; init; }

    /// <summary>Whether it was changed so shortly before the look that another change could leave the same stamp.</summary>
    public bool IsRacy { get; init; }

    /// <summary>Whether the page that was seen has not been taken over, so that it is to be reported again.</summary>
    public bool IsUnsettled { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>Nanoseconds since 1970.</summary>
    public long Modified { get; init; }

    /// <summary>Nanoseconds since 1970.</summary>
    public long Changed { get; init; }

    /// <summary>Inode.</summary>
    public ulong FileId { get; init; }

    /// <summary>Whether the stamp says that the file is as it was, and can be believed.</summary>
    public bool Vouches(FileStat stat) => !IsRacy && !IsUnsettled && Class == StampClass.Page && Matches(stat);

    /// <summary>The same entry, to be reported again.</summary>
    public StampEntry Unsettled() => new()
    {
        Name = Name,
        Class = Class,
        Kind = Kind,
        IsRacy = IsRacy,
        IsUnsettled = true,
        Size = Size,
        Modified = Modified,
        Changed = Changed,
        FileId = FileId,
    };

    /// <summary>Whether size, times and file id are equal.</summary>
    public bool Matches(FileStat stat) =>
        Size == stat.Size && Modified == stat.Modified && Changed == stat.Changed && FileId == stat.FileId;
}
