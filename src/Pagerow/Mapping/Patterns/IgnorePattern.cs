using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Pagerow.Mapping.Patterns;

/// <summary>
/// A pattern of files and folders that are never looked at, in the syntax of <see cref="PathPattern"/>: without a slash the name of a file
/// or folder anywhere (<c>node_modules</c>, <c>*.tmp.md</c>), with one a place below the root (<c>docs/drafts</c>). What is below an
/// ignored folder is ignored.
/// </summary>
public sealed class IgnorePattern : IEquatable<IgnorePattern>
{
    readonly ImmutableArray<PatternToken> _tokens;
    readonly bool _isName;

    IgnorePattern(string pattern, ImmutableArray<PatternToken> tokens)
    {
        Pattern = pattern;
        _tokens = tokens;
        _isName = !pattern.AsSpan().TrimEnd('/').Contains('/');
    }

    /// <summary>The pattern's text.</summary>
    public string Pattern { get; }

    /// <summary>The pattern, or what is wrong with the text. A final slash is fine.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out IgnorePattern? pattern, [NotNullWhen(false)] out PatternError? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        var place = text.TrimEnd('/');
        error = PatternParser.Parse(place, out var tokens);
        pattern = error is null ? new(text, tokens) : null;
        return pattern is not null;
    }

    /// <summary>A pattern that is known to be one.</summary>
    /// <exception cref="ArgumentException">It is none; the message says why.</exception>
    public static IgnorePattern Of(string text) =>
        TryParse(text, out var pattern, out var error) ? pattern : throw new ArgumentException(error.Message, nameof(text));

    /// <summary>Whether a page or folder, or a folder that it lies in, is ignored.</summary>
    /// <param name="place">Its path below the root.</param>
    public bool Covers(ReadOnlySpan<char> place)
    {
        for (var start = 0; start < place.Length;)
        {
            var slash = place[start..].IndexOf('/');
            var end = slash < 0 ? place.Length : start + slash;
            if (new PatternMatch(_tokens, place[(_isName ? start : 0)..end], [], isFolder: false, takesDots: true).Succeeds())
                return true;
            start = end + 1;
        }

        return false;
    }

    /// <inheritdoc/>
    public bool Equals(IgnorePattern? other) => other is not null && Pattern == other.Pattern;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as IgnorePattern);

    /// <inheritdoc/>
    public override int GetHashCode() => Pattern.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Pattern;
}
