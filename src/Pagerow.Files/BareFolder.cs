using Pagerow.Files.Trees;
using Pagerow.Pages;
using Pagerow.Reconcile.States;

namespace Pagerow.Files;

/// <summary>A folder whose pages are read though nobody made it a root: never through a link, never more than a page may have, and nothing that would wait for a writer.</summary>
public sealed class BareFolder : IDisposable
{
    readonly Tree _tree;

    /// <summary>Opens a folder.</summary>
    /// <exception cref="IOException">It is not there, or cannot be opened.</exception>
    public BareFolder(string path) => _tree = Tree.Open(Path.GetFullPath(path));

    /// <summary>What stands at a path; where it is no page that can be read, why.</summary>
    public FileState Read(PagePath path)
    {
        try
        {
            return StateOf(_tree.Read(path.Value, PageText.MostBytes));
        }
        catch (FaultException e)
        {
            return new FileState.Unknown(e.ToProblem());
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _tree.Dispose();

    internal static FileState.Present StateOf(PageRead read) =>
        new(PageBytes.Of(read.Bytes), read.Stat.FileId, DateTimeOffset.UnixEpoch.AddTicks(read.Stat.Modified / 100));
}
