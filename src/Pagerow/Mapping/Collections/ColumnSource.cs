using System.Collections.Immutable;

namespace Pagerow.Mapping.Collections;

/// <summary>Where in a document a column's value stands.</summary>
public abstract record ColumnSource
{
    ColumnSource() { }

    /// <summary>A frontmatter key; a key of several names goes down into nested maps. A name may hold dots, blanks and colons.</summary>
    public sealed record Frontmatter(ImmutableArray<string> Key) : ColumnSource;

    /// <summary>The first heading; where there is none, the file's name without its extension.</summary>
    public sealed record Title : ColumnSource;

    /// <summary>A labelled line, <c>**Label**: value</c> and its variants.</summary>
    public sealed record Line(string Label) : ColumnSource;

    /// <summary>The text under a heading; the first of the names that is present counts.</summary>
    public sealed record Section(ImmutableArray<string> Headings) : ColumnSource;

    /// <summary>A capture of the path pattern; writing it moves the file.</summary>
    public sealed record Capture(string Name) : ColumnSource;

    /// <summary>A cell of a table, by the label of its row and of its column.</summary>
    public sealed record Cell(string Row, string Column) : ColumnSource;

    /// <summary>Computed from the rest of the document, read-only.</summary>
    public sealed record Computed(Computation Computation) : ColumnSource;
}
