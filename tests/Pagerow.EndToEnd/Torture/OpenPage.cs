using System.Text;

namespace Pagerow.EndToEnd.Torture;

/// <summary>A page that an editor holds open: it goes on reading and writing the same file wherever that is moved, and can tell where that is.</summary>
public sealed class OpenPage : IDisposable
{
    readonly FileStream _file;

    OpenPage(FileStream file, string path) => (_file, Path) = (file, path);

    /// <summary>The path at which it was opened.</summary>
    public string Path { get; }

    /// <summary>Whether it still stands where it was opened.</summary>
    public bool IsInPlace => StandsAt == Path;

    /// <summary>Whether a file that was moved over it has taken its place; then nobody has displaced it before.</summary>
    public bool IsReplaced => StandsAt.EndsWith(" (deleted)", StringComparison.Ordinal);

    /// <summary>Where it stands now; behind the last place that it had stands " (deleted)" once it has none.</summary>
    public string StandsAt => new FileInfo($"/proc/self/fd/{_file.SafeFileHandle.DangerousGetHandle()}").LinkTarget!;

    /// <summary>Opens the page at a path; null where there is none.</summary>
    public static OpenPage? TryOpen(string path)
    {
        try
        {
            return new(new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0), path);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Reads it from its beginning.</summary>
    public string Read()
    {
        var bytes = new byte[RandomAccess.GetLength(_file.SafeFileHandle)];
        return Encoding.UTF8.GetString(bytes, 0, RandomAccess.Read(_file.SafeFileHandle, bytes, 0));
    }

    /// <summary>Writes it in place, over what stands there: emptied first, as a shell does, or cut at the end.</summary>
    public void Write(string text, bool emptied)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (emptied)
            RandomAccess.SetLength(_file.SafeFileHandle, 0);
        RandomAccess.Write(_file.SafeFileHandle, bytes, 0);
        RandomAccess.SetLength(_file.SafeFileHandle, bytes.Length);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
