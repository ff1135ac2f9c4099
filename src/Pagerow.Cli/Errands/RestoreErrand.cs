using System.Text.Json.Nodes;
using Pagerow.Cli.Commands;
using Pagerow.Cli.Output;
using Pagerow.Pages;
using Pagerow.Reconcile.States;
using Pagerow.Sql.Answers;

namespace Pagerow.Cli.Errands;

/// <summary>Brings an earlier version of a page back.</summary>
/// <param name="Path">Where, below the root.</param>
/// <param name="Version">How its hash begins; null for the latest that does not stand there.</param>
sealed record RestoreErrand(string Path, string? Version) : Errand
{
    /// <inheritdoc/>
    public override JsonObject ToJson() => new() { ["restore"] = new JsonObject { ["path"] = Path, ["version"] = Version } };

    /// <inheritdoc/>
    public override async ValueTask<Func<Answer, Answer>> RunAsync(OpenRoot root, CancellationToken cancellation)
    {
        if (!PagePath.TryParse(Path, out var path, out var reason))
            throw new RefusedException(ExitCode.Usage, new Diagnostic("error", "bad-path", $"That is no path below the root: {reason}.", Path));
        if (root.Layout.WhyNot(path) is { } left)
            throw new RefusedException(ExitCode.Usage, new Diagnostic("error", "bad-path", $"No document can stand there: {left}.", Path, "give a path that a collection's pattern matches; 'files' and 'ignore' in pagerow.yaml say which"));
        await KnowAsync(root, cancellation);
        var stands = await root.Folder.ReadAsync(path, cancellation);
        var page = await root.Database.PageAsync(Find(root, path, stands), cancellation);
        var problem = stands is FileState.Unknown unknown
            ? unknown.Reason
            : await new PageEdits(root.Folder, root.Layout).SaveAsync(path, (stands as FileState.Present)?.Page, page, cancellation);
        if (problem is not null)
            throw new RefusedException(ExitCode.Failed, new Diagnostic("error", problem.Code, problem.Message, Path));
        return synced => new(
            synced.Exit, new JsonObject { ["path"] = path.Value, ["version"] = page.Hash.ToString() }, [$"restored {path} to {page.Hash.ToString()[..10]}"], synced.Diagnostics);
    }

    // What stands in the file is no version to bring back, whether it was agreed on or not.
    PageHash Find(OpenRoot root, PagePath path, FileState stands)
    {
        var entries = root.Database.Reports.Log(path, 1_000);
        if (entries.IsEmpty)
            throw new RefusedException(ExitCode.Failed, LogCommand.Unknown(Path));
        var standing = (stands as FileState.Present)?.Page.Hash;
        var versions = entries.SelectMany(Versions).OfType<PageHash>().Distinct().ToList();
        if (Version is null)
            return versions.Where(v => v != standing).Select(v => (PageHash?)v).FirstOrDefault() ?? throw None("no-such-version", "There is no earlier version of this page: the history holds the one that stands in the file, and no other.");
        var wanted = versions.Where(v => v.ToString().StartsWith(Version, StringComparison.OrdinalIgnoreCase)).ToList();
        return wanted switch
        {
            [] => throw None("no-such-version", "The history holds no such version of this page."),
            [var one] when one == standing => throw None("same-version", "This version stands in the file already; nothing was done."),
            [var one] => one,
            _ => throw None("no-such-version", $"The hashes of {wanted.Count} versions of this page begin like that."),
        };

        RefusedException None(string code, string why) => new(ExitCode.Failed, new Diagnostic("error", code, why, Path, $"'pagerow log {path}' shows those it holds"));
    }

    static IEnumerable<PageHash?> Versions(LogEntry entry) => [entry.After, entry.Before];
}
