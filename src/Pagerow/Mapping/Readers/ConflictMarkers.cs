using Pagerow.Pages;
using Pagerow.Pages.Outlines;

namespace Pagerow.Mapping.Readers;

/// <summary>What an unfinished merge leaves in a page: the page waits until a person has finished it.</summary>
static class ConflictMarkers
{
    /// <summary>The problem, where lines of all three kinds follow one another in the body, outside of code.</summary>
    public static Problem? Find(Body body)
    {
        var open = Line(body, "<<<<<<< ", body.Start);
        var middle = open < 0 ? -1 : Line(body, "=======", open);
        return middle < 0 || Line(body, ">>>>>>> ", middle) < 0
            ? null
            : PagePlace.Problem(body.Text, open, "conflict-markers", "the page holds the marks of an unfinished merge; finish it, or put them into a code block");
    }

    /// <summary>Whether there may be some: the page need not be outlined to say no.</summary>
    public static bool MayBeIn(string text) =>
        text.Contains("<<<<<<< ", StringComparison.Ordinal) && text.Contains(">>>>>>> ", StringComparison.Ordinal);

    /// <summary>Whether a part of a page has a mark of which another part may have the rest.</summary>
    public static bool BeginIn(string text) =>
        text.Contains("<<<<<<< ", StringComparison.Ordinal) || text.Contains(">>>>>>> ", StringComparison.Ordinal);

    static int Line(Body body, string mark, int from)
    {
        var code = body.Outline.Code;
        var next = 0;
        for (var at = body.Text.IndexOf(mark, from, StringComparison.Ordinal); at >= 0; at = body.Text.IndexOf(mark, at + 1, StringComparison.Ordinal))
        {
            while (next < code.Length && code[next].End <= at)
                next++;
            if ((at == 0 || body.Text[at - 1] == '\n') && (next == code.Length || at < code[next].Start))
                return at;
        }

        return -1;
    }
}
