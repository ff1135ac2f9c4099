using System.Collections.Immutable;
using System.Text;
using Pagerow.Engine.Sides;
using Pagerow.Files.Trees;
using Pagerow.Pages;
using Pagerow.Reconcile.States;

namespace Pagerow.Files.Writing;

/// <summary>
/// When kept pages are read again: an editor that writes in place may have had the file open when it was replaced. Two seconds and a minute after;
/// and by a new process once, where the file was written after it was put there.
/// </summary>
/// <param name="time">The time.</param>
sealed class LateLooks(TimeProvider time)
{
    static readonly ImmutableArray<TimeSpan> After = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(60)];
    static readonly TimeSpan Youth = TimeSpan.FromDays(1), Slack = TimeSpan.FromSeconds(2);

    readonly List<KeptPage> _pages = [];
    bool _isBegun;

    /// <summary>How long until a page is due; null where none is.</summary>
    public TimeSpan? Until
    {
        get
        {
            if (_pages.Count == 0)
                return null;
            var left = _pages.Min(UntilDue);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>A page was put there now.</summary>
    public void Add(string place, PagePath path, PageHash known) => _pages.Add(new(place, path, known, time.GetTimestamp()));

    /// <summary>Reads the pages that are due, and gives those that hold another version than they held.</summary>
    /// <param name="tree">The root.</param>
    /// <param name="read">Reads a page.</param>
    public ImmutableArray<LateSave> Run(Tree tree, Func<string, FileState> read)
    {
        if (!_isBegun)
            Begin(tree);
        _isBegun = true;
        var late = ImmutableArray.CreateBuilder<LateSave>();
        foreach (var page in _pages.Where(p => UntilDue(p) <= TimeSpan.Zero).ToList())
        {
            switch (read(page.Place))
            {
                case FileState.Present { Page: var now } when now.Hash != page.Known:
                    late.Add(new(page.Place, page.Path, page.Known, now));
                    break;
                case FileState.Unknown { Reason.Code: Problem.Unstable }:
                    // It is being written: the next look reads it.
                    break;
                default:
                    Looked(page);
                    break;
            }
        }

        return late.ToImmutable();
    }

    /// <summary>The version that was told is known now, and the name of what is kept says so.</summary>
    public void Settle(Tree tree, LateSave late)
    {
        foreach (var page in _pages.Where(p => p.Place == late.Kept).ToList())
        {
            page.Known = late.Page.Hash;
            page.Place = Renamed(tree, late);
            Looked(page);
        }
    }

    static string Renamed(Tree tree, LateSave late)
    {
        var slash = late.Kept.LastIndexOf('/');
        if (!KeptName.TryRead(late.Kept[(slash + 1)..], out var name))
            return late.Kept;
        for (var number = name.Number; ; number++)
        {
            var to = $"{late.Kept[..slash]}/{name with { Number = number, Page = late.Page.Hash }}";
            try
            {
                tree.MoveNew(late.Kept, to);
                return to;
            }
            catch (FaultException e) when (e.Fault == Fault.Taken)
            {
                // The next number is free or the one after it.
            }
        }
    }

    // One of an earlier process is looked at once, at once.
    TimeSpan UntilDue(KeptPage page) => page.Since is { } since ? After[page.Looks] - time.GetElapsedTime(since) : TimeSpan.Zero;

    void Looked(KeptPage page)
    {
        if (page.Since is null || ++page.Looks == After.Length)
            _pages.Remove(page);
    }

    // What an earlier process kept says in its name what it held. The time of its last save only says whether it is worth a look.
    void Begin(Tree tree)
    {
        foreach (var folder in (ReadOnlySpan<string>)[RootFolder.Displaced, RootFolder.Trash])
        {
            if (tree.Stat(folder) is null)
                continue;
            using var reader = tree.OpenFolder(folder);
            while (reader.Next())
            {
                if (reader.Kind == EntryKind.File && KeptName.TryRead(Encoding.UTF8.GetString(reader.Name), out var name) && time.GetUtcNow() - name.Kept < Youth
                    && reader.Stat() is { } stat && DateTimeOffset.UnixEpoch.AddTicks(stat.Modified / 100) > name.Kept - Slack
                    && _pages.All(p => p.Place != $"{folder}/{name}"))
                {
                    _pages.Add(new($"{folder}/{name}", name.Path, name.Page, null));
                }
            }
        }
    }

    sealed class KeptPage(string place, PagePath path, PageHash known, long? since)
    {
        public string Place { get; set; } = place;

        public PagePath Path => path;

        public long? Since => since;

        public PageHash Known { get; set; } = known;

        public int Looks { get; set; }
    }
}
