namespace Pagerow.Pages.Outlines;

/// <summary>The habits of one body.</summary>
sealed class BodyHabits(Body body) : IBodyHabits
{
    /// <inheritdoc/>
    public string LineEnd => TextLines.DominantEnd(body.Text);

    /// <inheritdoc/>
    public string Bullet => BulletOf(body, body.Outline.Boxes.AsSpan()) ?? "-";

    /// <inheritdoc/>
    public string? InnerIndent => InnerIndentOf(body, body.Outline.Boxes.AsSpan());

    /// <inheritdoc/>
    public bool IsSpaced => SpacingOf(body, body.Outline.Sections.AsSpan()) is var (filled, spaced) && spaced * 2 >= filled;

    /// <summary>The first bullet, not number, of some check boxes of a body.</summary>
    public static string? BulletOf(Body body, ReadOnlySpan<TaskBox> boxes)
    {
        foreach (var box in boxes)
        {
            if (box.MarkerSpan.Length == 1)
                return box.MarkerSpan.Of(body.Text);
        }

        return null;
    }

    /// <summary>How much further than its parent the first nested one of some check boxes of a body is indented.</summary>
    public static string? InnerIndentOf(Body body, ReadOnlySpan<TaskBox> boxes)
    {
        foreach (var child in boxes)
        {
            if (child.Parent is not { } parent)
                continue;
            var (inner, outer) = (child.Indent(body.Text), body.Outline.Boxes[parent].Indent(body.Text));
            if (inner.Length > outer.Length && inner.StartsWith(outer, StringComparison.Ordinal))
                return inner[outer.Length..];
        }

        return null;
    }

    /// <summary>How many of some headings of a body have text below them, and below how many of these stands a blank line.</summary>
    public static (int Filled, int Spaced) SpacingOf(Body body, ReadOnlySpan<Section> sections)
    {
        var (filled, spaced) = (0, 0);
        foreach (var section in sections)
        {
            if (section.Level == 0 || body.Text.AsSpan(section.Content.Start, section.Content.Length).IsWhiteSpace())
                continue;
            filled++;
            spaced += body.Text[section.Content.Start] is '\n' or '\r' ? 1 : 0;
        }

        return (filled, spaced);
    }
}
