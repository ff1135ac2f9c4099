using Pagerow.Pages;

namespace Pagerow.Reconcile.States;

/// <summary>What stands at a path, as far as it could be seen.</summary>
public abstract record FileState
{
    FileState() { }

    /// <summary>Nothing stands there, in a folder that could be listed, below a root that proved to be ours.</summary>
    public sealed record Absent : FileState;

    /// <summary>A page, read while it did not change.</summary>
    /// <param name="Page">Its bytes.</param>
    /// <param name="FileId">Its identity on the file system.</param>
    /// <param name="ModifiedAt">Its modification time; informs people, decides nothing.</param>
    public sealed record Present(PageBytes Page, ulong FileId, DateTimeOffset ModifiedAt) : FileState;

    /// <summary>It cannot be said what stands there: unreadable, unstable, too large, a link, or the folder could not be listed.</summary>
    public sealed record Unknown(Problem Reason) : FileState;
}
