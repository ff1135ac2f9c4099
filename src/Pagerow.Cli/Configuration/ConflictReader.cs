using System.Collections.Immutable;
using System.Globalization;
using Pagerow.Cli.Configuration.Forms;
using Pagerow.Cli.Configuration.Yaml;
using Pagerow.Merging.Conflicts;

namespace Pagerow.Cli.Configuration;

/// <summary>Gathers the policies of a file: the root's, each collection's, each column's.</summary>
sealed class ConflictReader(YamlNode.Map? collections)
{
    /// <summary>The policies.</summary>
    public ConflictSettings Read(YamlNode.Map root) => ConflictSettings.Default with
    {
        Root = Policies(root.Find(RootForm.Conflicts)),
        Window = Window(root.Find(RootForm.Conflicts)),
        Collections = ConflictSettings.Default.Collections.SetItems(
            from entry in Maps(collections)
            let policies = Policies(entry.Map.Find(CollectionForm.Conflicts))
            where !policies.IsNone
            select KeyValuePair.Create(entry.Name, policies)),
        Columns = ConflictSettings.Default.Columns.SetItems(
            from collection in Maps(collections)
            from column in Maps(collection.Map.Find(CollectionForm.Columns) as YamlNode.Map)
            let policy = Policy(column.Map.Find(ColumnForm.Conflicts))
            where policy is not null
            select KeyValuePair.Create($"{collection.Name}.{column.Name}", policy.Value)),
    };

    static IEnumerable<(string Name, YamlNode.Map Map)> Maps(YamlNode.Map? map) =>
        from entry in map?.Entries ?? []
        where entry.Value is YamlNode.Map
        select (entry.Key.Text, (YamlNode.Map)entry.Value);

    static ConflictPolicies Policies(YamlNode? node) => node switch
    {
        YamlNode.Map map => new(Policy(map.Find(ConflictsForm.Default)), Kinds(map), Sections(map)),
        _ => ConflictPolicies.None with { Default = Policy(node) },
    };

    static ImmutableSortedDictionary<ConflictKind, ConflictPolicy> Kinds(YamlNode.Map map) =>
        ConflictsForm.Kinds
            .Select((key, i) => (Kind: (ConflictKind)i, Policy: Policy(map.Find(key))))
            .Where(k => k.Policy is not null)
            .ToImmutableSortedDictionary(k => k.Kind, k => k.Policy!.Value);

    static TimeSpan? Window(YamlNode? node) =>
        node is YamlNode.Map map && map.Text(ConflictsForm.Window) is { } text && int.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            ? TimeSpan.FromMinutes(minutes)
            : null;

    static ImmutableSortedDictionary<string, ConflictPolicy> Sections(YamlNode.Map map) =>
        ConflictPolicies.None.Sections.SetItems(
            from section in (map.Find(ConflictsForm.Kinds[(int)ConflictKind.Section]) as YamlNode.Map)?.Entries ?? []
            let policy = Policy(section.Value)
            where policy is not null && section.Key.Text != ConflictsForm.Default.Name
            select KeyValuePair.Create(section.Key.Text, policy.Value));

    // Of a map of sections, what it says of all others.
    static ConflictPolicy? Policy(YamlNode? node) =>
        node is YamlNode.Map map ? Policy(map.Find(ConflictsForm.Default))
        : node is YamlNode.Scalar scalar && ConflictsForm.Policies.IndexOf(scalar.Text) is var at and >= 0 ? (ConflictPolicy)at : null;
}
