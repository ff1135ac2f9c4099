namespace Pagerow.Mapping.Discovery;

/// <summary>
/// A folder with what its pages have in common. Bounded: beyond 48 folders in one, further ones are counted together, and names that recur
/// are looked for among the first 16 only; <paramref name="budget"/> is shared by all folders of a root.
/// </summary>
/// <param name="path">The folder below the root; empty for the root.</param>
/// <param name="budget">How many more folders may be told apart.</param>
sealed class FolderTally(string path, FolderBudget budget)
{
    const int MostFolders = 48, MostNames = 16;

    readonly Dictionary<string, FolderTally> _folders = new(StringComparer.Ordinal);
    readonly Dictionary<string, PageTally> _named = new(StringComparer.Ordinal);

    /// <summary>The folder below the root; empty for the root.</summary>
    public string Path { get; } = path;

    /// <summary>Whether it stands for many folders, that are not told apart.</summary>
    public bool IsMany { get; private init; }

    /// <summary>The pages directly in it.</summary>
    public PageTally Own { get; } = new();

    /// <summary>The folders in it, by name, ordinally; those that are not told apart are one of them.</summary>
    public IEnumerable<FolderTally> Folders => _folders.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value);

    /// <summary>Pages of the folders directly in it, by their file's name; they are counted in <see cref="Own"/> of those folders too.</summary>
    public IEnumerable<KeyValuePair<string, PageTally>> Named => _named.OrderBy(f => f.Key, StringComparer.Ordinal);

    /// <summary>All pages in it and below.</summary>
    public PageTally Total()
    {
        var total = new PageTally();
        total.Add(Own);
        foreach (var folder in _folders.Values)
            total.Add(folder.Total());
        return total;
    }

    /// <summary>How many folders deep its pages lie, from it: the least and the most.</summary>
    public (int Least, int Most) Depths()
    {
        var (least, most) = Own.Pages > 0 ? (0, 0) : (int.MaxValue, -1);
        foreach (var folder in _folders.Values)
        {
            var (a, b) = folder.Depths();
            if (b >= 0)
                (least, most) = (Math.Min(least, a + 1), Math.Max(most, b + 1));
        }

        return (least, most);
    }

    /// <summary>The folder of this name in it, made if need be.</summary>
    public FolderTally Folder(string name)
    {
        if (_folders.TryGetValue(name, out var folder))
            return folder;
        if (_folders.Count < MostFolders && !IsMany && budget.Left-- > 0)
            return _folders[name] = new(Path.Length == 0 ? name : $"{Path}/{name}", budget);
        return _folders.TryGetValue("*", out folder) ? folder : _folders["*"] = new($"{Path}/*", budget) { IsMany = true };
    }

    /// <summary>The group of pages of this name in the folders directly in it; null where too many names were seen.</summary>
    public PageTally? NamedPages(string name)
    {
        if (!_named.TryGetValue(name, out var named) && _named.Count < MostNames)
            _named[name] = named = new();
        return named;
    }
}
