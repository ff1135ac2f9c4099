using System.Collections.Immutable;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Patterns;
using Pagerow.Pages;

namespace Pagerow.Mapping;

/// <summary>Every collection of a root: which files are documents, and how each becomes a row.</summary>
/// <param name="Collections">In the configuration's order; the first whose pattern matches a path owns it.</param>
/// <param name="Ignored">Patterns of files and folders that are never looked at, beside <see cref="AlwaysIgnored"/>.</param>
/// <param name="Source">The configuration's exact text: two layouts render alike if, and only if, it is equal.</param>
public sealed record Layout(ImmutableArray<Collection> Collections, ImmutableArray<IgnorePattern> Ignored, string Source)
{
    /// <summary>What is ignored in every root: the packages of others, which bring thousands of pages along.</summary>
    public static ImmutableArray<IgnorePattern> AlwaysIgnored { get; } = [IgnorePattern.Of("node_modules")];

    /// <summary>The collection that owns a path, or null: the file is counted and left alone.</summary>
    public Collection? Of(PagePath path)
    {
        foreach (var collection in Collections)
        {
            if (collection.Files.Matches(path))
                return IgnoredBy(path.Value) is null ? collection : null;
        }

        return null;
    }

    /// <summary>Whether a document could stand below this folder, so that a scan need not look into the others. The root is <c>""</c>.</summary>
    public bool WantsFolder(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        foreach (var collection in Collections)
        {
            if (collection.Files.WantsFolder(folder))
                return folder.Length == 0 || IgnoredBy(folder) is null;
        }

        return false;
    }

    /// <summary>Why a file is no document, as a sentence; null where a collection owns it.</summary>
    public string? WhyNot(PagePath path)
    {
        if (Of(path) is not null)
            return null;
        if (PathPattern.HasForbiddenSegment(path.Value))
            return "'.git' and '.pagerow' are never looked into";
        if (IgnoredBy(path.Value) is { } ignored)
            return $"ignored by '{ignored}'";
        return path.Value.Split('/').FirstOrDefault(s => s[0] == '.') is { } dotted
            ? $"'{dotted}' begins with a dot and no pattern names it"
            : $"no collection's pattern matches it{HeldOff(path)}";
    }

    string HeldOff(PagePath path) =>
        Collections.Select(c => c.Files.WhyHeldOff(path) is { } held ? $"; in '{c.Name}', {held}" : null).FirstOrDefault(h => h is not null) ?? "";

    /// <summary>Whether there is a collection of this name.</summary>
    public bool Has(string name) => Collections.Any(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The collection of this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Collection Named(string name) =>
        Collections.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new KeyNotFoundException($"There is no collection '{name}'.");

    IgnorePattern? IgnoredBy(string place)
    {
        foreach (var pattern in AlwaysIgnored)
        {
            if (pattern.Covers(place))
                return pattern;
        }

        foreach (var pattern in Ignored)
        {
            if (pattern.Covers(place))
                return pattern;
        }

        return null;
    }
}
