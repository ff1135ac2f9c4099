using System.Diagnostics;
using Pagerow.Cli;
using Pagerow.Cli.Output;
using Pagerow.Engine.Cycles;

namespace Pagerow.Benchmarks;

/// <summary>A first sync in process without the search index, against the floor; the index's time beside it, and the whole as a process.</summary>
static class ImportBenchmark
{
    public static async Task RunAsync(Options options, Workplace workplace)
    {
        var root = await workplace.RootAsync(options.Pages);
        Sample floor = new(), import = new(), index = new(), process = new();
        for (var round = 0; round < (options.Rounds ?? 5); round++)
        {
            var file = Path.Combine(workplace.Path, "floor.db");
            floor.Add(RawImport.Run(root, file));
            foreach (var left in Directory.GetFiles(workplace.Path, "floor.db*"))
                File.Delete(left);
            await ImportAsync(root, import, index);
            root.Forget();
            process.Add((await PagerowProcess.RunAsync("sync", root.Folder)).Took);
            root.Forget();
            GC.Collect();
        }

        var table = new ResultTable("read + SHA-256 + insert of the raw text, one thread", floor);
        table.Compare("first sync without the search index", import, "≤ 2.5");
        table.Compare("the search index after it", index);
        table.Compare("both as a process: `pagerow sync`", process);
    }

    static async Task ImportAsync(Root root, Sample import, Sample index)
    {
        var invocation = new Invocation(root.Folder, null, OutputFormat.Text, new(Console.Out, Console.Error), TimeProvider.System);
        var started = Stopwatch.GetTimestamp();
        await using var open = await OpenRoot.OpenAsync(invocation, "bench", RootClaim.MustWrite, CancellationToken.None);
        var report = await open.Run.RunAsync(CycleRequest.Full, CancellationToken.None);
        import.Add(Stopwatch.GetElapsedTime(started));
        if (report.Documents != root.Pages)
            throw new InvalidOperationException($"{report.Documents} documents of {root.Pages} pages.");
        started = Stopwatch.GetTimestamp();
        while (await open.Database.IndexAsync(1_000, CancellationToken.None) > 0)
        {
        }

        index.Add(Stopwatch.GetElapsedTime(started));
    }
}
