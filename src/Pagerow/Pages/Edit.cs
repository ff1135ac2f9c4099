using System.Text;

namespace Pagerow.Pages;

/// <summary>Replaces one span of a page with other text; a zero-length span inserts, an empty text deletes.</summary>
/// <param name="Span">What is replaced.</param>
/// <param name="Text">What stands there afterwards.</param>
public readonly record struct Edit(Span Span, string Text)
{
    /// <summary>Applies edits that do not overlap, given in any order, all against the same <paramref name="text"/>.</summary>
    /// <exception cref="ArgumentException">Two edits overlap, or one lies outside the text.</exception>
    public static string Apply(string text, IEnumerable<Edit> edits)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(edits);
        var result = new StringBuilder(text.Length);
        var at = 0;
        foreach (var edit in edits.OrderBy(e => e.Span.Start).ThenBy(e => e.Span.Length))
        {
            if (edit.Span.Start < at || edit.Span.End > text.Length)
                throw new ArgumentException($"The edit of {edit.Span} overlaps another or lies outside the page.", nameof(edits));
            result.Append(text, at, edit.Span.Start - at).Append(edit.Text);
            at = edit.Span.End;
        }
        return result.Append(text, at, text.Length - at).ToString();
    }
}
