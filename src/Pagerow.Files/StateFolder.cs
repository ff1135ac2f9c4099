using System.Text;
using Pagerow.Files.Trees;
using Pagerow.Files.Writing;

namespace Pagerow.Files;

/// <summary>
/// The texts that stand in a root's state folder for other programs and people, by their path below it, such as <c>conflicts/1.md</c>. None is reached
/// through a link. What cannot be done throws <see cref="IOException"/>, with what to do, and then has changed nothing.
/// </summary>
/// <param name="root">The root.</param>
public sealed class StateFolder(RootFolder root)
{
    const int MostBytes = 256 << 20;

    /// <summary>The names of the files in a folder, in ordinal order; none where it is not there.</summary>
    public IReadOnlyList<string> Names(string folder) => Within<IReadOnlyList<string>>(tree =>
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        if (tree.Stat(PathOf(folder)) is null)
            return [];
        using var reader = tree.OpenFolder(PathOf(folder));
        while (reader.Next())
        {
            if (reader.Kind == EntryKind.File)
                names.Add(Encoding.UTF8.GetString(reader.Name));
        }
        return [.. names];
    });

    /// <summary>A file's text, or null where there is none.</summary>
    public string? Read(string path) => Within(tree => tree.Stat(PathOf(path)) is null ? null : Encoding.UTF8.GetString(tree.Read(PathOf(path), MostBytes).Bytes));

    /// <summary>Writes a file whole, over the one that stands there; makes its folder where there is none.</summary>
    public void Write(string path, string text) => Within(tree =>
    {
        var (stage, place) = (NewStage(), PathOf(path));
        tree.MakeFolders(place[..place.LastIndexOf('/')]);
        WriteStage(tree, stage, text, RootFolder.Stage);
        return Moved(tree, stage, () => tree.Respell(stage, place));
    });

    /// <summary>Writes a file beside the state folder, in the root itself, whole or not at all and never over another.</summary>
    public void WriteInRoot(string name, string text) => Within(tree =>
    {
        var stage = NewStage();
        WriteStage(tree, stage, text, home: "");
        Moved(tree, stage, () => tree.MoveNew(stage, name));
        tree.Flush("");
        return true;
    });

    /// <summary>Removes a file.</summary>
    public void Remove(string path) => Within(tree =>
    {
        tree.Remove(PathOf(path));
        return true;
    });

    /// <summary>Moves a file among the displaced pages, where nothing is written over.</summary>
    public void Displace(string path, TimeProvider time) => Within(tree => new Keeping(time).Keep(tree, RootFolder.Displaced, PathOf(path), path, null));

    static string PathOf(string path) => $"{RootFolder.State}/{path}";

    static string NewStage() => $"{RootFolder.Stage}/{Guid.NewGuid():n}";

    static void WriteStage(Tree tree, string stage, string text, string home)
    {
        tree.MakeFolders(RootFolder.Stage);
        tree.WriteNew(stage, Encoding.UTF8.GetBytes(text), like: null, home);
    }

    static bool Moved(Tree tree, string stage, Action move)
    {
        try
        {
            move();
            return true;
        }
        catch (FaultException)
        {
            tree.Remove(stage);
            throw;
        }
    }

    T Within<T>(Func<Tree, T> act)
    {
        try
        {
            using var tree = Tree.Open(root.Path);
            return act(tree);
        }
        catch (FaultException e)
        {
            throw new IOException(e.ToProblem().Message, e);
        }
    }
}
