using System.Globalization;

namespace Pagerow.Benchmarks;

/// <summary>
/// Resident memory of a watch that makes the first sync itself, then over many edits in batches of 1,000: nine batches of saves, then one
/// of SQL updates in a transaction, and so on.
/// </summary>
static class MemoryBenchmark
{
    const int Seed = 11, Batch = 1000, Figure = 10;

    public static async Task RunAsync(Options options, Workplace workplace)
    {
        var root = await workplace.RootAsync(options.Pages);
        await using var watch = await WatchProcess.StartAsync(root);
        Console.WriteLine("| edits | resident MB (aim ≤ 300) |");
        Console.WriteLine("| ---: | ---: |");
        var resident = new Sample();
        Tell(0);
        using var rows = new RowProbe(root);
        var random = new Random(Seed);
        for (var batch = 1; batch <= (options.Edits ?? 100_000) / Batch; batch++)
        {
            var numbers = Enumerable.Range(0, Batch).Select(_ => random.Next(root.Pages)).Distinct().ToList();
            Edit(root, rows, numbers, points: 1000 + batch, isByRow: batch % Figure == 0);
            if (batch % Figure == 0)
                Tell(batch * Batch);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| peak | {watch.PeakMegabytes:0} |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"slope over all figures but the first: {Slope(resident):0.0} MB per 100,000 edits"));

        void Tell(int edits)
        {
            resident.Add(watch.Megabytes);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {edits:N0} | {resident.Values[^1]:0} |"));
        }
    }

    static void Edit(Root root, RowProbe rows, List<int> numbers, int points, bool isByRow)
    {
        if (isByRow)
            rows.UpdateAll(numbers, points);
        else
            numbers.ForEach(n => root.Save(n, points));
        foreach (var number in numbers)
        {
            if (isByRow)
                RowProbe.AwaitFile(root, number, points);
            else
                rows.Await(number, points);
        }
    }

    // Least squares; the first figure is left out, for what the first edits make the process load is no leak.
    static double Slope(Sample resident)
    {
        var points = resident.Values.Skip(1).Select((y, i) => (X: (double)i, Y: y)).ToList();
        if (points.Count < 2)
            return double.NaN;
        var (x, y) = (points.Average(p => p.X), points.Average(p => p.Y));
        return points.Sum(p => (p.X - x) * (p.Y - y)) / points.Sum(p => (p.X - x) * (p.X - x)) * Figure;
    }
}
