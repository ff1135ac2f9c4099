using System.Buffers.Binary;
using Pagerow.Files.Trees;

namespace Pagerow.Files.Scanning;

/// <summary>
/// Reads one folder's packed stamps in the order they were listed. The form: one byte version, eight bytes digest of what was wanted, then a
/// name each: one byte class (bits 0-2), kind (3-4), racy (5) and unsettled (6); two bytes length; the name; and for pages size, modified, changed and
/// file id, eight bytes each, little-endian.
/// </summary>
ref struct StampReader
{
    public const byte Version = 1;
    public const int HeaderSize = 9, StatSize = 32;

    readonly ReadOnlySpan<byte> _packed;
    int _at;

    public StampReader(ReadOnlySpan<byte> packed, int at = HeaderSize)
    {
        _packed = packed;
        _at = Math.Min(at, packed.Length);
    }

    /// <summary>Where the next entry begins.</summary>
    public readonly int Position => _at;

    /// <summary>Whether the packed stamps are whole and of this version.</summary>
    public static bool IsSound(ReadOnlySpan<byte> packed)
    {
        if (packed.Length < HeaderSize || packed[0] != Version)
            return false;
        var reader = new StampReader(packed);
        while (reader.Next(out _))
        {
        }
        return reader.Position == packed.Length;
    }

    /// <summary>The next entry, and whether there is one.</summary>
    public bool Next(out StampEntry entry)
    {
        entry = default;
        var rest = _packed[_at..];
        if (rest.Length < 3 || (rest[0] & 7) > (int)StampClass.Twin)
            return false;
        var name = BinaryPrimitives.ReadUInt16LittleEndian(rest[1..]);
        var @class = (StampClass)(rest[0] & 7);
        var size = 3 + name + (@class == StampClass.Page ? StatSize : 0);
        if (name == 0 || rest.Length < size)
            return false;
        entry = Entry(rest[..size], name, @class);
        _at += size;
        return true;
    }

    static StampEntry Entry(ReadOnlySpan<byte> bytes, int name, StampClass @class)
    {
        var stat = @class == StampClass.Page ? bytes[(3 + name)..] : [];
        return new()
        {
            Name = bytes.Slice(3, name),
            Class = @class,
            Kind = (EntryKind)((bytes[0] >> 3) & 3),
            IsRacy = (bytes[0] & 0x20) != 0,
            IsUnsettled = (bytes[0] & 0x40) != 0,
            Size = stat.IsEmpty ? 0 : BinaryPrimitives.ReadInt64LittleEndian(stat),
            Modified = stat.IsEmpty ? 0 : BinaryPrimitives.ReadInt64LittleEndian(stat[8..]),
            Changed = stat.IsEmpty ? 0 : BinaryPrimitives.ReadInt64LittleEndian(stat[16..]),
            FileId = stat.IsEmpty ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(stat[24..]),
        };
    }
}
