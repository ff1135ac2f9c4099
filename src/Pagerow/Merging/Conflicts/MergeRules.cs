using System.Collections.Immutable;
using Pagerow.Pages.Outlines;

namespace Pagerow.Merging.Conflicts;

/// <summary>What a collection says about its pages that a merge must know.</summary>
/// <param name="Boxes">Where check boxes count besides ordinary Markdown.</param>
/// <param name="Logs">The headings, or heading paths, of sections to which lines are only appended: both sides' lines stay there.</param>
/// <param name="Fields">The fields that are not merged like any other.</param>
public sealed record MergeRules(OutlineOptions Boxes, ImmutableArray<string> Logs, ImmutableArray<FieldRule> Fields)
{
    /// <summary>Ordinary Markdown, no logs, no special fields.</summary>
    public static MergeRules None { get; } = new(OutlineOptions.None, [], []);

    /// <summary>Whether the section of this heading and path is a log.</summary>
    internal bool IsLog(string? heading, string? path) =>
        heading is not null && Logs.Any(l => string.Equals(l, heading, StringComparison.OrdinalIgnoreCase) || string.Equals(l, path, StringComparison.OrdinalIgnoreCase));

    /// <summary>What the field of this key is.</summary>
    internal FieldNature NatureOf(ImmutableArray<string> key) =>
        Fields.FirstOrDefault(f => f.Name.AsSpan().SequenceEqual(key.AsSpan()))?.Nature ?? FieldNature.Plain;

    /// <summary>What the field of this label is.</summary>
    internal FieldNature NatureOf(string label) =>
        Fields.FirstOrDefault(f => f.Name is [var only] && string.Equals(only, label, StringComparison.OrdinalIgnoreCase))?.Nature ?? FieldNature.Plain;
}
