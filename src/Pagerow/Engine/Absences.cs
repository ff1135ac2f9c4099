using Pagerow.Pages;

namespace Pagerow.Engine;

/// <summary>
/// What was seen missing or emptied, and since when. An absence is believed only when a second look, a moment later, sees it too: editors
/// rename, truncate and unlink on their way to a save.
/// </summary>
/// <param name="time">The clock for the wait; it decides only when the second look may be, never what is true.</param>
public sealed class Absences(TimeProvider time)
{
    /// <summary>How long after the first look the second may be.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    readonly Dictionary<PagePath, long> _since = [];

    /// <summary>What is missing so far, believed or not.</summary>
    public IReadOnlyCollection<PagePath> Paths => _since.Keys;

    /// <summary>Notes that a path is missing. True if it was missing a moment ago, too.</summary>
    public bool Believe(PagePath path)
    {
        if (_since.TryGetValue(path, out var since))
            return time.GetElapsedTime(since) >= Patience;
        _since.Add(path, time.GetTimestamp());
        return false;
    }

    /// <summary>Notes that a path is there, or that its page was found elsewhere.</summary>
    public void Forget(PagePath path) => _since.Remove(path);
}
