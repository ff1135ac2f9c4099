using Pagerow.Cli.Output;
using Pagerow.Pages;
using Pagerow.Reconcile.States;

namespace Pagerow.Cli.Commands;

/// <summary>A document as a person names it: by its path below the root, by one from the folder that they are in, or by an absolute one.</summary>
static class DocumentPath
{
    /// <summary>The path below the root. What leads from the folder that the person is in counts where something is known there.</summary>
    /// <exception cref="RefusedException">It is no path below the root, or two documents could be meant.</exception>
    public static async ValueTask<PagePath> FindAsync(OpenRoot root, string text, CancellationToken cancellation)
    {
        var (folder, here) = (root.Root.Path, Environment.CurrentDirectory);
        var isInside = Below(folder, here) is not null;
        if (Path.IsPathRooted(text) || text.Split('/')[0] is "." or "..")
            return Parsed(root, text, Below(folder, Path.GetFullPath(text, isInside ? here : folder)));
        var fromRoot = Parsed(root, text, text);
        if (!isInside || Below(folder, Path.GetFullPath(text, here)) is not { } below || below == text)
            return fromRoot;
        var fromHere = Parsed(root, text, below);
        if (!await IsKnownAsync(root, fromHere, cancellation))
            return fromRoot;
        return await IsKnownAsync(root, fromRoot, cancellation)
            ? throw Refused(text, $"Two documents could be meant: '{fromRoot}' and '{fromHere}'", $"say './{text}' for the one in the folder you are in, and {Path.Combine(folder, text)} for the other")
            : fromHere;
    }

    static PagePath Parsed(OpenRoot root, string text, string? below)
    {
        string? reason = "it leads out of it";
        return below is not null && PagePath.TryParse(below, out var path, out reason)
            ? path
            : throw Refused(text, $"That is no path below the root: {reason}", $"give its path below {root.Root.Path}, as 'pagerow log' shows it, or one from the folder you are in");
    }

    static async ValueTask<bool> IsKnownAsync(OpenRoot root, PagePath path, CancellationToken cancellation) =>
        !(await root.Database.BasesAtAsync([path], cancellation)).IsEmpty
        || !root.Database.Reports.Log(path, 1).IsEmpty
        || await root.Folder.ReadAsync(path, cancellation) is not FileState.Absent;

    // Null where it does not lie below; the root itself is "".
    static string? Below(string folder, string place) => Relative(folder, place) ?? Relative(Real(folder), Real(place));

    static string? Relative(string folder, string place) => Path.GetRelativePath(folder, place) switch
    {
        "." => "",
        var path when Path.IsPathRooted(path) || path.Split(Path.DirectorySeparatorChar)[0] == ".." => null,
        var path => path.Replace(Path.DirectorySeparatorChar, '/'),
    };

    // A root that was reached through a link has two names.
    static string Real(string place)
    {
        if (Path.GetDirectoryName(place) is not { } above)
            return place;
        var path = Path.Combine(Real(above), Path.GetFileName(place));
        return Directory.Exists(path) && Directory.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? target.FullName : path;
    }

    static RefusedException Refused(string text, string what, string fix) => new(ExitCode.Usage, new Diagnostic("error", "bad-path", $"{what}.", text, fix));
}
