using System.Text;
using Pagerow.Engine.Sides;
using Pagerow.Files.Trees;
using Pagerow.Pages;

namespace Pagerow.Files;

/// <summary>
/// A folder that is kept in step, and its proof: <c>.pagerow/root</c> holds the root's id. <see cref="Create"/> writes it once; nothing else ever does, because
/// a marker that came back by itself would prove an emptied place to be the root.
/// </summary>
/// <param name="path">The folder's absolute path.</param>
/// <param name="id">The root's id, as the database knows it.</param>
public sealed class RootFolder(string path, string id)
{
    /// <summary>The folder below the root that holds all of Pagerow's state.</summary>
    public const string State = ".pagerow";

    internal const string Stage = State + "/stage", Displaced = State + "/displaced", Trash = State + "/trash", Watch = State + "/watch";
    const string Marker = State + "/root";
    const int MostMarkerBytes = 4096;

    /// <summary>The folder's absolute path.</summary>
    public string Path { get; } = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));

    /// <summary>The root's id.</summary>
    public string Id => id;

    /// <summary>Makes a folder a root: its state folder, for this user only, hidden from Git, with the marker written last.</summary>
    /// <exception cref="IOException">It is a root already, or <c>.pagerow</c> is not a real folder of this user; nothing was changed.</exception>
    public static RootFolder Create(string path, string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        var root = new RootFolder(path, id);
        using var tree = Tree.Open(root.Path);
        if (tree.Stat(State) is null)
            tree.MakeFolder(State);
        if (StateFault(tree) is { } fault)
            throw new IOException(fault.Message);
        if (tree.Stat(Marker) is not null)
            throw new IOException($"'{root.Path}' is a root already; remove '{Marker}' by hand if it is to become a new one.");
        tree.MakePrivate(State);
        foreach (var folder in (ReadOnlySpan<string>)[Stage, Displaced, Trash, Watch])
            tree.MakeFolder(folder);
        HideFromGit(tree);
        Mark(tree, id);
        tree.Flush("");
        return root;
    }

    static void HideFromGit(Tree tree)
    {
        try
        {
            tree.WriteNew(State + "/.gitignore", "*\n"u8, like: null, State);
        }
        catch (FaultException e) when (e.Fault == Fault.Taken)
        {
            // It is hidden already, perhaps by another process in the same moment.
        }
    }

    // Whoever sees the marker reads it whole, also while another process writes it. What a crash leaves of it is swept with the stages.
    static void Mark(Tree tree, string id)
    {
        var fresh = $"{Stage}/{Guid.NewGuid():n}";
        tree.WriteNew(fresh, Encoding.UTF8.GetBytes(id + "\n"), like: null, Stage);
        try
        {
            tree.MoveNew(fresh, Marker);
        }
        catch (FaultException)
        {
            tree.Remove(fresh);
            throw;
        }
    }

    /// <summary>
    /// Closes a folder's <c>.pagerow</c> to other users, where there is one; or says why nothing is to be read or written there: it is no real folder of this
    /// user, or it came with a repository, whose author then chose what the names in it lead to.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be looked into.</exception>
    public static Problem? Secure(string path)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        using var tree = Tree.Open(full);
        if (tree.Stat(State) is not { } state)
            return null;
        if (StateFault(tree) is { } fault)
            return fault;
        if (GitIndex.Tracks(full, State))
        {
            return new("state-tracked", $"'{full}/{State}' is tracked by Git, so whoever wrote the repository chose what stands in it; nothing is read or written through it. "
                + $"If it came with a clone, remove it; take it out of the repository with 'git rm -r --cached {State}'");
        }
        const uint others = 0x3F; // 0077
        if ((state.Mode & others) != 0)
            tree.MakePrivate(State);
        return null;
    }

    /// <summary>The id that the folder's marker holds, or null where there is none.</summary>
    /// <exception cref="IOException">The folder or its marker cannot be read.</exception>
    public static string? IdAt(string path)
    {
        using var tree = Tree.Open(System.IO.Path.GetFullPath(path));
        return MarkerOf(tree);
    }

    /// <summary>Whether the folder is the root now.</summary>
    /// <param name="why">Where it is not: what is wrong, and what to do.</param>
    public RootProof Prove(out Problem? why)
    {
        using var tree = TryOpen(out why);
        return tree is null ? RootProof.Missing : Prove(tree, out why);
    }

    /// <summary>The tree at the root's path, or null where it is not there or cannot be listed.</summary>
    internal Tree? TryOpen(out Problem? why)
    {
        Tree? tree = null;
        try
        {
            tree = Tree.Open(Path);
            using var listing = tree.OpenFolder("");
            why = null;
            return tree;
        }
        catch (FaultException e)
        {
            tree?.Dispose();
            why = new("root-missing", $"the root '{Path}' cannot be looked into ({e.Message}); mount it, move it back, or give this user access");
            return null;
        }
    }

    /// <summary>Whether an open tree is the root, and still stands at the root's path.</summary>
    internal RootProof Prove(Tree tree, out Problem? why)
    {
        try
        {
            why = StateFault(tree);
            if (!tree.StandsAtItsPath())
            {
                why = new("root-missing", $"the root '{Path}' was moved, removed or replaced; move it back");
                return RootProof.Missing;
            }
            var marker = why is null ? MarkerOf(tree) : null;
            if (string.Equals(marker, id, StringComparison.Ordinal))
                return RootProof.Proven;
            why ??= marker is null
                ? new("root-unmarked", $"'{Path}' has no '{Marker}': it was emptied, replaced or is not mounted; put the right folder back; if this is it, write {id} into '{Marker}'")
                : new("root-foreign", $"'{Path}' is the root '{marker}', the database belongs to the root '{id}'; use the database that belongs to it");
            return marker is null ? RootProof.Unmarked : RootProof.Foreign;
        }
        catch (FaultException e)
        {
            why = e.ToProblem();
            return RootProof.Unmarked;
        }
    }

    // The state folder would hand files to whoever could replace it.
    static Problem? StateFault(Tree tree) => tree.Stat(State) switch
    {
        null => null,
        { Kind: not EntryKind.Folder } => new("state-not-a-folder", $"'{tree.Root}/{State}' is not a real folder; move it away, nothing is read or written through it"),
        { Owner: { } owner } when owner != Libc.User() => new(
            "state-not-ours", $"'{tree.Root}/{State}' belongs to user {owner}, not to the user {Libc.User()} that runs this; run as its owner, or chown it"),
        _ => null,
    };

    static string? MarkerOf(Tree tree)
    {
        try
        {
            return Encoding.UTF8.GetString(tree.Read(Marker, MostMarkerBytes).Bytes).Trim();
        }
        catch (FaultException e) when (e.Fault == Fault.Gone)
        {
            return null;
        }
    }
}
