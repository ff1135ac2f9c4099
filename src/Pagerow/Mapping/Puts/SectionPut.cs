using System.Collections.Immutable;
using Pagerow.Mapping.Readers;
using Pagerow.Pages.Outlines;
using Pagerow.Pages.Parts;

namespace Pagerow.Mapping.Puts;

/// <summary>Puts edits of sections into a page: texts first, then removals from the bottom up, then additions.</summary>
sealed class SectionPut
{
    const string Gone = "the section is no more in the body that was written at the same time; the body stands";

    readonly Putting _put;
    readonly Strips _strips;
    readonly MarkedPlaces _places;
    readonly int _hidden;

    SectionPut(Putting put)
    {
        _put = put;
        _strips = put.Cut(StripCuts.Headings);
        _places = new(Names(put.Before), Names(put.Now), _strips.Sections);
        _hidden = put.Before.HiddenSections;
    }

    /// <summary>Makes the edits of the sections.</summary>
    public static void Apply(Putting put)
    {
        if (!put.Of<FaceEdit.SetSection>().Any() && !put.Of<FaceEdit.RemoveSection>().Any() && !put.Of<FaceEdit.AddSection>().Any())
            return;
        var sections = new SectionPut(put);
        foreach (var edit in put.Of<FaceEdit.SetSection>())
            sections.Set(edit);
        foreach (var edit in put.Of<FaceEdit.RemoveSection>().OrderByDescending(e => e.Ordinal))
            sections.Remove(edit);
        foreach (var edit in put.Of<FaceEdit.AddSection>())
            sections.Add(edit);
        put.Made(sections._strips);
    }

    static ImmutableArray<string> Names(LensPage page) => [.. page.Body.Outline.Sections.Select(s => $"{s.Level} {s.Path}")];

    void Set(FaceEdit.SetSection edit)
    {
        if (_places[edit.Ordinal + _hidden] is not { Strip: { } strip } mark)
            _put.Refuse(edit, Gone);
        else if (edit.Content is { } content && !(_put.IsUntouched && !_strips.IsChanged) && IsOverruled(edit, mark, content))
            _put.Refuse(edit, "the body that was written at the same time says something else here; the body stands");
        else
            Refuse(edit, _strips.Change(strip, r => Heading(r, mark, edit.Heading), r => Content(r, mark, edit.Content)));
    }

    bool IsOverruled(FaceEdit.SetSection edit, StripMark mark, string content)
    {
        var region = _strips.Region(mark.Strip!);
        var now = SectionEdits.ShowContent(region.Body, region.Section(mark));
        return now != content && now != SectionEdits.ShowContent(_put.Before.Body, edit.Ordinal + _hidden);
    }

    static BodyEdit Heading(StripRegion region, StripMark mark, string? heading) =>
        heading is null || heading == region.Body.Outline.Sections[region.Section(mark)].Heading
            ? new BodyEdit.Same()
            : SectionEdits.SetHeading(region.Body, region.Section(mark), heading);

    static BodyEdit Content(StripRegion region, StripMark mark, string? content) =>
        content is null || content == SectionEdits.ShowContent(region.Body, region.Section(mark))
            ? new BodyEdit.Same()
            : SectionEdits.SetContent(region.Body, region.Section(mark), content);

    void Remove(FaceEdit.RemoveSection edit)
    {
        if (_places[edit.Ordinal + _hidden] is { Strip: { } strip } mark)
            Refuse(edit, _strips.Change(strip, r => SectionEdits.Remove(r.Body, r.Section(mark))));
    }

    void Add(FaceEdit.AddSection edit)
    {
        if (edit.After is not { } after)
        {
            Refuse(edit, _strips.Change(_strips.Last, r => SectionEdits.Add(r.Body, null, edit.Level, edit.Heading, edit.Content)));
            return;
        }

        var anchor = Math.Max(0, after + _hidden);
        var mark = _places.LastAddedBehind(anchor) ?? _places.AtOrBefore(anchor) ?? _strips.Sections[0];
        var change = _strips.Change(mark.Strip!, r => SectionEdits.Add(r.Body, r.Section(mark), edit.Level, edit.Heading, edit.Content));
        Refuse(edit, change);
        if (change.Section is { } added)
            _places.Add(added, anchor);
    }

    void Refuse(FaceEdit edit, StripChange change)
    {
        if (change.Reason is { } reason)
            _put.Refuse(edit, reason);
    }
}
