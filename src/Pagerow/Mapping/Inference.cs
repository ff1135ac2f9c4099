using System.Collections.Immutable;
using Pagerow.Mapping.Discovery;
using Pagerow.Mapping.Patterns;
using Pagerow.Pages;

namespace Pagerow.Mapping;

/// <summary>
/// Finds collections and columns for a folder of pages that nobody configured. Pages are given one by one and not kept; memory is bounded
/// by the folders, keys and ids, not by the texts. A folder whose pages mostly have frontmatter of the same keys becomes a collection;
/// so do files of one name in many sibling folders; all other pages are the last one, <c>pages</c>. The order of pages does not matter
/// but where the bounds are reached.
/// </summary>
public sealed class Inference
{
    const int MostFolders = 4_000, MostCollections = 12, DeepestFolder = 8, FewestBesideRecurring = 20;

    /// <summary>The collection that takes every page that no other one does.</summary>
    public const string CatchAll = "pages";

    readonly FolderTally _root = new("", new(MostFolders));

    /// <summary>How many pages were taken in.</summary>
    public int Pages { get; private set; }

    /// <summary>Takes a page in. Pages that no inferred pattern would match (in dot-folders, below ignored ones) are passed over.</summary>
    public void Add(PagePath path, PageText page)
    {
        if (IsWanted(path))
            Add(path, PageTraits.Of(page));
    }

    /// <summary>Takes a page in whose traits were found before, perhaps by another thread.</summary>
    public void Add(PagePath path, PageTraits page)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (!IsWanted(path))
            return;
        Pages++;
        var segments = path.Value.Split('/');
        var isLongNamed = path.Value.EndsWith(".markdown", StringComparison.Ordinal);
        var (parent, folder) = (default(FolderTally), _root);
        for (var i = 0; i < segments.Length - 1; i++)
            (parent, folder) = (folder, i < DeepestFolder ? folder.Folder(segments[i]) : folder.Folder("*"));
        folder.Own.Add(page, isLongNamed);
        parent?.NamedPages(segments[^1])?.Add(page, isLongNamed);
    }

    /// <summary>The layout so far; its text is still to be written.</summary>
    public Layout Conclude()
    {
        var found = new List<FoundGroup>();
        Search(_root, found);
        var groups = found.Where(g => PathPattern.TryParse(g.Pattern, out _, out _)).OrderByDescending(g => g.Pages.Pages).Take(MostCollections - 1).ToImmutableArray();
        var rest = _root.Total();
        foreach (var group in groups)
            rest.Subtract(group.Pages);
        var tables = new HashSet<string>([CatchAll], StringComparer.OrdinalIgnoreCase);
        var ending = rest.LongNamed > 0 ? "{path...}" : "{path...}.md";
        return new(
            [
                .. CollectionNaming.Named([.. groups.OrderBy(g => g.Pattern, StringComparer.Ordinal)], tables),
                ColumnInference.Collection(CatchAll, new(ending, [], [], rest)),
            ],
            [],
            "");
    }

    static bool IsWanted(PagePath path) =>
        !path.Value.Split('/').Any(s => s[0] == '.') && !Layout.AlwaysIgnored.Any(i => i.Covers(path.Value))
        && (path.Value.EndsWith(".md", StringComparison.Ordinal) || path.Value.EndsWith(".markdown", StringComparison.Ordinal));

    static void Search(FolderTally folder, List<FoundGroup> found)
    {
        if (folder.IsMany)
            return;
        if (FolderKinship.IsOne(folder))
        {
            if (folder.Path.Length > 0)
                found.Add(FolderKinship.Group(folder));
            return;
        }

        var recurring = FolderKinship.Recurring(folder).ToImmutableArray();
        found.AddRange(recurring);
        foreach (var child in folder.Folders.Where(c => recurring.IsEmpty || c.Total().Pages >= FewestBesideRecurring))
            Search(child, found);
    }
}
