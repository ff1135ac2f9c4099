namespace Pagerow.Mapping.Collections;

/// <summary>What a person means by the text of a section, and the blank lines around it, which stay when it is written.</summary>
/// <param name="Before">The blank lines above.</param>
/// <param name="Text">From the first line that is not blank to the last one, without its end.</param>
/// <param name="After">The end of that line and the blank lines below.</param>
readonly record struct SectionText(string Before, string Text, string After)
{
    /// <summary>Cuts a section's content, LF only.</summary>
    public static SectionText Of(string content)
    {
        var first = content.AsSpan().IndexOfAnyExcept(" \t\n");
        if (first < 0)
            return new(content, "", "");
        var start = content.LastIndexOf('\n', first) + 1;
        var last = content.AsSpan().LastIndexOfAnyExcept(" \t\n");
        var end = content.IndexOf('\n', last);
        end = end < 0 ? content.Length : end;
        return new(content[..start], content[start..end], content[end..]);
    }

    /// <summary>The content with another text; a section that had none gets a blank line above it.</summary>
    public string With(string text)
    {
        if (text.Length == 0)
            return Before + After;
        return Text.Length == 0 ? $"\n{text}\n{(Before.Length > 1 ? "\n" : "")}" : Before + text + After;
    }
}
