using System.Collections.Immutable;

namespace Pagerow.Mapping.Collections;

/// <summary>Names that tables and columns have for themselves, and what makes a name fit for a database.</summary>
public static class ReservedNames
{
    /// <summary>The longest name: PostgreSQL keeps 63 bytes, and child tables add a suffix.</summary>
    public const int LongestName = 48;

    /// <summary>The columns that every table has.</summary>
    public static ImmutableArray<string> Columns { get; } =
        ["doc", "path", "body", "extra", "problem", "version", "file_modified_at", "row_modified_at", "synced_at"];

    /// <summary>What child tables are called behind the collection's name and <c>_</c>; columns are not called so either.</summary>
    public static ImmutableArray<string> ChildSuffixes { get; } = ["tasks", "sections", "history", "log"];

    /// <summary>Whether a configured column may not be called so, without regard to case.</summary>
    public static bool IsReservedColumn(string name) =>
        Columns.Contains(name, StringComparer.OrdinalIgnoreCase) || ChildSuffixes.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Why a text is no name for a table or column, as a sentence; null where it is one.</summary>
    public static string? WhyNoName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0)
            return "the name is empty";
        if (!IsLetter(name[0]) || !name.All(c => IsLetter(c) || char.IsAsciiDigit(c)))
            return $"'{name}' is no name; take letters a to z, digits and '_', beginning with a letter";
        if (name.Length > LongestName)
            return $"'{name}' is longer than {LongestName} characters";
        return name.StartsWith("pagerow_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase)
            ? $"'{name}' begins with a word that the database keeps for itself"
            : null;
    }

    static bool IsLetter(char c) => char.IsAsciiLetter(c) || c == '_';
}
