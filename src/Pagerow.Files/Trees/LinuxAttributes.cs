using Microsoft.Win32.SafeHandles;

namespace Pagerow.Files.Trees;

/// <summary>
/// Mode, owner and extended attributes (POSIX access lists among them) of one file put on another, as far as this user may: what may not be copied
/// is left as it is, because a page with a plain owner is better than no page.
/// </summary>
static unsafe class LinuxAttributes
{
    const uint Permissions = 0xFFF, GroupForNewFiles = 0x400, NewFile = 0x1B6, SameOwner = uint.MaxValue;

    /// <summary>Makes a new file like a model.</summary>
    public static void Copy(SafeFileHandle model, SafeFileHandle file)
    {
        var stat = LinuxRoot.Stat(model);
        var to = LinuxRoot.Number(file);
        if (Libc.SetOwner(to, stat.Owner, stat.Group) != 0)
            _ = Libc.SetOwner(to, SameOwner, stat.Group);
        foreach (var name in Names(model))
            CopyOne(model, name, file, name);
        _ = Libc.SetMode(to, stat.Mode & Permissions);
    }

    /// <summary>Makes a file as it would be, had it been made in a folder: its group where the folder passes it on, its access list.</summary>
    public static void Inherit(SafeFileHandle folder, SafeFileHandle file)
    {
        var stat = LinuxRoot.Stat(folder);
        if ((stat.Mode & GroupForNewFiles) != 0)
            _ = Libc.SetOwner(LinuxRoot.Number(file), SameOwner, stat.Group);
        CopyOne(folder, "system.posix_acl_default\0"u8.ToArray(), file, "system.posix_acl_access\0"u8.ToArray());
        // The kernel takes the bits that no new file has out of the list it inherits; a list that is set comes with all of its bits.
        _ = Libc.SetMode(LinuxRoot.Number(file), LinuxRoot.Stat(file).Mode & NewFile);
    }

    static List<byte[]> Names(SafeFileHandle file)
    {
        var names = new List<byte[]>();
        var buffer = new byte[64 * 1024];
        nint filled;
        fixed (byte* at = buffer)
            filled = Libc.ListAttributes(LinuxRoot.Number(file), at, buffer.Length);
        var rest = buffer.AsSpan(0, Math.Max(0, (int)filled));
        while (rest.IndexOf((byte)0) is var end and > 0)
        {
            names.Add(rest[..(end + 1)].ToArray());
            rest = rest[(end + 1)..];
        }
        return names;
    }

    static void CopyOne(SafeFileHandle from, byte[] name, SafeFileHandle to, byte[] newName)
    {
        var value = new byte[64 * 1024];
        fixed (byte* source = name, target = newName, at = value)
        {
            var size = Libc.GetAttribute(LinuxRoot.Number(from), source, at, value.Length);
            if (size >= 0)
                _ = Libc.SetAttribute(LinuxRoot.Number(to), target, at, size, 0);
        }
    }
}
