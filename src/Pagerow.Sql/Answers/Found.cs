using Pagerow.Mapping.Collections;
using Pagerow.Reconcile.States;

namespace Pagerow.Sql.Answers;

/// <summary>A document that a search found.</summary>
/// <param name="Document">Which.</param>
/// <param name="Path">Where its page stands; null where it has none.</param>
/// <param name="Title">Its title, or its file's name.</param>
/// <param name="Snippet">Some words around the first place where a word that was looked for begins, on one line.</param>
public sealed record Found(DocumentId Document, string? Path, string Title, string Snippet)
{
    const int Before = 40, Length = 160;

    /// <summary>What was found in a row.</summary>
    internal static Found Of(Collection collection, Row row, IReadOnlyList<string> words) =>
        new(row.Document, row.Path, TitleOf(collection, row), SnippetOf(row.Body ?? "", words));

    /// <summary>A row's title: the column that reads the title, else one of that name, else its file's name.</summary>
    internal static string TitleOf(Collection collection, Row row)
    {
        var columns = collection.Columns;
        var titled = Enumerable.Range(0, columns.Length).Where(i => columns[i].Source is ColumnSource.Title)
            .Concat(Enumerable.Range(0, columns.Length).Where(i => string.Equals(columns[i].Name, "title", StringComparison.OrdinalIgnoreCase)));
        return titled.Select(i => row.Values[i].Spelling).FirstOrDefault(t => !string.IsNullOrEmpty(t)) ?? System.IO.Path.GetFileNameWithoutExtension(row.Path) ?? "";
    }

    static string SnippetOf(string body, IReadOnlyList<string> words)
    {
        var at = words.Select(w => body.IndexOf(w, StringComparison.OrdinalIgnoreCase)).Where(i => i >= 0).DefaultIfEmpty(0).Min();
        var start = Math.Max(0, at - Before);
        var end = Math.Min(body.Length, start + Length);
        if (start > 0 && char.IsLowSurrogate(body[start]))
            start++;
        if (end < body.Length && end > start && char.IsHighSurrogate(body[end - 1]))
            end--;
        var text = string.Join(' ', body[start..end].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return $"{(start > 0 ? "…" : "")}{text}{(end < body.Length ? "…" : "")}";
    }
}
