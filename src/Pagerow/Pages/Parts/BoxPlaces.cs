using System.Globalization;
using Pagerow.Pages.Blocks;
using Pagerow.Pages.Outlines;

namespace Pagerow.Pages.Parts;

/// <summary>
/// Adding and removing check boxes. A new box copies indent, bullet and line end of its neighbours. After each edit the page is outlined
/// again, and the edit is refused unless nothing else changed.
/// </summary>
public static class BoxPlaces
{
    /// <summary>Adds a box as the last one nested in <paramref name="parent"/>.</summary>
    public static BodyEdit AddNested(Body body, NewBox box, int parent)
    {
        if (BoxEdits.Find(body, parent) is not { } above)
            return BoxEdits.Missing(parent);
        if (body.Outline.Boxes.LastOrDefault(b => b.Parent == parent) is { } sibling)
            return AddBehind(body, box, sibling.Ordinal);
        BodyEdit result = new BodyEdit.Refused("no indent makes it nested");
        foreach (var indent in Indents(body, above))
        {
            var place = new BoxPlace(above.Lines.End, indent, Bullet(body, above), " ", LineEnd(body, above), parent);
            result = Add(body, box, place);
            if (result is not BodyEdit.Refused)
                break;
        }

        return result;
    }

    /// <summary>Adds a box directly behind another and what is nested in it, at the same depth.</summary>
    public static BodyEdit AddBehind(Body body, NewBox box, int after)
    {
        if (BoxEdits.Find(body, after) is not { } before)
            return BoxEdits.Missing(after);
        var gap = body.Text[before.MarkerSpan.End..(before.StateSpan.Start - 1)];
        var place = new BoxPlace(before.Lines.End, before.Indent(body.Text), Next(before.MarkerSpan.Of(body.Text)), gap, LineEnd(body, before), before.Parent);
        return Add(body, box, place);
    }

    /// <summary>Adds a box behind the last top one of a section, else at the section's end. Null: the last section with boxes, else the last section.</summary>
    public static BodyEdit AddToSection(Body body, NewBox box, int? section)
    {
        ArgumentNullException.ThrowIfNull(body);
        var outline = body.Outline;
        var ordinal = section ?? (outline.Boxes.IsEmpty ? outline.Sections.Length - 1 : outline.Boxes[^1].Section);
        if (ordinal < 0 || ordinal >= outline.Sections.Length)
            return new BodyEdit.Refused($"the page has no section {ordinal + 1}");
        if (outline.Boxes.LastOrDefault(b => b.Section == ordinal && b.Parent is null) is { } last)
            return AddBehind(body, box, last.Ordinal);
        return Add(body, box, AtEndOf(body, outline.Sections[ordinal]));
    }

    /// <summary>Takes out a box with all that is nested in it.</summary>
    public static BodyEdit Remove(Body body, int box)
    {
        if (BoxEdits.Find(body, box) is not { } found)
            return BoxEdits.Missing(box);
        if (found.Indent(body.Text) != body.Text[found.Lines.Start..found.MarkerSpan.Start])
            return new BodyEdit.Refused("the check box shares its line with the list item around it; take it out in the body");
        return BodyJudge.Try(body, new(found.Lines, ""), _ => null);
    }

    static BodyEdit Add(Body body, NewBox box, BoxPlace place)
    {
        ArgumentNullException.ThrowIfNull(box);
        var text = box.Text.Trim(' ', '\t');
        var number = box.Number ?? "";
        if (!BoxBrackets.IsState(box.State))
            return new BodyEdit.Refused($"'{box.State}' cannot stand in a check box: it takes one character, and no bracket");
        if (text.AsSpan().ContainsAny('\n', '\r') || number.AsSpan().ContainsAny('\n', '\r'))
            return new BodyEdit.Refused("the text of a check box takes one line");
        var behind = BoxEdits.Written(number, text);
        var line = $"{place.Indent}{place.Bullet}{place.Gap}[{box.State}]{(behind.Length > 0 ? " " : "")}{behind}";
        var isOpenEnd = place.At == body.Text.Length && place.At > 0 && body.Text[^1] is not ('\n' or '\r');
        var lead = (isOpenEnd ? place.LineEnd : "") + place.Above;
        var edit = new Edit(new(place.At, 0), lead + line + (isOpenEnd ? "" : place.LineEnd) + place.Below);
        var bracket = place.At + lead.Length + place.Indent.Length + place.Bullet.Length + place.Gap.Length;
        return BodyJudge.Try(body, edit, after =>
            after.Outline.Boxes.FirstOrDefault(b => b.StateSpan.Start == bracket + 1) is { } now
            && now.State == box.State && now.Text == text && (now.Number ?? "") == number && now.Parent == place.Parent
                ? null
                : $"a check box '{behind}' would not read back there");
    }

    static BoxPlace AtEndOf(Body body, Section section)
    {
        var text = body.Text;
        var eol = body.Habits.LineEnd;
        var content = section.Content.Of(text);
        var used = content.TrimEnd().Length;
        var at = used == 0 ? section.Content.Start : TextLines.EndOf(text, section.Content.Start + used);
        var above = used > 0 || section.Level > 0 ? eol : "";
        var below = at == section.Content.End && at < text.Length ? eol : "";
        return new(at, "", body.Habits.Bullet, " ", eol, null) { Above = above, Below = below };
    }

    /// <summary>Indents that may nest a box: as elsewhere in the page, as far as the parent's text, four blanks.</summary>
    static IEnumerable<string> Indents(Body body, TaskBox parent)
    {
        var own = parent.Indent(body.Text);
        if (body.Habits.InnerIndent is { } inner)
            yield return own + inner;
        yield return own + new string(' ', parent.StateSpan.Start - 1 - parent.MarkerSpan.Start);
        yield return own + "    ";
    }

    static string Bullet(Body body, TaskBox parent)
    {
        var marker = parent.MarkerSpan.Of(body.Text);
        return marker.Length == 1 ? marker : "-";
    }

    /// <summary>The bullet of the next item: the same, or one more.</summary>
    static string Next(string marker) => int.TryParse(marker.AsSpan(0, marker.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? string.Create(CultureInfo.InvariantCulture, $"{number + 1}{marker[^1]}")
        : marker;

    static string LineEnd(Body body, TaskBox box)
    {
        var contentEnd = TextLines.ContentEnd(body.Text, box.StateSpan.Start);
        var end = body.Text[contentEnd..TextLines.BehindEnd(body.Text, contentEnd)];
        return end.Length > 0 ? end : body.Habits.LineEnd;
    }
}
