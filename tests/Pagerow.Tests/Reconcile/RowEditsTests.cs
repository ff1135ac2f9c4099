using System.Collections.Immutable;
using Pagerow.Mapping;
using Pagerow.Pages;
using Pagerow.Reconcile;
using Pagerow.Reconcile.Edits;
using Pagerow.Reconcile.States;
using Pagerow.Simulation;

namespace Pagerow.Tests.Reconcile;

public sealed class RowEditsTests
{
    [Fact]
    public void Putting_the_edits_of_a_row_into_the_page_gives_the_row()
    {
        var random = new Random(13);
        var collection = World.Layout.Named("stories");
        var path = PagePath.Of("stories/core/A-1.md");
        var page = new PageText(World.Story("A-1") + "\n- [ ] three\n- [ ] four\n\n## More\n\nWords.\n");
        var last = Lens.Get(collection, path, page);
        var shown = Shown.Of(path.Value, last);
        for (var i = 0; i < 3_000; i++)
        {
            var row = new Row(new("stories", 1), path.Value, last.Values, last.Body, last.Extra, last.Tasks, last.Sections);
            if (random.Next(2) == 0)
                row = World.With(row, "points", $"{random.Next(100)}");
            row = row with { Tasks = [.. Tasks(random, last.Tasks)] };
            var edits = RowEdits.Between(collection, shown, row, last);
            Assert.Empty(edits.Undone);
            var put = Lens.Put(collection, path, page, edits.Faces, page);
            Assert.Empty(put.Refused);
            var record = Lens.Get(collection, path, put.Page);
            Assert.Equal(Told(row.Tasks), Told(record.Tasks));
            Assert.Equal(row.Values[collection.IndexOf("points")].Spelling, record.Values[collection.IndexOf("points")].Spelling);
            Assert.Equal(Shown.Of(row), Shown.Of(path.Value, Items.Keep(FileToRow.Before(row), record)) with { Body = Shown.Of(row).Body, Sections = Shown.Of(row).Sections });
        }
    }

    [Fact]
    public void A_row_that_shows_what_was_shown_has_no_edits()
    {
        var collection = World.Layout.Named("stories");
        var path = PagePath.Of("stories/core/A-1.md");
        var last = Lens.Get(collection, path, new(World.Story("A-1")));
        var row = new Row(new("stories", 1), path.Value, last.Values, last.Body, last.Extra, last.Tasks, last.Sections);
        var edits = RowEdits.Between(collection, Shown.Of(row), row, last);
        Assert.Equal((0, null, 0), (edits.Faces.Length, edits.Path, edits.Undone.Length));
    }

    // Ticked, said otherwise, removed, and new ones behind a box of the same section.
    static IEnumerable<TaskRow> Tasks(Random random, ImmutableArray<TaskRow> tasks)
    {
        foreach (var task in tasks)
        {
            if (random.Next(6) > 0)
                yield return random.Next(4) switch { 0 => task with { Done = !task.Done, State = task.Done ? " " : "x" }, 1 => task with { Text = $"said {random.Next(1000)}" }, _ => task };
            else
                continue;
            for (var n = 0; random.Next(4) == 0; n++)
                yield return new(100 + (task.Item * 20) + n, task.Position, $"new {task.Item}.{n}a", " ", false, null, task.Section, null);
        }
    }

    static IEnumerable<string> Told(ImmutableArray<TaskRow> tasks) => tasks.Select(t => $"{t.State}|{t.Text}|{t.Section}");
}
