using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pagerow.Pages;
using Pagerow.Reconcile.States;

namespace Pagerow.Files;

/// <summary>
/// Which absences Git explains: the commit that is checked out does not have the path, and Git's own store holds exactly the page that
/// stood there. Then nobody can lose anything by believing the absence. A page that was never committed, or that a commit still has, is
/// not explained. Without Git, or where it fails, nothing is.
/// </summary>
/// <param name="root">The root's absolute path.</param>
sealed class GitExplanation(string root)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Those of the absent pages that Git explains.</summary>
    public async ValueTask<IReadOnlySet<PagePath>> OfAsync(IReadOnlyCollection<KeyValuePair<PagePath, PageBytes>> absent, CancellationToken cancellation)
    {
        var explained = new HashSet<PagePath>();
        foreach (var group in absent.GroupBy(a => RepositoryOf(a.Key), StringComparer.Ordinal).Where(g => g.Key.Length > 0))
            await AddAsync(group.Key, [.. group], explained, cancellation);
        return explained;
    }

    async ValueTask AddAsync(string repository, List<KeyValuePair<PagePath, PageBytes>> absent, HashSet<PagePath> explained, CancellationToken cancellation)
    {
        var tree = await RunAsync(repository, ["ls-tree", "-r", "-z", "--name-only", "HEAD"], "", cancellation);
        if (tree is null)
            return;
        var committed = tree.Split('\0').ToHashSet(StringComparer.Ordinal);
        var gone = absent.Where(a => !committed.Contains(Relative(repository, a.Key))).ToList();
        var ids = string.Concat(gone.Select(g => BlobId(g.Value.Bytes.Span) + "\n"));
        if (gone.Count == 0 || await RunAsync(repository, ["cat-file", "--batch-check"], ids, cancellation) is not { } known)
            return;
        foreach (var (line, page) in known.Split('\n').Zip(gone))
        {
            if (line.Contains(" blob ", StringComparison.Ordinal))
                explained.Add(page.Key);
        }
    }

    // It may stand above the root. Empty where there is none.
    string RepositoryOf(PagePath path) => GitHold.WorkFolder(Path.GetDirectoryName(Path.Combine(root, path.Value))!) ?? "";

    string Relative(string repository, PagePath path) => Path.GetRelativePath(repository, Path.Combine(root, path.Value)).Replace('\\', '/');

    // Git names an object by the SHA-1 of its kind, length and content.
    static string BlobId(ReadOnlySpan<byte> page)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {page.Length}\0")));
        hash.AppendData(page);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    static async ValueTask<string?> RunAsync(string repository, string[] arguments, string input, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            var start = new ProcessStartInfo("git", ["-C", repository, .. arguments])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            };
            using var git = Process.Start(start)!;
            using var ending = patience.Token.Register(static g => Kill((Process)g!), git);
            var output = git.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = git.StandardError.ReadToEndAsync(patience.Token);
            await git.StandardInput.WriteAsync(input.AsMemory(), patience.Token);
            git.StandardInput.Close();
            var text = await output;
            await errors;
            await git.WaitForExitAsync(patience.Token);
            return git.ExitCode == 0 ? text : null;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    // Nobody reads what it would still say.
    static void Kill(Process git)
    {
        try
        {
            git.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
