using System.Diagnostics;

namespace Pagerow.Benchmarks;

/// <summary>One page saved: what a process run of <c>sync</c> takes to bring it over, and what a running watch takes.</summary>
static class OneBenchmark
{
    public static async Task RunAsync(Options options, Workplace workplace)
    {
        var root = await workplace.RootAsync(options.Pages);
        await PagerowProcess.RunAsync("sync", root.Folder);
        Sample sync = new(), start = new(), watched = new();
        var rounds = options.Rounds ?? 15;
        for (var round = 0; round < rounds; round++)
        {
            start.Add((await PagerowProcess.RunAsync("query", "--root", root.Folder, "select 1")).Took);
            root.Save(round * 7, points: 100 + round);
            sync.Add((await PagerowProcess.RunAsync("sync", root.Folder)).Took);
        }

        await using (var watch = await WatchProcess.StartAsync(root))
        using (var rows = new RowProbe(root))
        {
            for (var round = 0; round < rounds; round++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(150));
                var started = Stopwatch.GetTimestamp();
                root.Save(round * 7, points: 200 + round);
                rows.Await(round * 7, 200 + round);
                watched.Add(Stopwatch.GetElapsedTime(started));
            }
        }

        var table = new ResultTable("start and open: `pagerow query \"select 1\"`", start);
        table.Compare("one changed file: `pagerow sync`", sync);
        table.Compare("one changed file: a running `pagerow watch`", watched);
    }
}
