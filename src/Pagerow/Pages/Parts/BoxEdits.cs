using Pagerow.Pages.Blocks;
using Pagerow.Pages.Outlines;

namespace Pagerow.Pages.Parts;

/// <summary>
/// Edits of a check box that exists. After each the page is outlined again, and the edit is refused unless nothing else changed. Ordinals
/// count <see cref="Outline.Boxes"/>; one that the page does not have is refused.
/// </summary>
public static class BoxEdits
{
    /// <summary>Writes the one character in the box, and nothing else.</summary>
    public static BodyEdit SetState(Body body, int box, string state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (Find(body, box) is not { } found)
            return Missing(box);
        if (!BoxBrackets.IsState(state))
            return new BodyEdit.Refused($"'{state}' cannot stand in a check box: it takes one character, and no bracket");
        return BodyJudge.Try(body, new(found.StateSpan, state), after =>
            Find(after, box) is { } now && now.State == state && now.Text == found.Text && now.Number == found.Number
                ? null
                : $"'{state}' would not read back as the state of the check box");
    }

    /// <summary>Replaces the text behind the box, on its first line; one line, outer blanks are left out.</summary>
    public static BodyEdit SetText(Body body, int box, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Find(body, box) is not { } found)
            return Missing(box);
        if (text.AsSpan().ContainsAny('\n', '\r'))
            return new BodyEdit.Refused("the text of a check box takes one line");
        var wanted = text.Trim(' ', '\t');
        if (wanted == found.Text)
            return new BodyEdit.Same();
        var gap = wanted.Length > 0 && NeedsBlank(body.Text, found.TextSpan.Start) ? " " : "";
        return BodyJudge.Try(body, new(found.TextSpan, gap + wanted), after =>
            Find(after, box) is { } now && now.Text == wanted && now.Number == found.Number && now.State == found.State
                ? null
                : $"'{wanted}' would not read back as the text of the check box (what looks like a number in front belongs into its number)");
    }

    /// <summary>Writes, replaces or, where <paramref name="number"/> is empty, takes away the number.</summary>
    public static BodyEdit SetNumber(Body body, int box, string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        if (Find(body, box) is not { } found)
            return Missing(box);
        if (number == (found.Number ?? ""))
            return new BodyEdit.Same();
        return BodyJudge.Try(body, NumberEdit(body.Text, found, number), after =>
            Find(after, box) is { } now && (now.Number ?? "") == number && now.Text == found.Text && now.State == found.State
                ? null
                : $"'{number}' would not read back as a number; write one such as 1.2, 2.3a, 4, #5 or T006");
    }

    /// <summary>A number as it stands before a text: a plain integer is marked by a point.</summary>
    internal static string Written(string number, string text)
    {
        var mark = number.Length > 0 && number.All(char.IsAsciiDigit) ? "." : "";
        return number.Length == 0 ? text : text.Length == 0 ? number + mark : $"{number}{mark} {text}";
    }

    internal static TaskBox? Find(Body body, int box)
    {
        ArgumentNullException.ThrowIfNull(body);
        return box >= 0 && box < body.Outline.Boxes.Length ? body.Outline.Boxes[box] : null;
    }

    internal static BodyEdit Missing(int box) => new BodyEdit.Refused($"the page has no check box {box + 1}");

    /// <summary>Whether a blank is wanted between what stands before an offset and text that comes there.</summary>
    internal static bool NeedsBlank(string text, int at) => at > 0 && text[at - 1] is not (' ' or '\t');

    static Edit NumberEdit(string text, TaskBox box, string number)
    {
        if (number.Length == 0)
            return new(Span.Between(box.NumberSpan.Start, box.TextSpan.Start), "");
        if (box.NumberSpan.Length > 0)
        {
            var isMarked = box.NumberSpan.End < box.TextSpan.Start && text[box.NumberSpan.End] is '.' or ')' or ':';
            return new(box.NumberSpan, isMarked ? number : Written(number, ""));
        }

        var gap = NeedsBlank(text, box.TextSpan.Start) ? " " : "";
        return new(new(box.TextSpan.Start, 0), gap + Written(number, "") + (box.TextSpan.Length > 0 ? " " : ""));
    }
}
