using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Pagerow.Pages;

namespace Pagerow.Mapping.Patterns;

/// <summary>
/// A pattern of paths with captures, such as <c>{folder}/{epic}/{name}.md</c>. <c>{name}</c> takes characters within one segment,
/// <c>{name...}</c> one segment or several, <c>*</c> any characters within a segment, <c>**</c> any folders; everything else stands for
/// itself. Wildcards take as little as they can, from left to right. A dot that begins a folder's or file's name is matched only by a dot
/// in the pattern (or a value of <c>where</c>); <c>.git</c> and <c>.pagerow</c> never match. A pattern whose end names no extension
/// takes <c>.md</c> and <c>.markdown</c>. Ordinal: whether two spellings are one name is the root's matter.
/// </summary>
public sealed class PathPattern : IEquatable<PathPattern>
{
    readonly ImmutableArray<PatternToken> _tokens;
    readonly bool _namesExtension;

    PathPattern(string pattern, ImmutableArray<PatternToken> tokens)
    {
        Pattern = pattern;
        _tokens = tokens;
        _namesExtension = NamesExtension(tokens[^1], pattern);
    }

    /// <summary>The pattern's text.</summary>
    public string Pattern { get; }

    /// <summary>The names of its captures, in order.</summary>
    public ImmutableArray<string> Names => [.. _tokens.Where(t => t.IsCapture).Select(t => t.Text)];

    /// <summary>The captures that are held to certain values, with these, in order of the captures.</summary>
    public ImmutableArray<KeyValuePair<string, ImmutableArray<string>>> Where =>
        [.. _tokens.Where(t => !t.Allowed.IsDefault).Select(t => KeyValuePair.Create(t.Text, t.Allowed))];

    /// <summary>Whether a wildcard, and no capture, stands for the file's own name, as in <c>notes/**/*.md</c>.</summary>
    public bool HasWildName => WildName >= 0;

    /// <summary>What a name needs behind it where the pattern's end names no extension; else nothing.</summary>
    public string Ending => _namesExtension ? "" : ".md";

    // The first wildcard of the last segment that has no capture; -1 where it has one, or no wildcard.
    int WildName
    {
        get
        {
            var wild = -1;
            for (var i = _tokens.Length - 1; i >= 0 && !EndsFolder(_tokens[i]); i--)
            {
                if (_tokens[i].IsCapture)
                    return -1;
                if (_tokens[i].Kind is not PatternTokenKind.Literal)
                    wild = i;
            }

            return wild;
        }
    }

