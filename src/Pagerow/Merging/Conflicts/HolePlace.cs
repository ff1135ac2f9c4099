using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Pagerow.Pages.Nodes;

namespace Pagerow.Merging.Conflicts;

/// <summary>
/// A place in any page, named by what both sides share and not by what is in dispute. <see cref="Key"/> tells places apart and parses
/// back; <see cref="object.ToString"/> is a part of a sentence for a person.
/// </summary>
public abstract record HolePlace
{
    HolePlace() { }

    /// <summary>The canonical spelling: a word, and a JSON array of what names the place.</summary>
    public string Key => this switch
    {
        Field f => Spelled("field", [.. f.Path]),
        Label l => Spelled("label", l.Within.Path, l.Within.Ordinal, l.Name, l.Ordinal),
        Task t => Spelled("task", t.Within.Path, t.Within.Ordinal, t.Number, t.Text, t.Ordinal),
        Section s => Spelled("section", s.Place.Path, s.Place.Ordinal),
        Heading h => Spelled("heading", h.Place.Path, h.Place.Ordinal),
        Lines l => Spelled("lines", l.Within.Path, l.Within.Ordinal, l.Anchor, l.Ordinal),
        Frontmatter => "frontmatter",
        FilePath => "path",
        Page => "page",
        _ => throw new InvalidOperationException($"A place of a kind that does not exist: {GetType()}."),
    };

    /// <summary>Reads a <see cref="Key"/>.</summary>
    public static bool TryParse(string key, [NotNullWhen(true)] out HolePlace? place)
    {
        ArgumentNullException.ThrowIfNull(key);
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        place = colon < 0 ? Of(key, default) : Parsed(key[..colon], key[(colon + 1)..]);
        if (place?.Key != key)
            place = null;
        return place is not null;
    }

    /// <summary>The place for a person, to stand in a sentence.</summary>
    public sealed override string ToString() => this switch
    {
        Field f => $"'{string.Join('.', f.Path)}'",
        Label l => $"the line '{l.Name}'{Again(l.Ordinal)}{In(l.Within)}",
        Task t => $"the task '{t.Number ?? t.Text}'{Again(t.Ordinal)}{In(t.Within)}",
        Section s => s.Place.ToString(),
        Heading h => $"the heading of {h.Place}",
        Lines { Anchor: "" } l => $"the lines added to {l.Within}{Again(l.Ordinal)}",
        Lines l => $"the lines at '{l.Anchor}'{Again(l.Ordinal)}{In(l.Within)}",
        Frontmatter => "the frontmatter",
        FilePath => "the path",
        Page => "the page",
        _ => throw new InvalidOperationException($"A place of a kind that does not exist: {GetType()}."),
    };

    internal static string Again(int ordinal) => ordinal == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" (number {ordinal + 1} of its name)");

    static string In(SectionPlace section) => section.Path is null ? "" : $" in {section}";

    static string Spelled(string word, params ReadOnlySpan<object?> parts)
    {
        var spelled = new List<string>(parts.Length);
        foreach (var part in parts)
            spelled.Add(part is string text ? NodeJson.Quote(text) : part is int number ? number.ToString(CultureInfo.InvariantCulture) : "null");
        return $"{word}:[{string.Join(',', spelled)}]";
    }

    static HolePlace? Parsed(string word, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind is JsonValueKind.Array ? Of(word, [.. document.RootElement.EnumerateArray()]) : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    static HolePlace? Of(string word, ImmutableArray<JsonElement> parts) => (word, parts.IsDefault ? -1 : parts.Length) switch
    {
        ("field", > 0) when parts.All(p => p.GetString() is not null) => new Field([.. parts.Select(p => p.GetString()!)]),
        ("label", 4) when parts[2].GetString() is { } name => new Label(new(parts[0].GetString(), parts[1].GetInt32()), name, parts[3].GetInt32()),
        ("task", 5) when parts[3].GetString() is { } text => new Task(new(parts[0].GetString(), parts[1].GetInt32()), parts[2].GetString(), text, parts[4].GetInt32()),
        ("section", 2) => new Section(new(parts[0].GetString(), parts[1].GetInt32())),
        ("heading", 2) => new Heading(new(parts[0].GetString(), parts[1].GetInt32())),
        ("lines", 4) when parts[2].GetString() is { } anchor => new Lines(new(parts[0].GetString(), parts[1].GetInt32()), anchor, parts[3].GetInt32()),
        ("frontmatter", -1) => new Frontmatter(),
        ("path", -1) => new FilePath(),
        ("page", -1) => new Page(),
        _ => null,
    };

    /// <summary>A key of the frontmatter, with the keys above it.</summary>
    public sealed record Field(ImmutableArray<string> Path) : HolePlace
    {
        /// <inheritdoc/>
        public bool Equals(Field? other) => other is not null && Path.SequenceEqual(other.Path, StringComparer.Ordinal);

        /// <inheritdoc/>
        public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Key);
    }

    /// <summary>A labelled line.</summary>
    /// <param name="Within">Where it stands.</param>
    /// <param name="Name">Its label, or labels.</param>
    /// <param name="Ordinal">How many lines of this label precede it in the section.</param>
    public sealed record Label(SectionPlace Within, string Name, int Ordinal) : HolePlace;

    /// <summary>A check box.</summary>
    /// <param name="Within">Where it stands.</param>
    /// <param name="Number">Its number or id; null where it has none.</param>
    /// <param name="Text">Its text, as the base has it; empty where a number names it.</param>
    /// <param name="Ordinal">How many boxes of this name precede it in the section.</param>
    public sealed record Task(SectionPlace Within, string? Number, string Text, int Ordinal) : HolePlace;

    /// <summary>A section with its heading and all below it, which one side took out.</summary>
    public sealed record Section(SectionPlace Place) : HolePlace;

    /// <summary>The heading line of a section.</summary>
    public sealed record Heading(SectionPlace Place) : HolePlace;

    /// <summary>A run of lines.</summary>
    /// <param name="Within">Where it stands.</param>
    /// <param name="Anchor">The beginning of its first line in the base; empty where the base has none.</param>
    /// <param name="Ordinal">How many runs of this anchor precede it in the section.</param>
    public sealed record Lines(SectionPlace Within, string Anchor, int Ordinal) : HolePlace;

    /// <summary>The whole frontmatter, of which no single keys can be told.</summary>
    public sealed record Frontmatter : HolePlace;

    /// <summary>Where the file stands. It is no part of the page, and no merge of pages makes such a hole.</summary>
    public sealed record FilePath : HolePlace;

    /// <summary>The whole page.</summary>
    public sealed record Page : HolePlace;
}
