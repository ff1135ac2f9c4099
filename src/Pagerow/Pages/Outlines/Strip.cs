namespace Pagerow.Pages.Outlines;

/// <summary>
/// A part of a page. It begins with a line that closes all blocks above it (a heading or list item without indent), so that what this line
/// and those below it are to the scanner does not depend on the strips above; only the page's first strip begins with anything else.
/// </summary>
sealed class Strip(string text, ReadOnlyMemory<StripMark> sections, ReadOnlyMemory<StripMark> boxes)
{
    /// <summary>Its lines.</summary>
    public string Text { get; } = text;

    /// <summary>The sections whose heading stands in it; in the page's first strip what is above the first heading, too.</summary>
    public ReadOnlyMemory<StripMark> Sections { get; } = sections;

    /// <summary>The boxes that stand in it.</summary>
    public ReadOnlyMemory<StripMark> Boxes { get; } = boxes;

    /// <summary>The strip above; null at the page's start.</summary>
    public Strip? Above { get; set; }

    /// <summary>The strip below; null at the page's end.</summary>
    public Strip? Below { get; set; }

    /// <summary>How many of its lines end with CR and LF.</summary>
    public int Crlf { get; } = text.AsSpan().Count("\r\n");

    /// <summary>How many of its lines end with LF, those with CR before it among them.</summary>
    public int Lf { get; } = text.AsSpan().Count('\n');

    /// <summary>See <see cref="BodyHabits.SpacingOf"/>.</summary>
    public (int Filled, int Spaced) Spacing { get; init; }

    /// <summary>See <see cref="BodyHabits.BulletOf"/>.</summary>
    public string? Bullet { get; init; }

    /// <summary>See <see cref="BodyHabits.InnerIndentOf"/>.</summary>
    public string? InnerIndent { get; init; }

    /// <summary>Its first line, line end included.</summary>
    public string FirstLine => Text[..TextLines.EndOf(Text, 0)];
}
