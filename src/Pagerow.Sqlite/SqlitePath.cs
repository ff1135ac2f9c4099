namespace Pagerow.Sqlite;

/// <summary>
/// How a database's file is opened. What stands in a root's state folder may have come with a repository of a stranger, so that no link is followed from
/// there on; on the way to the root, and to any other file that a user names, links are the user's own.
/// </summary>
/// <param name="Path">The path; of one in a state folder, without links on the way to the root.</param>
/// <param name="IsInState">Whether it stands in a state folder.</param>
readonly record struct SqlitePath(string Path, bool IsInState)
{
    /// <summary>Refuses a path with a link in it.</summary>
    public const int NoFollow = 0x01000000;

    const string State = ".pagerow";

    /// <summary>The way to open a file.</summary>
    public static SqlitePath Of(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        var state = full.IndexOf($"{System.IO.Path.DirectorySeparatorChar}{State}{System.IO.Path.DirectorySeparatorChar}", StringComparison.Ordinal);
        return state < 0 ? new(path, false) : new(WithoutLinks(full[..state]) + full[state..], true);
    }

    /// <summary>Whether a link stands at a path, or the state folder that it stands in is one.</summary>
    public static bool IsLink(string path)
    {
        for (var at = System.IO.Path.GetFullPath(path); at is not null; at = System.IO.Path.GetDirectoryName(at))
        {
            if (new FileInfo(at).LinkTarget is not null)
                return true;
            if (System.IO.Path.GetFileName(at) == State)
                break;
        }

        return false;
    }

    static string WithoutLinks(string folder)
    {
        if (System.IO.Path.GetDirectoryName(folder) is not { } above)
            return folder;
        var here = new DirectoryInfo(System.IO.Path.Combine(WithoutLinks(above), System.IO.Path.GetFileName(folder)));
        return here.ResolveLinkTarget(returnFinalTarget: true) is { } target ? WithoutLinks(target.FullName) : here.FullName;
    }
}
