using System.Collections.Immutable;
using Pagerow.Mapping.Collections;
using Pagerow.Merging;
using Pagerow.Merging.Conflicts;
using Pagerow.Pages;
using Pagerow.Pages.Outlines;
using Pagerow.Reconcile.States;

namespace Pagerow.Reconcile;

/// <summary>The three-way merge under a configuration: what a collection says of its pages, and who wins in a hole.</summary>
/// <param name="settings">The policies.</param>
public sealed class PolicyMerge(ConflictSettings settings)
{
    /// <summary>Merges; each hole is filled by what a person answered, else by the policy for its place, else left open.</summary>
    /// <param name="collection">Whose pages they are.</param>
    /// <param name="base">What both sides began from.</param>
    /// <param name="file">The file's page.</param>
    /// <param name="row">The row's page.</param>
    /// <param name="known">The holes that are open already, with their answers.</param>
    /// <param name="apart">How far apart the two edits are; null where nobody knows.</param>
    public Merged Run(Collection collection, PageText @base, PageText file, PageText row, ImmutableArray<OpenHole> known, TimeSpan? apart = null)
    {
        var isFar = apart > settings.Window;
        return Run(collection, @base, file, row, hole =>
        {
            var policy = settings.For(collection.Name, hole.Kind, ColumnOf(collection, hole.Place), SectionOf(hole.Place));
            return Answer(known, hole) ?? PolicyDecision.Of(policy is ConflictPolicy.Merge && isFar ? ConflictPolicy.Ask : policy, hole);
        });
    }

    /// <summary>Merges with somebody else's decisions.</summary>
    public static Merged Run(Collection collection, PageText @base, PageText file, PageText row, Func<Hole, Resolution?> decide) =>
        PageMerge.Merge(@base, file, row, RulesOf(collection), decide);

    /// <summary>What a person answered about a hole; null where nobody did.</summary>
    public static Resolution? Answer(ImmutableArray<OpenHole> known, Hole hole)
    {
        ArgumentNullException.ThrowIfNull(hole);
        return known.IsDefaultOrEmpty ? null : known.FirstOrDefault(h => h.PlaceKey == hole.Place.Key)?.Answer;
    }

    /// <summary>The policy that a path both sides changed falls under.</summary>
    public ConflictPolicy OfPath(Collection collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        return settings.For(collection.Name, ConflictKind.Path);
    }

    static MergeRules RulesOf(Collection collection) => new(
        collection.BoxesInFences ? OutlineOptions.BoxesInFences | OutlineOptions.BoxesBehindOpenFence : OutlineOptions.None,
        [],
        [.. collection.Columns.Where(c => c.Type is ColumnType.Percent).Select(c => NameOf(c.Source)).OfType<ImmutableArray<string>>().Select(n => new FieldRule(n, FieldNature.Percent))]);

    static ImmutableArray<string>? NameOf(ColumnSource source) => source switch
    {
        ColumnSource.Frontmatter frontmatter => frontmatter.Key,
        ColumnSource.Line line => [line.Label],
        _ => null,
    };

    static string? SectionOf(HolePlace place) => place switch
    {
        HolePlace.Section(var section) => section.Path,
        HolePlace.Heading(var section) => section.Path,
        HolePlace.Lines { Within: var section } => section.Path,
        _ => null,
    };

    static string? ColumnOf(Collection collection, HolePlace place) => collection.Columns.FirstOrDefault(c => (c.Source, place) switch
    {
        (ColumnSource.Frontmatter(var key), HolePlace.Field(var path)) => key.SequenceEqual(path),
        (ColumnSource.Line(var label), HolePlace.Label { Name: var name }) => string.Equals(label, name, StringComparison.OrdinalIgnoreCase),
        (ColumnSource.Section(var headings), HolePlace.Section { Place: var section }) => IsUnder(headings, section),
        (ColumnSource.Section(var headings), HolePlace.Heading { Place: var section }) => IsUnder(headings, section),
        (ColumnSource.Section(var headings), HolePlace.Lines { Within: var section }) => IsUnder(headings, section),
        (ColumnSource.Title, HolePlace.Heading { Place: { Path: { } path, Ordinal: 0 } }) => !path.Contains(" / ", StringComparison.Ordinal),
        _ => false,
    })?.Name;

    static bool IsUnder(ImmutableArray<string> headings, SectionPlace section) =>
        section.Path is { } path && headings.Any(h => path.Equals(h, StringComparison.OrdinalIgnoreCase) || path.EndsWith($" / {h}", StringComparison.OrdinalIgnoreCase));
}
