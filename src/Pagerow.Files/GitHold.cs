using System.Diagnostics;
using System.Globalization;
using Pagerow.Engine.Sides;
using Pagerow.Files.Scanning;
using Pagerow.Pages;

namespace Pagerow.Files;

/// <summary>
/// What Git is in the middle of, in every repository that the root lies in or holds. A checkout unlinks, creates and writes file by file with
/// <c>index.lock</c> standing throughout; a merge or rebase waits for a person.
/// </summary>
sealed class GitHold(string root, Clock clock, Func<bool> isGitAlive)
{
    const string Lock = "index.lock";
    const long LongestLock = 60_000_000_000;

    static readonly string[] Waits = ["rebase-merge", "rebase-apply", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD"];

    /// <summary>Whether a name in a repository's own folder is one whose going ends a hold.</summary>
    public static bool Ends(string name) => string.Equals(name, Lock, StringComparison.Ordinal) || Waits.Contains(name, StringComparer.Ordinal);

    /// <summary>The folders in which Git keeps its own state for these working folders (below the root) and for the one the root lies in.</summary>
    public static IReadOnlyList<string> Repositories(string root, IEnumerable<string> workFolders)
    {
        var all = workFolders.Select(f => Path.Combine(root, f)).Append(WorkFolder(root)).OfType<string>();
        return [.. all.Select(Repository).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>What holds now, the strictest first; what only looks like a hold is noted.</summary>
    public Hold? Now(IEnumerable<string> workFolders, ICollection<Problem> notes)
    {
        Hold? waiting = null;
        foreach (var repository in Repositories(root, workFolders))
        {
            if (Locked(repository, notes))
                return new(HoldKind.Everything, $"git: {Lock}");
            if (waiting is null && Waits.FirstOrDefault(w => Path.Exists(Path.Combine(repository, w))) is { } what)
                waiting = new(HoldKind.RowsToFiles, $"git: {what}");
        }
        return waiting;
    }

    /// <summary>Whether a process of Git runs that this one can see.</summary>
    public static bool IsGitAlive()
    {
        var all = Process.GetProcessesByName("git");
        foreach (var one in all)
            one.Dispose();
        return all.Length > 0;
    }

    /// <summary>The nearest folder upwards that is a work tree; null where there is none.</summary>
    public static string? WorkFolder(string folder)
    {
        var above = folder;
        while (above is not null && !Path.Exists(Path.Combine(above, ".git")))
            above = Path.GetDirectoryName(above);
        return above;
    }

    // A worktree or a submodule has a file in place of the folder, which names it.
    /// <summary>The folder in which Git keeps its own state for a work tree; null where it is none.</summary>
    public static string? Repository(string workFolder)
    {
        const string pointer = "gitdir: ";
        var git = Path.Combine(workFolder, ".git");
        if (Directory.Exists(git))
            return git;
        try
        {
            var line = File.Exists(git) ? File.ReadLines(git).FirstOrDefault() : null;
            return line?.StartsWith(pointer, StringComparison.Ordinal) == true ? Path.GetFullPath(line[pointer.Length..].Trim(), workFolder) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // What Git cannot follow either is no repository.
            return null;
        }
    }

    bool Locked(string repository, ICollection<Problem> notes)
    {
        var file = new FileInfo(Path.Combine(repository, Lock));
        if (!file.Exists)
            return false;
        var age = clock.Now - ((file.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * 100);
        if (age <= LongestLock || isGitAlive())
            return true;
        notes.Add(new("stale-git-lock", string.Create(CultureInfo.InvariantCulture,
            $"'{file.FullName}' stands since {file.LastWriteTimeUtc:yyyy-MM-dd HH:mm:ss} UTC and no Git process is running, so it is not waited for; remove it once you are sure")));
        return false;
    }
}
