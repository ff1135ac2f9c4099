using System.Buffers;
using System.Buffers.Binary;

namespace Pagerow.Files.Scanning;

/// <summary>Packs one folder's stamps, in the form that <see cref="StampReader"/> reads.</summary>
sealed class StampWriter
{
    readonly ArrayBufferWriter<byte> _bytes = new(256);

    /// <summary>Starts a folder anew.</summary>
    public void Begin(ReadOnlySpan<byte> digest)
    {
        _bytes.ResetWrittenCount();
        _bytes.Write([StampReader.Version]);
        _bytes.Write(digest);
    }

    /// <summary>Starts a folder with what another stamp begins with, its header included.</summary>
    public void BeginWith(ReadOnlySpan<byte> packed)
    {
        _bytes.ResetWrittenCount();
        _bytes.Write(packed);
    }

    /// <summary>Adds a name.</summary>
    public void Add(StampEntry entry)
    {
        var isPage = entry.Class == StampClass.Page;
        var size = 3 + entry.Name.Length + (isPage ? StampReader.StatSize : 0);
        var to = _bytes.GetSpan(size);
        to[0] = (byte)((int)entry.Class | ((int)entry.Kind << 3) | (entry.IsRacy ? 0x20 : 0) | (entry.IsUnsettled ? 0x40 : 0));
        BinaryPrimitives.WriteUInt16LittleEndian(to[1..], (ushort)entry.Name.Length);
        entry.Name.CopyTo(to[3..]);
        if (isPage)
        {
            var stat = to[(3 + entry.Name.Length)..];
            BinaryPrimitives.WriteInt64LittleEndian(stat, entry.Size);
            BinaryPrimitives.WriteInt64LittleEndian(stat[8..], entry.Modified);
            BinaryPrimitives.WriteInt64LittleEndian(stat[16..], entry.Changed);
            BinaryPrimitives.WriteUInt64LittleEndian(stat[24..], entry.FileId);
        }
        _bytes.Advance(size);
    }

    /// <summary>Adds a name that is packed already.</summary>
    public void AddPacked(ReadOnlySpan<byte> entry) => _bytes.Write(entry);

    /// <summary>The folder, packed.</summary>
    public byte[] ToPacked() => _bytes.WrittenSpan.ToArray();
}
