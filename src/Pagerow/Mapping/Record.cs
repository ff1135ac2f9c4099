using System.Collections.Immutable;
using Pagerow.Mapping.Values;
using Pagerow.Pages;

namespace Pagerow.Mapping;

/// <summary>All that a document shows in its row and child rows: what the lens reads from a page.</summary>
/// <param name="Values">One value for each column of the collection, in its order. A column in trouble has its last good value, or NULL.</param>
/// <param name="Body">The Markdown below the frontmatter, LF only; null where the page could not be read.</param>
/// <param name="Extra">Canonical JSON object of what no column reads; null where there is nothing.</param>
/// <param name="Tasks">The check boxes in page order; empty where the collection does not ask for them.</param>
/// <param name="Sections">The sections in page order, partitioning the body; empty where the collection does not ask for them.</param>
/// <param name="Problems">What was not understood, in page order.</param>
public sealed record Record(
    ImmutableArray<Value> Values,
    string? Body,
    string? Extra,
    ImmutableArray<TaskRow> Tasks,
    ImmutableArray<SectionRow> Sections,
    ImmutableArray<Problem> Problems)
{
    /// <summary>
    /// Why nothing of the page can be trusted or written until a person has looked; the record then shows nothing and the row keeps what it
    /// showed. Null: the page can be read.
    /// </summary>
    public Problem? PageTrouble { get; init; }

    /// <summary>The columns, by their place and in order, whose value stands in the page and cannot be read; their <see cref="Values"/> are NULL until filled.</summary>
    public ImmutableArray<int> Troubled { get; init; } = [];

    /// <summary>
    /// The columns, by their place and in order, that take no change after the first value, each with the problem that another value is.
    /// </summary>
    public ImmutableArray<KeyValuePair<int, Problem>> Fixed { get; init; } = [];

    /// <summary>The same record, columns in trouble showing what they showed last.</summary>
    /// <param name="last">One value a column, as the row shows them.</param>
    public Record KeepingLast(ImmutableArray<Value> last)
    {
        var values = Values.ToBuilder();
        foreach (var column in Troubled)
            values[column] = last[column];
        return Troubled.IsEmpty ? this : this with { Values = values.ToImmutable() };
    }

    /// <summary>The same record, a column that takes no change showing its first value, and its problem told, where the page says another.</summary>
    /// <param name="last">One value a column; NULL where there was none yet, or where it is not known.</param>
    public Record KeepingFixed(ImmutableArray<Value> last)
    {
        var changed = Fixed.Where(f => last[f.Key] is not Value.Null && last[f.Key].Spelling != Values[f.Key].Spelling).ToList();
        if (changed.Count == 0)
            return this;
        var values = Values.ToBuilder();
        foreach (var (column, _) in changed)
            values[column] = last[column];
        var problems = Problems.Concat(changed.Select(c => c.Value)).OrderBy(p => p.Line ?? 0).ThenBy(p => p.Column ?? 0);
        return this with { Values = values.ToImmutable(), Problems = [.. problems] };
    }

    /// <summary>A record that shows nothing, for a page that could never be read.</summary>
    public static Record Blank(int columns, params ImmutableArray<Problem> problems) =>
        new([.. Enumerable.Repeat(Value.Nothing, columns)], null, null, [], [], problems);
}
