using System.Collections.Immutable;
using Pagerow.Merging.Conflicts;
using Pagerow.Merging.Drafts;

namespace Pagerow.Merging.Structure;

/// <summary>The places of a section's lines, each the next of its name.</summary>
/// <param name="draft">What counts names.</param>
/// <param name="section">The section.</param>
sealed class LinePlaces(Draft draft, SectionPlace section)
{
    const int LongestAnchor = 60;

    /// <summary>The place of a box, or one for each label of a line; none of another line.</summary>
    public ImmutableArray<HolePlace> Of(ContentLine line) => line.Kind switch
    {
        ContentKind.Plain => [],
        ContentKind.Box => [Next(new HolePlace.Task(section, line.Number, line.Number is null ? line.Names[0] : "", 0))],
        ContentKind.Label => [.. line.Names.Select(n => Next(new HolePlace.Label(section, n, 0)))],
        not (>= ContentKind.Plain and <= ContentKind.Label) => throw new InvalidOperationException($"A line of a kind that does not exist: {line.Kind}."),
    };

    /// <summary>Goes by a line that is no hole.</summary>
    public void Pass(ContentLine line) => _ = Of(line);

    /// <summary>The place of a run of lines, named after the first line that the base has there.</summary>
    public HolePlace Of(IEnumerable<ContentLine> @base) => Of(@base.Select(l => l.Content));

    /// <summary>The place of a run of lines, given as the base has them.</summary>
    public HolePlace Of(IEnumerable<string> @base)
    {
        var first = @base.Select(l => l.Trim()).FirstOrDefault(l => l.Length > 0) ?? "";
        return Next(new HolePlace.Lines(section, Cut(first), 0));
    }

    // Half a character would not stand in a key.
    static string Cut(string line) =>
        line.Length <= LongestAnchor ? line : line[..(char.IsHighSurrogate(line[LongestAnchor - 1]) ? LongestAnchor - 1 : LongestAnchor)];

    HolePlace Next(HolePlace place) => place switch
    {
        HolePlace.Task task => task with { Ordinal = draft.Count(task) },
        HolePlace.Label label => label with { Ordinal = draft.Count(label) },
        HolePlace.Lines lines => lines with { Ordinal = draft.Count(lines) },
        _ => throw new InvalidOperationException($"A place of a line of a kind that does not exist: {place.GetType()}."),
    };
}
