using Pagerow.Engine.Sides;
using Pagerow.Files.Trees;

namespace Pagerow.Files.Scanning;

/// <summary>One look: whole, doubting, or at some folders and paths only.</summary>
sealed class Look(Tree tree, StampStore stamps, Names names, NameMode mode, long now)
{
    /// <summary>Looks. What is found is remembered by nobody yet.</summary>
    public Findings Run(FolderScope scope, CancellationToken cancellation) => scope switch
    {
        FolderScope.Everything => Walk([""], StampTrust.Believe, cancellation),
        FolderScope.Deep => Walk([""], StampTrust.Doubt, cancellation),
        FolderScope.Only only => Only(only, cancellation),
        _ => throw new ArgumentException("There is no such scope.", nameof(scope)),
    };

    Findings Walk(IReadOnlyList<string> folders, StampTrust trust, CancellationToken cancellation) =>
        new FolderWalk(stamps, () => new(tree, stamps, new(names, mode, now, trust))).Run(folders, cancellation);

    Findings Only(FolderScope.Only only, CancellationToken cancellation)
    {
        var folders = only.Folders.Distinct(StringComparer.Ordinal).Where(IsLookedInto).ToArray();
        var outermost = folders.Where(f => !folders.Any(o => o.Length < f.Length && StampStore.IsWithin(f, o))).ToArray();
        var found = Walk(outermost, StampTrust.Believe, cancellation);
        var single = only.Paths.Where(p => !outermost.Any(f => StampStore.IsWithin(p.Folder, f)));
        foreach (var folder in single.Distinct().GroupBy(p => p.Folder, StringComparer.Ordinal).Where(g => IsLookedInto(g.Key)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (mode.Folds)
                ListOne(folder.Key, found);
            if (!found.Listed.Contains(folder.Key, StringComparer.Ordinal))
                new PathLook(tree, stamps, names, mode, now, found).Run(folder.Key, folder);
        }
        return found;
    }

    // Where a file answers to names that are not its own, only the listing tells which are.
    void ListOne(string folder, Findings found)
    {
        var worker = new WalkWorker(tree, stamps, new(names, mode, now, StampTrust.Believe));
        worker.Visit(folder);
        found.Add(worker.Found);
    }

    bool IsLookedInto(string folder) => names.WantsFolder(folder) && !IsInNestedRoot(folder);

    bool IsInNestedRoot(string folder)
    {
        for (var at = folder; at.Length > 0; at = at.LastIndexOf('/') is var slash and > 0 ? at[..slash] : "")
        {
            try
            {
                if (tree.Stat(Names.Below(at, Names.State)) is { Kind: EntryKind.Folder })
                    return true;
            }
            catch (FaultException)
            {
                // What cannot be looked at is reported where it is looked at.
                return false;
            }
        }
        return false;
    }
}
