using System.Collections.Immutable;
using Pagerow.Reconcile.States;

namespace Pagerow.Engine.Sides;

/// <summary>What a look at the rows found: the documents that clients touched, as they stand in one snapshot.</summary>
/// <param name="Rows">Touched rows that are there.</param>
/// <param name="Gone">Touched rows that are not there any more.</param>
/// <param name="Feed">The feed entries that this look took in, to be drained by the batch that settles them.</param>
/// <param name="Doubt">Why the feed may have missed something (triggers were gone, a foreign statement moved the schema), or null: look again deeply.</param>
/// <param name="IsTouched">Whether another client wrote since the last deep look: once in a while it is looked deeply, for not all of it need be marked.</param>
public sealed record RowLook(
    ImmutableArray<Row> Rows,
    ImmutableArray<DocumentId> Gone,
    ImmutableArray<FeedEntry> Feed,
    string? Doubt,
    bool IsTouched = false);
