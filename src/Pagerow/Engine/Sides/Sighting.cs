using Pagerow.Pages;

namespace Pagerow.Engine.Sides;

/// <summary>A file that a look came upon.</summary>
/// <param name="Path">Where.</param>
/// <param name="FileId">Its identity on the file system (inode).</param>
/// <param name="Size">Its size in bytes.</param>
public readonly record struct Sighting(PagePath Path, ulong FileId, long Size);
