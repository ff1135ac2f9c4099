using System.Buffers.Binary;
using System.Text;

namespace Pagerow.Files.Watching;

/// <summary>One event as the kernel tells it (<c>struct inotify_event</c>).</summary>
readonly record struct InotifyEvent(int Watch, uint Mask, string Name)
{
    const int HeaderSize = 16;

    /// <summary>Whether it says any of these.</summary>
    public bool Says(uint mask) => (Mask & mask) != 0;

    /// <summary>The events in a buffer, in their order.</summary>
    public static IEnumerable<InotifyEvent> In(byte[] buffer, int size)
    {
        for (var at = 0; at + HeaderSize <= size;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(at + 12));
            var name = buffer.AsSpan(at + HeaderSize, length);
            var end = name.IndexOf((byte)0);
            yield return new(
                BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(at)),
                BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(at + 4)),
                Encoding.UTF8.GetString(end < 0 ? name : name[..end]));
            at += HeaderSize + length;
        }
    }
}
