using System.Collections.Immutable;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Values;

namespace Pagerow.Tests.Mapping;

public sealed class CanonTests
{
    static readonly ImmutableSortedDictionary<string, ColumnType> Types = new ColumnType[]
    {
        new ColumnType.Text(), new ColumnType.Integer(), new ColumnType.Number(), new ColumnType.Boolean(), new ColumnType.Date(),
        new ColumnType.Timestamp(), new ColumnType.Enum(["low", "high", "1", "true"]), new ColumnType.List(), new ColumnType.Json(), new ColumnType.Percent(),
    }.ToImmutableSortedDictionary(t => t.Word, t => t, StringComparer.Ordinal);

    [Theory]
    [InlineData("text", "007", "007")]
    [InlineData("text", "a\r\nb\rc", "a\nb\rc")]
    [InlineData("text", "a\r\r\nb", "a\nb")]
    [InlineData("text", "", "")]
    [InlineData("integer", "007", "7")]
    [InlineData("integer", " -5 ", "-5")]
    [InlineData("integer", "5.0", "5")]
    [InlineData("integer", "1e3", "1000")]
    [InlineData("integer", "9223372036854775807", "9223372036854775807")]
    [InlineData("number", "1.10", "1.1")]
    [InlineData("number", "-0.0", "0")]
    [InlineData("number", "12345678901234567890", "1.2345678901234567E+19")]
    [InlineData("boolean", "Yes", "1")]
    [InlineData("boolean", "off", "0")]
    [InlineData("boolean", "0", "0")]
    [InlineData("date", "2026-01-07", "2026-01-07")]
    [InlineData("date", "2026-1-7", "2026-01-07")]
    [InlineData("date", "2026/01/07", "2026-01-07")]
    [InlineData("date", "2026-01-07T00:00:00Z", "2026-01-07")]
    [InlineData("timestamp", "2025-06-01 14:30", "2025-06-01 14:30:00")]
    [InlineData("timestamp", "2025-06-01T14:30:05.250+02:00", "2025-06-01 12:30:05.25Z")]
    [InlineData("timestamp", "2025-06-01 14:30:05 +0530", "2025-06-01 09:00:05Z")]
    [InlineData("timestamp", "2025-06-01T14:30:05Z", "2025-06-01 14:30:05Z")]
    [InlineData("timestamp", "2025-06-01", "2025-06-01 00:00:00")]
    [InlineData("enum", "low", "low")]
    [InlineData("list", "[\"a\", 1, true, null]", "[\"a\",\"1\",\"true\",\"\"]")]
    [InlineData("list", "a, b", "[\"a, b\"]")]
    [InlineData("list", "[x](url)", "[\"[x](url)\"]")]
    [InlineData("list", "", "[]")]
    [InlineData("json", "{ \"b\": 1.0, \"a\": [ ] }", "{\"a\":[],\"b\":1.0}")]
    [InlineData("json", "\"é\\u0041\"", "\"éA\"")]
    [InlineData("percent", "45%", "45")]
    [InlineData("percent", "45.4545", "45.45")]
    [InlineData("percent", "34% (12/35 tasks completed)", "34")]
    public void A_text_has_one_canonical_form(string type, string text, string expected)
    {
        var canon = Assert.IsType<Canon.Taken>(Types[type].Canon(new Value.Text(text)));
        Assert.Equal(expected, canon.Value.Spelling);
        Assert.Equal(canon, Types[type].Canon(canon.Value));
    }

