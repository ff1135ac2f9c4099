using System.Globalization;
using System.Text.Json.Nodes;
using Pagerow.Cli.Output;
using Pagerow.Mapping.Values;

namespace Pagerow.Cli.Commands;

/// <summary>Runs one reading statement: a table for a person, one object a line for a program.</summary>
static class QueryCommand
{
    public static async Task<Answer> RunAsync(Invocation invocation, string sql, CancellationToken cancellation)
    {
        await using var root = await OpenRoot.OpenAsync(invocation, "query", RootClaim.Read, cancellation);
        using var result = root.Database.Reports.Query(sql);
        if (invocation.Format is OutputFormat.Text)
            return new(ExitCode.InStep, null, TextTable.Of(result.Columns, result.Rows().Select(r => r.Select(v => v.Spelling).ToList())), []);
        var rows = new JsonArray();
        var names = Distinct(result.Columns);
        foreach (var row in result.Rows())
        {
            cancellation.ThrowIfCancellationRequested();
            rows.Add((JsonNode)new JsonObject(names.Zip(row, (name, value) => KeyValuePair.Create(name, (JsonNode?)Json(value)))));
        }

        return new(ExitCode.InStep, rows, [], []);
    }

    // An object has each name once: the second 'a' is 'a_2'.
    static List<string> Distinct(IEnumerable<string> columns)
    {
        var names = new List<string>();
        foreach (var column in columns)
        {
            var name = column;
            for (var n = 2; names.Contains(name, StringComparer.Ordinal); n++)
                name = string.Create(CultureInfo.InvariantCulture, $"{column}_{n}");
            names.Add(name);
        }

        return names;
    }

    static JsonValue? Json(Value value) => value switch
    {
        Value.Null => null,
        Value.Integer integer => JsonValue.Create(integer.Number),
        // JSON has no word for them.
        Value.Real real when !double.IsFinite(real.Number) => JsonValue.Create(real.Number.ToString(CultureInfo.InvariantCulture)),
        Value.Real real => JsonValue.Create(real.Number),
        Value.Boolean boolean => JsonValue.Create(boolean.IsTrue),
        Value.Text or Value.Date or Value.Timestamp or Value.List or Value.Json => JsonValue.Create(value.Spelling),
        _ => throw new InvalidOperationException($"Unknown value {value}."),
    };
}
