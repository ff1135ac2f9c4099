using System.Collections.Immutable;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Puts;
using Pagerow.Mapping.Readers;
using Pagerow.Mapping.Values;
using Pagerow.Pages;
using Pagerow.Pages.Outlines;
using Pagerow.Pages.Parts;

namespace Pagerow.Mapping;

/// <summary>
/// Between a page and its row: <see cref="Get"/> reads all that the row shows, <see cref="Put"/> writes what a client changed in it.
/// Laws: putting what was got changes nothing, byte for byte; what is put is refused with a reason or got back in its canonical form;
/// putting twice is putting once.
/// </summary>
public static class Lens
{
    /// <summary>
    /// What a page shows. Never throws, whatever the text. Tasks and sections are numbered from 1 in page order; a section above the first
    /// heading is a row only where something stands there. Captures come from the path.
    /// </summary>
    public static Record Get(Collection collection, PagePath path, PageText page)
    {
        ArgumentNullException.ThrowIfNull(collection);
        ArgumentNullException.ThrowIfNull(page);
        var read = new LensPage(collection, path, page);
        return read.Trouble is { } trouble
            ? Record.Blank(collection.Columns.Length, trouble) with { PageTrouble = trouble }
            : RecordOf(read);
    }

    /// <summary>
    /// Puts edits of a row into a page, in the order body, sections, tasks, extra, columns, each by the smallest change. Ordinals count the
    /// tasks and sections of <paramref name="page"/> as <see cref="Get"/> gives them, whatever the other edits do. Of two edits that give
    /// one place different values the coarser stands and the finer is refused. Columns that are captures are passed over: see
    /// <see cref="Places.PathFor"/>.
    /// </summary>
    /// <param name="collection">Whose page it is.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="page">The page.</param>
    /// <param name="edits">What the client changed; the same place at most once.</param>
    /// <param name="basePage">The page that both sides last agreed on: a field set back to what it said gets its bytes back.</param>
    public static PutResult Put(Collection collection, PagePath path, PageText page, ImmutableArray<FaceEdit> edits, PageText? basePage)
    {
        ArgumentNullException.ThrowIfNull(collection);
        ArgumentNullException.ThrowIfNull(page);
        var read = new LensPage(collection, path, page);
        if (read.Trouble is { } trouble)
            return new(page, [.. edits.Select(e => new Refusal(e, $"the page cannot be written until a person has looked at it: {trouble}"))]);
        var put = new Putting(read, edits);
        BodyPut.Apply(put);
        SectionPut.Apply(put);
        TaskPut.Apply(put);
        ExtraPut.Apply(put);
        ColumnPut.Apply(put, basePage is null ? null : new LensPage(collection, path, basePage));
        return put.Result;
    }

    /// <summary>A page for a row that SQL inserted: frontmatter from the columns that are given, in column order, over the body.</summary>
    /// <param name="collection">Where the row stands.</param>
    /// <param name="path">The path that its page gets.</param>
    /// <param name="values">One value a column, as the database gave them; NULL is not written.</param>
    /// <param name="body">The body; null is none.</param>
    /// <param name="extra">JSON of further keys, or null.</param>
    public static PutResult NewPage(Collection collection, PagePath path, ImmutableArray<Value> values, string? body, string? extra)
    {
        ArgumentNullException.ThrowIfNull(collection);
        var edits = ImmutableArray.CreateBuilder<FaceEdit>();
        if (!string.IsNullOrEmpty(body))
            edits.Add(new FaceEdit.SetBody(body));
        if (extra is not null)
            edits.Add(new FaceEdit.SetExtra(extra));
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is not Value.Null && collection.Columns[i].IsWritable)
                edits.Add(new FaceEdit.SetColumn(i, values[i]));
        }

        return Put(collection, path, new(""), edits.ToImmutable(), null);
    }

    static Record RecordOf(LensPage page)
    {
        var collection = page.Collection;
        var values = ImmutableArray.CreateBuilder<Value>(collection.Columns.Length);
        var problems = page.Front.Problems;
        ImmutableArray<int> troubled = [];
        ImmutableArray<KeyValuePair<int, Problem>> fixedColumns = [];
        for (var i = 0; i < collection.Columns.Length; i++)
        {
            var reading = FieldReader.Read(page, collection.Columns[i]);
            values.Add(reading.Value);
            if (collection.Columns[i] is { IsImmutable: true, IsWritable: true } && reading.Problem is null)
                fixedColumns = fixedColumns.Add(new(i, FieldReader.Changed(page, collection.Columns[i])));
            if (reading.Problem is not { } problem)
                continue;
            troubled = troubled.Add(i);
            problems = problems.Contains(problem) ? problems : problems.Add(problem);
        }

        var tasks = collection.HasTasks ? Tasks(page.Body.Outline) : [];
        var sections = collection.HasSections ? Sections(page) : [];
        if (collection.HasTasks || collection.HasSections)
            problems = problems.AddRange(page.Body.Outline.Problems);
        if (problems.Length > 1)
            problems = [.. problems.OrderBy(p => p.Line ?? 0).ThenBy(p => p.Column ?? 0)];
        return new(values.MoveToImmutable(), BodyText.Show(page.Page.Text, page.Front.BodyStart), ExtraReader.Read(page), tasks, sections, problems)
        {
            Troubled = troubled,
            Fixed = fixedColumns,
        };
    }

    static ImmutableArray<TaskRow> Tasks(Outline outline)
    {
        var rows = ImmutableArray.CreateBuilder<TaskRow>(outline.Boxes.Length);
        foreach (var box in outline.Boxes)
            rows.Add(new(box.Ordinal + 1, box.Ordinal + 1, box.Text, box.State, box.IsDone, box.Number, outline.Sections[box.Section].Path, box.Parent + 1));
        return rows.MoveToImmutable();
    }

    static ImmutableArray<SectionRow> Sections(LensPage page)
    {
        var rows = ImmutableArray.CreateBuilder<SectionRow>();
        foreach (var section in page.Body.Outline.Sections.AsSpan()[page.HiddenSections..])
            rows.Add(new(rows.Count + 1, rows.Count + 1, section.Level, section.Heading, section.Path, SectionEdits.ShowContent(page.Body, section.Ordinal)));
        return rows.ToImmutable();
    }
}
