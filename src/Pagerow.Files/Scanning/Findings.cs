using Pagerow.Engine.Sides;
using Pagerow.Pages;

namespace Pagerow.Files.Scanning;

/// <summary>What a look has found so far; each worker of a look fills its own.</summary>
sealed class Findings
{
    const int MostLeftOut = 100;

    public List<Sighting> Suspects { get; } = [];

    public List<PagePath> Vanished { get; } = [];

    public List<KeyValuePair<string, Problem>> Unknown { get; } = [];

    public List<KeyValuePair<PagePath, string>> LeftOut { get; } = [];

    public int LeftOutTotal { get; private set; }

    public int FilesSeen { get; set; }

    /// <summary>The folders that were listed.</summary>
    public List<string> Listed { get; } = [];

    /// <summary>Packed stamps of folders that were looked at, null for a folder that is gone.</summary>
    public List<KeyValuePair<string, byte[]?>> Stamps { get; } = [];

    /// <summary>The folders in which Git keeps a repository or a checkout.</summary>
    public List<string> GitFolders { get; } = [];

    /// <summary>Counts a file that is left out, and keeps the reason of the first hundred.</summary>
    public void LeaveOut(PagePath path, Func<string> reason)
    {
        if (LeftOutTotal++ < MostLeftOut)
            LeftOut.Add(new(path, reason()));
    }

    public void CannotTell(string path, Problem problem) => Unknown.Add(new(path, problem));

    /// <summary>Takes over what another worker found.</summary>
    public void Add(Findings other)
    {
        Suspects.AddRange(other.Suspects);
        Vanished.AddRange(other.Vanished);
        Unknown.AddRange(other.Unknown);
        LeftOut.AddRange(other.LeftOut);
        LeftOutTotal += other.LeftOutTotal;
        FilesSeen += other.FilesSeen;
        Listed.AddRange(other.Listed);
        Stamps.AddRange(other.Stamps);
        GitFolders.AddRange(other.GitFolders);
    }

    /// <summary>Forgets everything, to be filled again.</summary>
    public void Clear()
    {
        Suspects.Clear();
        Vanished.Clear();
        Unknown.Clear();
        LeftOut.Clear();
        LeftOutTotal = FilesSeen = 0;
        Listed.Clear();
        Stamps.Clear();
        GitFolders.Clear();
    }

    /// <summary>The look that this makes.</summary>
    public FolderLook ToLook(Hold? hold, IEnumerable<Problem> notes) => new(
        RootProof.Proven,
        hold,
        Suspects.Count == 0 ? [] : [.. Suspects.DistinctBy(s => s.Path).OrderBy(s => s.Path)],
        Vanished.Count == 0 ? [] : [.. Vanished.Distinct().Order()],
        Unknown.Count == 0 ? [] : [.. Unknown.DistinctBy(u => u.Key, StringComparer.Ordinal).OrderBy(u => u.Key, StringComparer.Ordinal)],
        FilesSeen,
        LeftOut.Count == 0 ? [] : [.. LeftOut.DistinctBy(l => l.Key).OrderBy(l => l.Key).Take(MostLeftOut)])
    {
        LeftOutTotal = LeftOutTotal,
        Notes = [.. notes],
    };
}
