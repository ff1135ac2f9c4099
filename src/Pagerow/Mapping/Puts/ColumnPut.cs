using System.Collections.Immutable;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Readers;
using Pagerow.Mapping.Values;
using Pagerow.Pages.Fields;
using Pagerow.Pages.Nodes;
using Pagerow.Pages.Outlines;
using Pagerow.Pages.Parts;
using Pagerow.Pages.Spelling;

namespace Pagerow.Mapping.Puts;

/// <summary>Puts columns into a page, each where it is read from.</summary>
static class ColumnPut
{
    /// <summary>Makes the edits of the columns, in the order of the columns.</summary>
    public static void Apply(Putting put, LensPage? basePage)
    {
        var start = put.Now;
        var agreed = basePage is { Trouble: null } ? basePage : null;
        var context = new SetContext(agreed?.Front, [.. put.Before.Collection.Columns.Select(c => c.Source).OfType<ColumnSource.Frontmatter>().Select(s => s.Key)]);
        foreach (var edit in put.Of<FaceEdit.SetColumn>().OrderBy(e => e.Column))
        {
            var column = put.Before.Collection.Columns[edit.Column];
            if (column.Source is not ColumnSource.Capture)
                Set(put, edit, column, start, agreed, context);
        }
    }

    static void Set(Putting put, FaceEdit.SetColumn edit, Column column, LensPage start, LensPage? agreed, SetContext context)
    {
        if (column.Canon(edit.Value) is not Canon.Taken(var value))
        {
            put.Refuse(edit, $"'{column.Name}' {((Canon.Refused)column.Canon(edit.Value)).Reason}");
            return;
        }

        var standing = FieldReader.Read(put.Now, column);
        if (standing.Problem is null && column.Type.Says(value, standing.Value))
            return;
        if (WhyNot(put, column, start, standing) is { } reason)
            put.Refuse(edit, reason);
        else
            put.Take(edit, page => Write(page, column, value, standing.Standing, Saying(agreed, column, value), context), page => Verify(page, column, value));
    }

    static string? WhyNot(Putting put, Column column, LensPage start, FieldReading standing)
    {
        if (!column.IsWritable)
            return $"'{column.Name}' is computed from the page and read-only";
        if (column.IsImmutable && standing is { Problem: null, Value: not Value.Null })
            return $"'{column.Name}' is immutable and is {TextCanon.Quoted(TextCanon.TextOf(standing.Value)!)} already";
        return column.Source is not ColumnSource.Frontmatter && !ReferenceEquals(start, put.Before)
            && !FieldReader.Read(start, column).Value.Equals(FieldReader.Read(put.Before, column).Value)
            ? $"the text that was written at the same time gives another value for '{column.Name}'; that text stands"
            : null;
    }

    static Putting.Step Verify(LensPage page, Column column, Value value)
    {
        var read = FieldReader.Read(page, column);
        return read.Problem is null && column.Type.Says(value, read.Value)
            ? Putting.Step.Same
            : new(null, $"'{column.Name}' would be read back as {TextCanon.Quoted(TextCanon.TextOf(read.Value) ?? "nothing")}");
    }

    /// <summary>The page last agreed on, if it says this value: then its spelling is taken.</summary>
    static LensPage? Saying(LensPage? agreed, Column column, Value value) =>
        agreed is not null && value is not Value.Null && FieldReader.Read(agreed, column) is { Problem: null } reading && reading.Value.Equals(value) ? agreed : null;

    static Putting.Step Write(LensPage page, Column column, Value value, string? standing, LensPage? saying, SetContext context)
    {
        var text = (saying is null ? null : FieldReader.Read(saying, column).Standing) ?? column.Type.ToPage(value, standing);
        return column.Source switch
        {
            ColumnSource.Frontmatter(var key) when value is Value.Json(var document) => Putting.Step.Of(JsonPut.Set(page.Front, key, document, context)),
            ColumnSource.Frontmatter(var key) => Putting.Step.Of(page.Front.Set(key, Field(page, column, value, text, key), context)),
            ColumnSource.Title => text is null
                ? new(null, $"'{column.Name}' is the page's title, which cannot be nothing")
                : Putting.Step.Of(PageTitle.Set(page.Body, text)),
            ColumnSource.Line(var label) => Putting.Step.Of(LabelledLines.Set(page.Body, label, text ?? "")),
            ColumnSource.Cell(var row, var label) => Putting.Step.Of(TableCells.Set(page.Body, row, label, text ?? "")),
            ColumnSource.Section(var headings) => Putting.Step.Of(Section(page, headings, text ?? "", saying)),
            _ => Putting.Step.Same,
        };
    }

    static BodyEdit Section(LensPage page, ImmutableArray<string> headings, string text, LensPage? saying)
    {
        if (FieldReader.SectionOf(page, headings) is not { } section)
            return SectionEdits.Add(page.Body, null, 2, headings[0], text);
        if (saying is not null && FieldReader.SectionOf(saying, headings) is { } agreed)
            return SectionEdits.SetContent(page.Body, section.Ordinal, SectionEdits.ShowContent(saying.Body, agreed.Ordinal));
        var content = SectionText.Of(SectionEdits.ShowContent(page.Body, section.Ordinal)).With(text);
        return SectionEdits.SetContent(page.Body, section.Ordinal, content);
    }

    static FieldValue Field(LensPage page, Column column, Value value, string? text, ImmutableArray<string> key) => value switch
    {
        Value.Null => new FieldValue.Null(),
        Value.List(var items) => new FieldValue.List(items),
        Value.Text(var characters) => new FieldValue.Text(characters),
        _ when column.Type is ColumnType.Percent && text!.Contains('%', StringComparison.Ordinal) => new FieldValue.Text(text),
        _ when page.Front.ProblemOf(key) is null && page.Front.Find(key) is Node.Scalar { Style: ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted } => new FieldValue.Text(text!),
        _ => new FieldValue.Plain(text!),
    };
}
