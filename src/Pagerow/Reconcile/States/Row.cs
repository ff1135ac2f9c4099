using System.Collections.Immutable;
using Pagerow.Mapping;
using Pagerow.Mapping.Values;

namespace Pagerow.Reconcile.States;

/// <summary>A row with its child rows as the database gives them: values may be of any kind, clients write what they like.</summary>
/// <param name="Document">Which row.</param>
/// <param name="Path">The column <c>path</c>, not yet checked; null as after an INSERT that left it out.</param>
/// <param name="Values">One for each configured column, in order.</param>
/// <param name="Body">The column <c>body</c>.</param>
/// <param name="Extra">The column <c>extra</c>, not yet parsed.</param>
/// <param name="Tasks">The child rows by position, then item; a row without a position stands last.</param>
/// <param name="Sections">The child rows by position, then item; a row without a position stands last.</param>
/// <param name="Actor">Who changed it last, where the database or the client says so.</param>
/// <param name="ChangedAt">When a client last changed it; null where the feed does not say. Informs people, decides nothing.</param>
/// <param name="Problem">What the column <c>problem</c> says; Pagerow's own, so that it is not written anew. Not part of what is shown.</param>
public sealed record Row(
    DocumentId Document,
    string? Path,
    ImmutableArray<Value> Values,
    string? Body,
    string? Extra,
    ImmutableArray<TaskRow> Tasks,
    ImmutableArray<SectionRow> Sections,
    string? Actor = null,
    DateTimeOffset? ChangedAt = null,
    string? Problem = null);
