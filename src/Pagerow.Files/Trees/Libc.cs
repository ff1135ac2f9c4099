using System.Runtime.InteropServices;
using System.Text;

namespace Pagerow.Files.Trees;

/// <summary>The Linux calls that .NET has no face for. Numbers and flags as in the kernel's headers for x86-64 and arm64; elsewhere unsupported.</summary>
static unsafe partial class Libc
{
    public const int CurrentFolder = -100, NoFollow = 0x100, RemoveFolder = 0x200, EmptyPath = 0x1000;
    public const int WriteOnly = 1, ReadWrite = 2, Create = 0x40, Exclusive = 0x80, NonBlocking = 0x800, CloseOnExec = 0x80000, PathOnly = 0x200000;
    public const uint NoReplace = 1, ExchangeNames = 2;
    public const int LockShared = 1, LockExclusive = 2, LockNonBlocking = 4;
    public const uint BasicStats = 0x7FF, MountId = 0x1000;
    const long OpenAt2Call = 437;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    static readonly bool Arm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    public static bool IsSupported { get; } = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    public static int OnlyFolder { get; } = Arm ? 0x4000 : 0x10000;

    public static int NoLink { get; } = Arm ? 0x8000 : 0x20000;

    static long RenameCall { get; } = Arm ? 276 : 316;

    static long ListCall { get; } = Arm ? 61 : 217;

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long Call(long number, long a, nint b, long c, nint d, long e);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    public static partial int Statx(int folder, byte* name, int flags, uint mask, StatxBuffer* result);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    public static partial int OpenAt(int folder, byte* name, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "linkat", SetLastError = true)]
    public static partial int LinkAt(int fromFolder, byte* from, int toFolder, byte* to, int flags);

    [LibraryImport("libc", EntryPoint = "renameat", SetLastError = true)]
    public static partial int RenameAt(int fromFolder, byte* from, int toFolder, byte* to);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true)]
    public static partial int UnlinkAt(int folder, byte* name, int flags);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true)]
    public static partial int MakeFolderAt(int folder, byte* name, uint mode);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Flush(int file);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    public static partial int SetMode(int file, uint mode);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    public static partial int SetOwner(int file, uint owner, uint group);

    [LibraryImport("libc", EntryPoint = "flistxattr", SetLastError = true)]
    public static partial nint ListAttributes(int file, byte* names, nint size);

    [LibraryImport("libc", EntryPoint = "fgetxattr", SetLastError = true)]
    public static partial nint GetAttribute(int file, byte* name, byte* value, nint size);

    [LibraryImport("libc", EntryPoint = "fsetxattr", SetLastError = true)]
    public static partial int SetAttribute(int file, byte* name, byte* value, nint size, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(int file, int operation);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint User();

    [LibraryImport("libc", EntryPoint = "statfs", SetLastError = true)]
    public static partial int FileSystem(byte* path, long* result);

    /// <summary>openat2(2): below the folder, through no link.</summary>
    public static int OpenBeneath(int folder, byte* name, int flags, uint mode)
    {
        const ulong noMagicLinks = 0x02, noSymbolicLinks = 0x04, beneath = 0x08;
        var how = new OpenHow { Flags = (ulong)flags, Mode = mode, Resolve = noMagicLinks | noSymbolicLinks | beneath };
        return (int)Call(OpenAt2Call, folder, (nint)name, (nint)(&how), sizeof(OpenHow), 0);
    }

    /// <summary>renameat2(2).</summary>
    public static int RenameAt2(int fromFolder, byte* from, int toFolder, byte* to, uint flags) =>
        (int)Call(RenameCall, fromFolder, (nint)from, toFolder, (nint)to, flags);

    /// <summary>getdents64(2): how many bytes of entries, 0 at the end.</summary>
    public static int List(int folder, byte* buffer, int size) => (int)Call(ListCall, folder, (nint)buffer, size, 0, 0);

    /// <summary>A name or path as the kernel takes it.</summary>
    /// <exception cref="FaultException">It has a NUL or half a surrogate pair, and so cannot be a name.</exception>
    public static byte[] Bytes(string path)
    {
        try
        {
            return path.Contains('\0', StringComparison.Ordinal) ? throw BadName(path) : Strict.GetBytes(path + '\0');
        }
        catch (EncoderFallbackException)
        {
            throw BadName(path);
        }
    }

    /// <summary>What the last call failed with.</summary>
    public static FaultException LastFault(string path) => Fault(path, Marshal.GetLastPInvokeError());

    /// <summary>What an error number means.</summary>
    public static FaultException Fault(string path, int error) => new(Meaning(error), path, Marshal.GetPInvokeErrorMessage(error));

    static Fault Meaning(int error) => error switch
    {
        2 => Trees.Fault.Gone,
        1 or 13 => Trees.Fault.Denied,
        11 or 26 => Trees.Fault.Unstable,
        17 or 39 => Trees.Fault.Taken,
        18 => Trees.Fault.OtherDevice,
        20 or 21 => Trees.Fault.WrongKind,
        22 or 38 or 95 => Trees.Fault.Unsupported,
        28 or 122 => Trees.Fault.Full,
        30 => Trees.Fault.ReadOnly,
        36 or 84 => Trees.Fault.BadName,
        40 => Trees.Fault.Link,
        _ => Trees.Fault.Other,
    };

    static FaultException BadName(string path) => new(Trees.Fault.BadName, path.Replace('\0', '?'), "has characters that no file name can have");
}
