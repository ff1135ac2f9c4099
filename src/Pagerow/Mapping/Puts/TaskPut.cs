using System.Collections.Immutable;
using Pagerow.Mapping.Readers;
using Pagerow.Pages.Outlines;
using Pagerow.Pages.Parts;

namespace Pagerow.Mapping.Puts;

/// <summary>Puts edits of check boxes into a page: states and texts first, then removals from the bottom up, then additions.</summary>
sealed class TaskPut
{
    const string Gone = "the check box is no more in the text that was written at the same time; that text stands";

    readonly Putting _put;
    readonly Strips _strips;
    readonly MarkedPlaces _places;
    readonly Dictionary<string, int> _sections = new(StringComparer.Ordinal);

    TaskPut(Putting put)
    {
        _put = put;
        _strips = put.Cut(StripCuts.HeadingsAndBoxes);
        _places = new(Names(put.Before), Names(put.Now), _strips.Boxes);
        foreach (var section in put.Now.Body.Outline.Sections)
        {
            if (section.Path is not null)
                _sections.TryAdd(section.Path, section.Ordinal);
        }
    }

    /// <summary>Makes the edits of the boxes.</summary>
    public static void Apply(Putting put)
    {
        if (!put.Of<FaceEdit.SetTask>().Any() && !put.Of<FaceEdit.RemoveTask>().Any() && !put.Of<FaceEdit.AddTask>().Any())
            return;
        var tasks = new TaskPut(put);
        foreach (var edit in put.Of<FaceEdit.SetTask>())
            tasks.Set(edit);
        foreach (var edit in put.Of<FaceEdit.RemoveTask>().OrderByDescending(e => e.Ordinal))
            tasks.Remove(edit);
        foreach (var edit in put.Of<FaceEdit.AddTask>())
            tasks.Add(edit);
        put.Made(tasks._strips);
    }

    static ImmutableArray<string> Names(LensPage page) => [.. page.Body.Outline.Boxes.Select(b => $"{b.Number} {b.Text}")];

    void Set(FaceEdit.SetTask edit)
    {
        if (_places[edit.Ordinal] is not { Strip: { } strip } mark)
            _put.Refuse(edit, Gone);
        else if (edit.State is { } state && IsOverruled(edit, mark, state))
            _put.Refuse(edit, "the text that was written at the same time ticks the box otherwise; that text stands");
        else
            Refuse(edit, _strips.Change(strip, r => State(r, mark, edit.State), r => Text(r, mark, edit.Text), r => Number(r, mark, edit.Number)));
    }

    bool IsOverruled(FaceEdit.SetTask edit, StripMark mark, string state)
    {
        if (_put.IsUntouched && !_strips.IsChanged)
            return false;
        var now = BoxOf(_strips.Region(mark.Strip!), mark).State;
        return now != _put.Before.Body.Outline.Boxes[edit.Ordinal].State && now != state;
    }

    static TaskBox BoxOf(StripRegion region, StripMark mark) => region.Body.Outline.Boxes[region.Box(mark)];

    static BodyEdit State(StripRegion region, StripMark mark, string? state) =>
        state is null || state == BoxOf(region, mark).State ? new BodyEdit.Same() : BoxEdits.SetState(region.Body, region.Box(mark), state);

    static BodyEdit Text(StripRegion region, StripMark mark, string? text) =>
        text is null || text == BoxOf(region, mark).Text ? new BodyEdit.Same() : BoxEdits.SetText(region.Body, region.Box(mark), text);

    static BodyEdit Number(StripRegion region, StripMark mark, string? number) =>
        number is null || number == (BoxOf(region, mark).Number ?? "") ? new BodyEdit.Same() : BoxEdits.SetNumber(region.Body, region.Box(mark), number);

    void Remove(FaceEdit.RemoveTask edit)
    {
        if (_places[edit.Ordinal] is { Strip: { } strip } mark)
            Refuse(edit, _strips.Change(strip, r => BoxPlaces.Remove(r.Body, r.Box(mark))));
    }

    void Add(FaceEdit.AddTask edit)
    {
        var change = Added(edit, new(edit.State, edit.Text, edit.Number));
        Refuse(edit, change);
        if (change.Box is { } added)
            _places.Add(added, edit.After ?? -1);
    }

    StripChange Added(FaceEdit.AddTask edit, NewBox box)
    {
        var boxes = _put.Before.Body.Outline.Boxes;
        if (edit.After is { } after && after >= 0 && after < boxes.Length && (edit.Parent is null || boxes[after].Parent == edit.Parent) && _places[after] is { } before)
        {
            var anchor = _places.LastAddedBehind(after) ?? before;
            return _strips.Change(anchor.Strip!, r => BoxPlaces.AddBehind(r.Body, box, r.Box(anchor)));
        }

        if (edit.Parent is { } parent)
        {
            return _places[parent] is { Strip: { } strip } above
                ? _strips.Change(strip, r => BoxPlaces.AddNested(r.Body, box, r.Box(above)))
                : new("the check box that it belongs below is gone");
        }

        if (edit.Section is not { } path)
            return _strips.Change(LastWithBoxes(), r => BoxPlaces.AddToSection(r.Body, box, null));
        if (!_sections.TryGetValue(path, out var ordinal))
            return new($"the page has no section '{path}'");
        var section = _strips.Sections[ordinal];
        return _strips.Change(LastOf(ordinal), r => BoxPlaces.AddToSection(r.Body, box, r.Section(section)));
    }

    /// <summary>The last strip that has a box, else the last one.</summary>
    Strip LastWithBoxes()
    {
        var strip = _strips.Last;
        while (strip is { Boxes.IsEmpty: true, Above: { } above })
            strip = above;
        return strip.Boxes.IsEmpty ? _strips.Last : strip;
    }

    /// <summary>The last strip with a box of a section, else the one with its heading.</summary>
    Strip LastOf(int ordinal)
    {
        var section = _strips.Sections[ordinal];
        var strip = ordinal + 1 < _strips.Sections.Length ? _strips.Sections[ordinal + 1].Strip! : _strips.Last;
        while (strip != section.Strip && !HasBoxOf(strip, section))
            strip = strip.Above!;
        return strip;
    }

    bool HasBoxOf(Strip strip, StripMark section)
    {
        if (strip.Boxes.IsEmpty)
            return false;
        var region = _strips.Region(strip);
        return region.Body.Outline.Boxes.Take(region.Boxes.Length).Any(b => b.Section == region.Section(section));
    }

    void Refuse(FaceEdit edit, StripChange change)
    {
        if (change.Reason is { } reason)
            _put.Refuse(edit, reason);
    }
}