    [Theory]
    [InlineData("integer", "5.5", "whole numbers")]
    [InlineData("integer", "9223372036854775808", "64 bits")]
    [InlineData("integer", "0x1F", "whole numbers")]
    [InlineData("number", "1,5", "numbers")]
    [InlineData("number", "NaN", "numbers")]
    [InlineData("boolean", "maybe", "true or false")]
    [InlineData("date", "07.01.2026", "yyyy-MM-dd")]
    [InlineData("date", "2026-02-30", "yyyy-MM-dd")]
    [InlineData("date", "2026-01-07 14:30", "without a time of day")]
    [InlineData("timestamp", "2026-01-07 25:00", "moments")]
    [InlineData("timestamp", "0001-01-01T00:00:00+10:00", "moments")]
    [InlineData("enum", "urgent", "is \"urgent\", the column takes low, high, 1, true")]
    [InlineData("enum", "Low", "low, high")]
    [InlineData("list", "[[1]]", "arrays or objects")]
    [InlineData("json", "{", "no JSON")]
    [InlineData("json", "{\"a\":1,\"a\":2}", "no JSON")]
    [InlineData("percent", "5/11", "percentages")]
    public void What_a_type_cannot_hold_is_refused_with_a_reason(string type, string text, string reason)
    {
        var canon = Assert.IsType<Canon.Refused>(Types[type].Canon(new Value.Text(text)));
        Assert.Contains(reason, canon.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_is_refused()
    {
        Assert.IsType<Canon.Refused>(Types["text"].Canon(new Value.Text("a\ud800b")));
        Assert.IsType<Canon.Refused>(Types["list"].Canon(new Value.List(["\udc00"])));
        Assert.IsType<Canon.Taken>(Types["text"].Canon(new Value.Text("a\ud83d\ude00b")));
    }

    [Fact]
    public void Values_of_a_database_are_read_like_text()
    {
        Assert.Equal("1", Spelling("boolean", new Value.Integer(1)));
        Assert.Equal("1", Spelling("integer", new Value.Boolean(true)));
        Assert.Equal("true", Spelling("text", new Value.Boolean(true)));
        Assert.Equal("true", Spelling("enum", new Value.Boolean(true)));
        Assert.Equal("1", Spelling("enum", new Value.Integer(1)));
        Assert.Equal("5", Spelling("integer", new Value.Real(5)));
        Assert.Equal("2026-01-07", Spelling("date", new Value.Timestamp(new(2026, 1, 7))));
        Assert.Equal("[\"5\"]", Spelling("list", new Value.Integer(5)));
        Assert.Equal("[\"a\"]", Spelling("json", new Value.List(["a"])));
        Assert.Null(Spelling("json", new Value.Text("null")));
        Assert.All(Types.Values, t => Assert.Equal(new Canon.Taken(Value.Nothing), t.Canon(Value.Nothing)));
    }

    [Fact]
    public void A_page_keeps_its_habits_when_a_value_is_written()
    {
        Assert.Equal("50% (5/11 tasks)", Types["percent"].ToPage(new Value.Integer(50), "45% (5/11 tasks)"));
        Assert.Equal("62.5 %", Types["percent"].ToPage(new Value.Real(62.5), "45 %"));
        Assert.Equal("50", Types["percent"].ToPage(new Value.Integer(50), null));
        Assert.True(Types["percent"].Says(new Value.Real(45.45), new Value.Integer(45)));
        Assert.False(Types["percent"].Says(new Value.Real(45.55), new Value.Integer(45)));
        Assert.Equal("2025-06-01T12:30:00Z", Types["timestamp"].ToPage(new Value.Timestamp(new(2025, 6, 1, 12, 30, 0, DateTimeKind.Utc)), "2024-01-01T00:00:00Z"));
        Assert.Equal("2025-06-01 12:30", Types["timestamp"].ToPage(new Value.Timestamp(new(2025, 6, 1, 12, 30, 0)), "2024-01-01 09:15"));
        Assert.Equal("2025-06-01 12:30:05.5", Types["timestamp"].ToPage(new Value.Timestamp(new DateTime(2025, 6, 1, 12, 30, 5).AddMilliseconds(500)), "2024-01-01 09:15"));
        Assert.Equal("2025-06-01", Types["timestamp"].ToPage(new Value.Timestamp(new(2025, 6, 1)), "2024-01-01"));
        Assert.Equal("false", Types["boolean"].ToPage(new Value.Boolean(false), "yes"));
    }

    [Fact]
    public void Canon_is_idempotent_and_its_page_text_reads_back_for_random_values()
    {
        const int Seed = 20260808;
        var random = new Random(Seed);
        var taken = 0;
        for (var round = 0; round < 400_000; round++)
        {
            var type = Types.Values.ElementAt(random.Next(Types.Count));
            var loose = Loose(random);
            if (type.Canon(loose) is not Canon.Taken(var value))
                continue;
            taken++;
            Assert.Equal(new Canon.Taken(value), type.Canon(value));
            if (type.ToPage(value, null) is { } text)
                Assert.True(type.Canon(new Value.Text(text)) is Canon.Taken(var read) && read.Equals(value), $"seed {Seed}, round {round}: {type.Word} {loose} -> {value} -> '{text}'");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}: {taken} of 400000 values taken");
        Assert.True(taken > 20_000);
    }

    static string? Spelling(string type, Value loose) => Assert.IsType<Canon.Taken>(Types[type].Canon(loose)).Value.Spelling;

    static Value Loose(Random random) => random.Next(8) switch
    {
        0 => new Value.Integer(random.NextInt64(-200, 200)),
        1 => new Value.Real(random.NextDouble() * Math.Pow(10, random.Next(-8, 25))),
        2 => new Value.Boolean(random.Next(2) == 0),
        3 => new Value.Date(DateOnly.FromDayNumber(random.Next(3_000_000))),
        4 => new Value.Timestamp(new(random.NextInt64(DateTime.MaxValue.Ticks), (DateTimeKind)random.Next(3))),
        5 => new Value.List([.. random.GetItems<string>(["a", "", "é\"", "[1]", "\r\r\n"], random.Next(4))]),
        6 => new Value.Json(random.GetItems(["1", "[1,\"a\"]", "{\"a\":null}", "\"x\"", "[[1]]", "1.50"], 1)[0]),
        _ => new Value.Text(new string(random.GetItems<char>("0123456789-:./% TZae[]\"{},\r\n", random.Next(12)))),
    };
}
