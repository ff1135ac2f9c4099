using System.Collections.Immutable;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Values;
using Pagerow.Pages;
using Pagerow.Pages.Nodes;
using Pagerow.Pages.Outlines;
using Pagerow.Pages.Parts;

namespace Pagerow.Mapping.Readers;

/// <summary>Reads columns from a page: where their value stands, and what their type makes of it.</summary>
static class FieldReader
{
    /// <summary>The value of a column.</summary>
    public static FieldReading Read(LensPage page, Column column) => column.Source switch
    {
        ColumnSource.Frontmatter(var key) => Frontmatter(page, column, key),
        ColumnSource.Title => Found(page, column, OneLine(PageTitle.Find(page.Body)), FileTitle(page.Path)),
        ColumnSource.Line(var label) => Found(page, column, LabelledLines.Find(page.Body, label)),
        ColumnSource.Cell(var row, var label) => Found(page, column, TableCells.Find(page.Body, row, label)),
        ColumnSource.Section(var headings) => Section(page, column, headings),
        ColumnSource.Capture(var name) => Typed(page, column, Capture(page, name), 0),
        ColumnSource.Computed(var computation) => new(Computed(page, computation)),
        _ => throw new InvalidOperationException($"A column has a source of no known kind: {column.Source}."),
    };

    /// <summary>The problem that a column which takes no change has where the page says another value than the first.</summary>
    public static Problem Changed(LensPage page, Column column) => PagePlace.Problem(
        page.Page.Text,
        column.Source switch
        {
            ColumnSource.Frontmatter(var key) => page.Front.Find(key)?.Span.Start,
            ColumnSource.Title => PageTitle.Find(page.Body)?.Span.Start,
            ColumnSource.Line(var label) => LabelledLines.Find(page.Body, label)?.Span.Start,
            ColumnSource.Cell(var row, var label) => TableCells.Find(page.Body, row, label)?.Span.Start,
            ColumnSource.Section(var headings) => SectionOf(page, headings)?.Content.Start,
            ColumnSource.Capture or ColumnSource.Computed => null,
            _ => throw new InvalidOperationException($"A column has a source of no known kind: {column.Source}."),
        } ?? 0,
        "immutable",
        $"'{column.Name}' is immutable and was changed; the row keeps the value of before: put it back into the file, or take the new one with 'pagerow rebuild'");

    /// <summary>The section that a column reads: the first of its headings that is present.</summary>
    public static Section? SectionOf(LensPage page, ImmutableArray<string> headings)
    {
        foreach (var heading in headings)
        {
            if (page.Body.Outline.Sections.FirstOrDefault(s => string.Equals(s.Heading, heading, StringComparison.OrdinalIgnoreCase)) is { } section)
                return section;
        }

        return null;
    }

    /// <summary>An underlined heading may have several lines; a title has one.</summary>
    static FoundText? OneLine(FoundText? found) =>
        found is not null && found.Text.Contains('\n', StringComparison.Ordinal)
            ? found with { Text = string.Join(' ', found.Text.Split('\n', StringSplitOptions.TrimEntries)) }
            : found;

    /// <summary>The title of a page that has no heading: its file's name without the extension.</summary>
    static string FileTitle(PagePath path) => path.Name.LastIndexOf('.') is var dot and > 0 ? path.Name[..dot] : path.Name;

    static FieldReading Frontmatter(LensPage page, Column column, ImmutableArray<string> key)
    {
        if (page.Front.ProblemOf(key) is { } problem)
            return new(Value.Nothing, null, problem);
        if (page.Front.Find(key) is not { } node)
            return FieldReading.None;
        return (node, column.Type) switch
        {
            (Node.Scalar { IsNull: true }, _) => FieldReading.None,
            (_, ColumnType.Json) => Taken(page, column, new Value.Json(NodeJson.Of(node)), node.Span.Start),
            (Node.Scalar scalar, ColumnType.List) => Taken(page, column, new Value.List([scalar.Text]), node.Span.Start) with { Standing = scalar.Text },
            (Node.Scalar scalar, _) => Typed(page, column, scalar.Text, node.Span.Start),
            (Node.Sequence list, ColumnType.List) when list.Items.All(i => i.Resolved is Node.Scalar) =>
                Taken(page, column, new Value.List([.. list.Items.Select(i => ((Node.Scalar)i.Resolved).Text)]), node.Span.Start),
            _ => Bad(page, column, node.Span.Start, $"is {(node is Node.Map ? "a map" : "a list")}, the column takes {(column.Type is ColumnType.List ? "a list of texts" : column.Type.Word)}"),
        };
    }

    static FieldReading Found(LensPage page, Column column, FoundText? found, string? otherwise = null) => found switch
    {
        null => Typed(page, column, otherwise, page.Body.Start),
        { Text: "" } => new(Value.Nothing, ""),
        _ => Typed(page, column, found.Text, found.Span.Start),
    };

    static FieldReading Section(LensPage page, Column column, ImmutableArray<string> headings)
    {
        if (SectionOf(page, headings) is not { } section)
            return FieldReading.None;
        var text = SectionText.Of(SectionEdits.ShowContent(page.Body, section.Ordinal)).Text;
        return text.Length == 0 ? new(Value.Nothing, "") : Typed(page, column, text, section.Content.Start);
    }

    static string? Capture(LensPage page, string name)
    {
        foreach (var (capture, value) in page.Collection.Files.Captures(page.Path) ?? [])
        {
            if (capture == name)
                return value;
        }

        return null;
    }

    static FieldReading Typed(LensPage page, Column column, string? text, int at) => text is null
        ? FieldReading.None
        : Taken(page, column, new Value.Text(text), at) with { Standing = text };

    static FieldReading Taken(LensPage page, Column column, Value loose, int at) => column.Canon(loose) switch
    {
        Canon.Taken(var value) => new(value),
        Canon.Refused(var reason) => Bad(page, column, at, reason),
        _ => throw new InvalidOperationException("A canon is taken or refused."),
    };

    static FieldReading Bad(LensPage page, Column column, int at, string reason) =>
        new(Value.Nothing, null, PagePlace.Problem(page.Page.Text, at, "bad-value", $"'{column.Name}' {reason}"));

    static Value Computed(LensPage page, Computation computation) => computation switch
    {
        Computation.TaskCount => new Value.Integer(page.Body.Outline.Boxes.Length),
        Computation.TasksDone => new Value.Integer(Done(page)),
        Computation.TasksPercent => page.Body.Outline.Boxes.Length == 0 ? Value.Nothing : Share(Done(page), page.Body.Outline.Boxes.Length),
        Computation.Words => new Value.Integer(Words(page.Page.Text.AsSpan(page.Front.BodyStart))),
        not (>= Computation.TaskCount and <= Computation.Words) => throw new InvalidOperationException("A column computes what is not known."),
    };

    static int Done(LensPage page) => page.Body.Outline.Boxes.Count(b => b.IsDone);

    static Value Share(int part, int whole) => ((Canon.Taken)new ColumnType.Percent().Canon(new Value.Real(100.0 * part / whole))).Value;

    /// <summary>Runs of characters between blanks that hold a letter or a digit.</summary>
    static int Words(ReadOnlySpan<char> text)
    {
        var (count, isCounted) = (0, false);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
                isCounted = false;
            else if (!isCounted && (char.IsLetterOrDigit(c) || char.IsSurrogate(c)))
                (count, isCounted) = (count + 1, true);
        }

        return count;
    }
}
