namespace Pagerow.Tests.Protocol;

/// <summary>Which inode an editor that writes in place still holds.</summary>
enum Handle : byte
{
    None = 0,
    FileAt = 1,
    StageOf = 8,
    KeptOf = 12,
}
