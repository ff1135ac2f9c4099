namespace Pagerow.Pages.Outlines;

/// <summary>The body as a person writes it: the Markdown below the frontmatter, LF only.</summary>
public static class BodyText
{
    /// <summary>The body, LF only; a missing final newline is visible.</summary>
    public static string Show(string text, int bodyStart)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Normalise(text[bodyStart..]);
    }

    /// <summary>
    /// Replaces the whole body. Lines are compared without their ends: untouched ones keep theirs, new ones get the page's dominant end.
    /// Refused where a page without frontmatter would get a body that reads as frontmatter.
    /// </summary>
    public static BodyEdit Set(PageText page, int bodyStart, string body)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(body);
        var old = page.Text[bodyStart..];
        var wanted = LineEnds.FromClient(body, old);
        if (wanted == Normalise(old))
            return new BodyEdit.Same();
        if (BodyJudge.Unwritable(wanted) is { } unwritable)
            return new BodyEdit.Refused(unwritable);
        if (bodyStart == 0 && ReadsAsFrontmatter(wanted))
            return new BodyEdit.Refused("the body begins with a line of three dashes that would read as frontmatter; begin it with a blank line");
        if (bodyStart == 0 && wanted.StartsWith('\uFEFF'))
            return new BodyEdit.Refused("the body begins with a byte-order mark; leave it out");
        var eol = TextLines.DominantEnd(page.Text);
        var lead = bodyStart > 0 && page.Text[bodyStart - 1] is not ('\n' or '\r') ? eol : "";
        return new BodyEdit.Changed(page.With(new Edit(Span.Between(bodyStart, page.Text.Length), lead + LineEnds.Rewrite(old, wanted, eol))));
    }

    internal static string Normalise(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    static bool ReadsAsFrontmatter(string body)
    {
        var line = 0;
        foreach (var content in body.AsSpan().EnumerateLines())
        {
            var mark = content.TrimEnd(" \t");
            if (line++ == 0 && mark is not "---")
                return false;
            if (line > 1 && mark is "---" or "...")
                return true;
        }

        return false;
    }
}
