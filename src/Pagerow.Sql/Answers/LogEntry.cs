using Pagerow.Pages;
using Pagerow.Reconcile.States;

namespace Pagerow.Sql.Answers;

/// <summary>A line of the audit, as it is read back.</summary>
/// <param name="Number">Its number; rises in the order in which things were committed.</param>
/// <param name="Run">The run in which it happened, as in <c>pagerow_runs</c>.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Kind">What happened, in lower case, as in <c>pagerow_events</c>.</param>
/// <param name="Origin">From which side: <c>files</c>, <c>rows</c> or <c>engine</c>.</param>
/// <param name="Document">Whose.</param>
/// <param name="Path">Where the page stood then.</param>
/// <param name="Actor">Who, where it is known.</param>
/// <param name="Before">The version before.</param>
/// <param name="After">The version after.</param>
/// <param name="Detail">A sentence where the kind does not say all.</param>
public sealed record LogEntry(
    long Number, long Run, DateTimeOffset? At, string Kind, string Origin, DocumentId? Document, string? Path, string? Actor, PageHash? Before, PageHash? After, string? Detail);
