using System.Diagnostics;
using Pagerow.Tests;

[assembly: AssemblyFixture(typeof(Corpus))]

namespace Pagerow.Tests;

/// <summary>
/// Real Markdown files, unpacked once a run into a temporary folder that goes with it. They are not part of the project: their place
/// comes from PAGEROW_CORPORA (default: shared/corpora beside the checkout), and tests that want them are skipped where they are absent.
/// </summary>
public sealed class Corpus : IDisposable
{
    readonly Lazy<string?> _folder = new(Unpack);

    /// <summary>The unpacked bundle. Skips the running test, saying why, where there is none.</summary>
    public string Folder
    {
        get
        {
            Assert.SkipWhen(_folder.Value is null, $"no corpus: {Archive} is absent; set PAGEROW_CORPORA to the folder that holds dev-bundle.tar.gz");
            return _folder.Value!;
        }
    }

    /// <summary>Every page of the bundle: paths relative to <see cref="Folder"/>, in ordinal order.</summary>
    public IReadOnlyList<string> Pages =>
        [.. Directory.EnumerateFiles(Folder, "*.md", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f)).Order(StringComparer.Ordinal)];

    /// <summary>The seed documents, which stand beside the corpora. Skips the running test, saying why, where there are none.</summary>
    public static IReadOnlyList<string> Seeds
    {
        get
        {
            var folder = Path.GetFullPath(Path.Combine(Corpora, "..", "seeds"));
            string[] seeds = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.txt") : [];
            Assert.SkipWhen(seeds.Length == 0, $"no seeds in {folder}; set PAGEROW_CORPORA to the folder beside which they stand");
            return seeds;
        }
    }

    static string Corpora => Environment.GetEnvironmentVariable("PAGEROW_CORPORA") ?? Path.Combine(Checkout.Folder, "..", "shared", "corpora");

    static string Archive => Path.Combine(Corpora, "dev-bundle.tar.gz");

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_folder is { IsValueCreated: true, Value: { } folder })
            Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }

    static string? Unpack()
    {
        if (!File.Exists(Archive))
            return null;
        var folder = Directory.CreateTempSubdirectory("pagerow-corpus-").FullName;
        using var tar = Process.Start("tar", ["xzf", Archive, "-C", folder]);
        tar.WaitForExit();
        return tar.ExitCode == 0 ? Path.Combine(folder, "dev-bundle") : throw new InvalidDataException($"{Archive} could not be unpacked.");
    }
}
