using System.Collections.Immutable;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;
using Pagerow.Sql.Answers;

namespace Pagerow.Cli.Errands;

/// <summary>What a run as a whole did to the page of one document.</summary>
/// <param name="Document">Whose.</param>
/// <param name="From">Where the page stood before.</param>
/// <param name="To">Where it stood after.</param>
/// <param name="Before">The version before; null where there was no page.</param>
/// <param name="After">The version after; null where there is none.</param>
sealed record RunChange(DocumentId Document, PagePath From, PagePath To, PageHash? Before, PageHash? After)
{
    // Those that tell of a page that another one came after. Overruled tells of the loser before and of what stands after.
    static readonly ImmutableHashSet<string> Beginnings =
    [
        .. new[] { EventKind.Created, EventKind.Changed, EventKind.Moved, EventKind.Deleted, EventKind.Revived, EventKind.Merged, EventKind.Resolved }.Select(Event.WordFor),
    ];

    static readonly ImmutableHashSet<string> Ends = Beginnings.Add(Event.WordFor(EventKind.Overruled));

    /// <summary>What the events of one run, the earliest first, did to each page, by path. Documents whose pages stand as before are left out.</summary>
    public static ImmutableArray<RunChange> Of(IReadOnlyCollection<LogEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return [.. entries.Where(e => e.Document is not null && e.Path is not null).GroupBy(e => e.Document!.Value).Select(Of).OfType<RunChange>().OrderBy(c => c.To)];
    }

    static RunChange? Of(IGrouping<DocumentId, LogEntry> entries)
    {
        var begins = entries.FirstOrDefault(e => Beginnings.Contains(e.Kind));
        var ends = entries.LastOrDefault(e => Ends.Contains(e.Kind));
        if (begins is null || ends is null)
            return null;
        var to = PagePath.Found("", ends.Path!);
        var from = entries.Select(e => e.Kind == Event.WordFor(EventKind.Moved) ? Event.PathIn(e.Detail) : null).FirstOrDefault(p => p is not null) ?? to;
        return begins.Before == ends.After && from == to ? null : new(entries.Key, from, to, begins.Before, ends.After);
    }
}
