using System.Collections.Immutable;
using Pagerow.Mapping.Collections;
using Pagerow.Pages;

namespace Pagerow.Reconcile.States;

/// <summary>Everything that is known about one document when it is decided on: what was agreed, and what stands on both sides now.</summary>
/// <param name="Collection">The collection that owns it now.</param>
/// <param name="Base">What was last agreed on; null for a document that is new.</param>
/// <param name="BasePage">The agreed page's bytes; null where there is none, or none that could be read.</param>
/// <param name="RowPage">The bytes of the page that the row showed: the agreed one's, unless holes are open.</param>
/// <param name="Path">Where its file stands now, or, without a file, where the base or the row says.</param>
/// <param name="File">What stands there.</param>
/// <param name="Row">The row as it stands now; null where there is none.</param>
/// <param name="Feed">The feed's mark, where there is one, to be drained once this is settled.</param>
/// <param name="Holes">The holes that are open, as far as they are known.</param>
public sealed record Facts(
    Collection Collection,
    Base? Base,
    PageBytes? BasePage,
    PageBytes? RowPage,
    PagePath? Path,
    FileState File,
    Row? Row,
    FeedEntry? Feed,
    ImmutableArray<OpenHole> Holes = default)
{
    /// <summary>Whether the file moved to another collection than its row stands in: the row is read by that one's columns still.</summary>
    public bool HasLeft => Base is { } agreed && agreed.Document.Collection != Collection.Name;

    /// <summary>What the files did.</summary>
    public FileDelta FileDelta => (Base, File) switch
    {
        (_, FileState.Unknown) => FileDelta.Unknown,
        (null, FileState.Absent) => FileDelta.Absent,
        (null, FileState.Present) => FileDelta.Created,
        (not null, FileState.Absent) => FileDelta.Deleted,
        ({ } agreed, FileState.Present present) =>
            agreed.FilePage == present.Page.Hash && agreed.Path == Path && !HasLeft ? FileDelta.Unchanged : FileDelta.Modified,
        (_, _) => throw new InvalidOperationException("A file state is absent, present or unknown."),
    };

    /// <summary>What clients did.</summary>
    public RowDelta RowDelta => (Base, Row) switch
    {
        (null, null) => RowDelta.Absent,
        (null, not null) => RowDelta.Created,
        (not null, null) => RowDelta.Deleted,
        ({ } agreed, { } row) => Shown.Of(row) == agreed.Shown ? RowDelta.Unchanged : RowDelta.Modified,
    };
}
