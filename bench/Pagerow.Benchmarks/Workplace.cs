namespace Pagerow.Benchmarks;

/// <summary>A temporary folder that is gone when the benchmark is over.</summary>
sealed class Workplace : IDisposable
{
    Workplace(string path) => Path = path;

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Makes one below a folder.</summary>
    public static Workplace Make(string below)
    {
        Directory.CreateDirectory(below);
        var path = System.IO.Path.Combine(System.IO.Path.GetFullPath(below), $"pagerow-bench-{Environment.ProcessId}");
        Directory.CreateDirectory(path);
        return new(path);
    }

    /// <summary>Makes a folder of generated pages with the configuration that <c>init</c> infers for them.</summary>
    public async Task<Root> RootAsync(int pages)
    {
        var root = new Root(System.IO.Path.Combine(Path, "root"), pages);
        await root.WriteAsync();
        var initiation = await PagerowProcess.RunAsync("init", root.Folder);
        Console.WriteLine(initiation.Output.Trim().Replace(root.Folder, "", StringComparison.Ordinal));
        return root;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
