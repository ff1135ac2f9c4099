namespace Pagerow.Files.Trees;

/// <summary>What a name in a folder stands for. The values are stored in stamps.</summary>
enum EntryKind : byte
{
    /// <summary>A regular file.</summary>
    File = 0,

    /// <summary>A real folder.</summary>
    Folder = 1,

    /// <summary>A symbolic link, or whatever else leads elsewhere (junctions, mount placeholders).</summary>
    Link = 2,

    /// <summary>A pipe, socket or device.</summary>
    Special = 3,
}
