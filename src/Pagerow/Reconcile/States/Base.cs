using Pagerow.Pages;

namespace Pagerow.Reconcile.States;

/// <summary>What this replica and the database last agreed on about one part of a document.</summary>
/// <param name="Document">Which document.</param>
/// <param name="Part">Which of its pages; empty for a document of one page.</param>
/// <param name="Path">Where the page stood.</param>
/// <param name="Page">The version agreed on; its bytes are in the database's blobs. Where <paramref name="Trouble"/> is set: the last version that could be read, if there was one.</param>
/// <param name="FileId">The file's identity on its file system (inode), 0 where unknown. Only ever a hint for recognising moves.</param>
/// <param name="Shown">What the row showed.</param>
/// <param name="Trouble">The version standing in the file that could not be read, so that it is not reported anew, or the hash of the reason where not even its bytes could be; null where all is well.</param>
/// <param name="Open">The pages that stand on both sides where holes are open; null where file and row both say <paramref name="Page"/>.</param>
/// <param name="IsDisplaced">Whether another document's page was renamed over this one's: its path names that page now, and its own file is gone.</param>
public sealed record Base(
    DocumentId Document,
    string Part,
    PagePath Path,
    PageHash? Page,
    ulong FileId,
    Shown Shown,
    PageHash? Trouble = null,
    OpenPages? Open = null,
    bool IsDisplaced = false)
{
    /// <summary>The version that the file holds as long as nobody writes it.</summary>
    public PageHash? FilePage => Open?.File ?? Page;

    /// <summary>The version that the row shows as long as no client writes it.</summary>
    public PageHash? RowPage => Open?.Row ?? Page;
}
