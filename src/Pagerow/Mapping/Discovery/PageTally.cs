using System.Collections.Immutable;

namespace Pagerow.Mapping.Discovery;

/// <summary>What a group of pages has in common. Bounded: beyond 256 different keys, further ones are not counted.</summary>
sealed class PageTally
{
    const int MostKeys = 256;

    readonly Dictionary<string, FieldTally> _fields = new(StringComparer.Ordinal);

    /// <summary>How many pages.</summary>
    public int Pages { get; private set; }

    /// <summary>How many of them have frontmatter.</summary>
    public int WithFrontmatter { get; private set; }

    /// <summary>How many of them have check boxes.</summary>
    public int WithBoxes { get; private set; }

    /// <summary>How many of them have headings of level 2 or deeper.</summary>
    public int WithSubheadings { get; private set; }

    /// <summary>How many of them are called <c>.markdown</c>.</summary>
    public int LongNamed { get; private set; }

    /// <summary>The keys.</summary>
    public IReadOnlyCollection<FieldTally> Fields => _fields.Values;

    /// <summary>The keys that at least half of the pages with frontmatter have, in ordinal order.</summary>
    public ImmutableSortedSet<string> Signature =>
        [.. _fields.Values.Where(f => f.Pages * 2 >= WithFrontmatter).Select(f => f.Key)];

    /// <summary>Counts a page.</summary>
    public void Add(PageTraits page, bool isLongNamed)
    {
        Pages++;
        WithFrontmatter += page.HasFrontmatter ? 1 : 0;
        WithBoxes += page.HasBoxes ? 1 : 0;
        WithSubheadings += page.HasSubheadings ? 1 : 0;
        LongNamed += isLongNamed ? 1 : 0;
        for (var i = 0; i < page.Fields.Length; i++)
            Field(page.Fields[i].Key)?.Add(page.Fields[i], i);
    }

    /// <summary>Counts another group's pages too.</summary>
    public void Add(PageTally other)
    {
        Pages += other.Pages;
        WithFrontmatter += other.WithFrontmatter;
        WithBoxes += other.WithBoxes;
        WithSubheadings += other.WithSubheadings;
        LongNamed += other.LongNamed;
        foreach (var field in other._fields.Values)
            Field(field.Key)?.Add(field);
    }

    /// <summary>
    /// Takes away a group of pages that was counted here. Counts are exact afterwards; what their values said against a type is not
    /// forgotten, so types can only be more careful.
    /// </summary>
    public void Subtract(PageTally other)
    {
        Pages -= other.Pages;
        WithFrontmatter -= other.WithFrontmatter;
        WithBoxes -= other.WithBoxes;
        WithSubheadings -= other.WithSubheadings;
        LongNamed -= other.LongNamed;
        foreach (var field in other._fields.Values)
        {
            if (_fields.TryGetValue(field.Key, out var own))
                own.Subtract(field);
        }
    }

    FieldTally? Field(string key)
    {
        if (!_fields.TryGetValue(key, out var field) && _fields.Count < MostKeys)
            _fields[key] = field = new(key);
        return field;
    }
}
