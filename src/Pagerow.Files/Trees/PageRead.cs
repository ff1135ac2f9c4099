namespace Pagerow.Files.Trees;

/// <summary>A file that was read while it did not change.</summary>
/// <param name="Stat">Its stat, the same before and after.</param>
/// <param name="Bytes">All of its bytes.</param>
sealed record PageRead(FileStat Stat, byte[] Bytes);
