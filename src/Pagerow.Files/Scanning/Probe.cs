using Pagerow.Files.Trees;

namespace Pagerow.Files.Scanning;

/// <summary>
/// Asks a root's file system what cannot be known otherwise, once a process: which spellings it takes for one name, and what time it has. The file it asks with
/// stays in <c>.pagerow/</c>; only its times are set anew, so that asking writes no data and flushes nothing.
/// </summary>
static class Probe
{
    const string Name = RootFolder.State + "/probe-\u00E9", UpperCase = RootFolder.State + "/PROBE-\u00E9", Decomposed = RootFolder.State + "/probe-e\u0301";

    /// <summary>Asks, and sets the clock by the answer.</summary>
    /// <exception cref="IOException">The state folder cannot be written.</exception>
    public static NameMode Run(Tree tree, Clock clock, TimeProvider time)
    {
        if (tree.Stat(Name) is null)
            tree.WriteNew(Name, [], like: null, RootFolder.State);
        File.SetLastWriteTimeUtc(Path.Combine(tree.Root, Name), time.GetUtcNow().UtcDateTime);
        if (tree.Stat(Name) is { } stat)
            clock.Set(stat.Changed);
        return new(FoldsCase: tree.Stat(UpperCase) is not null, FoldsForm: tree.Stat(Decomposed) is not null);
    }
}
