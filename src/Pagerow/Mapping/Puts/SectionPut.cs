using System.Collections.Immutable;
using Pagerow.Mapping.Readers;
using Pagerow.Pages.Parts;

namespace Pagerow.Mapping.Puts;

/// <summary>Puts edits of sections into a page: texts first, then removals from the bottom up, then additions.</summary>
static class SectionPut
{
    const string Gone = "the section is no more in the body that was written at the same time; the body stands";

    /// <summary>Makes the edits of the sections.</summary>
    public static void Apply(Putting put)
    {
        if (!put.Of<FaceEdit.SetSection>().Any() && !put.Of<FaceEdit.RemoveSection>().Any() && !put.Of<FaceEdit.AddSection>().Any())
            return;
        var places = new Ordinals(Names(put.Before), Names(put.Now));
        var hidden = put.Before.HiddenSections;
        foreach (var edit in put.Of<FaceEdit.SetSection>())
            Set(put, edit, places[edit.Ordinal + hidden]);
        foreach (var edit in put.Of<FaceEdit.RemoveSection>().OrderByDescending(e => e.Ordinal))
            Remove(put, edit, places);
        foreach (var edit in put.Of<FaceEdit.AddSection>())
            Add(put, edit, places);
    }

    static ImmutableArray<string> Names(LensPage page) => [.. page.Body.Outline.Sections.Select(s => $"{s.Level} {s.Path}")];

    static void Set(Putting put, FaceEdit.SetSection edit, int at)
    {
        if (at < 0)
            put.Refuse(edit, Gone);
        else if (edit.Content is { } content && !put.IsUntouched && IsOverruled(put, edit, at, content))
            put.Refuse(edit, "the body that was written at the same time says something else here; the body stands");
        else
            put.Take(edit, page => Heading(page, at, edit.Heading), page => Content(page, at, edit.Content));
    }

    static bool IsOverruled(Putting put, FaceEdit.SetSection edit, int at, string content)
    {
        var now = SectionEdits.ShowContent(put.Now.Body, at);
        return now != content && now != SectionEdits.ShowContent(put.Before.Body, edit.Ordinal + put.Before.HiddenSections);
    }

    static Putting.Step Heading(LensPage page, int at, string? heading) =>
        heading is null || heading == page.Body.Outline.Sections[at].Heading ? Putting.Step.Same : Putting.Step.Of(SectionEdits.SetHeading(page.Body, at, heading));

    static Putting.Step Content(LensPage page, int at, string? content) =>
        content is null || content == SectionEdits.ShowContent(page.Body, at) ? Putting.Step.Same : Putting.Step.Of(SectionEdits.SetContent(page.Body, at, content));

    static void Remove(Putting put, FaceEdit.RemoveSection edit, Ordinals places)
    {
        var at = places[edit.Ordinal + put.Before.HiddenSections];
        if (at < 0)
            return;
        if (put.Take(edit, page => Putting.Step.Of(SectionEdits.Remove(page.Body, at))))
            places.Remove(at, 1);
    }

    static void Add(Putting put, FaceEdit.AddSection edit, Ordinals places)
    {
        if (edit.After is not { } after)
        {
            put.Take(edit, page => Putting.Step.Of(SectionEdits.Add(page.Body, null, edit.Level, edit.Heading, edit.Content)));
            return;
        }

        var anchor = Math.Max(0, after + put.Before.HiddenSections);
        var at = places.LastAddedBehind(anchor, Math.Max(0, places.AtOrBefore(anchor)));
        if (put.Take(edit, page => Putting.Step.Of(SectionEdits.Add(page.Body, at, edit.Level, edit.Heading, edit.Content))))
            places.Add(at + 1, anchor);
    }
}
