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
    string? Detail = null)
{
    const string From = "from ";

    /// <summary>A kind as people and queries read it: in lower case, words joined by underscores.</summary>
    public static string WordFor(EventKind kind) => string.Concat(kind.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    /// <summary>What the event of a move says, so that it can be read back.</summary>
    public static string MovedFrom(PagePath path) => $"{From}{path}";

    /// <summary>The path that a move's event names; null where it names none.</summary>
    public static PagePath? PathIn(string? detail) =>
        detail is not null && detail.StartsWith(From, StringComparison.Ordinal) && PagePath.TryParse(detail[From.Length..], out var path, out _) ? path : null;
}
