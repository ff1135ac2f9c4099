using Pagerow.Pages.Outlines;

namespace Pagerow.Pages.Parts;

/// <summary>
/// Edits of sections, by ordinal. After each the page is outlined again: refused are content that opens a fence and does not close it,
/// content with a heading of its own (at any level: it would read back as another section), and whatever changes another heading or a
/// check box of another section. A section that holds a fence which is never closed takes no edits.
/// </summary>
public static class SectionEdits
{
    /// <summary>The text below a section's heading, LF only.</summary>
    public static string ShowContent(Body body, int section)
    {
        ArgumentNullException.ThrowIfNull(body);
        return BodyText.Normalise(body.Outline.Sections[section].Content.Of(body.Text));
    }

    /// <summary>Replaces a section's own text, given with LF only. Untouched lines keep their ends. A missing final newline is added where a heading follows.</summary>
    public static BodyEdit SetContent(Body body, int section, string content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (Trouble(body, section) is { } trouble)
            return new BodyEdit.Refused(trouble);
        var found = body.Outline.Sections[section];
        var old = found.Content.Of(body.Text);
        var wanted = LineEnds.FromClient(content, old);
        if (wanted.Length > 0 && !wanted.EndsWith('\n') && found.Content.End < body.Text.Length)
            wanted += "\n";
        if (wanted == BodyText.Normalise(old))
            return new BodyEdit.Same();
        var eol = body.Habits.LineEnd;
        var lead = wanted.Length > 0 && LacksEnd(body.Text, found.Content.Start, body.Start) ? eol : "";
        var edit = new Edit(found.Content, lead + LineEnds.Rewrite(old, wanted, eol));
        return BodyJudge.Try(body, edit, after => Fits(body, after)
            ?? (ShowContent(after, section) == wanted ? null : "the content would not read back as it was given"));
    }

    /// <summary>Replaces the text of a section's heading; one line, outer blanks are left out.</summary>
    public static BodyEdit SetHeading(Body body, int section, string heading)
    {
        ArgumentNullException.ThrowIfNull(heading);
        if (Trouble(body, section) is { } trouble)
            return new BodyEdit.Refused(trouble);
        var found = body.Outline.Sections[section];
        var wanted = heading.Trim(' ', '\t');
        if (found.Level == 0)
            return new BodyEdit.Refused("what stands above the first heading has no heading to change; add a section");
        if (wanted.AsSpan().ContainsAny('\n', '\r'))
            return new BodyEdit.Refused("a heading takes one line");
        if (wanted == found.Heading)
            return new BodyEdit.Same();
        var before = BoxEdits.NeedsBlank(body.Text, found.TextSpan.Start) && body.Text[found.TextSpan.Start - 1] == '#' ? " " : "";
        var behind = found.TextSpan.Length == 0 && found.TextSpan.End < body.Text.Length && body.Text[found.TextSpan.End] == '#' ? " " : "";
        return BodyJudge.Try(body, new(found.TextSpan, before + wanted + behind), after =>
            after.Outline.Sections.Length == body.Outline.Sections.Length && after.Outline.Sections[section] is var now
            && now.Heading == wanted && now.Level == found.Level && now.HeadingSpan.Start == found.HeadingSpan.Start
                ? null
                : $"'{wanted}' would not read back as the heading");
    }

    /// <summary>
    /// Adds a section directly behind the own content of <paramref name="after"/> (0 or -1: above the first heading's section; null: at the end). Where the content
    /// brings no blank lines of its own, one is put below the heading, as the page's habit is, and one before a heading that follows;
    /// the section before gains the blank line that parts it from the new one, if it had none.
    /// </summary>
    public static BodyEdit Add(Body body, int? after, int level, string heading, string content)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(heading);
        ArgumentNullException.ThrowIfNull(content);
        var before = after is null ? body.Outline.Sections.Length - 1 : Math.Max(after.Value, 0);
        var title = heading.Trim(' ', '\t');
        if (Trouble(body, before) is { } trouble)
            return new BodyEdit.Refused(trouble);
        if (level is < 1 or > 6)
            return new BodyEdit.Refused($"a heading has a level from 1 to 6, not {level}");
        if (title.AsSpan().ContainsAny('\n', '\r'))
            return new BodyEdit.Refused("a heading takes one line");
        var eol = body.Habits.LineEnd;
        var at = body.Outline.Sections[before].Content.End;
        var wanted = Spaced(body, at, LineEnds.FromClient(content, ""));
        var line = title.Length > 0 ? $"{new string('#', level)} {title}" : new string('#', level);
        var text = Lead(body, at) + line + "\n" + wanted;
        return BodyJudge.Try(body, new(new(at, 0), text.Replace("\n", eol, StringComparison.Ordinal)), now =>
            now.Outline.Sections.Length != body.Outline.Sections.Length + 1
                ? Fits(body, now) ?? "the content must hold no heading of its own; add a section for it"
                : now.Outline.Sections[before + 1] is var added && added.Level == level && added.Heading == title && ShowContent(now, before + 1) == wanted
                    ? null
                    : $"the section '{title}' would not read back as it was given");
    }

    /// <summary>Takes out a section's heading and its own content.</summary>
    public static BodyEdit Remove(Body body, int section)
    {
        if (Trouble(body, section) is { } trouble)
            return new BodyEdit.Refused(trouble);
        var found = body.Outline.Sections[section];
        return found.Level == 0
            ? new BodyEdit.Refused("what stands above the first heading is no section to take out; empty its content")
            : BodyJudge.Try(body, new(Span.Between(found.HeadingSpan.Start, found.Content.End), ""), _ => null);
    }

    static string? Trouble(Body body, int section)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (section < 0 || section >= body.Outline.Sections.Length)
            return $"the page has no section {section + 1}";
        return body.Outline.OpenFence is { } fence && fence.Start < body.Outline.Sections[section].Content.End
            && fence.Start >= body.Outline.Sections[section].HeadingSpan.Start
            ? "a code fence in this section is never closed; close it first"
            : null;
    }

    static string? Fits(Body before, Body after)
    {
        if (after.Outline.HasOpenFence && !before.Outline.HasOpenFence)
            return "the content opens a code fence and does not close it";
        return after.Outline.Sections.Length > before.Outline.Sections.Length
            ? "the content must hold no heading of its own; add a section for it"
            : null;
    }

    static bool LacksEnd(string text, int at, int floor) => at > floor && at == text.Length && text[at - 1] is not ('\n' or '\r');

    /// <summary>What parts a new heading at <paramref name="at"/> from the text before it, LF only.</summary>
    static string Lead(Body body, int at)
    {
        var before = BodyText.Normalise(body.Text[body.Start..at]);
        return before.Length == 0 ? (at > 0 && body.Text[at - 1] is not ('\n' or '\r') ? "\n" : "")
            : !before.EndsWith('\n') ? "\n\n"
            : before == "\n" || before.EndsWith("\n\n", StringComparison.Ordinal) ? "" : "\n";
    }

    /// <summary>The content of a new section with the blank lines that the page's habit wants around it.</summary>
    static string Spaced(Body body, int at, string content)
    {
        if (content.Length > 0 && content[0] != '\n' && body.Habits.IsSpaced)
            content = "\n" + content;
        if (at == body.Text.Length)
            return content.Length == 0 || content.EndsWith('\n') || (at > 0 && body.Text[at - 1] is not '\n') ? content : content + "\n";
        if (content.Length > 0 && !content.EndsWith('\n'))
            content += "\n";
        return content == "\n" || content.EndsWith("\n\n", StringComparison.Ordinal) ? content : content + "\n";
    }
}
