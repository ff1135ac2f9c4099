using Pagerow.Mapping.Values;

namespace Pagerow.Mapping.Puts;

/// <summary>
/// One thing that a client changed in a row, to be put into the page. Ordinals count the tasks or sections of the page that the edit is
/// put into, from 0. Edits of one row apply in the order body, sections, tasks, extra, columns: from coarse to fine.
/// </summary>
public abstract record FaceEdit
{
    FaceEdit() { }

    /// <summary>The whole Markdown below the frontmatter.</summary>
    public sealed record SetBody(string Body) : FaceEdit;

    /// <summary>The keys that no column reads, as a JSON object; a key that is left out is removed from the page.</summary>
    public sealed record SetExtra(string Json) : FaceEdit;

    /// <summary>A column, by its place in the collection. The value is as the database gave it, not yet canonical.</summary>
    public sealed record SetColumn(int Column, Value Value) : FaceEdit;

    /// <summary>A section's heading text or content; null leaves it.</summary>
    public sealed record SetSection(int Ordinal, string? Heading, string? Content) : FaceEdit;

    /// <summary>A new section behind the one at <paramref name="After"/> (-1: before the first heading's; null: at the end).</summary>
    public sealed record AddSection(int? After, int Level, string Heading, string Content) : FaceEdit;

    /// <summary>Takes out a section's heading and its own content.</summary>
    public sealed record RemoveSection(int Ordinal) : FaceEdit;

    /// <summary>A box's state (one character), text or number; null leaves it. An empty number takes it away.</summary>
    public sealed record SetTask(int Ordinal, string? State, string? Text, string? Number) : FaceEdit;

    /// <summary>
    /// A new box: directly behind the box <paramref name="After"/>, if that is nested in the same <paramref name="Parent"/> or no parent is
    /// given; else the last one nested in the parent; else at the end of the section with this heading path (null: the last section with
    /// boxes, else the page's end). Several behind one box stand in the order of the edits.
    /// </summary>
    public sealed record AddTask(string State, string Text, string? Number, string? Section, int? Parent, int? After) : FaceEdit;

    /// <summary>Takes out a box's lines and the lines nested in it.</summary>
    public sealed record RemoveTask(int Ordinal) : FaceEdit;
}
