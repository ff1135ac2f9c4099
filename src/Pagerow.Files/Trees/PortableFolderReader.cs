using System.IO.Enumeration;
using System.Text;

namespace Pagerow.Files.Trees;

/// <summary>Lists a folder by what .NET offers everywhere: name, kind, size and time in one pass.</summary>
sealed class PortableFolderReader(string path, string folder) : FolderReader
{
    readonly IEnumerator<(string Name, EntryKind Kind)> _entries =
        new FileSystemEnumerable<(string, EntryKind)>(folder, (ref e) => (e.FileName.ToString(), PortableTree.KindOf(e.Attributes)), Everything).GetEnumerator();

    byte[] _name = [];

    public override ReadOnlySpan<byte> Name => _name;

    public override EntryKind Kind => _entries.Current.Kind;

    static EnumerationOptions Everything { get; } = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false, ReturnSpecialDirectories = false };

    public override bool Next()
    {
        try
        {
            if (!_entries.MoveNext())
                return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw PortableTree.Explain(e, path);
        }
        _name = NameOf(_entries.Current.Name);
        return true;
    }

    public override FileStat? Stat() => PortableTree.StatOf(Path.Combine(folder, _entries.Current.Name));

    public override FileStat? StatOf(ReadOnlySpan<byte> name) => PortableTree.StatOf(Path.Combine(folder, Encoding.UTF8.GetString(name)));

    public override void Dispose() => _entries.Dispose();

    // .NET puts U+FFFD where a name is not UTF-8; such a name cannot be opened again, so it is handed on as the broken bytes it was.
    static byte[] NameOf(string name) => name.Contains('\uFFFD', StringComparison.Ordinal) ? [.. Encoding.UTF8.GetBytes(name), 0xFF] : Encoding.UTF8.GetBytes(name);
}
