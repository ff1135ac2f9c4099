using Pagerow.Mapping.Values;

namespace Pagerow.Mapping.Collections;

/// <summary>One configured column of a collection.</summary>
/// <param name="Name">Its name in the table; unique in the collection without regard to case, none of the reserved names.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Source">Where its value stands in a page.</param>
/// <param name="IsTracked">Whether every change is noted in the collection's history.</param>
/// <param name="IsImmutable">Whether a change after the first value is refused from the row and a problem in the file.</param>
/// <param name="Was">The name it had before, so that its table column is renamed instead of made anew.</param>
public sealed record Column(string Name, ColumnType Type, ColumnSource Source, bool IsTracked = false, bool IsImmutable = false, string? Was = null)
{
    /// <summary>Whether an edit of this column in a row can be put into the page or its path.</summary>
    public bool IsWritable => Source is not ColumnSource.Computed;

    /// <summary>
    /// The canonical form that a value has in this column: the type's, and where the text stands in the body, without blanks around it.
    /// There, an empty text is NULL, and labelled lines, cells and titles take one line only.
    /// </summary>
    public Canon Canon(Value loose) => Type.Canon(loose) is Canon.Taken(Value.Text(var text)) taken
        ? Source switch
        {
            ColumnSource.Section => Trimmed(SectionText.Of(text).Text),
            ColumnSource.Line or ColumnSource.Cell or ColumnSource.Title => text.AsSpan().Trim().ContainsAny('\n', '\r')
                ? new Canon.Refused($"is {TextCanon.Quoted(text)}, the column takes one line")
                : Trimmed(text.Trim()),
            _ => taken,
        }
        : Type.Canon(loose);

    static Canon.Taken Trimmed(string text) => new(text.Length == 0 ? Value.Nothing : new Value.Text(text));
}
