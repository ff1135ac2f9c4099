using System.Collections.Immutable;

namespace Pagerow.Pages.Spelling;

/// <summary>A value to be written into a page's frontmatter.</summary>
public abstract record FieldValue
{
    FieldValue() { }

    /// <summary>Nothing; the key stays.</summary>
    public sealed record Null : FieldValue;

    /// <summary>Characters, line breaks as LF. Quoted wherever any YAML reader would take them for something else.</summary>
    public sealed record Text(string Characters) : FieldValue;

    /// <summary>A number, boolean or date in its canonical plain form, written without quotes.</summary>
    public sealed record Plain(string Canonical) : FieldValue;

    /// <summary>A list of texts. An item that stands there already keeps its spelling, whatever type YAML gives it; an item that says nothing is the empty text.</summary>
    public sealed record List(ImmutableArray<string> Items) : FieldValue;

    /// <summary>Any JSON. Only what differs, by YAML's core schema, is written; new maps are written in braces.</summary>
    public sealed record Json(string Document) : FieldValue;
}
