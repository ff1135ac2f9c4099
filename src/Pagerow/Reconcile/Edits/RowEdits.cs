using System.Collections.Immutable;
using Pagerow.Mapping;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Puts;
using Pagerow.Pages;
using Pagerow.Reconcile.States;

namespace Pagerow.Reconcile.Edits;

/// <summary>What a client changed in a row, face by face: the row against what was last shown, never against what the page would give.</summary>
/// <param name="Faces">Edits to put into the base page, coarse ones first; those of captures are edits of the path.</param>
/// <param name="Path">The path the client wrote, where it did; null where it stays.</param>
/// <param name="Undone">Sentences about what cannot be an edit at all and is put back.</param>
public sealed record RowEdits(
    ImmutableArray<FaceEdit> Faces,
    string? Path,
    ImmutableArray<string> Undone)
{
    /// <summary>
    /// The edits of a row over a page. Of child rows only those that the row's body does not say already: where a merge was shown in the
    /// row and has not got into the file, body and child rows tell the same edits, and each is to be put once.
    /// </summary>
    /// <param name="collection">Its collection.</param>
    /// <param name="path">Where the page stands.</param>
    /// <param name="page">The page that was last shown.</param>
    /// <param name="shown">What was last shown.</param>
    /// <param name="row">The row now.</param>
    public static RowEdits Over(Collection collection, PagePath path, PageText page, Shown shown, Row row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var last = Lens.Get(collection, path, page);
        var edits = Between(collection, shown, row, last);
        if (edits.Faces is not [FaceEdit.SetBody body, ..])
            return edits;
        var said = Lens.Get(collection, path, Lens.Put(collection, path, page, [body], page).Page);
        var now = new Record(row.Values, row.Body, row.Extra, row.Tasks, row.Sections, []);
        return Between(collection, shown, row, last, Items.Keep(now, said));
    }

    /// <summary>The edits of a row.</summary>
    /// <param name="collection">Its collection.</param>
    /// <param name="shown">What was last shown.</param>
    /// <param name="row">The row now.</param>
    /// <param name="last">The record of the base page: what the faces that differ held before.</param>
    /// <param name="said">What the row's body gives, with the row's items: child rows that say the same are no edits. Null: nothing.</param>
    public static RowEdits Between(Collection collection, Shown shown, Row row, Record last, Record? said = null)
    {
        var faces = ImmutableArray.CreateBuilder<FaceEdit>();
        var undone = ImmutableArray.CreateBuilder<string>();
        var now = Shown.Of(row);
        if (now.Body != shown.Body)
            Add(faces, undone, row.Body is null ? null : new FaceEdit.SetBody(row.Body), "body");
        var echo = said is null ? null : Shown.Of(row.Path, said);
        Sections(faces, undone, shown, now, row, last, echo?.Sections.ToHashSet());
        Tasks(faces, undone, shown, now, row, last, echo?.Tasks.ToHashSet());
        if (now.Extra != shown.Extra)
            Add(faces, undone, row.Extra is null ? null : new FaceEdit.SetExtra(row.Extra), "extra");
        for (var i = 0; i < collection.Columns.Length; i++)
        {
            if (now.Columns[i] == shown.Columns[i])
                continue;
            faces.Add(new FaceEdit.SetColumn(i, row.Values[i]));
        }

        if (now.Path != shown.Path && row.Path is null)
            undone.Add("'path' cannot be set to NULL; delete the row to delete the file");
        return new(faces.ToImmutable(), now.Path != shown.Path ? row.Path : null, undone.ToImmutable());
    }

    static void Add(ImmutableArray<FaceEdit>.Builder faces, ImmutableArray<string>.Builder undone, FaceEdit? edit, string column)
    {
        if (edit is null)
            undone.Add($"'{column}' cannot be set to NULL; set it to '' to empty it");
        else
            faces.Add(edit);
    }

    static void Sections(ImmutableArray<FaceEdit>.Builder faces, ImmutableArray<string>.Builder undone, Shown shown, Shown now, Row row, Record last, HashSet<ShownItem>? echo)
    {
        if (now.Sections.SequenceEqual(shown.Sections) || IsEcho(now.Sections, echo))
            return;
        if (last.Sections.Length != shown.Sections.Length)
        {
            undone.Add("the sections are read otherwise than when they were shown; they are shown anew");
            return;
        }

        var gone = Ordinals(shown.Sections);
        var edits = new List<FaceEdit>();
        for (int i = 0, before = -1; i < row.Sections.Length; i++)
        {
            var section = row.Sections[i];
            if (!gone.Remove(section.Item, out var ordinal))
            {
                if (echo?.Contains(now.Sections[i]) != true)
                    edits.Add(new FaceEdit.AddSection(section.Position is null ? null : before, section.Level, section.Heading ?? "", section.Content));
                continue;
            }

            before = ordinal;
            if (now.Sections[i].Digest == shown.Sections[ordinal].Digest || echo?.Contains(now.Sections[i]) == true)
                continue;
            var old = last.Sections[ordinal];
            if (section.Level != old.Level)
                undone.Add($"the level of the section '{old.Heading}' follows from its heading; write the body to change it");
            edits.Add(new FaceEdit.SetSection(
                ordinal, section.Heading == old.Heading ? null : section.Heading ?? "", section.Content == old.Content ? null : section.Content));
        }

        faces.AddRange(edits.Concat(gone.Values.Order().Select(o => new FaceEdit.RemoveSection(o))));
    }

    static void Tasks(ImmutableArray<FaceEdit>.Builder faces, ImmutableArray<string>.Builder undone, Shown shown, Shown now, Row row, Record last, HashSet<ShownItem>? echo)
    {
        if (now.Tasks.SequenceEqual(shown.Tasks) || IsEcho(now.Tasks, echo))
            return;
        if (last.Tasks.Length != shown.Tasks.Length)
        {
            undone.Add("the check boxes are read otherwise than when they were shown; they are shown anew");
            return;
        }

        var all = Ordinals(shown.Tasks);
        var gone = new Dictionary<long, int>(all);
        var edits = new List<FaceEdit>();
        int? before = null;
        for (var i = 0; i < row.Tasks.Length; i++)
        {
            var task = row.Tasks[i];
            if (!gone.Remove(task.Item, out var ordinal))
            {
                if (echo?.Contains(now.Tasks[i]) != true)
                    edits.Add(new FaceEdit.AddTask(StateOf(task), task.Text, task.Number, task.Section, Ordinal(all, task.Parent), task.Position is null ? null : before));
                continue;
            }

            before = ordinal;
            if (now.Tasks[i].Digest == shown.Tasks[ordinal].Digest || echo?.Contains(now.Tasks[i]) == true)
                continue;
            var old = last.Tasks[ordinal];
            if (task.Section != old.Section || Ordinal(all, task.Parent) != (old.Parent is { } p ? (int)p - 1 : null))
                undone.Add($"the check box '{old.Text}' cannot move to another section or parent; delete it and insert it there");
            edits.Add(Edit(ordinal, task, old));
        }

        faces.AddRange(edits.Concat(gone.Values.Order().Select(o => new FaceEdit.RemoveTask(o))));
    }

    static bool IsEcho(ImmutableArray<ShownItem> now, HashSet<ShownItem>? echo) => now.Length == echo?.Count && now.All(echo.Contains);

    static FaceEdit.SetTask Edit(int ordinal, TaskRow task, TaskRow old)
    {
        var state = task.State != old.State ? task.State : task.Done == old.Done ? null : task.Done ? "x" : " ";
        return new(
            ordinal, state, task.Text == old.Text ? null : task.Text, task.Number == old.Number ? null : task.Number ?? "");
    }

    static string StateOf(TaskRow task) => task switch
    {
        { Done: true, State: null or "" or " " } => "x",
        { State: { Length: > 0 } state } => state,
        _ => " ",
    };

    static int? Ordinal(Dictionary<long, int> ordinals, long? item) => item is { } known && ordinals.TryGetValue(known, out var ordinal) ? ordinal : null;

    static Dictionary<long, int> Ordinals(ImmutableArray<ShownItem> items)
    {
        var ordinals = new Dictionary<long, int>(items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Item != ShownItem.Hidden)
                ordinals[items[i].Item] = i;
        }

        return ordinals;
    }
}
