using Pagerow.Pages;
using Pagerow.Reconcile.States;

namespace Pagerow.Reconcile.Changes;

/// <summary>A line of the audit: something that happened to a document, with the versions before and after.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Origin">Which side it came from.</param>
/// <param name="Document">Whose; null inside the change that inserts it.</param>
/// <param name="Path">Where the page stood then.</param>
/// <param name="Actor">Who, where it is known.</param>
/// <param name="Before">The version before, or the one that is kept because it lost.</param>
/// <param name="After">The version after.</param>
/// <param name="Detail">A sentence for a person where the kind does not say all.</param>
public sealed record Event(
    EventKind Kind,
    Origin Origin,
    DocumentId? Document,
    PagePath? Path,
    string? Actor = null,
    PageHash? Before = null,
    PageHash? After = null,
    string? Detail = null);
