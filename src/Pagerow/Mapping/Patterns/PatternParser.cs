using System.Collections.Immutable;

namespace Pagerow.Mapping.Patterns;

/// <summary>Cuts a pattern's text into pieces, and says what is wrong with it.</summary>
static class PatternParser
{
    /// <summary>How many pieces a pattern may have.</summary>
    public const int MostTokens = 64;

    /// <summary>The pieces, or the first error. Neighbouring literals are one piece.</summary>
    public static PatternError? Parse(string pattern, out ImmutableArray<PatternToken> tokens)
    {
        tokens = [];
        if (BadSegment(pattern) is { } bad)
            return bad;
        var found = ImmutableArray.CreateBuilder<PatternToken>();
        for (var at = 0; at < pattern.Length;)
        {
            var (token, length, error) = Next(pattern, at);
            error ??= found.Count > 0 && IsWild(token) && IsWild(found[^1]) && found[^1].Kind != PatternTokenKind.Folders
                ? new("two wildcards stand side by side; put something between them", at + 1)
                : null;
            error ??= token.IsCapture && found.Any(t => t.IsCapture && t.Text == token.Text)
                ? new($"'{{{token.Text}}}' is captured twice", at + 1)
                : null;
            error ??= token.Kind == PatternTokenKind.Folders && found.Count > 0 && found[^1].Kind == PatternTokenKind.Folders
                ? new("'**/' stands behind '**/'; one of them takes any folders already", at + 1)
                : null;
            error ??= found.Count == MostTokens
                ? new($"the pattern has more than {MostTokens} pieces; write a shorter one", at + 1)
                : null;
            if (error is not null)
                return error;
            found.Add(token);
            at += length;
        }

        tokens = found.ToImmutable();
        return null;
    }

    static bool IsWild(PatternToken token) => token.Kind != PatternTokenKind.Literal;

    static (PatternToken Token, int Length, PatternError? Error) Next(string pattern, int at) => pattern[at] switch
    {
        '{' => Capture(pattern, at),
        '}' => (default, 0, new("'}' closes nothing", at + 1)),
        '*' when pattern.AsSpan(at).StartsWith("**", StringComparison.Ordinal) => Folders(pattern, at),
        '*' => (new(PatternTokenKind.Segment, "", at + 1), 1, null),
        _ => Literal(pattern, at),
    };

    static (PatternToken Token, int Length, PatternError? Error) Literal(string pattern, int at)
    {
        var length = pattern.AsSpan(at).IndexOfAny("{}*");
        length = length < 0 ? pattern.Length - at : length;
        return (new(PatternTokenKind.Literal, pattern.Substring(at, length), at + 1), length, null);
    }

    static (PatternToken Token, int Length, PatternError? Error) Folders(string pattern, int at)
    {
        var end = at + 2;
        if ((at > 0 && pattern[at - 1] != '/') || (end < pattern.Length && pattern[end] != '/'))
            return (default, 0, new("'**' is a segment of its own, as in 'notes/**/{name}.md'", at + 1));
        return end == pattern.Length
            ? (new(PatternTokenKind.Segments, "", at + 1), 2, null)
            : (new(PatternTokenKind.Folders, "", at + 1), 3, null);
    }

    static (PatternToken Token, int Length, PatternError? Error) Capture(string pattern, int at)
    {
        var close = pattern.IndexOf('}', at);
        if (close < 0)
            return (default, 0, new("'{' is never closed", at + 1));
        var name = pattern[(at + 1)..close];
        var isLong = name.EndsWith("...", StringComparison.Ordinal);
        name = isLong ? name[..^3] : name;
        if (name.Length == 0 || !(char.IsLetter(name[0]) || name[0] == '_') || !name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-'))
            return (default, 0, new($"'{name}' is no name for a capture; take letters, digits and '_', beginning with a letter", at + 2));
        return (new(isLong ? PatternTokenKind.Segments : PatternTokenKind.Segment, name, at + 1), close + 1 - at, null);
    }

    static PatternError? BadSegment(string pattern)
    {
        if (pattern.Length == 0)
            return new("the pattern is empty", 1);
        if (pattern.AsSpan().IndexOfAnyInRange('\0', '\x1f') is var control and >= 0)
            return new("the pattern has a control character", control + 1);
        if (pattern.IndexOf('\\', StringComparison.Ordinal) is var slash and >= 0)
            return new("a backslash; folders are joined by '/'", slash + 1);
        if (pattern.Length > 1 && pattern[1] == ':')
            return new("the pattern is absolute; it begins at the root's folder", 1);
        var column = 1;
        foreach (var segment in pattern.Split('/'))
        {
            if (SegmentTrouble(segment) is { } trouble)
                return new(column == 1 && segment.Length == 0 ? "the pattern is absolute; it begins at the root's folder" : trouble, column);
            column += segment.Length + 1;
        }

        return null;
    }

    static string? SegmentTrouble(string segment) => segment switch
    {
        "" => "an empty segment",
        "." or ".." => $"'{segment}' leaves the folder; patterns stay below the root",
        _ when PathPattern.IsForbidden(segment) => $"'{segment}' is never looked into",
        _ => null,
    };
}
