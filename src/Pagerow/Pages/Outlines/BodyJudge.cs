namespace Pagerow.Pages.Outlines;

/// <summary>
/// Makes one edit of a body and outlines the page again: outside the edited stretch every heading, check box and code block must stand as it
/// stood, only moved. What stands inside is for the edit's own question whether it reads back.
/// </summary>
sealed class BodyJudge
{
    readonly Body _before;
    readonly Body _after;
    readonly Span _old;
    readonly int _delta;

    BodyJudge(Body before, Body after, Edit edit)
    {
        _before = before;
        _after = after;
        _old = edit.Span;
        _delta = edit.Text.Length - edit.Span.Length;
    }

    /// <summary>The edited page, or why it is refused.</summary>
    /// <param name="body">The page as it stands.</param>
    /// <param name="edit">The edit, below the frontmatter.</param>
    /// <param name="readsBack">Given the edited page: what does not read back, or null.</param>
    public static BodyEdit Try(Body body, Edit edit, Func<Body, string?> readsBack)
    {
        if (edit.Span.Of(body.Text) == edit.Text)
            return new BodyEdit.Same();
        if (Unwritable(edit.Text) is { } unwritable)
            return new BodyEdit.Refused(unwritable);
        var after = body.With(body.Page.With(edit));
        if (readsBack(after) is { } unread)
            return new BodyEdit.Refused(unread) { Trial = new(edit, after) };
        return new BodyJudge(body, after, edit).Difference() is { } reason
            ? new BodyEdit.Refused(reason) { Trial = new(edit, after) { IsOfOthers = true } }
            : new BodyEdit.Changed(after.Page) { Trial = new(edit, after) };
    }

    /// <summary>Why a text can stand in no page, or null.</summary>
    public static string? Unwritable(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            return "the text holds a NUL character, which no page can hold";
        return LoneSurrogate.IsIn(text) ? "the text holds half a character (a lone surrogate), which no page can hold" : null;
    }

    string? Difference()
    {
        if (_after.Outline.HasOpenFence != _before.Outline.HasOpenFence)
            return _before.Outline.HasOpenFence ? "it would close a code fence that stood open" : "it opens a code fence and does not close it";
        return Headings() ?? Boxes() ?? Code();
    }

    string? Headings()
    {
        var before = _before.Outline.Sections.Where(s => s.Level > 0 && IsOutside(s.HeadingSpan.Start)).ToArray();
        var after = _after.Outline.Sections.Where(s => s.Level > 0 && IsOutsideNew(s.HeadingSpan.Start)).ToArray();
        for (var i = 0; i < Math.Max(before.Length, after.Length); i++)
        {
            if (i >= before.Length)
                return $"it would make '{after[i].Heading}' a heading";
            var old = before[i];
            if (i >= after.Length || !IsMoved(old, after[i]))
                return $"it would change the heading '{old.Heading}' on line {LineOf(old.HeadingSpan.Start)}";
        }

        return null;
    }

    bool IsMoved(Section old, Section section) =>
        section.HeadingSpan.Start == Moved(old.HeadingSpan.Start) && section.Level == old.Level
        && (section.Heading == old.Heading || Touches(old.HeadingSpan));

    string? Boxes()
    {
        var before = _before.Outline.Boxes.Where(b => IsOutside(b.StateSpan.Start - 1)).ToArray();
        var after = _after.Outline.Boxes.Where(b => IsOutsideNew(b.StateSpan.Start - 1)).ToArray();
        var places = new Dictionary<int, int>();
        for (var i = 0; i < Math.Max(before.Length, after.Length); i++)
        {
            if (i >= before.Length)
                return $"it would make a check box of '{after[i].Text}'";
            if (i >= after.Length || !IsMoved(before[i], after[i], places))
                return $"it would change the check box '{before[i].Text}' on line {LineOf(before[i].StateSpan.Start)}";
            places[before[i].Ordinal] = after[i].Ordinal;
        }

        return null;
    }

    bool IsMoved(TaskBox old, TaskBox box, Dictionary<int, int> places)
    {
        var isSameParent = old.Parent is not { } parent ? box.Parent is null : places.TryGetValue(parent, out var place) ? box.Parent == place : box.Parent is null;
        var isFirstLineTouched = _old.Start >= old.StateSpan.Start && _old.Start <= TextLines.ContentEnd(_before.Text, old.TextSpan.End);
        return isSameParent
            && box.StateSpan.Start == Moved(old.StateSpan.Start - 1) + 1
            && box.Lines.Start == Moved(old.Lines.Start)
            && (isFirstLineTouched || (box.State == old.State && box.Text == old.Text && box.Number == old.Number))
            && (Touches(old.Lines) || box.Lines.End == Moved(old.Lines.End));
    }

    string? Code()
    {
        var before = _before.Outline.Code.Where(c => IsOutside(c.Start)).Select(c => Moved(c.Start));
        var after = _after.Outline.Code.Where(c => IsOutsideNew(c.Start)).Select(c => c.Start);
        return before.SequenceEqual(after) ? null : "it would change what is code or a comment elsewhere in the page";
    }

    bool Touches(Span span) => _old.Start <= span.End && _old.End >= span.Start;

    bool IsOutside(int at) => at < _old.Start || at >= _old.End;

    bool IsOutsideNew(int at) => at < _old.Start || at >= _old.End + _delta;

    int Moved(int at) => at < _old.Start ? at : at + _delta;

    int LineOf(int at) => PagePlace.LineOf(_before.Text, at);
}
