using System.Collections.Immutable;
using Pagerow.Mapping.Readers;
using Pagerow.Pages.Outlines;
using Pagerow.Pages.Parts;

namespace Pagerow.Mapping.Puts;

/// <summary>Puts edits of check boxes into a page: states and texts first, then removals from the bottom up, then additions.</summary>
static class TaskPut
{
    const string Gone = "the check box is no more in the text that was written at the same time; that text stands";

    /// <summary>Makes the edits of the boxes.</summary>
    public static void Apply(Putting put)
    {
        if (!put.Of<FaceEdit.SetTask>().Any() && !put.Of<FaceEdit.RemoveTask>().Any() && !put.Of<FaceEdit.AddTask>().Any())
            return;
        var places = new Ordinals(Names(put.Before), Names(put.Now));
        foreach (var edit in put.Of<FaceEdit.SetTask>())
            Set(put, edit, places[edit.Ordinal]);
        foreach (var edit in put.Of<FaceEdit.RemoveTask>().OrderByDescending(e => e.Ordinal))
            Remove(put, edit, places);
        foreach (var edit in put.Of<FaceEdit.AddTask>())
            Add(put, edit, places);
    }

    static ImmutableArray<string> Names(LensPage page) => [.. page.Body.Outline.Boxes.Select(b => $"{b.Number} {b.Text}")];

    static void Set(Putting put, FaceEdit.SetTask edit, int at)
    {
        if (at < 0)
        {
            put.Refuse(edit, Gone);
            return;
        }

        var (was, now) = (put.Before.Body.Outline.Boxes[edit.Ordinal].State, put.Now.Body.Outline.Boxes[at].State);
        if (edit.State is { } state && now != was && now != state)
            put.Refuse(edit, "the text that was written at the same time ticks the box otherwise; that text stands");
        else
            put.Take(edit, page => State(page, at, edit.State), page => Text(page, at, edit.Text), page => Number(page, at, edit.Number));
    }

    static Putting.Step State(LensPage page, int at, string? state) =>
        state is null || state == page.Body.Outline.Boxes[at].State ? Putting.Step.Same : Putting.Step.Of(BoxEdits.SetState(page.Body, at, state));

    static Putting.Step Text(LensPage page, int at, string? text) =>
        text is null || text == page.Body.Outline.Boxes[at].Text ? Putting.Step.Same : Putting.Step.Of(BoxEdits.SetText(page.Body, at, text));

    static Putting.Step Number(LensPage page, int at, string? number) =>
        number is null || number == (page.Body.Outline.Boxes[at].Number ?? "") ? Putting.Step.Same : Putting.Step.Of(BoxEdits.SetNumber(page.Body, at, number));

    static void Remove(Putting put, FaceEdit.RemoveTask edit, Ordinals places)
    {
        var at = places[edit.Ordinal];
        var count = put.Now.Body.Outline.Boxes.Length;
        if (at >= 0 && put.Take(edit, page => Putting.Step.Of(BoxPlaces.Remove(page.Body, at))))
            places.Remove(at, count - put.Now.Body.Outline.Boxes.Length);
    }

    static void Add(Putting put, FaceEdit.AddTask edit, Ordinals places)
    {
        var before = Names(put.Now);
        if (!put.Take(edit, page => Putting.Step.Of(Added(page, edit, places, put.Before))))
            return;
        var after = Names(put.Now);
        var at = 0;
        while (at < before.Length && before[at] == after[at])
            at++;
        places.Add(at, edit.After ?? -1);
    }

    static BodyEdit Added(LensPage page, FaceEdit.AddTask edit, Ordinals places, LensPage before)
    {
        var box = new NewBox(edit.State, edit.Text, edit.Number);
        var boxes = before.Body.Outline.Boxes;
        if (edit.After is { } after && after >= 0 && after < boxes.Length && (edit.Parent is null || boxes[after].Parent == edit.Parent) && places[after] >= 0)
            return BoxPlaces.AddBehind(page.Body, box, places.LastAddedBehind(after, places[after]));
        if (edit.Parent is { } parent)
            return places[parent] < 0 ? new BodyEdit.Refused("the check box that it belongs below is gone") : BoxPlaces.AddNested(page.Body, box, places[parent]);
        if (edit.Section is not { } section)
            return BoxPlaces.AddToSection(page.Body, box, null);
        return page.Body.Outline.Find(section) is { } found
            ? BoxPlaces.AddToSection(page.Body, box, found.Ordinal)
            : new BodyEdit.Refused($"the page has no section '{section}'");
    }
}
