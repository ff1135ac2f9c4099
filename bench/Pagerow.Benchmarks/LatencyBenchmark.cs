using System.Diagnostics;
using System.Globalization;

namespace Pagerow.Benchmarks;

/// <summary>
/// How long an edit takes to the other side, with a watch running and nothing else going on: from before the save to the row that another
/// connection sees, and from the client's commit to the file that holds it. A pause before each edit lets both sides rest.
/// </summary>
static class LatencyBenchmark
{
    const int Seed = 7, ShortestPause = 60, LongestPause = 130;

    public static async Task RunAsync(Options options, Workplace workplace)
    {
        var root = await workplace.RootAsync(options.Pages);
        await PagerowProcess.RunAsync("sync", root.Folder);
        await using var watch = await WatchProcess.StartAsync(root);
        using var rows = new RowProbe(root);
        var random = new Random(Seed);
        Sample toRow = new(), toFile = new();
        for (var edit = 0; edit < (options.Edits ?? 500); edit++)
        {
            var number = random.Next(root.Pages);
            await Task.Delay(random.Next(ShortestPause, LongestPause));
            toRow.Add(Save(root, rows, number, 1000 + (2 * edit)));
            await Task.Delay(random.Next(ShortestPause, LongestPause));
            toFile.Add(Commit(root, rows, number, 1001 + (2 * edit)));
        }

        Console.WriteLine("| ms | edits | p50 | p90 | p99 | max | aim |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | --- |");
        Tell("save (write, rename) → row visible", toRow);
        Tell("SQL commit → file replaced", toFile);
    }

    static TimeSpan Save(Root root, RowProbe rows, int number, int points)
    {
        var started = Stopwatch.GetTimestamp();
        root.Save(number, points);
        rows.Await(number, points);
        return Stopwatch.GetElapsedTime(started);
    }

    static TimeSpan Commit(Root root, RowProbe rows, int number, int points)
    {
        rows.Update(number, points);
        var started = Stopwatch.GetTimestamp();
        RowProbe.AwaitFile(root, number, points);
        return Stopwatch.GetElapsedTime(started);
    }

    static void Tell(string name, Sample sample) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {sample.Count} | {sample.Median:0.0} | {sample.Percentile(90):0.0} | {sample.Percentile(99):0.0} | {sample.Max:0.0} | p50 ≤ 10, p99 ≤ 50 |"));
}
