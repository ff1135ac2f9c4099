using System.Diagnostics;
using System.Globalization;

namespace Pagerow.Benchmarks;

/// <summary>What a watch costs while nothing happens: its processor time over quiet files, its own full looks and heartbeats included.</summary>
static class IdleBenchmark
{
    static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Options options, Workplace workplace)
    {
        var root = await workplace.RootAsync(options.Pages);
        await PagerowProcess.RunAsync("sync", root.Folder);
        await using var watch = await WatchProcess.StartAsync(root);
        await Task.Delay(Settling);
        var (before, started) = (watch.Processor, Stopwatch.GetTimestamp());
        await Task.Delay(TimeSpan.FromSeconds(options.Seconds));
        var (used, over) = (watch.Processor - before, Stopwatch.GetElapsedTime(started));
        Console.WriteLine("| quiet files | seconds | processor seconds | share of a core (aim ≤ 1 %) | resident MB |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: |");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {root.Pages:N0} | {over.TotalSeconds:0} | {used.TotalSeconds:0.00} | {used / over:P2} | {watch.Megabytes:0} |"));
    }
}
