using System.Collections.Immutable;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Patterns;

namespace Pagerow.Mapping.Discovery;

/// <summary>
/// Columns for a group of pages: a key becomes one if at least two pages, and one in a hundred, have it (any key, of a single page); the
/// others stay in <c>extra</c>.
/// </summary>
static class ColumnInference
{
    const int MostColumns = 60;

    /// <summary>The collection of a group.</summary>
    public static Collection Collection(string name, FoundGroup group)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var columns = FieldColumns(group.Pages, taken);
        var key = KeyOf(group.Pages, columns);
        if (!columns.Any(c => IsTitle(c.Column.Name, c.Tally, group.Pages)))
            columns = columns.Insert(0, (new(CollectionNaming.Column(taken.Contains("title") ? "heading" : "title", taken), new ColumnType.Text(), new ColumnSource.Title()), null));
        foreach (var capture in group.Captures)
            columns = columns.Add((new(CollectionNaming.Column(taken.Contains(capture) ? $"in_{capture}" : capture, taken), new ColumnType.Text(), new ColumnSource.Capture(capture)), null));
        return new(
            name,
            PathPattern.Of(group.Pattern),
            [.. columns.Select(c => c.Column)],
            key,
            Place(group, columns[0].Column, key),
            HasTasks: group.Pages.WithBoxes > 0,
            HasSections: group.Pages.WithSubheadings * 2 > group.Pages.Pages);
    }

    static ImmutableArray<(Column Column, FieldTally? Tally)> FieldColumns(PageTally pages, HashSet<string> taken)
    {
        var fewest = pages.Pages <= 2 ? 1 : Math.Max(2, (pages.Pages + 99) / 100);
        var fields = pages.Fields.Where(f => f.Pages >= fewest).OrderByDescending(f => f.Pages).ThenBy(f => f.Key, StringComparer.Ordinal).Take(MostColumns);
        var columns = ImmutableArray.CreateBuilder<(Column, FieldTally?)>();
        foreach (var field in fields.OrderBy(f => f.Position).ThenBy(f => f.Key, StringComparer.Ordinal))
            columns.Add((new(CollectionNaming.Column(field.Key, taken), field.Type(), new ColumnSource.Frontmatter([field.Key])), field));
        return columns.ToImmutable();
    }

    static string? KeyOf(PageTally pages, ImmutableArray<(Column Column, FieldTally? Tally)> columns)
    {
        foreach (var name in FieldTally.IdLikeNames)
        {
            foreach (var (column, tally) in columns)
            {
                if (string.Equals(tally?.Key, name, StringComparison.OrdinalIgnoreCase) && column.Type is not (ColumnType.List or ColumnType.Json)
                    && tally!.Unique * 20 >= pages.Pages * 19)
                {
                    return column.Name;
                }
            }
        }

        return null;
    }

    static bool IsTitle(string column, FieldTally? tally, PageTally pages) =>
        string.Equals(column, "title", StringComparison.OrdinalIgnoreCase) && tally is not null && tally.Pages * 2 >= pages.Pages;

    /// <summary>A pattern that leaves the extension open needs a place that names it.</summary>
    static string? Place(FoundGroup group, Column first, string? key)
    {
        if (group.Pages.LongNamed == 0 || !group.Pattern.EndsWith('}'))
            return null;
        var folders = group.Pattern[..(group.Pattern.LastIndexOf('/') + 1)];
        return folders + (key is null ? $"{{slug({(first.Source is ColumnSource.Title ? first.Name : "title")})}}.md" : $"{{{key}}}.md");
    }
}
