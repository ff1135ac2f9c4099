using System.Globalization;
using Pagerow.Pages.Spelling;

namespace Pagerow.Mapping.Values;

/// <summary>Days and moments, as <see cref="Moment"/> reads them.</summary>
static class TimeCanon
{
    public static Canon Date(Value loose) => loose switch
    {
        Value.Date => new Canon.Taken(loose),
        Value.Timestamp(var moment) => DayOf(moment, loose),
        Value.Text(var text) when Moment.Read(text) is { } moment => DayOf(moment, loose),
        _ => TextCanon.Not(loose, "days as yyyy-MM-dd"),
    };

    public static Canon Timestamp(Value loose) => loose switch
    {
        Value.Timestamp({ Kind: DateTimeKind.Local } moment) => Taken(DateTime.SpecifyKind(moment, DateTimeKind.Unspecified)),
        Value.Timestamp => new Canon.Taken(loose),
        Value.Date(var day) => Taken(day.ToDateTime(TimeOnly.MinValue)),
        Value.Text(var text) when Moment.Read(text) is { } moment => Taken(moment),
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
}
