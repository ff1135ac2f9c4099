namespace Pagerow.Files.Scanning;

/// <summary>What a name was taken for at the last look. The values are stored.</summary>
enum StampClass : byte
{
    /// <summary>A page that is wanted; only these have size, times and file id.</summary>
    Page = 0,

    /// <summary>A folder that is looked into.</summary>
    Folder = 1,

    /// <summary>It looks like a page and is none of ours: unwanted, a link, a folder, no valid name.</summary>
    LeftOut = 2,

    /// <summary>Nothing to do with pages.</summary>
    Ignored = 3,

    /// <summary>A wanted page whose name is another page's name in a different spelling.</summary>
    Twin = 4,
}
