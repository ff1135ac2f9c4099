using System.Collections.Immutable;

namespace Pagerow.Mapping.Patterns;

/// <summary>
/// One attempt to match a path. Wildcards take as little as they can, from left to right; a wildcard never takes a dot that begins a
/// segment. Backtracks to the nearest wildcard only (once the rest of a pattern fits no later place of a segment, a longer wildcard in
/// front of it cannot help), after wildmatch.c of rsync and Git. Where that cannot be relied on (dots and held captures end a wildcard
/// early), it is noted from where a piece and all behind it fit nothing, so that no place is tried twice. Allocates nothing else.
/// </summary>
/// <param name="tokens">The pattern.</param>
/// <param name="text">The path; a folder with its final slash where <paramref name="isFolder"/>.</param>
/// <param name="taken">Receives what each token took, by its place; may be empty.</param>
/// <param name="isFolder">Whether something below the folder would do.</param>
/// <param name="takesDots">Whether wildcards take a dot that begins a segment after all.</param>
readonly ref struct PatternMatch(
    ImmutableArray<PatternToken> tokens, ReadOnlySpan<char> text, Span<Range> taken, bool isFolder, bool takesDots)
{
    readonly ReadOnlySpan<char> _text = text;
    readonly Span<Range> _taken = taken;

    // For each place a bit for each piece that fits nothing from there on.
    readonly ulong[]? _failed = Branches(tokens) > 1 ? new ulong[text.Length + 1] : null;

    enum Outcome
    {
        Yes,
        No,
        NoInSegment,
        Never,
    }

    /// <summary>Whether the whole path matches.</summary>
    public bool Succeeds() => Match(0, 0) == Outcome.Yes;

    Outcome Match(int token, int at)
    {
        if (isFolder && at == _text.Length)
            return token < tokens.Length ? Outcome.Yes : Outcome.No;
        if (token == tokens.Length)
            return at == _text.Length ? Outcome.Yes : Outcome.No;
        if (_failed is null || !IsBranch(tokens[token]))
            return Tried(token, at);
        if ((_failed[at] & (1UL << token)) != 0)
            return Outcome.No;
        var outcome = Tried(token, at);
        if (outcome != Outcome.Yes)
            _failed[at] |= 1UL << token;
        return outcome;
    }

    Outcome Tried(int token, int at) => tokens[token].Kind switch
    {
        PatternTokenKind.Literal => Literal(token, at),
        PatternTokenKind.Segment => Segment(token, at),
        PatternTokenKind.Segments => Segments(token, at),
        PatternTokenKind.Folders => Folders(token, at),
        not (>= PatternTokenKind.Literal and <= PatternTokenKind.Folders) => throw new InvalidOperationException("A pattern has a piece of no known kind."),
    };

    static bool IsBranch(PatternToken token) => token.Kind is PatternTokenKind.Folders or PatternTokenKind.Segments || !token.Allowed.IsDefault;

    static int Branches(ImmutableArray<PatternToken> tokens)
    {
        var branches = 0;
        foreach (var token in tokens)
            branches += IsBranch(token) ? 1 : 0;
        return branches;
    }

    Outcome Literal(int token, int at)
    {
        var rest = _text[at..];
        var literal = tokens[token].Text;
        if (rest.StartsWith(literal, StringComparison.Ordinal))
            return Match(token + 1, at + literal.Length);
        return isFolder && literal.AsSpan().StartsWith(rest, StringComparison.Ordinal) ? Outcome.Yes : Outcome.No;
    }

    Outcome Segment(int token, int at)
    {
        var allowed = tokens[token].Allowed;
        if (!allowed.IsDefault)
            return AllowedSegment(token, at, allowed);
        // That a wildcard takes nothing does not make the dot of '*.md' the one that begins a name.
        if (at < _text.Length && BeginsWithDot(at))
            return Outcome.No;
        for (var end = at; ; end++)
        {
            if (end > at || !tokens[token].IsCapture)
            {
                var outcome = Take(token, at, end);
                if (outcome != Outcome.No)
                    return outcome;
            }

            if (end == _text.Length)
                return Outcome.Never;
            if (_text[end] == '/')
                return Outcome.NoInSegment;
            if (BeginsWithDot(end))
                return Outcome.No;
        }
    }

    Outcome AllowedSegment(int token, int at, ImmutableArray<string> allowed)
    {
        foreach (var value in allowed)
        {
            if (_text[at..].StartsWith(value, StringComparison.Ordinal) && Take(token, at, at + value.Length) == Outcome.Yes)
                return Outcome.Yes;
        }

        return Outcome.No;
    }

    Outcome Segments(int token, int at)
    {
        for (var end = at; ; end++)
        {
            if (isFolder && end == _text.Length)
                return Outcome.Yes;
            if (end > at && _text[end - 1] != '/')
            {
                var outcome = Take(token, at, end);
                if (outcome is Outcome.Yes or Outcome.Never)
                    return outcome;
            }

            if (end == _text.Length)
                return Outcome.Never;
            if ((end == at && _text[end] == '/') || BeginsWithDot(end))
                return Outcome.No;
        }
    }

    Outcome Folders(int token, int at)
    {
        for (var end = at; ; end++)
        {
            if (end == at || _text[end - 1] == '/')
            {
                var outcome = Take(token, at, end);
                if (outcome is Outcome.Yes or Outcome.Never)
                    return outcome;
            }

            if (end == _text.Length)
                return Outcome.Never;
            if (BeginsWithDot(end))
                return Outcome.No;
        }
    }

    Outcome Take(int token, int at, int end)
    {
        if (token < _taken.Length)
            _taken[token] = at..end;
        return Match(token + 1, end);
    }

    bool BeginsWithDot(int at) => !takesDots && _text[at] == '.' && (at == 0 || _text[at - 1] == '/');
}
