using System.Collections.Immutable;
using Pagerow.Mapping.Patterns;

namespace Pagerow.Mapping.Collections;

/// <summary>A path pattern and the table that its documents fill.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="Files">Which paths belong to it.</param>
/// <param name="Columns">The configured columns, in the table's order.</param>
/// <param name="Key">The name of the column that keeps a document's identity through renames; null: content does.</param>
/// <param name="Place">Where a row that SQL inserted gets its file, a template; null: the pattern's fixed prefix and key or title.</param>
/// <param name="HasTasks">Whether check boxes are rows of <c>&lt;name&gt;_tasks</c>.</param>
/// <param name="HasSections">Whether headings and their text are rows of <c>&lt;name&gt;_sections</c>.</param>
/// <param name="BoxesInFences">Whether check boxes inside code fences count.</param>
public sealed record Collection(
    string Name,
    PathPattern Files,
    ImmutableArray<Column> Columns,
    string? Key = null,
    string? Place = null,
    bool HasTasks = false,
    bool HasSections = false,
    bool BoxesInFences = false)
{
    /// <summary>The place of the column of this name, compared without regard to case, or -1.</summary>
    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            if (string.Equals(Columns[i].Name, column, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }

    /// <summary>Every table and view that it makes or may make: its own, then those of its child rows and lists.</summary>
    public IEnumerable<string> Tables =>
        ReservedNames.ChildSuffixes
            .Concat(Columns.Where(c => c.Type is ColumnType.List).Select(c => c.Name))
            .Select(s => $"{Name}_{s}")
            .Prepend(Name)
            .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>The place of the key column, or -1 where there is none.</summary>
    public int KeyIndex => Key is null ? -1 : IndexOf(Key);
}
