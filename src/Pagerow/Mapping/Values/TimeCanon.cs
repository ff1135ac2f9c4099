using System.Globalization;

namespace Pagerow.Mapping.Values;

/// <summary>
/// Days and moments. Read are <c>yyyy-M-d</c> (also with slashes), then, after a blank or a <c>T</c>, <c>H:mm[:ss[.fffffff]]</c>, then
/// <c>Z</c> or an offset of hours and minutes. Days are never guessed from other orders.
/// </summary>
static class TimeCanon
{
    const DateTimeStyles Styles = DateTimeStyles.NoCurrentDateDefault;

    static readonly string[] Clocks = ["H:mm", "H:mm:ss", "H:mm:ss.FFFFFFF"];

    public static Canon Date(Value loose) => loose switch
    {
        Value.Date => new Canon.Taken(loose),
        Value.Timestamp(var moment) => DayOf(moment, loose),
        Value.Text(var text) when Moment(text) is { } moment => DayOf(moment, loose),
        _ => TextCanon.Not(loose, "days as yyyy-MM-dd"),
    };

    public static Canon Timestamp(Value loose) => loose switch
    {
        Value.Timestamp({ Kind: DateTimeKind.Local } moment) => Taken(DateTime.SpecifyKind(moment, DateTimeKind.Unspecified)),
        Value.Timestamp => new Canon.Taken(loose),
        Value.Date(var day) => Taken(day.ToDateTime(TimeOnly.MinValue)),
        Value.Text(var text) when Moment(text) is { } moment => Taken(moment),
        _ => TextCanon.Not(loose, "moments as yyyy-MM-dd HH:mm:ss, with Z for UTC"),
    };

    public static string? ToPage(Value canonical, string? standing)
    {
        if (canonical is not Value.Timestamp(var moment) || standing is null)
            return canonical.Spelling;
        var at = standing.AsSpan().Trim();
        var isUtc = moment.Kind == DateTimeKind.Utc;
        if (at.Length <= 10 && moment.TimeOfDay.Ticks == 0 && !isUtc)
            return moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var day = at.Contains('T') ? "yyyy-MM-dd'T'" : "yyyy-MM-dd ";
        var hasSeconds = at.Length <= 10 || at.Count(':') > 1 || moment.Ticks % TimeSpan.TicksPerMinute != 0;
        return moment.ToString(day + (hasSeconds ? "HH:mm:ss.FFFFFFF" : "HH:mm"), CultureInfo.InvariantCulture) + (isUtc ? "Z" : "");
    }

    static Canon.Taken Taken(DateTime moment) => new(new Value.Timestamp(moment));

    static Canon DayOf(DateTime moment, Value loose) => moment.TimeOfDay == TimeSpan.Zero
        ? new Canon.Taken(new Value.Date(DateOnly.FromDateTime(moment)))
        : TextCanon.Not(loose, "days without a time of day");

    static DateTime? Moment(string spelling)
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
