using System.Globalization;

namespace Pagerow.Pages.Spelling;

/// <summary>
/// Days and moments as a person writes them: <c>yyyy-M-d</c> (also with slashes), then, after a blank or a <c>T</c>,
/// <c>H:mm[:ss[.fffffff]]</c>, then <c>Z</c> or an offset of hours and minutes. Days are never guessed from other orders.
/// </summary>
static class Moment
{
    const DateTimeStyles Styles = DateTimeStyles.NoCurrentDateDefault;

    static readonly string[] Clocks = ["H:mm", "H:mm:ss", "H:mm:ss.FFFFFFF"];

    /// <summary>The moment that a text spells, in UTC where it says so or gives an offset; null where it spells none.</summary>
    public static DateTime? Read(string spelling)
    {
        var text = spelling.AsSpan().Trim();
        var end = text.IndexOfAny(' ', 'T', 't');
        var day = end < 0 ? text : text[..end];
        if (!DateOnly.TryParseExact(day, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && !DateOnly.TryParseExact(day, "yyyy/M/d", CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
        {
            return null;
        }

        return end < 0 ? date.ToDateTime(TimeOnly.MinValue) : WithClock(date, text[(end + 1)..].Trim());
    }

    static DateTime? WithClock(DateOnly date, ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAny("Zz+-");
        var clock = (end < 0 ? rest : rest[..end]).TrimEnd();
        if (!DateTime.TryParseExact(clock, Clocks, CultureInfo.InvariantCulture, Styles, out var time))
            return null;
        var local = date.ToDateTime(TimeOnly.FromDateTime(time));
        if (end < 0)
            return local;
        return Offset(rest[end..]) is { } offset && local.Ticks - offset.Ticks is >= 0 and var ticks && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime(ticks, DateTimeKind.Utc)
            : null;
    }

    static TimeSpan? Offset(ReadOnlySpan<char> text)
    {
        if (text is "Z" or "z")
            return TimeSpan.Zero;
        var digits = text[1..];
        var colon = digits.IndexOf(':');
        var hours = colon >= 0 ? digits[..colon] : digits.Length > 2 ? digits[..^2] : digits;
        var minutes = colon >= 0 ? digits[(colon + 1)..] : digits.Length > 2 ? digits[^2..] : "0";
        if (!int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var h) || h > 14
            || !int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var m) || m > 59)
        {
            return null;
        }

        var offset = new TimeSpan(h, m, 0);
        return text[0] == '-' ? -offset : text[0] == '+' ? offset : null;
    }
}
