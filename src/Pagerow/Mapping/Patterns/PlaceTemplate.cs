using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Pagerow.Mapping.Patterns;

/// <summary>
/// Where a row gets its file, such as <c>{folder}/{epic}/{id}-{slug(title)}.md</c>: names stand for columns, then for captures;
/// <c>slug()</c> makes a text fit for a file name.
/// </summary>
public sealed class PlaceTemplate
{
    const int LongestSlug = 80;

    readonly ImmutableArray<(string Text, bool IsName, bool IsSlug)> _pieces;

    PlaceTemplate(ImmutableArray<(string Text, bool IsName, bool IsSlug)> pieces) => _pieces = pieces;

    /// <summary>The names that it asks for, in order.</summary>
    public ImmutableArray<string> Names => [.. _pieces.Where(p => p.IsName).Select(p => p.Text)];

    /// <summary>The template, or what is wrong with the text.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PlaceTemplate? template, [NotNullWhen(false)] out PatternError? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        template = null;
        error = null;
        var pieces = ImmutableArray.CreateBuilder<(string, bool, bool)>();
        for (var at = 0; at < text.Length && error is null;)
        {
            var isName = text[at] == '{';
            var end = isName ? text.IndexOf('}', at) : text.AsSpan(at).IndexOfAny('{', '}') is var next and >= 0 ? at + next : text.Length;
            if (end < 0 || (!isName && end == at))
                error = new(isName ? "'{' is never closed" : "'}' closes nothing", at + 1);
            else if (isName)
                error = Name(text[(at + 1)..end], at + 2, pieces);
            else
                pieces.Add((text[at..end], false, false));
            at = isName ? end + 1 : end;
        }

        error ??= Trouble(text);
        if (error is not null)
            return false;
        template = new(pieces.ToImmutable());
        return true;
    }

    /// <summary>The place as text, or why there is none: a name that has no value. Values stand in it as they are: whether it is a path is asked of <see cref="Pages.PagePath"/>.</summary>
    public bool TryFill(Func<string, string?> values, [NotNullWhen(true)] out string? place, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(values);
        (place, reason) = (null, null);
        var text = new StringBuilder();
        foreach (var (name, isName, isSlug) in _pieces)
        {
            var value = isName ? values(name) : name;
            value = isSlug && value is not null ? Slug(value) : value;
            if (string.IsNullOrEmpty(value))
            {
                reason = $"the row gets no file: '{name}' is empty, and its place needs it";
                return false;
            }

            text.Append(value);
        }

        place = text.ToString();
        return true;
    }

    /// <summary>
    /// A text as part of a file name: lower case, letters and digits of any language, all else a single <c>-</c>, none at the ends, at most
    /// 80 characters.
    /// </summary>
    public static string Slug(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var slug = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || (slug.Length > 0 && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
                slug.Append(Rune.ToLowerInvariant(rune));
            else if (slug.Length > 0 && slug[^1] != '-' && rune.Value != '\'')
                slug.Append('-');
            if (slug.Length >= LongestSlug)
                break;
        }

        return slug.ToString().TrimEnd('-');
    }

    static PatternError? Name(string piece, int column, ImmutableArray<(string, bool, bool)>.Builder pieces)
    {
        var isSlug = piece.StartsWith("slug(", StringComparison.Ordinal) && piece.EndsWith(')');
        var name = isSlug ? piece[5..^1].Trim() : piece;
        if (name.Length == 0 || !name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-'))
            return new($"'{piece}' is neither a name nor slug(name)", column);
        pieces.Add((name, true, isSlug));
        return null;
    }

    static PatternError? Trouble(string text) => text switch
    {
        "" => new("the place is empty", 1),
        ['/', ..] => new("the place is absolute; it begins at the root's folder", 1),
        _ when text.Split('/').Any(s => s is "." or "..") => new("the place leaves the folder ('.' or '..')", 1),
        _ when text.Split('/').Any(s => s.Length == 0) => new("the place has an empty segment", 1),
        _ when text.Contains('\\', StringComparison.Ordinal) => new("a backslash; folders are joined by '/'", text.IndexOf('\\', StringComparison.Ordinal) + 1),
        _ => null,
    };
}
