using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Pagerow.Files.Trees;

/// <summary>Lists a folder by <c>getdents64</c> into one buffer and stats names by its handle: no string, no path walk a name.</summary>
sealed unsafe class LinuxFolderReader(SafeFileHandle folder, string path) : FolderReader
{
    const int NameAt = 19;
    readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    int _filled, _next, _entry, _nameLength;
    EntryKind? _kind;
    FileStat? _stat;

    public override ReadOnlySpan<byte> Name => _buffer.AsSpan(_entry + NameAt, _nameLength);

    // A file system that does not tell the kind in its listing is asked; a name gone meanwhile is nothing of ours.
    public override EntryKind Kind => _kind ??= (_stat = Stat())?.Kind ?? EntryKind.Special;

    public override bool Next()
    {
        do
        {
            if (_next == _filled && !Fill())
                return false;
            _entry = _next;
            var length = BinaryPrimitives.ReadUInt16LittleEndian(_buffer.AsSpan(_entry + 16));
            _nameLength = _buffer.AsSpan(_entry + NameAt, length - NameAt).IndexOf((byte)0);
            _next += length;
        }
        while (Name.SequenceEqual("."u8) || Name.SequenceEqual(".."u8));
        _stat = null;
        _kind = _buffer[_entry + 18] switch
        {
            0 => null,
            4 => EntryKind.Folder,
            8 => EntryKind.File,
            10 => EntryKind.Link,
            _ => EntryKind.Special,
        };
        return true;
    }

    public override FileStat? Stat()
    {
        if (_stat is not null)
            return _stat;
        fixed (byte* name = &_buffer[_entry + NameAt])
            return StatOf(name);
    }

    public override FileStat? StatOf(ReadOnlySpan<byte> name)
    {
        fixed (byte* at = (byte[])[.. name, 0])
            return StatOf(at);
    }

    public override void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        folder.Dispose();
    }

    FileStat? StatOf(byte* name)
    {
        const int gone = 2;
        StatxBuffer result;
        if (Libc.Statx(LinuxRoot.Number(folder), name, Libc.NoFollow, Libc.BasicStats, &result) == 0)
            return result.ToStat();
        return Marshal.GetLastPInvokeError() == gone ? null : throw Libc.LastFault(path);
    }

    bool Fill()
    {
        fixed (byte* buffer = _buffer)
            _filled = Libc.List(LinuxRoot.Number(folder), buffer, _buffer.Length);
        _next = 0;
        return _filled >= 0 ? _filled > 0 : throw Libc.LastFault(path);
    }
}
