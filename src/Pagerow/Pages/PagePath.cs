using System.Diagnostics.CodeAnalysis;

namespace Pagerow.Pages;

/// <summary>
/// The place of a page below its root: segments joined by <c>/</c>, never absolute, never empty, no <c>.</c> or <c>..</c> segment,
/// no NUL or backslash-escape into another folder. Compared ordinally; whether two spellings are one name is the root's matter.
/// </summary>
public readonly record struct PagePath : IComparable<PagePath>
{
    readonly string? _value;

    PagePath(string value) => _value = value;

    /// <summary>The path as text.</summary>
    public string Value => _value ?? throw new InvalidOperationException("A page path was used before it was set.");

    /// <summary>The last segment.</summary>
    public string Name => Value[(Value.LastIndexOf('/') + 1)..];

    /// <summary>The folder below the root, without a final slash; empty for a page in the root itself.</summary>
    public string Folder => Value.LastIndexOf('/') is var at and > 0 ? Value[..at] : "";

    /// <summary>The path, or why <paramref name="text"/> is none.</summary>
    /// <param name="text">A path as a person or a row gives it.</param>
    /// <param name="path">The path, where the result is true.</param>
    /// <param name="reason">What is wrong with it, where the result is false.</param>
    public static bool TryParse(string text, out PagePath path, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(text);
        path = default;
        reason = text switch
        {
            "" => "the path is empty",
            _ when text[0] == '/' || (text.Length > 1 && text[1] == ':') => $"'{text}' is an absolute path",
            _ when text.Contains('\\', StringComparison.Ordinal) => $"'{text}' has a backslash; segments are joined by '/'",
            _ when text.Any(char.IsControl) => $"'{text}' has a control character",
            _ when text.Split('/').Any(s => s is "." or "..") => $"'{text}' leaves its folder ('.' or '..')",
            _ when text.Split('/').Any(s => s.Length == 0) => $"'{text}' has an empty segment",
            _ => null,
        };
        if (reason is null)
            path = new(text);
        return reason is null;
    }

    /// <summary>A path that is known to be one, for example because a scan built it.</summary>
    /// <exception cref="ArgumentException">It is none; the message says why.</exception>
    public static PagePath Of(string text) =>
        TryParse(text, out var path, out var reason) ? path : throw new ArgumentException(reason, nameof(text));

    /// <summary>The path of an entry that a scan found: trusted to lie below the root, whatever characters its name has.</summary>
    public static PagePath Found(string folder, string name) => new(folder.Length == 0 ? name : $"{folder}/{name}");

    /// <summary>Ordinal order.</summary>
    public int CompareTo(PagePath other) => string.CompareOrdinal(_value, other._value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
