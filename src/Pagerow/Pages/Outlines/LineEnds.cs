using System.Text;

namespace Pagerow.Pages.Outlines;

/// <summary>Line ends that stay where lines stay.</summary>
static class LineEnds
{
    /// <summary>A client's text with LF only. Where the old text shows CR before LF as text, the client's CRs are text too.</summary>
    public static string FromClient(string text, string old) =>
        BodyText.Normalise(old).Contains("\r\n", StringComparison.Ordinal) ? text : BodyText.Normalise(text);

    /// <summary>A new text, LF only, with the line ends of the old one where its lines stay, and <paramref name="end"/> elsewhere.</summary>
    public static string Rewrite(string old, string text, string end)
    {
        if (IsUniform(old, end))
            return end == "\n" ? text : text.Replace("\n", end, StringComparison.Ordinal);
        var oldLines = Lines(old);
        var newLines = Lines(text);
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var matches = LineDiff.Match(Ids(oldLines, ids), Ids(newLines, ids));
        var ends = new string?[newLines.Count];
        for (var i = 0; i < matches.Length; i++)
        {
            if (matches[i] >= 0 && oldLines[i].End.Length > 0)
                ends[matches[i]] = oldLines[i].End;
        }

        var result = new StringBuilder(text.Length);
        for (var i = 0; i < newLines.Count; i++)
            result.Append(newLines[i].Content).Append(newLines[i].End.Length == 0 ? "" : ends[i] ?? end);
        return result.ToString();
    }

    static bool IsUniform(string old, string end)
    {
        for (var at = old.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = old.IndexOf('\n', at + 1))
        {
            if ((at > 0 && old[at - 1] == '\r') != (end == "\r\n"))
                return false;
        }

        return true;
    }

    static int[] Ids(List<(string Content, string End)> lines, Dictionary<string, int> ids)
    {
        var result = new int[lines.Count];
        for (var i = 0; i < result.Length; i++)
        {
            if (!ids.TryGetValue(lines[i].Content, out result[i]))
                ids[lines[i].Content] = result[i] = ids.Count;
        }

        return result;
    }

    static List<(string Content, string End)> Lines(string text)
    {
        var lines = new List<(string, string)>();
        for (var at = 0; at < text.Length;)
        {
            var lf = text.IndexOf('\n', at);
            var next = lf < 0 ? text.Length : lf + 1;
            var contentEnd = lf < 0 ? text.Length : lf > at && text[lf - 1] == '\r' ? lf - 1 : lf;
            lines.Add((text[at..contentEnd], text[contentEnd..next]));
            at = next;
        }

        return lines;
    }
}
