using System.Collections.Immutable;
using System.Text.Json;
using Pagerow.Pages.Nodes;

namespace Pagerow.Pages.Spelling;

/// <summary>What a field shall say.</summary>
abstract record WantedValue
{
    WantedValue() { }

    /// <summary>The canonical JSON of it.</summary>
    public abstract string Json { get; }

    /// <summary>Every text in it, keys too.</summary>
    public abstract IEnumerable<string> Texts { get; }

    /// <summary>What a value asks for, and how it is to be compared with what stands there.</summary>
    /// <exception cref="JsonException">The value's JSON is none.</exception>
    public static (WantedValue Content, Reading Reading) Of(FieldValue value) => value switch
    {
        FieldValue.Null => (new Null(), Reading.Column),
        FieldValue.Text text => (new Text(text.Characters), Reading.Column),
        FieldValue.Plain plain => (new Plain(plain.Canonical), Reading.Column),
        FieldValue.List list => (new List([.. list.Items.Select(i => new Text(i))]), Reading.Column),
        FieldValue.Json json => (Parse(json.Document), Reading.Core),
        _ => throw new InvalidOperationException($"{value} is no field value."),
    };

    /// <summary>Whether a node says it.</summary>
    public bool IsSaidBy(Node node, Reading reading) =>
        reading == Reading.Core ? string.Equals(NodeJson.Of(node), Json, StringComparison.Ordinal) : IsReadFrom(node.Resolved);

    /// <summary>Whether a column reads it from a node that is no alias.</summary>
    protected abstract bool IsReadFrom(Node node);

    static bool IsText(Node node, string text) => node is Node.Scalar { IsNull: false } scalar && string.Equals(scalar.Text, text, StringComparison.Ordinal);

    static WantedValue Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Of(document.RootElement);
    }

    static WantedValue Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => new Null(),
        JsonValueKind.String => new Text(element.GetString() ?? ""),
        JsonValueKind.Array => new List([.. element.EnumerateArray().Select(Of)]),
        JsonValueKind.Object => new Map([.. element.EnumerateObject().GroupBy(p => p.Name, StringComparer.Ordinal).Select(g => KeyValuePair.Create(g.Key, Of(g.Last().Value)))]),
        _ => new Plain(element.GetRawText()),
    };

    /// <summary>Nothing.</summary>
    public sealed record Null : WantedValue
    {
        public override string Json => "null";

        public override IEnumerable<string> Texts => [];

        protected override bool IsReadFrom(Node node) => node is Node.Scalar { IsNull: true };
    }

    /// <summary>A text.</summary>
    public sealed record Text(string Characters) : WantedValue
    {
        public override string Json => NodeJson.Quote(Characters);

        public override IEnumerable<string> Texts => [Characters];

        protected override bool IsReadFrom(Node node) => IsText(node, Characters);
    }

    /// <summary>A number, boolean or date, written without quotes.</summary>
    public sealed record Plain(string Canonical) : WantedValue
    {
        public override string Json => CoreSchema.Json(Canonical) ?? NodeJson.Quote(Canonical);

        public override IEnumerable<string> Texts => [Canonical];

        protected override bool IsReadFrom(Node node) => IsText(node, Canonical);
    }

    /// <summary>A list.</summary>
    public sealed record List(ImmutableArray<WantedValue> Items) : WantedValue
    {
        /// <summary>Whether some items are single values and some are not.</summary>
        public bool IsMixed => Items.Any(i => i is List or Map) && Items.Any(i => i is not (List or Map));

        public override string Json => $"[{string.Join(',', Items.Select(i => i.Json))}]";

        public override IEnumerable<string> Texts => Items.SelectMany(i => i.Texts);

        protected override bool IsReadFrom(Node node) => node switch
        {
            Node.Sequence list => list.Items.Length == Items.Length && !list.Items.Where((n, i) => !IsItem(Items[i], n.Resolved)).Any(),
            Node.Scalar => Items.Length == 1 && Items[0].IsReadFrom(node),
            _ => false,
        };

        // A list of texts has no other way to say nothing.
        static bool IsItem(WantedValue item, Node node) => item.IsReadFrom(node) || (item is Text { Characters: "" } && node is Node.Scalar { IsNull: true });
    }

    /// <summary>A map.</summary>
    public sealed record Map(ImmutableArray<KeyValuePair<string, WantedValue>> Members) : WantedValue
    {
        public override string Json =>
            $"{{{string.Join(',', Members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{NodeJson.Quote(m.Key)}:{m.Value.Json}"))}}}";

        public override IEnumerable<string> Texts => Members.SelectMany(m => m.Value.Texts.Append(m.Key));

        protected override bool IsReadFrom(Node node) => string.Equals(NodeJson.Of(node), Json, StringComparison.Ordinal);
    }
}
