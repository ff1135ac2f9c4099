using System.Globalization;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Values;

namespace Pagerow.Tests.Mapping;

/// <summary>Values as clients write them: mostly such as the type can hold, in any kind, some that it cannot.</summary>
static class RandomValues
{
    static readonly string[] Texts =
    [
        "plain", "with blank", "", "007", "1.10", "yes", "null", "~", "2026-01-07", "12:30", "a: b", "# no comment", "- dash", "'quoted'",
        "\"double\"", "[x](url)", "{{date}}", "@name", "*star*", "&and", "!bang", "%percent", "|bar", "> quote", "two\nlines", "ends with newline\n",
        "  leading", "trailing  ", "tab\there", "ünïcödé 😀", "C:\\new", "it's", "a #b", "a, b", "true", "0x1F", "1e3", "---", "...", "\u2028", "a\r\nb",
    ];

    public static Value For(ColumnType type, Random random) => random.Next(12) == 0 ? Value.Nothing : type switch
    {
        ColumnType.Integer => random.Next(4) == 0 ? new Value.Text(random.Next(1000).ToString(CultureInfo.InvariantCulture)) : new Value.Integer(random.NextInt64(-10_000, 10_000)),
        ColumnType.Number => new Value.Real(Math.Round(random.NextDouble() * 1000, random.Next(4))),
        ColumnType.Boolean => random.Next(2) == 0 ? new Value.Integer(random.Next(2)) : new Value.Text(random.Next(2) == 0 ? "true" : "no"),
        ColumnType.Date => new Value.Text(DateOnly.FromDayNumber(730_000 + random.Next(10_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ColumnType.Timestamp => new Value.Timestamp(new DateTime(2026, 1, 1, 0, 0, 0, (DateTimeKind)random.Next(2)).AddMinutes(random.Next(1_000_000))),
        ColumnType.List => new Value.List([.. random.GetItems(Texts, random.Next(4)).Select(t => t.Replace("\r\n", "\n", StringComparison.Ordinal))]),
        ColumnType.Json => new Value.Text(random.GetItems(["{\"a\":1,\"b\":[true,null,\"x\"]}", "[1,2]", "\"text\"", "5", "{}", "[]", "{\"a\":{\"b\":\"yes\"}}"], 1)[0]),
        ColumnType.Percent => new Value.Real(Math.Round(random.NextDouble() * 100, random.Next(3))),
        ColumnType.Text or ColumnType.Enum => new Value.Text(random.GetItems(Texts, 1)[0]),
        _ => throw new InvalidOperationException($"No values for {type.Word}."),
    };
}
