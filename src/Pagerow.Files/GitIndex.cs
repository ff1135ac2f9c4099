using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Pagerow.Files;

/// <summary>
/// The names that Git tracks, read from the index of the repository that a folder lies in (gitformat-index(5)), for one question only. Names stand in order,
/// so that reading ends where the name would stand. An index that is split or not understood tells nothing.
/// </summary>
sealed class GitIndex : IDisposable
{
    const int TimesAndSizes = 40, Flags = 2, Extended = 0x4000, Padding = 8;
    const int Sha1 = 20, Sha256 = 32;

    readonly BinaryReader _reader;
    readonly int _hash;
    readonly uint _version;
    readonly List<byte> _name = [];

    GitIndex(Stream index, int hash)
    {
        (_reader, _hash) = (new(index), hash);
        var isIndex = _reader.ReadBytes(4).AsSpan().SequenceEqual("DIRC"u8);
        _version = isIndex ? Number() : 0;
        Count = _version is >= 2 and <= 4 ? Number() : 0;
    }

    uint Count { get; }

    /// <summary>Whether a name in a folder, or anything below it, is tracked, in any spelling that some file system takes for it.</summary>
    public static bool Tracks(string folder, string name)
    {
        folder = new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;
        if (GitHold.WorkFolder(folder) is not { } work || GitHold.Repository(work) is not { } repository)
            return false;
        var path = Path.GetRelativePath(work, Path.Combine(folder, name)).Replace('\\', '/');
        try
        {
            var hash = IsSha256(repository) ? Sha256 : Sha1;
            using var index = new GitIndex(new FileStream(Path.Combine(repository, "index"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), hash);
            return index.Tracks(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Without an index that can be read nothing is known to be tracked.
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    bool Tracks(string name)
    {
        // Small letters stand behind capital ones, and '0' right behind '/'.
        var (path, end) = (Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(name.ToLowerInvariant() + '0'));
        for (var i = 0U; i < Count; i++)
        {
            ReadName();
            var tracked = CollectionsMarshal.AsSpan(_name);
            if (tracked.Length >= path.Length && Ascii.EqualsIgnoreCase(tracked[..path.Length], path) && (tracked.Length == path.Length || tracked[path.Length] == '/'))
                return true;
            if (tracked.SequenceCompareTo(end) > 0)
                return false;
        }

        return false;
    }

    void ReadName()
    {
        Skip(TimesAndSizes + _hash);
        var flags = BinaryPrimitives.ReadUInt16BigEndian(_reader.ReadBytes(Flags));
        var isExtended = _version > 2 && (flags & Extended) != 0;
        if (isExtended)
            Skip(Flags);
        // The fourth version says how many bytes of the name before are cut off; the others fill each entry up to eight bytes.
        var kept = _version == 4 ? _name.Count - (int)ReadOffset() : 0;
        _name.RemoveRange(kept, _name.Count - kept);
        for (var next = _reader.ReadByte(); next != 0; next = _reader.ReadByte())
            _name.Add(next);
        var size = TimesAndSizes + _hash + Flags + (isExtended ? Flags : 0) + _name.Count;
        if (_version < 4)
            Skip(Padding - (size % Padding) - 1);
    }

    // The number of Git's pack files: seven bits a byte, the highest first, each further byte counted on from one.
    long ReadOffset()
    {
        var next = _reader.ReadByte();
        long offset = next & 0x7F;
        while ((next & 0x80) != 0)
        {
            next = _reader.ReadByte();
            offset = ((offset + 1) << 7) | (uint)(next & 0x7F);
        }

        return offset;
    }

    void Skip(int bytes)
    {
        if (_reader.ReadBytes(bytes).Length < bytes)
            throw new EndOfStreamException();
    }

    uint Number() => BinaryPrimitives.ReadUInt32BigEndian(_reader.ReadBytes(sizeof(uint)));

    static bool IsSha256(string repository)
    {
        var configuration = Path.Combine(repository, "config");
        return File.Exists(configuration) && File.ReadLines(configuration).Any(l => l.Trim().Replace(" ", "", StringComparison.Ordinal).Equals("objectformat=sha256", StringComparison.OrdinalIgnoreCase));
    }
}
