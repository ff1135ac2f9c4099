using System.Globalization;

namespace Pagerow.Merging.Structure;

/// <summary>A check box or labelled line with the lines below it, up to the next one.</summary>
/// <param name="Name">Its identity among the groups of a stretch; empty for what precedes the first.</param>
/// <param name="Lines">Its lines.</param>
sealed record ContentGroup(string Name, List<ContentLine> Lines)
{
    /// <summary>All of it as it stands.</summary>
    public string Text { get; } = string.Concat(Lines.Select(l => l.Text));

    /// <summary>How far its first line is indented.</summary>
    public int Indent { get; } = Lines[0].Content.AsSpan().IndexOfAnyExcept(" \t>") is var end and >= 0 ? end : Lines[0].Content.Length;

    /// <summary>The groups of a stretch by their names, in order.</summary>
    public static OrderedDictionary<string, ContentGroup> Of(List<ContentLine> lines)
    {
        var groups = new OrderedDictionary<string, ContentGroup>(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var start = 0; start < lines.Count;)
        {
            var next = lines.FindIndex(start + 1, l => l.Kind is not ContentKind.Plain) is var found and >= 0 ? found : lines.Count;
            var identity = lines[start].Kind is ContentKind.Plain ? "" : lines[start].Identity;
            var before = counts[identity] = counts.GetValueOrDefault(identity, -1) + 1;
            // No page holds a NUL, so that no other identity is spelled like this.
            var name = before == 0 ? identity : string.Create(CultureInfo.InvariantCulture, $"{identity}\0{before}");
            groups.Add(name, new(name, lines[start..next]));
            start = next;
        }

        return groups;
    }
}
