using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Pagerow.Mapping;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Patterns;
using Pagerow.Mapping.Values;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;

namespace Pagerow.Database.Tests;

/// <summary>A layout with every type of column, and pages for it.</summary>
static class Sample
{
    public static readonly Collection Stories = new(
        "stories",
        PathPattern.Of("stories/{name}.md"),
        [
            Column("id", new ColumnType.Text()),
            Column("title", new ColumnType.Text()),
            Column("status", new ColumnType.Enum(["draft", "active", "done"])) with { IsTracked = true },
            Column("priority", new ColumnType.Integer()),
            Column("points", new ColumnType.Number()),
            Column("share", new ColumnType.Percent()),
            Column("labels", new ColumnType.List()),
            Column("created", new ColumnType.Date()),
            Column("due", new ColumnType.Timestamp()),
            Column("urgent", new ColumnType.Boolean()),
            Column("meta", new ColumnType.Json()),
        ],
        Key: "id",
        HasTasks: true,
        HasSections: true);

    public static readonly Collection Notes = new("notes", PathPattern.Of("notes/{name}.md"), [Column("title", new ColumnType.Text())]);

    public static readonly Layout Layout = new([Stories, Notes], [], "collections: {stories: {}, notes: {}}");

    public static Column Column(string name, ColumnType type) => new(name, type, new ColumnSource.Frontmatter([name]));

    /// <summary>What the row of a story shows.</summary>
    public static RowFace Story(int number, string? id = null, string? status = "draft", string? body = null, int tasks = 2)
    {
        var values = Enumerable.Repeat(Value.Nothing, Stories.Columns.Length).ToArray();
        values[0] = new Value.Text(id ?? $"S-{number}");
        values[1] = new Value.Text($"Story {number}");
        values[2] = status is null ? Value.Nothing : new Value.Text(status);
        values[3] = new Value.Integer(number);
        values[6] = new Value.List(["a", "b"]);
        var record = new Mapping.Record(
            [.. values],
            body ?? $"# Story {number}\n\n- [ ] first\n- [x] second\n",
            null,
            [.. Enumerable.Range(1, tasks).Select(i => new TaskRow(i, i, $"task {i}", i % 2 == 0 ? "x" : " ", i % 2 == 0, null, $"Story {number}", null))],
            [new(1, 1, 1, $"Story {number}", $"Story {number}", "text\n")],
            []);
        return new(PagePath.Of($"stories/{number:D6}.md"), record, At(0));
    }

    /// <summary>What the row of a note shows.</summary>
    public static RowFace Note(string name, string title, string body = "text\n") =>
        new(PagePath.Of($"notes/{name}.md"), new([new Value.Text(title)], body, null, [], [], []), At(0));

    /// <summary>A page of that name; the bytes are arbitrary.</summary>
    public static PageBytes Page(string text) => PageBytes.Of(Encoding.UTF8.GetBytes(text));

    public static DateTimeOffset At(int seconds) => new DateTimeOffset(2026, 1, 7, 12, 0, 0, TimeSpan.Zero).AddSeconds(seconds);

    /// <summary>The change that a new file makes: row, base, version and event.</summary>
    public static Change Import(string collection, RowFace face, long? doc = null)
    {
        var page = Page($"{face.Path}\n{face.Record.Body}");
        return new(
            new RowWrite.Insert(collection, doc, face),
            new BaseWrite.Agree(new(new(collection, doc ?? 0), "", face.Path!.Value, page.Hash, 7, Shown.Of(face.Path.Value.Value, face.Record))),
            [page],
            Events: [new(EventKind.Created, Origin.Files, null, face.Path, After: page.Hash)]);
    }

    /// <summary>The change that an edited file makes.</summary>
    public static Change Rewrite(DocumentId document, Shown expected, RowFace face)
    {
        var page = Page($"{face.Path}\n{face.Record.Body}\n{string.Join('|', face.Record.Values.Select(v => v.Spelling))}");
        return new(
            new RowWrite.Update(document, expected, face),
            new BaseWrite.Agree(new(document, "", face.Path!.Value, page.Hash, 7, Shown.Of(face.Path.Value.Value, face.Record))),
            [page],
            Events: [new(EventKind.Changed, Origin.Files, document, face.Path, "mia", After: page.Hash)]);
    }

    public static string Spelled(this long number) => number.ToString(CultureInfo.InvariantCulture);

    public static ImmutableArray<T> Array<T>(params ReadOnlySpan<T> items) => [.. items];
}
