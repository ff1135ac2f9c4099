using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Pagerow.Pages;

namespace Pagerow.Files.Writing;

/// <summary>The name under which a page is kept: when it was put there, which version it was, and where it stood.</summary>
/// <param name="Kept">When, in UTC, to the second.</param>
/// <param name="Number">Parts those of one second.</param>
/// <param name="Page">Which version it was.</param>
/// <param name="Path">Where it stood; of a long path the end, and a tilde in it reads as a slash.</param>
sealed record KeptName(DateTimeOffset Kept, int Number, PageHash Page, PagePath Path)
{
    const int MostPathBytes = 150;
    const string Stamp = "yyyyMMdd'T'HHmmss";

    /// <summary>The name of a version of which nobody knows which it is.</summary>
    public static string Unknown(DateTimeOffset at, int number, string path) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture)}-{number}-{Flat(path)}");

    /// <summary>When what has this name was put there; null where it does not say.</summary>
    public static DateTimeOffset? At(string text) =>
        DateTimeOffset.TryParseExact(text.Split('-', 2)[0], Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    /// <summary>Reads a name; false where it tells no version.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out KeptName? name)
    {
        name = null;
        var parts = text.Split('-', 4);
        if (parts.Length == 4
            && At(text) is { } at
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && PageHash.TryParse(parts[2], out var page)
            && PagePath.TryParse(parts[3].Replace('~', '/'), out var path, out _))
        {
            name = new(at, number, page, path);
        }

        return name is not null;
    }

    /// <summary>The name in the folder.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Kept.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture)}-{Number}-{Page}-{Flat(Path.Value)}");

    /// <summary>A path as a part of a name. The end of a path tells more than its beginning.</summary>
    public static string Flat(string path)
    {
        var flat = path.Replace('/', '~');
        while (Encoding.UTF8.GetByteCount(flat) > MostPathBytes)
            flat = flat[(char.IsHighSurrogate(flat[0]) ? 2 : 1)..];
        return flat;
    }
}
