using System.Collections.Immutable;

namespace Pagerow.Mapping.Discovery;

/// <summary>Whether the pages of a folder are of one kind.</summary>
static class FolderKinship
{
    const int FewestPages = 3, FewestRecurring = 5;

    /// <summary>
    /// Whether a folder's pages, those below included, are one collection: at least three, four in five with frontmatter, at least two keys
    /// in common, and nine in ten of them in folders whose own common keys are about the same.
    /// </summary>
    public static bool IsOne(FolderTally folder)
    {
        var all = folder.Total();
        if (!IsKin(all))
            return false;
        var signature = all.Signature;
        var parts = Parts(folder).Where(p => p.WithFrontmatter >= FewestPages).ToImmutableArray();
        var alike = parts.Where(p => AreAlike(p.Signature, signature)).Sum(p => p.Pages);
        return alike * 10 >= parts.Sum(p => p.Pages) * 9;
    }

    /// <summary>The group that a folder is. Folders below it become captures where all pages lie equally deep.</summary>
    public static FoundGroup Group(FolderTally folder)
    {
        var pages = folder.Total();
        var (least, most) = folder.Depths();
        string[] captures = least == most && most <= 2 ? [.. new[] { "folder", "subfolder" }[..most]] : [];
        var isMixed = captures.Length != most;
        var ending = pages.LongNamed > 0 ? "" : ".md";
        var below = isMixed ? "{path...}" : string.Concat(captures.Select(c => $"{{{c}}}/")) + "{name}";
        return new($"{Literal(folder.Path)}/{below}{ending}", [.. folder.Path.Split('/').Reverse()], [.. captures], pages);
    }

    /// <summary>
    /// Files of one name in many sibling folders, such as <c>specs/*/README.md</c>: at least five, in half of the folders or of one kind.
    /// </summary>
    public static IEnumerable<FoundGroup> Recurring(FolderTally folder)
    {
        var folders = folder.Folders.Count();
        foreach (var (name, pages) in folder.Named)
        {
            if (pages.Pages < FewestRecurring || (pages.Pages * 2 < folders && !IsKin(pages)))
                continue;
            var start = folder.Path.Length == 0 ? "" : $"{Literal(folder.Path)}/";
            var stem = name[..name.LastIndexOf('.')];
            string[] names = stem.ToUpperInvariant() is "README" or "INDEX" or "_INDEX" && folder.Path.Length > 0 ? [] : [stem];
            yield return new($"{start}{{folder}}/{Literal(name)}", [.. names, .. folder.Path.Split('/').Reverse()], ["folder"], pages);
        }
    }

    static IEnumerable<PageTally> Parts(FolderTally folder) => folder.Folders.SelectMany(Parts).Append(folder.Own);

    static bool IsKin(PageTally pages) =>
        pages.Pages >= FewestPages && pages.WithFrontmatter * 5 >= pages.Pages * 4 && pages.Signature.Count >= 2;

    static bool AreAlike(ImmutableSortedSet<string> a, ImmutableSortedSet<string> b) => a.Intersect(b).Count * 2 >= a.Union(b).Count;

    /// <summary>A folder's name within a pattern; characters that mean something there become a wildcard.</summary>
    static string Literal(string path)
    {
        var literal = path;
        foreach (var c in "{}*")
            literal = literal.Replace(c, '*');
        while (literal.Contains("**", StringComparison.Ordinal))
            literal = literal.Replace("**", "*", StringComparison.Ordinal);
        return literal;
    }
}