    /// <summary>The pattern, or what is wrong with the text.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PathPattern? pattern, [NotNullWhen(false)] out PatternError? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        error = PatternParser.Parse(text, out var tokens);
        pattern = error is null ? new(text, tokens) : null;
        return pattern is not null;
    }

    /// <summary>A pattern that is known to be one.</summary>
    /// <exception cref="ArgumentException">It is none; the message says why.</exception>
    public static PathPattern Of(string text) =>
        TryParse(text, out var pattern, out var error) ? pattern : throw new ArgumentException(error.Message, nameof(text));

    /// <summary>
    /// The same pattern, a capture held to these values. Only a capture within one segment can be held, and at most two of one segment.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such capture, or it cannot be held; the message says why.</exception>
    public PathPattern Holding(string capture, ImmutableArray<string> values) =>
        WhyNotHeld(capture) is { } reason
            ? throw new ArgumentException(reason, nameof(capture))
            : new(Pattern, [.. _tokens.Select(t => t.IsCapture && t.Text == capture ? t with { Allowed = values } : t)]);

    /// <summary>Why <see cref="Holding"/> would not take this capture, as a sentence; null where it would.</summary>
    public string? WhyNotHeld(string capture)
    {
        var at = _tokens.FirstOrDefault(t => t.IsCapture && t.Text == capture);
        return at switch
        {
            { IsCapture: false } => $"the pattern has no '{{{capture}}}'",
            { Kind: PatternTokenKind.Segments } => $"'{{{capture}...}}' spans folders and cannot be held to values",
            _ when _tokens.Count(t => !t.Allowed.IsDefault && t.Text != capture && SameSegment(t, at)) > 1 => "two captures of this segment are held to values already",
            _ => null,
        };
    }

    /// <summary>Whether a path matches as a whole.</summary>
    public bool Matches(PagePath path) => Matches(path.Value, []);

    /// <summary>What the captures take from a path, in order of the captures; null where it does not match.</summary>
    public ImmutableArray<KeyValuePair<string, string>>? Captures(PagePath path)
    {
        Span<Range> taken = stackalloc Range[_tokens.Length];
        if (!Matches(path.Value, taken))
            return null;
        var captures = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        for (var i = 0; i < _tokens.Length; i++)
        {
            if (_tokens[i].IsCapture)
                captures.Add(new(_tokens[i].Text, path.Value[taken[i]]));
        }

        return captures.ToImmutable();
    }

    /// <summary>
    /// The path with these captures; captures and wildcards that are not given are taken from <paramref name="like"/>. The result matches
    /// and gives the same captures back, or there is a reason why none does.
    /// </summary>
    /// <param name="captures">The captures that are given.</param>
    /// <param name="like">A path that has the others, or null.</param>
    /// <param name="path">The path, where the result is true.</param>
    /// <param name="reason">Why there is none, where the result is false.</param>
    /// <param name="name">What stands for the file's own name where <see cref="HasWildName"/>, or null.</param>
    public bool TryFill(
        IReadOnlyDictionary<string, string> captures, PagePath? like, out PagePath path, [NotNullWhen(false)] out string? reason, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(captures);
        var wild = name is null ? -1 : WildName;
        path = default;
        Span<Range> taken = stackalloc Range[_tokens.Length];
        var stands = like is { } standing && Matches(standing.Value, taken);
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < _tokens.Length; i++)
        {
            var token = _tokens[i];
            if (token.Kind == PatternTokenKind.Literal)
                text.Append(token.Text);
            else if (i == wild)
                text.Append(name);
            else if (token.IsCapture && captures.TryGetValue(token.Text, out var given))
                text.Append(given);
            else if (stands)
                text.Append(like!.Value.Value[taken[i]]);
            else if (token.IsCapture)
                return Fails($"nothing is given for '{{{token.Text}}}'", out reason);
        }

        if (!PagePath.TryParse(text.ToString(), out var filled, out reason))
            return false;
        path = filled;
        return FitsBack(filled, captures, out reason);
    }

    /// <summary>
    /// Which values a capture may have, as a sentence, where a path would match but for one that is held to others; else null.
    /// </summary>
    public string? WhyHeldOff(PagePath path)
    {
        var held = Where.ToDictionary(StringComparer.Ordinal);
        if (held.Count == 0 || new PathPattern(Pattern, [.. _tokens.Select(t => t with { Allowed = default })]).Captures(path) is not { } read)
            return null;
        var wrong = read.Where(c => held.TryGetValue(c.Key, out var allowed) && !allowed.Contains(c.Value, StringComparer.Ordinal))
            .Select(c => $"by 'where', '{c.Key}' may be {string.Join(", ", held[c.Key].Select(v => $"'{v}'"))}, and not '{c.Value}'");
        return string.Join("; ", wrong) is { Length: > 0 } reason ? reason : null;
    }

    /// <summary>Whether a path below this folder could match, so that a scan need not look into the others. The root is <c>""</c>.</summary>
    public bool WantsFolder(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return folder.Length == 0
            || (!HasForbiddenSegment(folder) && new PatternMatch(_tokens, $"{folder}/", [], isFolder: true, takesDots: false).Succeeds());
    }

    /// <inheritdoc/>
    public bool Equals(PathPattern? other) =>
        other is not null && Pattern == other.Pattern
        && _tokens.Zip(other._tokens).All(p => p.First.Allowed.IsDefault == p.Second.Allowed.IsDefault
            && (p.First.Allowed.IsDefault || p.First.Allowed.SequenceEqual(p.Second.Allowed, StringComparer.Ordinal)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PathPattern);

    /// <inheritdoc/>
    public override int GetHashCode() => Pattern.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Pattern;

    /// <summary>Whether a folder or file of this name is never looked at.</summary>
    internal static bool IsForbidden(ReadOnlySpan<char> segment) =>
        segment.Equals(".git", StringComparison.OrdinalIgnoreCase) || segment.Equals(".pagerow", StringComparison.OrdinalIgnoreCase);

    internal static bool HasForbiddenSegment(ReadOnlySpan<char> path)
    {
        if (path is not ['.', ..] && !path.Contains("/.", StringComparison.Ordinal))
            return false;
        foreach (var segment in path.Split('/'))
        {
            if (IsForbidden(path[segment]))
                return true;
        }

        return false;
    }

    bool Matches(ReadOnlySpan<char> path, Span<Range> taken) =>
        (_namesExtension || path.EndsWith(".md", StringComparison.Ordinal) || path.EndsWith(".markdown", StringComparison.Ordinal))
        && new PatternMatch(_tokens, path, taken, isFolder: false, takesDots: false).Succeeds()
        && !HasForbiddenSegment(path);

    bool FitsBack(PagePath path, IReadOnlyDictionary<string, string> captures, [NotNullWhen(false)] out string? reason)
    {
        reason = null;
        if (Captures(path) is not { } read)
            return Fails($"'{path}' does not match '{Pattern}'{(WhyHeldOff(path) is { } held ? $": {held}" : "")}", out reason);
        foreach (var (name, value) in read)
        {
            if (captures.TryGetValue(name, out var given) && given != value)
                return Fails($"'{given}' cannot stand for '{{{name}}}': '{path}' would be read back as '{value}'", out reason);
        }

        return true;
    }

    static bool EndsFolder(PatternToken token) =>
        token.Kind == PatternTokenKind.Folders || (token.Kind == PatternTokenKind.Literal && token.Text.Contains('/', StringComparison.Ordinal));

    bool SameSegment(PatternToken a, PatternToken b) =>
        !Pattern.AsSpan(Math.Min(a.Column, b.Column)..Math.Max(a.Column, b.Column)).Contains('/');

    static bool Fails(string why, out string? reason)
    {
        reason = why;
        return false;
    }

    static bool NamesExtension(PatternToken last, string pattern) =>
        last.Kind == PatternTokenKind.Literal
        && (last.Text.AsSpan(last.Text.LastIndexOf('/') + 1).Contains('.') || !pattern.AsSpan(pattern.LastIndexOf('/') + 1).ContainsAny("{*"));
}
