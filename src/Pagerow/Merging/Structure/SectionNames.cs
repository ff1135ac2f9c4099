using System.Collections.Immutable;
using System.Globalization;

namespace Pagerow.Merging.Structure;

/// <summary>
/// Gives the sections below one heading names that are equal where they are the same section: by their headings, and in their order among
/// equal ones; what stands between the same neighbours and shares half its lines was renamed.
/// </summary>
sealed class SectionNames
{
    readonly ImmutableArray<SectionNode> _base;
    readonly Dictionary<SectionNode, HashSet<string>> _lines = new(ReferenceEqualityComparer.Instance);

    /// <summary>Names the base's sections.</summary>
    public SectionNames(ImmutableArray<SectionNode> @base)
    {
        _base = @base;
        Base = [.. Enumerable.Range(0, @base.Length).Select(Name)];
    }

    /// <summary>The names of the base's sections.</summary>
    public List<string> Base { get; }

    /// <summary>The names of a side's sections.</summary>
    public List<string> Of(ImmutableArray<SectionNode> side)
    {
        var partners = new int[side.Length];
        Array.Fill(partners, -1);
        var olds = Enumerable.Range(0, _base.Length).ToLookup(i => _base[i].Own.Heading, StringComparer.Ordinal);
        foreach (var news in Enumerable.Range(0, side.Length).GroupBy(i => side[i].Own.Heading, StringComparer.Ordinal))
            Pair([.. olds[news.Key]], [.. news], side, partners);
        Renamed(side, partners);
        var added = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. side.Select((s, i) => partners[i] >= 0 ? Name(partners[i]) : $"+{s.Own.Heading}#{added[s.Own.Heading ?? ""] = added.GetValueOrDefault(s.Own.Heading ?? "") + 1}")];
    }

    // Of equal headings, where their number changed, those that are most alike find each other.
    void Pair(List<int> olds, List<int> news, ImmutableArray<SectionNode> side, int[] partners)
    {
        IEnumerable<(int, int)> pairs = olds.Count == news.Count || olds.Count == 0
            ? Enumerable.Range(0, olds.Count).Select(i => (i, i))
            : BestPairs.Of(olds.Count, news.Count, (o, n) => _base[olds[o]].Text == side[news[n]].Text ? 2 : 0.01 + Likeness(_base[olds[o]], side[news[n]]));
        foreach (var (old, now) in pairs)
            partners[news[now]] = olds[old];
    }

    void Renamed(ImmutableArray<SectionNode> side, int[] partners)
    {
        var used = partners.ToHashSet();
        for (var i = 0; i < side.Length; i++)
        {
            var old = i == 0 ? 0 : partners[i - 1] + 1;
            if (partners[i] >= 0 || (i > 0 && partners[i - 1] < 0) || old >= _base.Length || used.Contains(old) || Likeness(_base[old], side[i]) < 0.5)
                continue;
            partners[i] = old;
            used.Add(old);
        }
    }

    // How many of the lines, headings left out, both have.
    double Likeness(SectionNode one, SectionNode other)
    {
        var (ours, theirs) = (Lines(one), Lines(other));
        return ours.Count == 0 || theirs.Count == 0 ? 0 : (double)ours.Count(theirs.Contains) / Math.Max(ours.Count, theirs.Count);
    }

    HashSet<string> Lines(SectionNode section)
    {
        if (!_lines.TryGetValue(section, out var lines))
            _lines[section] = lines = [.. section.Text.Split('\n').Skip(1).Select(l => l.Trim()).Where(l => l.Length > 0)];
        return lines;
    }

    static string Name(int index) => index.ToString(CultureInfo.InvariantCulture);
}
