using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Pagerow.Files.Trees;

namespace Pagerow.Files;

/// <summary>
/// The right to write a root, held by one process at a time: a lock of the operating system on <c>.pagerow/lock</c>, which dies with its holder. The file stays;
/// what stands in it only tells people who holds it.
/// </summary>
public sealed class RootLock : IDisposable
{
    readonly SafeFileHandle _file;

    RootLock(SafeFileHandle file) => _file = file;

    /// <summary>Takes the lock, or tells who holds it.</summary>
    /// <param name="root">The root; its state folder exists.</param>
    /// <param name="command">What this process does, for the messages of others, such as <c>watch</c>.</param>
    /// <param name="holder">Where the result is null: process id and command of the holder, such as <c>4711 watch</c>.</param>
    /// <exception cref="IOException">The lock file cannot be opened.</exception>
    public static RootLock? TryTake(RootFolder root, string command, out string? holder)
    {
        holder = null;
        var file = Open(Path.Combine(root.Path, RootFolder.State, "lock"));
        if (file is null)
        {
            holder = Holder(root);
            return null;
        }
        RandomAccess.SetLength(file, 0);
        RandomAccess.Write(file, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId} {command}")), 0);
        return new(file);
    }

    /// <summary>Lets the root go.</summary>
    public void Dispose() => _file.Dispose();

    // Without sharing is flock(2) on Unix, released by the kernel with the last handle; on Windows readers may still see who holds it.
    static SafeFileHandle? Open(string path)
    {
        const int wouldBlockOnLinux = 11, wouldBlockOnMac = 35, sharingViolation = 32;
        try
        {
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None);
        }
        catch (IOException e) when ((e.HResult & 0xFFFF) is wouldBlockOnLinux or wouldBlockOnMac or sharingViolation)
        {
            return null;
        }
    }

    static string Holder(RootFolder root)
    {
        try
        {
            using var tree = Tree.Open(root.Path);
            return Encoding.UTF8.GetString(tree.Read(RootFolder.State + "/lock", 4096).Bytes) is { Length: > 0 } text ? text : "another process";
        }
        catch (FaultException)
        {
            return "another process";
        }
    }
}
