using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Pagerow.Mapping.Collections;

namespace Pagerow.Mapping.Discovery;

/// <summary>Names for inferred collections and columns, fit for a database and taken only once.</summary>
static class CollectionNaming
{
    /// <summary>
    /// The collections that groups become, under names whose tables are not taken. Where several would have one name, each is called by its
    /// folder too.
    /// </summary>
    /// <param name="groups">The groups.</param>
    /// <param name="tables">The tables that are taken; those of the collections are added.</param>
    public static IEnumerable<Collection> Named(ImmutableArray<FoundGroup> groups, HashSet<string> tables) =>
        groups.Select(group => Named(group, groups.Count(g => Identifier(g.Names[0]) == Identifier(group.Names[0])) > 1, tables));

    static Collection Named(FoundGroup group, bool isShared, HashSet<string> tables)
    {
        var name = "";
        foreach (var part in group.Names)
        {
            var isFirst = name.Length == 0;
            name = Identifier(isFirst ? part : $"{part}_{name}");
            if ((!isFirst || !isShared) && Take(group, name, tables) is { } collection)
                return collection;
        }

        for (var i = 2; ; i++)
        {
            if (Take(group, Numbered(name, i), tables) is { } collection)
                return collection;
        }
    }

    /// <summary>A name for a column that no other one has, without regard to case; it is noted as taken.</summary>
    public static string Column(string key, HashSet<string> taken)
    {
        var name = ReservedNames.WhyNoName(key) is null ? key : Identifier(key);
        name = ReservedNames.IsReservedColumn(name) ? $"fm_{name}" : name;
        for (var i = 1; ; i++)
        {
            var numbered = i == 1 ? name : Numbered(name, i);
            if (taken.Add(numbered))
                return numbered;
        }
    }

    static Collection? Take(FoundGroup group, string name, HashSet<string> tables)
    {
        var collection = ColumnInference.Collection(name, group);
        if (ReservedNames.WhyNoName(name) is not null || collection.Tables.Any(tables.Contains))
            return null;
        tables.UnionWith(collection.Tables);
        return collection;
    }

    static string Numbered(string name, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{name[..Math.Min(name.Length, ReservedNames.LongestName - 6)]}_{number}");

    /// <summary>Lower-case letters a to z, digits and single <c>_</c>, beginning with a letter.</summary>
    static string Identifier(string text)
    {
        var name = new StringBuilder();
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
                name.Append(c);
            else if (name.Length > 0 && name[^1] != '_')
                name.Append('_');
        }

        var word = name.ToString().TrimEnd('_');
        word = word.Length == 0 ? "unnamed" : char.IsAsciiDigit(word[0]) ? $"n_{word}" : word;
        word = ReservedNames.WhyNoName(word) is null || word.Length > ReservedNames.LongestName ? word : $"fm_{word}";
        return word[..Math.Min(word.Length, ReservedNames.LongestName)];
    }
}
