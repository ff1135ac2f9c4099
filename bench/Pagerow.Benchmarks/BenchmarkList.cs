namespace Pagerow.Benchmarks;

/// <summary>The benchmarks by name; each prints one table.</summary>
static class BenchmarkList
{
    const string Usage = """
        usage: Pagerow.Benchmarks NAME PAGES [--rounds N] [--seconds N] [--edits N] [--folder DIR]

          import   a first sync in process, against reading, hashing and inserting the raw text
          noop     'pagerow sync' with nothing to do, against 'git status'
          one      one changed file: by 'pagerow sync', and within a running watch
          latency  save to row, and commit to file, with 'pagerow watch' running
          memory   resident memory of 'pagerow watch', at rest and over many edits
          writes   a thousand rows changed in one transaction, against replacing as many files by rename
          idle     processor time of 'pagerow watch' over quiet files
        """;

    /// <summary>Runs the one that the arguments name.</summary>
    /// <returns>0, or 2 for arguments that name none.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (Options.Read(args) is not { } options || Find(options.Name) is not { } benchmark)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        using var workplace = Workplace.Make(options.Folder);
        Console.WriteLine($"{options.Name} {options.Pages:N0}: {Load.Now()}");
        await benchmark(options, workplace);
        Console.WriteLine($"at the end: {Load.Now()}");
        return 0;
    }

    static Func<Options, Workplace, Task>? Find(string name) => name switch
    {
        "import" => ImportBenchmark.RunAsync,
        "noop" => NoopBenchmark.RunAsync,
        "one" => OneBenchmark.RunAsync,
        "latency" => LatencyBenchmark.RunAsync,
        "memory" => MemoryBenchmark.RunAsync,
        "writes" => WritesBenchmark.RunAsync,
        "idle" => IdleBenchmark.RunAsync,
        _ => null,
    };
}
