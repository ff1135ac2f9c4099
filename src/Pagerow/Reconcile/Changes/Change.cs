using System.Collections.Immutable;
using Pagerow.Reconcile.States;

namespace Pagerow.Reconcile.Changes;

/// <summary>
/// All that one transaction does about one document. Changes of a batch stand or fall alone: a stale row write takes the rest of its change
/// with it and nothing of any other.
/// </summary>
/// <param name="Row">The write to the row, if there is one.</param>
/// <param name="Base">The write to the base, if there is one.</param>
/// <param name="Pages">Versions that base and events name and that the blobs may not hold yet.</param>
/// <param name="Drained">Feed entries that this settles.</param>
/// <param name="Intents">Writes to files that are to be noted before they happen.</param>
/// <param name="Done">Stages of intents that are settled.</param>
/// <param name="Events">What is to be told about it.</param>
/// <param name="IsMarked">Whether the row is marked in the feed, as if a client had touched it: what it says now has still to get into its file.</param>
/// <param name="Obstacle">What keeps the row's edits from their file. It is forgotten with the next agreement about the document.</param>
public sealed record Change(
    RowWrite? Row = null,
    BaseWrite? Base = null,
    ImmutableArray<PageBytes> Pages = default,
    ImmutableArray<FeedEntry> Drained = default,
    ImmutableArray<FileIntent> Intents = default,
    ImmutableArray<StageName> Done = default,
    ImmutableArray<Event> Events = default,
    bool IsMarked = false,
    Obstacle? Obstacle = null);
