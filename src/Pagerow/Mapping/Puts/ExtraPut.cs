using System.Collections.Immutable;
using System.Text.Json;
using Pagerow.Mapping.Readers;
using Pagerow.Mapping.Values;
using Pagerow.Pages.Fields;
using Pagerow.Pages.Nodes;
using Pagerow.Pages.Spelling;

namespace Pagerow.Mapping.Puts;

/// <summary>Puts the keys that no column reads into a page: what is left out goes, with its lines.</summary>
static class ExtraPut
{
    /// <summary>Makes the edits of <c>extra</c>.</summary>
    public static void Apply(Putting put)
    {
        foreach (var edit in put.Of<FaceEdit.SetExtra>())
        {
            if (JsonCanon.Document(new Value.Text(edit.Json)) is not Canon.Taken(Value.Json(['{', ..] and var json)))
                put.Refuse(edit, $"extra is {TextCanon.Quoted(edit.Json)}, it takes a JSON object");
            else if (json != (ExtraReader.Read(put.Now) ?? "{}"))
                put.Take(edit, page => Write(page, json), page => Verify(page, json));
        }
    }

    static Putting.Step Verify(LensPage page, string json) =>
        ExtraReader.Read(page) is var read && (read ?? "{}") == json
            ? Putting.Step.Same
            : new(null, $"the page would give {TextCanon.Quoted(read ?? "{}")} for it");

    static Putting.Step Write(LensPage page, string json)
    {
        using var wanted = JsonDocument.Parse(json);
        using var standing = JsonDocument.Parse(ExtraReader.Read(page) ?? "{}");
        return Write(page, [], standing.RootElement, wanted.RootElement);
    }

    static Putting.Step Write(LensPage start, ImmutableArray<string> at, JsonElement standing, JsonElement wanted)
    {
        var page = start;
        var differences = Differences(standing, wanted).ToList();
        if (differences.Count > FieldWriter.MostChanges)
            return new(null, FieldWriter.TooMany(differences.Count));
        foreach (var (key, stands, wants) in differences)
        {
            var step = One(page, [.. at, key], stands, wants);
            if (step.Reason is not null)
                return step;
            page = step.Page is null ? page : page.With(step.Page);
        }

        return new(page.Page, null);
    }

    static Putting.Step One(LensPage page, ImmutableArray<string> key, JsonElement? standing, JsonElement? wanted)
    {
        if (ExtraReader.IsOwned(page.Collection, key.AsSpan()))
            return new(null, $"'{string.Join('.', key)}' is read by a column; write the column");
        if (ExtraReader.HoldsOwned(page.Collection, key.AsSpan()) && page.Front.Find(key) is null or Node.Map)
        {
            using var nothing = JsonDocument.Parse("{}");
            return wanted is { ValueKind: not JsonValueKind.Object }
                ? new(null, $"'{string.Join('.', key)}' is a map, and columns read from it")
                : Write(page, key, standing ?? nothing.RootElement, wanted ?? nothing.RootElement);
        }

        return Putting.Step.Of(wanted is not { } value
            ? page.Front.Remove(key)
            : value.ValueKind == JsonValueKind.Null ? page.Front.Set(key, new FieldValue.Null(), SetContext.Empty)
            : JsonPut.Set(page.Front, key, value.GetRawText(), SetContext.Empty));
    }

    static IEnumerable<(string Key, JsonElement? Standing, JsonElement? Wanted)> Differences(JsonElement standing, JsonElement wanted)
    {
        var (stands, wishes) = (Members(standing), Members(wanted));
        foreach (var property in standing.EnumerateObject())
        {
            JsonElement? wants = wishes.TryGetValue(property.Name, out var value) ? value : null;
            if (wants?.GetRawText() != property.Value.GetRawText())
                yield return (property.Name, property.Value, wants);
        }

        foreach (var property in wanted.EnumerateObject())
        {
            if (!stands.ContainsKey(property.Name))
                yield return (property.Name, null, property.Value);
        }
    }

    static Dictionary<string, JsonElement> Members(JsonElement element) => element.EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
}
