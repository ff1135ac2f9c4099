using System.Collections.Immutable;
using Pagerow.Mapping;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Puts;
using Pagerow.Pages;
using Pagerow.Pages.Fields;
using Pagerow.Pages.Outlines;
using Pagerow.Pages.Parts;

namespace Pagerow.Tests.Mapping;

/// <summary>
/// Puts edits of boxes and sections as they are meant: each is made and judged in the whole page that the one before left. What was added
/// is told by its text, so texts that are added must be new to the page.
/// </summary>
sealed class OneByOne
{
    readonly Collection _collection;
    readonly PagePath _path;
    readonly int _start;
    readonly Body _before;
    readonly List<int> _boxes;
    readonly List<int> _sections;
    readonly Dictionary<int, int> _lastAdded = [];
    readonly List<(FaceEdit Edit, string Reason)> _refused = [];
    PageText _page;
    int _new = -1;

    OneByOne(Collection collection, PagePath path, PageText page)
    {
        (_collection, _path, _page) = (collection, path, page);
        _start = Frontmatter.Read(page).BodyStart;
        _before = Body;
        _boxes = [.. Enumerable.Range(0, _before.Outline.Boxes.Length)];
        _sections = [.. Enumerable.Range(0, _before.Outline.Sections.Length)];
    }

    Body Body => new(_page, _start, _collection.BoxesInFences ? OutlineOptions.BoxesInFences | OutlineOptions.BoxesBehindOpenFence : OutlineOptions.None);

    int Hidden => _before.Outline.Sections[0].Content.Length == 0 ? 1 : 0;

    public static (string Text, List<(FaceEdit Edit, string Reason)> Refused) Put(Collection collection, PagePath path, PageText page, ImmutableArray<FaceEdit> edits)
    {
        var put = new OneByOne(collection, path, page);
        foreach (var edit in edits.OfType<FaceEdit.SetSection>())
            put.Set(edit);
        foreach (var edit in edits.OfType<FaceEdit.RemoveSection>().OrderByDescending(e => e.Ordinal))
            put.Remove(edit);
        foreach (var edit in edits.OfType<FaceEdit.AddSection>())
            put.Add(edit);
        foreach (var edit in edits.OfType<FaceEdit.SetTask>())
            put.Set(edit);
        foreach (var edit in edits.OfType<FaceEdit.RemoveTask>().OrderByDescending(e => e.Ordinal))
            put.Remove(edit);
        foreach (var edit in edits.OfType<FaceEdit.AddTask>())
            put.Add(edit);
        return (put._page.Text, put._refused);
    }

    void Set(FaceEdit.SetSection edit)
    {
        var at = edit.Ordinal + Hidden;
        Take(
            edit,
            b => edit.Heading is null || edit.Heading == b.Outline.Sections[at].Heading ? new BodyEdit.Same() : SectionEdits.SetHeading(b, at, edit.Heading),
            b => edit.Content is null || edit.Content == SectionEdits.ShowContent(b, at) ? new BodyEdit.Same() : SectionEdits.SetContent(b, at, edit.Content));
    }

    void Remove(FaceEdit.RemoveSection edit)
    {
        var at = _sections.IndexOf(edit.Ordinal + Hidden);
        if (at >= 0 && Take(edit, b => SectionEdits.Remove(b, at)))
            _sections.RemoveAt(at);
    }

    void Add(FaceEdit.AddSection edit)
    {
        var anchor = edit.After is { } after ? Math.Max(0, after + Hidden) : -1;
        int? at = anchor < 0 ? null : _lastAdded.TryGetValue(anchor, out var last) ? _sections.IndexOf(last) : Math.Max(0, _sections.FindLastIndex(s => s >= 0 && s <= anchor));
        if (!Take(edit, b => SectionEdits.Add(b, at, edit.Level, edit.Heading, edit.Content)) || at is not { } before)
            return;
        _sections.Insert(before + 1, _new);
        _lastAdded[anchor] = _new--;
    }

    void Set(FaceEdit.SetTask edit)
    {
        var at = edit.Ordinal;
        TaskBox Box(Body body) => body.Outline.Boxes[at];
        Take(
            edit,
            b => edit.State is null || edit.State == Box(b).State ? new BodyEdit.Same() : BoxEdits.SetState(b, at, edit.State),
            b => edit.Text is null || edit.Text == Box(b).Text ? new BodyEdit.Same() : BoxEdits.SetText(b, at, edit.Text),
            b => edit.Number is null || edit.Number == (Box(b).Number ?? "") ? new BodyEdit.Same() : BoxEdits.SetNumber(b, at, edit.Number));
    }

    void Remove(FaceEdit.RemoveTask edit)
    {
        var (at, count) = (_boxes.IndexOf(edit.Ordinal), _boxes.Count);
        if (at >= 0 && Take(edit, b => BoxPlaces.Remove(b, at)))
            _boxes.RemoveRange(at, count - Body.Outline.Boxes.Length);
    }

    void Add(FaceEdit.AddTask edit)
    {
        if (!Take(edit, b => Added(b, edit, new(edit.State, edit.Text, edit.Number))))
            return;
        _boxes.Insert(Body.Outline.Boxes.Single(b => b.Text == edit.Text).Ordinal, _new);
        _lastAdded[edit.After ?? -1] = _new--;
    }

    BodyEdit Added(Body body, FaceEdit.AddTask edit, NewBox box)
    {
        if (edit.After is { } after && (edit.Parent is null || _before.Outline.Boxes[after].Parent == edit.Parent) && _boxes.Contains(after))
            return BoxPlaces.AddBehind(body, box, _boxes.IndexOf(_lastAdded.GetValueOrDefault(after, after)));
        if (edit.Parent is { } parent)
            return _boxes.Contains(parent) ? BoxPlaces.AddNested(body, box, _boxes.IndexOf(parent)) : new BodyEdit.Refused("the check box that it belongs below is gone");
        if (edit.Section is not { } path)
            return BoxPlaces.AddToSection(body, box, null);
        return body.Outline.Sections.FirstOrDefault(s => s.Path == path) is { } section ? BoxPlaces.AddToSection(body, box, section.Ordinal) : new BodyEdit.Refused($"the page has no section '{path}'");
    }

    bool Take(FaceEdit edit, params ReadOnlySpan<Func<Body, BodyEdit>> steps)
    {
        var start = _page;
        foreach (var step in steps)
        {
            var result = step(Body);
            var reason = result is BodyEdit.Refused refused ? refused.Reason : null;
            if (result is BodyEdit.Changed(var page))
            {
                _page = page;
                reason = Lens.Get(_collection, _path, page).PageTrouble is { } trouble ? $"the page could not be read any more: {trouble.Message}"
                    : Frontmatter.Read(page).BodyStart != _start ? "it would begin the body with what reads as frontmatter; begin it with a blank line"
                    : null;
            }

            if (reason is null)
                continue;
            _refused.Add((edit, reason));
            _page = start;
            return false;
        }

        return true;
    }
}
