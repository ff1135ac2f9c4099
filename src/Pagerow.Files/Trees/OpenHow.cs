using System.Runtime.InteropServices;

namespace Pagerow.Files.Trees;

/// <summary>The kernel's <c>struct open_how</c> (openat2(2)).</summary>
[StructLayout(LayoutKind.Sequential)]
struct OpenHow
{
    public ulong Flags;
    public ulong Mode;
    public ulong Resolve;
}
