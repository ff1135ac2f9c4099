using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pagerow.Pages.Nodes;

/// <summary>YAML values as canonical JSON: no insignificant blanks, keys in ordinal order, scalars typed by YAML 1.2's core schema.</summary>
public static class NodeJson
{
    /// <summary>
    /// The JSON of a node. Numbers stay as they are written where JSON can write them so; dates, infinities and everything unusual are
    /// texts. Merge keys, keys that are collections, and keys that occur twice are left out.
    /// </summary>
    public static string Of(Node node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var json = new StringBuilder();
        Append(json, node);
        return json.ToString();
    }

    /// <summary>
    /// The same form of any JSON, so that two documents are equal if, and only if, their canonical texts are. Of twin keys the last stands.
    /// False for what is no JSON, nests more than 64 levels deep, or holds half of a character.
    /// </summary>
    /// <param name="json">Any text.</param>
    /// <param name="canonical">Its canonical form, where the result is true.</param>
    /// <param name="reason">Why there is none, where the result is false.</param>
    /// <param name="options">What else is no JSON.</param>
    public static bool TryCanonical(string json, [NotNullWhen(true)] out string? canonical, [NotNullWhen(false)] out string? reason, JsonDocumentOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(json);
        (canonical, reason) = (null, null);
        try
        {
            using var document = JsonDocument.Parse(json, options);
            var result = new StringBuilder(json.Length);
            Append(result, document.RootElement);
            canonical = result.ToString();
            return true;
        }
        // Half a character is another exception where it stands as it is, and another where it is escaped.
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            reason = e.Message;
            return false;
        }
    }

    /// <summary>A text as a JSON string.</summary>
    internal static string Quote(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    static void Append(StringBuilder json, Node node)
    {
        switch (node.Resolved)
        {
            case Node.Scalar scalar:
                json.Append((scalar.Style == ScalarStyle.Plain && scalar.Tag is null ? CoreSchema.Json(scalar.Text) : null) ?? Quote(scalar.Text));
                break;
            case Node.Sequence list:
                AppendAll(json, '[', list.Items, static (json, item) => Append(json, item), ']');
                break;
            case Node.Map map:
                AppendAll(json, '{', Shown(map), static (json, entry) => Append(json.Append(Quote(entry.Key)).Append(':'), entry.Value), '}');
                break;
            default:
                throw new InvalidOperationException("An alias stands for another alias.");
        }
    }

    static IEnumerable<Entry> Shown(Node.Map map) =>
        map.Entries.Where(e => !e.IsSpecial).GroupBy(e => e.Key, StringComparer.Ordinal).Where(g => g.Count() == 1).Select(g => g.First()).OrderBy(e => e.Key, StringComparer.Ordinal);

    static void Append(StringBuilder json, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = element.EnumerateObject().GroupBy(p => p.Name, StringComparer.Ordinal).Select(g => g.Last()).OrderBy(p => p.Name, StringComparer.Ordinal);
                AppendAll(json, '{', members, static (json, member) => Append(json.Append(Quote(member.Name)).Append(':'), member.Value), '}');
                break;
            case JsonValueKind.Array:
                AppendAll(json, '[', element.EnumerateArray(), Append, ']');
                break;
            case JsonValueKind.String:
                json.Append(Quote(element.GetString() ?? ""));
                break;
            default:
                json.Append(element.GetRawText());
                break;
        }
    }

    static void AppendAll<T>(StringBuilder json, char open, IEnumerable<T> items, Action<StringBuilder, T> append, char close)
    {
        json.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst)
                json.Append(',');
            isFirst = false;
            append(json, item);
        }

        json.Append(close);
    }
}
