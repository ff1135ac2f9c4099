using Pagerow.Pages.Outlines;

namespace Pagerow.Pages.Parts;

/// <summary>The title of a page: its first heading that has text, of whatever level.</summary>
public static class PageTitle
{
    /// <summary>The title, or null where no heading has text.</summary>
    public static FoundText? Find(Body body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return body.Outline.Sections.FirstOrDefault(s => !string.IsNullOrEmpty(s.Heading)) is { } section ? new(section.TextSpan, section.Heading!) : null;
    }

    /// <summary>Replaces the title; a page of which no heading has text gets one of level 1 at the body's start, behind blank lines.</summary>
    public static BodyEdit Set(Body body, string title)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(title);
        var wanted = title.Trim(' ', '\t');
        if (wanted.Length == 0)
            return new BodyEdit.Refused("a title cannot be empty");
        if (body.Outline.Sections.FirstOrDefault(s => !string.IsNullOrEmpty(s.Heading)) is { } section)
            return SectionEdits.SetHeading(body, section.Ordinal, wanted);
        if (wanted.AsSpan().ContainsAny('\n', '\r'))
            return new BodyEdit.Refused("a title takes one line");
        var text = body.Text;
        var eol = TextLines.DominantEnd(text);
        var at = body.Start;
        while (at < text.Length && text[at] is '\n' or '\r')
            at++;
        var lead = at > 0 && text[at - 1] is not ('\n' or '\r') ? eol : "";
        var edit = new Edit(new(at, 0), $"{lead}# {wanted}{eol}{(at < text.Length ? eol : "")}");
        return BodyJudge.Try(body, edit, after => Find(after)?.Text == wanted ? null : $"'{wanted}' would not read back as the title");
    }
}
