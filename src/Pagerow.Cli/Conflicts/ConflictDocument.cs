using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Pagerow.Cli.Output;
using Pagerow.Pages;
using Pagerow.Sql.Answers;

namespace Pagerow.Cli.Conflicts;

/// <summary>
/// An open conflict as a page that a person edits: both versions with the difference, options of which one is marked, and an area for another
/// text. Its last line tells whether somebody edited it.
/// </summary>
static class ConflictDocument
{
    const int ShortestFence = 3;
    const string Seal = "<!-- pagerow ", Area = "## Another text", Info = "text";

    static readonly ImmutableArray<(string Word, string Label)> Options =
    [
        ("rows", "Keep the database's version"),
        ("files", "Keep the file's version"),
        ("base", "Keep what was there before"),
        ("both", "Keep both, the file's version first"),
        ("text", "Take the text below"),
    ];

    /// <summary>The document, as nobody has edited it yet.</summary>
    public static string Of(Conflict conflict)
    {
        ArgumentNullException.ThrowIfNull(conflict);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Conflict {conflict.Number}: {conflict.Path}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"**Place**: {conflict.Place}\n**Conflict type**: {conflict.Kind}\n**Detected**: {conflict.OpenedAt:yyyy-MM-dd HH:mm:ss} UTC\n\n");
        Version(text, "The database's version", conflict.Row);
        Version(text, "The file's version", conflict.File);
        Version(text, "What was there before", conflict.Base);
        var difference = string.Join('\n', LineDiff.Of(conflict.File ?? "", conflict.Row ?? "").Select(l => l.TrimStart(' ')));
        Fenced(text.Append("## The difference, from the file's to the database's\n\n"), "diff", difference);
        text.Append("## Choose\n\nMark one box and save this file: files and rows follow, and this document goes.\n\n");
        foreach (var (_, label) in Options)
            text.Append(CultureInfo.InvariantCulture, $"- [ ] {label}\n");
        Fenced(text.Append(CultureInfo.InvariantCulture, $"\n{Area}\n\n"), Info, (conflict.Row ?? conflict.File ?? "").TrimEnd('\n'), conflict.File, conflict.Base);
        return $"{text}{SealOf(text.ToString())}\n";
    }

    /// <summary>Whether somebody edited a document.</summary>
    public static bool IsEdited(string document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var seal = document.LastIndexOf(Seal, StringComparison.Ordinal);
        return seal < 0 || document[seal..].TrimEnd() != SealOf(document[..seal]);
    }

    /// <summary>What a person chose: one of the words of a resolution, with the text where it is <c>text</c>; null where not one box is marked.</summary>
    public static (string Word, string? Text)? Read(string document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var lines = document.ReplaceLineEndings("\n").Split('\n');
        var marked = Options.Where(o => lines.Any(l => l.StartsWith("- [x] ", StringComparison.OrdinalIgnoreCase) && l[6..].Trim() == o.Label)).ToList();
        return marked is [var only] ? (only.Word, only.Word == "text" ? Written(lines) : null) : null;
    }

    /// <summary>The document once its choice was handed over: its mark says so, and counts no more.</summary>
    public static string HandedOver(string document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return string.Join('\n', document.Split('\n').Select(l => Options.Any(o => l.StartsWith("- [x] ", StringComparison.OrdinalIgnoreCase) && l[6..].Trim() == o.Label)
            ? $"{l.TrimEnd()} (handed over; where this document is still here, it could not stand there)"
            : l));
    }

    // The text may hold fences of its own, so that it goes to the last one; and a text of which somebody took the fence away is one all the same.
    static string Written(string[] lines)
    {
        var seal = Array.FindLastIndex(lines, l => l.StartsWith(Seal, StringComparison.Ordinal));
        var area = lines[(Array.LastIndexOf(lines, Area) + 1)..(seal < 0 ? lines.Length : seal)];
        var begin = Array.FindIndex(area, l => l.TrimEnd().TrimStart('`') == Info && LongestRun(l) >= ShortestFence);
        if (begin < 0)
            return string.Join('\n', area).Trim('\n');
        var fence = new string('`', LongestRun(area[begin]));
        var end = Array.FindLastIndex(area, l => l.TrimEnd() == fence);
        return string.Join('\n', area[(begin + 1)..(end > begin ? end : area.Length)]);
    }

    static void Version(StringBuilder text, string title, string? version)
    {
        text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n");
        if (version is null)
            text.Append("Nothing.\n\n");
        else
            Fenced(text, Info, version.TrimEnd('\n'));
    }

    // The fence is longer than any in the text, and in the texts that may come to stand there.
    static void Fenced(StringBuilder text, string info, string content, params ReadOnlySpan<string?> others)
    {
        var longest = Math.Max(ShortestFence - 1, LongestRun(content));
        foreach (var other in others)
            longest = Math.Max(longest, LongestRun(other ?? ""));
        var fence = new string('`', longest + 1);
        text.Append(CultureInfo.InvariantCulture, $"{fence}{info}\n{content}\n{fence}\n\n");
    }

    static int LongestRun(string text)
    {
        var (run, longest) = (0, 0);
        foreach (var c in text)
            longest = Math.Max(longest, run = c == '`' ? run + 1 : 0);
        return longest;
    }

    static string SealOf(string text) => $"{Seal}{PageHash.Of(Encoding.UTF8.GetBytes(text)).ToString()[..16]} -->";
}
