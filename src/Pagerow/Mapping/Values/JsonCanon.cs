using System.Collections.Immutable;
using System.Text.Json;
using Pagerow.Pages.Nodes;

namespace Pagerow.Mapping.Values;

/// <summary>Lists and documents of JSON in their canonical form.</summary>
static class JsonCanon
{
    static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    public static Canon List(Value loose) => loose switch
    {
        Value.List(var items) => OfTexts(items),
        Value.Text("") => Taken([]),
        Value.Text(var text) => OfText(text),
        Value.Json(var text) => OfAny(text),
        _ => Taken([TextCanon.TextOf(loose)!]),
    };

    public static Canon Document(Value loose) => loose switch
    {
        Value.Json(var text) => Canonical(text),
        Value.Text(var text) => Canonical(text),
        Value.Integer or Value.Real or Value.Boolean or Value.List => Canonical(TextCanon.TextOf(loose)!),
        _ => new Canon.Taken(new Value.Json(NodeJson.Quote(loose.Spelling!))),
    };

    static Canon OfText(string text) =>
        text.AsSpan().TrimStart() is ['[', ..] ? OfAny(text) : OfTexts([text]);

    static Canon OfAny(string text) => !IsJson(text) ? OfTexts([text]) : OfJson(text) ?? new Canon.Refused("holds arrays or objects, the column takes a list of texts");

    static Canon OfTexts(ImmutableArray<string> items)
    {
        var texts = ImmutableArray.CreateBuilder<string>(items.Length);
        foreach (var item in items)
        {
            if (TextCanon.Of(new Value.Text(item)) is not Canon.Taken(Value.Text(var characters)))
                return TextCanon.Of(new Value.Text(item));
            texts.Add(characters);
        }

        return Taken(texts.MoveToImmutable());
    }

    static Canon? OfJson(string text)
    {
        using var json = JsonDocument.Parse(text, Strict);
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Array)
            return root.ValueKind is JsonValueKind.Object ? null : OfTexts([Scalar(root)]);
        var items = ImmutableArray.CreateBuilder<string>();
        foreach (var item in root.EnumerateArray())
        {
            if (item.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
                return null;
            items.Add(Scalar(item));
        }

        return OfTexts(items.ToImmutable());
    }

    static Canon Canonical(string text)
    {
        if (!NodeJson.TryCanonical(text, out var canonical, out var reason, Strict))
            return new Canon.Refused($"is {TextCanon.Quoted(text)}, which is no JSON ({reason.Split('.')[0]})");
        return new Canon.Taken(canonical == "null" ? Value.Nothing : new Value.Json(canonical));
    }

    static bool IsJson(string text) => NodeJson.TryCanonical(text, out _, out _, Strict);

    static string Scalar(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Null => "",
        _ => element.GetRawText(),
    };

    static Canon.Taken Taken(ImmutableArray<string> items) => new(new Value.List(items));
}
