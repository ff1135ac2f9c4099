using Pagerow.Pages;

namespace Pagerow.Engine.Cycles;

/// <summary>Something may have moved. Never a fact: lost, doubled or reordered hints change nothing but when a look is taken.</summary>
public abstract record Hint
{
    Hint() { }

    /// <summary>A path. Complete where the writer closed it or a rename put it there; else it is left to settle first.</summary>
    public sealed record File(PagePath Path, bool IsComplete) : Hint;

    /// <summary>A folder and what is below it: it was made, moved in, moved out or removed.</summary>
    public sealed record Folder(string Path) : Hint;

    /// <summary>Track was lost (overflow, a silent watcher, the root moved): only a look at everything will do.</summary>
    public sealed record LostTrack(string Reason) : Hint;

    /// <summary>Rows, or requests of other processes.</summary>
    public sealed record Rows : Hint;
}
