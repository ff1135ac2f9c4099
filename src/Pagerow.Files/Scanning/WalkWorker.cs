using Pagerow.Files.Trees;
using Pagerow.Pages;

namespace Pagerow.Files.Scanning;

/// <summary>One of the workers of a walk: visits folders and keeps what it finds to itself until the walk is over.</summary>
sealed class WalkWorker(Tree tree, StampStore stamps, FolderPass pass)
{
    readonly Findings _scratch = new();
    readonly List<string> _below = [];

    /// <summary>What this worker has found.</summary>
    public Findings Found { get; } = new();

    /// <summary>The folders that are to be visited next.</summary>
    public List<string> Next { get; } = [];

    /// <summary>Looks through one folder, all or nothing.</summary>
    public void Visit(string folder)
    {
        _scratch.Clear();
        _below.Clear();
        try
        {
            using var reader = tree.OpenFolder(folder);
            if (pass.Run(folder, reader, stamps.Of(folder), _scratch, _below) is not { } packed)
            {
                LeaveRootAlone(folder);
                return;
            }
            _scratch.Stamps.Add(new(folder, packed));
            _scratch.Listed.Add(folder);
            Found.Add(_scratch);
            Next.AddRange(_below);
        }
        catch (FaultException e)
        {
            // A folder that is gone since its parent was listed is simply not listed.
            if (e.Fault is not (Fault.Gone or Fault.WrongKind))
                Found.CannotTell(folder + "/", e.ToProblem());
        }
    }

    // Pages that were ours before somebody made their folder a root of its own are kept as they are: nothing says that they were deleted.
    void LeaveRootAlone(string folder)
    {
        const string reason = "it is a root of its own (it has a '.pagerow'); its pages belong to that root";
        if (stamps.RemembersPagesWithin(folder))
            Found.CannotTell(folder + "/", new Problem("nested-root", $"'{folder}': {reason}; remove that '.pagerow', or rebuild, to settle whose pages they are"));
        else
            Found.LeaveOut(PagePath.Found("", folder), static () => reason);
    }
}
